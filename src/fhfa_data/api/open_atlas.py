"""The installed figures as tables of pandas: the same rows as on screen and in ``fhfa figures``."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd
import pyarrow as pa

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import AreaType
from fhfa_data.model.nearest import nearest
from fhfa_data.tracing import Trace, trace
from fhfa_data.views.area_shapes import area_shapes, with_shapes
from fhfa_data.views.catalogue_rows import indicator_rows, source_rows
from fhfa_data.views.figure_rows import figure_rows
from fhfa_data.warehouse.ask import Limits, ask
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse


def open_atlas(path: str | Path | None = None) -> OpenAtlas:
    """Open the figures that are installed; built first, from the embedded ones, if there are none.

    Parameters
    ----------
    path
        A warehouse file, to open that one instead of the one in use.

    Raises
    ------
    AtlasError
        If the figures can't be opened or built; the message says what to do.
    """
    file = ensure_warehouse() if path is None else Path(path)
    warehouse = Warehouse(file)
    return OpenAtlas(warehouse, catalogue_of(warehouse))


class OpenAtlas:
    """The figures of one warehouse, read-only. Close it, or use it in a ``with`` statement.

    Frames are new at every call: change them as you like.
    """

    def __init__(self, warehouse: Warehouse, catalogue: Catalogue) -> None:
        self._warehouse = warehouse
        self._catalogue = catalogue

    def __enter__(self) -> Self:
        """Nothing more to open."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._warehouse.close()

    @property
    def fingerprint(self) -> str:
        """What the figures were built from, as a short digest: cite it with a result."""
        return self._warehouse.fingerprint

    @property
    def attribution(self) -> str:
        """The words that the licence asks for wherever these figures are shown."""
        return self._warehouse.meta["attribution"]

    def figures(
        self,
        indicator: str | None = None,
        *,
        area_type: str | None = None,
        within: str | None = None,
        period: str = "latest",
        geometry: bool = False,
    ) -> Any:
        """Figures, one a row, ordered by indicator, kind of area, period and area.

        Parameters
        ----------
        indicator
            An id that :meth:`indicators` lists; None for all.
        area_type
            ``lsoa``, ``msoa``, ``ward``, ``borough``, ``gm`` or ``england``; None for all.
        within
            The code of a borough, a ward or Greater Manchester: only areas inside it.
        period
            ``latest``, ``all`` or the publisher's label.
        geometry
            With True, a GeoDataFrame (EPSG:4326) with a column ``shape`` that says whether each
            shape is ``exact`` or ``approximate``.

        Returns
        -------
        A DataFrame with the columns of ``fhfa figures`` (docs/analysts.md). ``value`` is in the
        indicator's own unit and missing unless ``status`` is ``ok``.

        Raises
        ------
        UnknownName
            If there is no such indicator, kind of area, area or period; the nearest are named.
        AtlasError
            If shapes are asked for a kind of area that has none.
        """
        kind = None if area_type is None else _kind(area_type)
        rows = figure_rows(
            self._warehouse,
            self._catalogue,
            indicator=indicator,
            area_type=kind,
            within=within,
            period=period,
        ).rows
        return with_shapes(rows, self._warehouse, kind) if geometry else rows

    def indicators(self) -> pd.DataFrame:
        """The indicators: indicator, name, unit, polarity, evidence, source, area_types."""
        return indicator_rows(self._catalogue)

    def sources(self) -> pd.DataFrame:
        """The datasets: source, title, publisher, licence, landing_page, as_of, digest.

        ``as_of`` is the day (YYYY-MM-DD) this copy was had and ``digest`` stands for its raw
        bytes; both are empty where the copy is the embedded one.
        """
        return source_rows(self._catalogue, self._warehouse)

    def areas(self, area_type: str | None = None) -> pd.DataFrame:
        """The areas: area_code, area_type, name, borough_code, borough_name, local_name; by code.

        ``local_name`` is what people call a middle-layer area (MSOA, 2011), as the House of Commons
        Library has collected it; empty for all other kinds.

        Raises
        ------
        UnknownName
            If there is no such kind of area.
        """
        kind = None if area_type is None else _kind(area_type).value
        return self._warehouse.frame(
            "SELECT * FROM area WHERE $kind IS NULL OR area_type = $kind ORDER BY area_code",
            {"kind": kind},
        )

    def shapes(self, area_type: str) -> Any:
        """The shapes of one kind of area: area_code, shape, geometry (EPSG:4326); by code.

        ``shape`` is ``exact`` or ``approximate``: those that are embedded are approximate, and the
        table ``lsoa_shape`` (:meth:`sql`) says how each was drawn and how far it overlaps the true
        one.

        Raises
        ------
        UnknownName
            If there is no such kind of area.
        AtlasError
            If that kind of area has no shapes here.
        """
        return area_shapes(self._warehouse, _kind(area_type))

    def postcodes(self, within: str | None = None) -> pd.DataFrame:
        """Live postcodes of November 2025, by postcode; Greater Manchester's are embedded.

        Parameters
        ----------
        within
            The code of an LSOA, a ward or a borough; None for all.

        Returns
        -------
        postcode (with its space), lsoa21_code (the neighbourhood that holds its point), ward24_code
        (as Ordnance Survey gives it: one in ten lies in another ward than its LSOA's best fit),
        easting and northing (whole metres, EPSG:27700), quality (of the position: 10 good, 50
        approximate). Source: Ordnance Survey, Code-Point Open.

        Raises
        ------
        UnknownName
            If there is no such area; the nearest are named.
        """
        if within is not None:
            self._warehouse.area(within)
        return self._warehouse.frame(
            "SELECT postcode.* FROM postcode JOIN area ON area_code = postcode.ward24_code "
            "WHERE $within IS NULL OR $within IN (lsoa21_code, ward24_code, borough_code) "
            "ORDER BY postcode",
            {"within": within},
        )

    def ages(self) -> pd.DataFrame:
        """Residents by age: area_code, age_band, residents; by area, youngest first.

        ``area_code`` is an LSOA 2021 or England; ``age_band`` five years such as ``10-14``, the
        last ``85+``; ``residents`` usual residents, persons. Source: ONS, Census 2021 (TS007A).
        """
        return self._warehouse.frame(
            "FROM age ORDER BY area_code, CAST(regexp_extract(age_band, '[0-9]+') AS INTEGER)"
        )

    def ward_changes(self) -> pd.DataFrame:
        """Where wards of December 2022 that are no more went, largest share first.

        ward22_code, ward22_name, ward24_code, share_pct (per cent of the old ward's postcodes that
        lie in the ward of 2024; under 2% is left out), postcodes (how many). Worked out from
        Code-Point Open and ONS's wards of 2022, not published.
        """
        return self._warehouse.frame(
            "FROM ward_change ORDER BY ward22_code, share_pct DESC, ward24_code"
        )

    def periods(self, indicator: str) -> pd.DataFrame:
        """The periods of one indicator by kind of area, oldest first, with first and last day.

        Raises
        ------
        UnknownName
            If there is no such indicator.
        """
        self._catalogue.indicator(indicator)
        rows = self._warehouse.periods()
        return rows[rows["indicator"] == indicator].reset_index(drop=True)

    def trace(self, indicator: str, area: str, period: str = "latest", sex: str = "") -> Trace:
        """From a figure back to its datasets, their raw files, and the rows and bytes in them.

        ``pandas.DataFrame(trace.inputs[0].rows)`` makes a table of the rows of the first dataset.

        Raises
        ------
        UnknownName
            If there is no such indicator, area (an ONS code) or figure; the nearest are named.
        RawDataError
            If raw bytes are no longer what they were.
        """
        return trace(self._warehouse, self._catalogue, indicator, area, period, sex)

    def sql(self, query: str, seconds: float = 60.0) -> pd.DataFrame:
        """The answer to a query of your own; the tables are on the Query page and in the docs.

        Raises
        ------
        QueryError
            If it is no single reading query, is wrong, takes longer than ``seconds`` or needs more
            memory than it may have.
        """
        with ask(self._warehouse.path, query, Limits(seconds=seconds)) as answer:
            return pa.Table.from_batches(answer.batches, answer.schema).to_pandas()


def _kind(typed: str) -> AreaType:
    known = [one.value for one in AreaType]
    if typed not in known:
        raise UnknownName("kind of area", typed, nearest(typed, known) or tuple(known))
    return AreaType(typed)
