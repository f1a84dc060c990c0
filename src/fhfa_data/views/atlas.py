"""What every view reads from: one open warehouse, the catalogue, and the periods known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.wisdom import Wisdom
from fhfa_data.errors import UnknownName
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.nearest import nearest
from fhfa_data.model.nesting import Nesting
from fhfa_data.model.periods import Period, same_period
from fhfa_data.warehouse.read import Warehouse


@dataclass(frozen=True)
class Atlas:
    """The warehouse in use with what the catalogue says about it."""

    warehouse: Warehouse
    catalogue: Catalogue
    wisdom: Wisdom

    @cached_property
    def _labels(self) -> dict[tuple[str, str], tuple[list[str], str]]:
        rows = self.warehouse.records(
            "SELECT indicator, area_type, list(period ORDER BY period_end) AS labels, "
            "any_value(period) FILTER (is_latest) AS latest FROM period GROUP BY ALL"
        )
        return {(o["indicator"], o["area_type"]): (o["labels"], o["latest"]) for o in rows}

    @cached_property
    def spans(self) -> dict[str, tuple[float, float]]:
        """The lowest and highest latest value of every indicator among the wards.

        Where wards have no figures, among the boroughs.
        """
        rows = self.warehouse.records(
            "SELECT indicator, min(value) AS low, max(value) AS high FROM latest_figure "
            "WHERE area_type IN ('ward', 'borough') AND status = 'ok' "
            "GROUP BY indicator, area_type ORDER BY area_type"  # wards last: theirs are kept
        )
        return {row["indicator"]: (row["low"], row["high"]) for row in rows}

    @cached_property
    def sexes(self) -> dict[str, frozenset[str]]:
        """The sexes each indicator is published for, for wards and wider areas."""
        rows = self.warehouse.frame(
            "SELECT indicator, list(DISTINCT sex) AS sexes FROM latest_figure "
            "WHERE area_type <> 'msoa' AND status = 'ok' GROUP BY indicator"
        )
        return {one.indicator: frozenset(one.sexes) for one in rows.itertuples()}

    @property
    def nesting(self) -> Nesting:
        """Which area lies in which, and where a visitor starts."""
        return self.warehouse.nesting

    def warm(self) -> None:
        """Read what every page needs, before the first page asks."""
        for one in (self.nesting.wards, self._labels, self.spans, self.sexes):
            len(one)

    def periods(self, indicator: Indicator, area_type: AreaType) -> list[Period]:
        """The periods an indicator has figures for, newest first."""
        labels, _ = self._labels.get((indicator.id, area_type.value), ([], ""))
        return [indicator.read_period(label) for label in reversed(labels)]

    def latest_period(self, indicator: Indicator, area_type: AreaType) -> Period:
        """The latest period of an indicator for a kind of area."""
        return indicator.read_period(self._labels[indicator.id, area_type.value][1])

    def period(self, indicator: Indicator, area_type: AreaType, asked: str) -> Period:
        """The period asked for: ``latest`` or a publisher's label.

        Raises
        ------
        UnknownName
            With the nearest labels, if the indicator has no such period.
        """
        if asked == "latest":
            return self.latest_period(indicator, area_type)
        labels, _ = self._labels[indicator.id, area_type.value]
        for label in labels:
            if same_period(asked, label):
                return indicator.read_period(label)
        raise UnknownName("period", asked, nearest(asked, labels) or tuple(labels[-3:]))

    def place(self, code: str) -> Area:
        """A place that has a page: a ward, a borough, or what is wider where it is here whole.

        Raises
        ------
        UnknownName
            For any other code, with the nearest; a neighbourhood's (LSOA's) is its ward.
        """
        area = self.warehouse.area(code)
        if self.nesting.is_place(area):
            return area
        wards = self.ward_of(code)
        raise UnknownName("place", code, tuple(f"{one.full_name} ({one.code})" for one in wards))

    def ward_of(self, lsoa_code: str) -> list[Area]:
        """The ward that a neighbourhood (LSOA) is given to; none if there is no such one."""
        rows = self.warehouse.records(
            "SELECT ward24_code FROM lsoa WHERE lsoa21_code = $code", {"code": lsoa_code}
        )
        return [self.warehouse.area(row["ward24_code"]) for row in rows]
