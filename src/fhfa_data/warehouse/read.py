"""Read a warehouse: read-only, cut off from files and network, one cursor a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakSet

import cachetools
import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from fhfa_data.catalogue.roles import roles
from fhfa_data.errors import TELL_THE_KEEPER, UnknownName, WarehouseError
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.checks import CheckResult, Outcome
from fhfa_data.model.figures import Figure
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.model.nearest import nearest
from fhfa_data.model.nesting import Nesting
from fhfa_data.warehouse.builds import version_trouble
from fhfa_data.warehouse.figure_row import FIGURE_COLUMNS, figure_of
from fhfa_data.warehouse.serving import serving
from fhfa_data.warehouse.written import quoted_path, room_for

Parameters = Sequence[Any] | dict[str, Any]

_FIGURES_KEPT = 50_000  # of the last answers: some 30 MB


class Warehouse:
    """One open warehouse. Threads may share it: every query runs on a cursor of its own.

    Raises
    ------
    WarehouseError
        If the file is missing, damaged, not a warehouse, or made by another version of the atlas.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._answers, self._lock = cachetools.LRUCache(_FIGURES_KEPT, getsizeof=len), Lock()
        try:
            self._connection = duckdb.connect()
            self._connection.execute(f"ATTACH {quoted_path(path)} AS atlas (READ_ONLY)")
            # Nothing that reaches this connection may read other files or the network from now on.
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            self.meta = dict(self._rows("SELECT key, value FROM meta"))
        except duckdb.Error as error:
            raise WarehouseError(
                "The figures can't be opened: the file is missing or damaged.",
                str(path),
                TELL_THE_KEEPER,
                "fhfa build --force",
            ) from error
        if wrong := version_trouble(self.meta):
            self.close()
            raise WarehouseError(
                f"The build {self.meta.get('fingerprint', '')} {wrong}, so it can't be read.",
                str(path),
                TELL_THE_KEEPER,
                "fhfa rollback",
            )
        OPEN.add(self)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        # A cursor is a connection of its own and starts in the empty in-memory database.
        return self._connection.cursor().execute("USE atlas")

    @property
    def fingerprint(self) -> str:
        """What the warehouse was built from, as a short digest."""
        return self.meta["fingerprint"]

    def close(self) -> None:
        """Let go of the file."""
        OPEN.discard(self)
        self._connection.close()

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Every area by code."""
        rows = self._rows("SELECT area_code, name, area_type, borough_code, borough_name FROM area")
        return {row[0]: Area(row[0], row[1], AreaType(row[2]), row[3], row[4]) for row in rows}

    @cached_property
    def kinds(self) -> tuple[AreaType, ...]:
        """The kinds of area that are installed, smallest first."""
        here = {one.area_type for one in self.areas.values()}
        return tuple(kind for kind in AreaType if kind in here)

    def area(self, code: str) -> Area:
        """The area with this code.

        Raises
        ------
        UnknownName
            With the nearest codes, if there is none.
        """
        if code not in self.areas:
            raise UnknownName("place", code, self.nearest_areas(code))
        return self.areas[code]

    def nearest_areas(self, typed: str) -> tuple[str, ...]:
        """Codes (with names) of areas that the typed code or name may mean."""
        shown = [one for one in self.areas.values() if one.area_type is not AreaType.LSOA]
        by_name = {f"{one.name} ({one.code})": one for one in shown}
        codes = nearest(typed, [one.code for one in shown]) if typed[:1].isalpha() else ()
        named = nearest(typed, [one.name for one in shown])
        found = [label for label, one in by_name.items() if one.name in named or one.code in codes]
        return tuple(found[:3])

    @cached_property
    def nesting(self) -> Nesting:
        """Which area lies in which, and where a visitor starts."""
        rows = self._rows("SELECT borough_code, region_code, region_name FROM borough_region")
        regions = {code: (region, name) for code, region, name in rows}
        return Nesting(self.areas, regions, self.meta["scope_asked"])

    def wards(self, borough_code: str | None = None) -> list[Area]:
        """The wards of one borough, or all, by name."""
        inside = self.nesting.wards
        codes = inside if borough_code is None else [borough_code]
        found = (ward for code in codes for ward in inside.get(code, ()))
        return sorted(found, key=lambda one: (one.name, one.borough_name))

    def latest_figures(self, codes: Sequence[str]) -> list[Figure]:
        """The latest figure of every indicator, sex and listed area (not LSOAs)."""
        return self._figures("latest_figure", f"area_code IN {room_for(codes)}", list(codes))

    def figures_of(
        self, indicator: str, area_type: AreaType, period: str, boroughs: Sequence[str]
    ) -> list[Figure]:
        """One indicator in one period for some boroughs, or their wards, by value, gaps last."""
        return self._figures(
            "figure JOIN area USING (area_type, area_code) "
            "LEFT JOIN area_order USING (indicator, area_type, period, sex, area_code)",
            "indicator = ? AND area_type = ? AND period = ? "
            f"AND borough_code IN {room_for(boroughs)} "
            "ORDER BY sex, place NULLS LAST, name, borough_name, area_code",
            [indicator, area_type.value, period, *boroughs],
        )

    def values_of(
        self, indicator: str, area_type: AreaType, period: str, sex: str
    ) -> NDArray[np.float64]:
        """The values of one indicator in every installed area of a kind, in no order."""
        answer = self._answer(
            "SELECT value FROM figure WHERE indicator = ? AND area_type = ? AND period = ? "
            "AND sex = ? AND status = 'ok'",
            [indicator, area_type.value, period, sex],
        )
        return answer.fetchnumpy()["value"]

    def series(self, indicator: str, codes: Sequence[str]) -> list[Figure]:
        """One indicator over all periods for the listed areas, oldest first."""
        return self.many_series([indicator], codes)

    def many_series(self, indicators: Sequence[str], codes: Sequence[str]) -> list[Figure]:
        """Indicators over all periods for the listed areas, oldest first, in one question."""
        return self._figures(
            "figure JOIN period USING (indicator, area_type, period)",
            f"indicator IN {room_for(indicators)} AND area_code IN {room_for(codes)} "
            "ORDER BY period_end, area_code, sex",
            [*indicators, *codes],
        )

    def lsoa_figures(self, indicators: Sequence[str], codes: Sequence[str]) -> list[Figure]:
        """Figures of the listed neighbourhoods (LSOAs)."""
        return self._figures(
            "figure",
            f"area_type = 'lsoa' AND indicator IN {room_for(indicators)} "
            f"AND area_code IN {room_for(codes)}",
            [*indicators, *codes],
        )

    def periods(self) -> pd.DataFrame:
        """Every period: indicator, area_type, period, period_kind, start, end, text, is_latest."""
        return self.frame("SELECT * FROM period ORDER BY indicator, area_type, period_end")

    def latest_period(self, indicator: str, area_type: AreaType) -> str:
        """The label of the latest period of an indicator for a kind of area."""
        rows = self._rows(
            "SELECT period FROM period WHERE indicator = ? AND area_type = ? AND is_latest",
            [indicator, area_type.value],
        )
        if not rows:
            raise UnknownName("indicator with figures", indicator)
        return rows[0][0]

    def lsoas_of(self, code: str) -> pd.DataFrame:
        """The neighbourhoods of a ward or borough: table ``lsoa`` and its IMD ``decile``."""
        return self.frame(
            """SELECT lsoa.*, CAST(figure.value AS INTEGER) AS decile
            FROM lsoa JOIN figure ON figure.area_code = lsoa21_code
             AND figure.indicator = ? AND figure.area_type = 'lsoa'
            WHERE ward24_code = ? OR borough_code = ? ORDER BY decile, lsoa21_name""",
            [roles().imd_decile, code, code],
        )

    def places(self) -> pd.DataFrame:
        """All places."""
        return self.frame("SELECT * FROM place ORDER BY kind, name, lon")

    def ward_shapes(self) -> pd.DataFrame:
        """Ward shapes: ward24_code, overlap_pct (percent), wkb (EPSG:4326)."""
        return self.frame("SELECT * FROM ward_shape ORDER BY ward24_code")

    def lsoa_shapes(self) -> pd.DataFrame:
        """Shapes of neighbourhoods: the table ``lsoa_shape``; empty if none are installed."""
        return self.frame("SELECT * FROM lsoa_shape ORDER BY lsoa21_code")

    @cached_property
    def has_lsoa_shapes(self) -> bool:
        """Whether the shapes of neighbourhoods are installed."""
        return bool(self._rows("SELECT 1 FROM lsoa_shape LIMIT 1"))

    def borough_shapes(self) -> pd.DataFrame:
        """Borough shapes: borough_code, source, wkb (EPSG:4326); empty if none are installed."""
        return self.frame("SELECT * FROM borough_shape ORDER BY borough_code")

    def datasets(self) -> list[dict[str, Any]]:
        """What a refresh asked for: source, origin, as_of (YYYY-MM-DD), digest, note."""
        return self.records("SELECT * FROM dataset ORDER BY source")

    def fetched(self) -> dict[str, dict[str, Any]]:
        """Those of :meth:`datasets` that are from raw bytes, by source."""
        return {row["source"]: row for row in self.datasets() if row["origin"] == "refresh"}

    def check_results(self) -> list[CheckResult]:
        """How every check came out before these figures were put to use, by dataset."""
        columns = '"check", dataset, outcome, detail'
        rows = self._rows(f'SELECT {columns} FROM check_result ORDER BY dataset, "check"')
        return [CheckResult(row[0], row[1], Outcome(row[2]), row[3]) for row in rows]

    def frame(self, query: str, parameters: Parameters = ()) -> pd.DataFrame:
        """The answer to a query as a frame; parameters by place (``?``) or name (``$name``)."""
        return self._answer(query, parameters).df()

    def batches(self, query: str, parameters: dict[str, Any]) -> pa.RecordBatchReader:
        """The answer to a query piece by piece, for answers too large to hold at once."""
        try:
            return self._cursor().sql(query, params=parameters).to_arrow_reader()
        except duckdb.Error as error:
            raise _unreadable(self.path) from error

    def records(self, query: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The answer to a query, a mapping a row."""
        answer = self._answer(query, parameters)
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def _figures(self, table: str, where: str, parameters: Sequence[Any]) -> list[Figure]:
        asked = f"SELECT {FIGURE_COLUMNS} FROM {table} WHERE {where}"
        return list(self._answered(asked, tuple(parameters)))

    # A build never changes, and a figure is frozen: the same question has the same answer.
    @cachetools.cachedmethod(lambda self: self._answers, lock=lambda self: self._lock)
    def _answered(self, query: str, parameters: tuple[Any, ...]) -> tuple[Figure, ...]:
        return tuple(figure_of(row) for row in self._rows(query, parameters))

    def _rows(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        return self._answer(query, parameters).fetchall()

    def _answer(self, query: str, parameters: Parameters) -> duckdb.DuckDBPyConnection:
        try:
            return self._cursor().execute(query, parameters)
        except duckdb.Error as error:
            raise _unreadable(self.path) from error


OPEN: WeakSet[Warehouse] = WeakSet()
"""Every warehouse that this process has open."""


def open_current() -> Warehouse:
    """Open the warehouse to serve: the one pointed to, or else the newest that can be read.

    Raises
    ------
    WarehouseError
        If nothing has been built yet, or nothing that was can be opened.
    """
    return Warehouse(serving(warehouse_folder()).path)


def _unreadable(path: Path) -> WarehouseError:
    return WarehouseError(
        "The figures can't be read: the file has changed or is damaged.",
        str(path),
        "Reload this page. If it stays, tell whoever looks after this atlas.",
        "fhfa build --force",
    )
