"""What one entry of the catalogue holds: frozen, validated, nothing extra allowed."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from fhfa_data.catalogue.fetching import Fetch, Reading
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Evidence, Method, Polarity, Status, Unit
from fhfa_data.model.periods import Calendar, Period, PeriodKind, parse_period


class Record(BaseModel):
    """Base of every catalogue entry."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Record):
    """One dataset: who publishes it, under which licence, and how this copy was had."""

    id: str
    title: str
    short_title: str
    publisher: str
    licence: str
    licence_url: str
    landing_page: str
    edition: str
    geography: str
    period: str
    cadence: str
    retrieved: str
    attribution: str
    notes: str
    evidence: Evidence
    fetch: Fetch | None = None
    reading: Reading | None = None


class Named(Record):
    """An entry of a closed list: a theme, a caveat, a reason, a part of Core20PLUS5."""

    name: str = ""
    text: str = ""
    order: int = 0


class Level(Record):
    """What there is of an indicator for one kind of area: a method, or the reason for none."""

    method: Method | None = None
    status: Status | None = None
    reason: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _method_or_reason(self) -> Self:
        if (self.method is None) == (self.status is None):
            raise ValueError("give either a method, or a status with a reason")
        if self.status is not None and not self.reason:
            raise ValueError("a level without figures needs a reason")
        return self


class Indicator(Record):
    """One indicator: what it means, how it is measured, and what there is for each kind of area."""

    id: str
    name: str
    short_name: str
    meaning: str
    why_it_matters: str
    unit: Unit
    unit_label: str
    decimals: int
    polarity: Polarity
    evidence: Evidence
    source: str
    source_ref: str = ""
    also_uses: tuple[str, ...]
    period_kinds: tuple[PeriodKind, ...]
    calendar: Calendar
    absent_means: Status
    numerator_label: str
    denominator_label: str
    caveats: tuple[str, ...]
    core20plus5: str
    themes: tuple[str, ...]
    part_of_imd: str
    headline: bool
    order: int = 50
    levels: dict[AreaType, Level]

    @model_validator(mode="after")
    def _every_level(self) -> Self:
        if missing := [level.value for level in AreaType if level not in self.levels]:
            raise ValueError(f"says nothing about {', '.join(missing)}")
        if not self.themes or not self.period_kinds:
            raise ValueError("themes and period_kinds name at least one each")
        if len(self.short_name) > 34:
            raise ValueError("short_name is longer than 34 characters")
        return self

    def read_period(self, label: str) -> Period:
        """Read a publisher's period label the way this indicator's publisher means it."""
        snapshot = PeriodKind.SNAPSHOT in self.period_kinds
        return parse_period(label, calendar=self.calendar, snapshot=snapshot)

    def source_of(self, area_type: AreaType) -> str:
        """The id of the dataset that figures for this kind of area come from."""
        return self.levels[area_type].source or self.source
