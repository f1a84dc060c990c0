"""A figure's trace: which datasets it was made from, and which bytes of their raw files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from fhfa_data.catalogue.fetching import Column, Provides, Reading
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator, Source
from fhfa_data.catalogue.roles import roles
from fhfa_data.catalogue.weighting import CENSUS_RESIDENTS
from fhfa_data.errors import UnknownName
from fhfa_data.indicators.deprivation import MADE_FROM
from fhfa_data.indicators.movement import DECILES, POSITION, SHARES
from fhfa_data.indicators.reading import SEXES
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import FROM_LSOAS
from fhfa_data.model.locations import raw_folder
from fhfa_data.model.nearest import nearest
from fhfa_data.model.periods import same_period
from fhfa_data.sources.receipts import Receipt, receipts_of
from fhfa_data.tracing.raw_rows import Wanted, raw_rows
from fhfa_data.tracing.starter_rows import figure_rows_of, lookup_rows_of
from fhfa_data.tracing.trace_model import Input, RawFile, RawRow, Trace
from fhfa_data.warehouse.read import Warehouse

_LOOKUP_COLUMNS = {
    Provides.LSOAS: ("LSOA21CD", "WD24CD", "WD24NM", "LAD24CD", "LAD24NM"),
    Provides.OLDER_LSOAS: ("LSOA11CD", "LSOA21CD", "CHGIND"),
}
_ROLES = {Provides.OLDER_FIGURES: "earlier", Provides.OLDER_LSOAS: "older_lookup"}
_BASES = {
    **MADE_FROM,
    POSITION: roles().imd_rank,
    **dict.fromkeys((DECILES, *SHARES), roles().imd_decile),
}
"""Indicator → the published one that it is worked out from."""
_QUERY = """
SELECT figure.*, period.is_latest FROM figure JOIN period USING (indicator, area_type, period)
WHERE indicator = $indicator AND area_code = $area_code
ORDER BY sex <> 'Persons', sex, period_end DESC
"""


def trace(
    warehouse: Warehouse,
    catalogue: Catalogue,
    indicator: str,
    area_code: str,
    period: str = "latest",
    sex: str = "",
) -> Trace:
    """Trace one figure to the rows that it was made from.

    Parameters
    ----------
    period
        ``latest`` or a publisher's label.
    sex
        ``Persons``, ``Female`` or ``Male``; empty for the first there is.

    Raises
    ------
    UnknownName
        If there is no such indicator, area or figure.
    RawDataError
        If raw bytes are no longer what they were.
    """
    known, area = catalogue.indicator(indicator), warehouse.area(area_code)
    figure = _figure(warehouse, known, area, period, sex)
    tracer = _Tracer(warehouse, catalogue, known, area, figure)
    return Trace(
        indicator=known.id,
        indicator_name=known.name,
        area_code=area.code,
        area_name=area.full_name,
        area_type=area.area_type.value,
        unit=known.unit_label,
        fingerprint=warehouse.fingerprint,
        inputs=tuple(tracer.inputs()),
        method=figure["method"] or "",
        **{name: figure[name] for name in _TAKEN},
    )


_TAKEN = (
    "period", "sex", "value", "numerator", "denominator",
    "status", "reason", "source", "geography_vintage",
)  # fmt: skip


def _figure(
    warehouse: Warehouse, indicator: Indicator, area: Area, period: str, sex: str
) -> dict[str, Any]:
    rows = warehouse.records(_QUERY, {"indicator": indicator.id, "area_code": area.code})
    rows = [row for row in rows if not sex or row["sex"] == sex]
    for row in rows:
        if row["is_latest"] if period == "latest" else same_period(period, row["period"]):
            return row
    labels = list(dict.fromkeys(row["period"] for row in rows))
    what = f"figure of {indicator.short_name} for {area.full_name} and the period"
    raise UnknownName(what, period, nearest(period, labels) or tuple(labels[:3]))


class _Tracer:
    """What the steps of one trace share."""

    def __init__(
        self,
        warehouse: Warehouse,
        catalogue: Catalogue,
        indicator: Indicator,
        area: Area,
        figure: dict[str, Any],
    ) -> None:
        self.warehouse, self.catalogue = warehouse, catalogue
        self.indicator, self.area, self.figure = indicator, area, figure
        self.fetched = warehouse.fetched()
        self.summed = figure["method"] in FROM_LSOAS
        self.codes = self._neighbourhoods() if self.summed else frozenset([area.code])

    def inputs(self) -> Iterator[Input]:
        """The datasets behind the figure, the measured one first; none where there is no figure."""
        if self.figure["method"] is None:
            return
        level = AreaType.LSOA if self.summed else self.area.area_type
        yield self._input("figures", self.indicator.source_of(level))
        for name in self.indicator.also_uses:
            if role := self._role(self.catalogue.sources[name].reading):
                yield self._input(role, name)

    def _role(self, reading: Reading | None) -> str:
        """What a dataset that the indicator also uses is to this figure; empty for nothing."""
        provides = reading.provides if reading else Provides.FIGURES
        if provides in _ROLES:
            return _ROLES[provides]
        if not self.summed:
            return ""
        if provides is not Provides.LSOAS:
            return "weights"
        return "lookup" if self.codes is not None else ""  # all England needs no lookup

    def _neighbourhoods(self) -> frozenset[str] | None:
        """The neighbourhoods that lie in the area; None for England: all that the files hold."""
        if self.area.area_type is AreaType.ENGLAND:
            return None
        rows = self.warehouse.frame(
            """SELECT lsoa21_code FROM lsoa
            WHERE ward24_code = $code OR borough_code IN (SELECT unnest($boroughs))""",
            {"code": self.area.code, "boroughs": self.warehouse.nesting.boroughs_in(self.area)},
        )
        return frozenset(rows["lsoa21_code"])

    def _input(self, role: str, name: str) -> Input:
        source = self.catalogue.sources[name]
        base = self._base(role, name)
        if name in self.fetched and self._is_read(source, base):
            return self._raw(role, source, base)
        return self._embedded(role, source, base)

    def _base(self, role: str, name: str) -> str:
        """The indicator whose rows are shown: Core20 is made from deciles and residents."""
        if role == "weights":
            own = "" if name == CENSUS_RESIDENTS else self.indicator.weighted_by
            return own or roles().population
        return _BASES.get(self.indicator.id, self.indicator.id)

    def _is_read(self, source: Source, base: str) -> bool:
        reading = source.reading
        if reading is None or source.fetch is None:
            return False
        return reading.provides in _LOOKUP_COLUMNS or base in reading.columns

    @cached_property
    def _older_codes(self) -> frozenset[str] | None:
        """The codes, as drawn for an earlier edition, of all the neighbourhoods' possible parts."""
        if self.codes is None:
            return None
        found: set[str] = set()
        for source in map(self.catalogue.sources.__getitem__, self.indicator.also_uses):
            provides = source.reading.provides if source.reading else None
            if provides is not Provides.OLDER_LSOAS or source.id not in self.fetched:
                continue
            if receipt := self._receipt(source):
                rows = raw_rows(receipt, source, self._wanted("older_lookup", source, ""))
                found |= {row.cells["LSOA11CD"] for row in rows}
        return frozenset(found)

    def _raw(self, role: str, source: Source, base: str) -> Input:
        receipt = self._receipt(source)
        if receipt is None:
            note = f"The raw bytes are not in {raw_folder() / source.id} any more."
            return Input(role, source.id, source.title, source.licence, "refresh", (), (), note)
        rows = raw_rows(receipt, source, self._wanted(role, source, base))
        files = tuple(
            RawFile(
                receipt.folder / part.name,
                part.size,
                part.sha256,
                part.address,
                part.query,
                part.fetched_at,
            )
            for part in receipt.parts
            if part.name in {row.file for row in rows}
        )
        return Input(role, source.id, source.title, source.licence, "refresh", files, rows)

    def _receipt(self, source: Source) -> Receipt | None:
        digest = self.fetched[source.id]["digest"]
        found = receipts_of(raw_folder(), source.id, None)
        return next((one for one in found if one.digest == digest), None)

    def _wanted(self, role: str, source: Source, base: str) -> Wanted:
        reading = source.reading
        if reading is not None and reading.provides in _LOOKUP_COLUMNS:
            return Wanted(self.codes, _LOOKUP_COLUMNS[reading.provides])
        if reading is None or base not in reading.columns:
            return Wanted(self.codes)
        several, periods = reading.columns[base], ("", self.figure["period"])
        column = next((one for one in several if one.period in periods), several[0])
        codes = self._older_codes if role == "earlier" else self.codes
        return Wanted(codes, column.names, self._matching(reading, column))

    def _matching(self, reading: Reading, column: Column) -> dict[str, tuple[str, ...]]:
        """In a long table: the cells that the rows behind this figure have."""
        sex = self.figure["sex"]
        sexes = (sex, *(words for words, ours in SEXES.items() if ours == sex))
        cells = {
            reading.indicator_column: (column.key,),
            reading.period_column: (self.figure["period"],),
            reading.sex_column: sexes,
            **reading.where,
        }
        return {name: known for name, known in cells.items() if name}

    def _embedded(self, role: str, source: Source, base: str) -> Input:
        files, rows = (), ()
        if role not in _ROLES.values():
            file, rows = self._embedded_rows(role, base)
            files = (file,)
        note = "" if rows else "The embedded files hold the finished figure only."
        licence = source.licence
        return Input(role, source.id, source.title, licence, "starter", files, rows, note)

    def _embedded_rows(self, role: str, base: str) -> tuple[RawFile, tuple[RawRow, ...]]:
        if role == "lookup":
            return lookup_rows_of(self.codes or ())
        if not self.summed:
            series = {"period": self.figure["period"], "sex": self.figure["sex"]}
            return figure_rows_of(base, self.area.area_type, self.codes, series)
        if self.codes is None:  # England's embedded figures came finished
            return figure_rows_of(self.indicator.id, AreaType.ENGLAND, None, {})
        series = {"sex": "Persons"} if role == "weights" else {"period": self.figure["period"]}
        return figure_rows_of(base, AreaType.LSOA, self.codes, series)
