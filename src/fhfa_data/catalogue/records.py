"""What one entry of the catalogue holds: frozen, validated, nothing extra allowed."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from fhfa_data.catalogue.contract import Contract
from fhfa_data.catalogue.fetching import Fetch, Reading
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import UNIT_LIMITS, Evidence, Method, Polarity, Status, Unit
from fhfa_data.model.periods import Calendar, Period, PeriodKind, parse_period


class Record(BaseModel):
    """Base of every catalogue entry."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Record):
    """One dataset: who publishes it, under which licence, and how this copy was had.

    ``embedded``: whether the starter has it. ``retrieved`` says in words how it was had.
    """

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
    embedded: bool = False
    attribution: str
    notes: str
    evidence: Evidence
    fetch: Fetch | None = None
    reading: Reading | None = None
    contract: Contract = Contract()


class Named(Record):
    """An entry of a closed list: a theme, a caveat, a reason, a part of Core20PLUS5."""

    name: str = ""
    text: str = ""
    order: int = 0


class Level(Record):
    """What there is of an indicator for one kind of area: a method, or the reason for none.

    A method may have a reason too: it says why there is no figure until a refresh brings one.
    ``published_by`` is the dataset whose own figure beats the one worked out here, where there is
    one: see :func:`fhfa_data.catalogue.installed.as_published`.
    """

    method: Method | None = None
    status: Status | None = None
    reason: str = ""
    source: str = ""
    published_by: str = ""

    @model_validator(mode="after")
    def _method_or_reason(self) -> Self:
        if (self.method is None) == (self.status is None):
            raise ValueError("give either a method, or a status with a reason")
        if self.status is not None and not self.reason:
            raise ValueError("a level without figures needs a reason")
        return self


class Indicator(Record):
    """One indicator: what it means, how it is measured, and what there is for each kind of area.

    ``embedded``: whether the starter has it. One that it lacks comes with a refresh, and is left
    out everywhere until then. ``limits`` are the least and most a value can be, where these are not
    those of its unit. ``weighted_by``: the indicator that says how many people of each
    neighbourhood count in larger areas' figures, where it is known; else residents of Census 2021.
    ``made_of``: indicators that go into this one, or count much the same as one that does.
    ``whole``: what it and other indicators are shares of; more of one leaves less for another.
    """

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
    embedded: bool = True
    order: int = 50
    limits: tuple[float, float] | None = None
    weighted_by: str = ""
    made_of: tuple[str, ...] = ()
    whole: str = ""
    levels: dict[AreaType, Level]

    @field_validator("levels", mode="before")
    @classmethod
    def _region_as_city_region(cls, given: Any) -> Any:
        """A region has what Greater Manchester has, unless the entry says otherwise."""
        if not isinstance(given, dict) or "region" in given or "gm" not in given:
            return given
        return {**given, "region": given["gm"]}

    @model_validator(mode="after")
    def _every_level(self) -> Self:
        if missing := [level.value for level in AreaType if level not in self.levels]:
            raise ValueError(f"says nothing about {', '.join(missing)}")
        if not self.themes or not self.period_kinds:
            raise ValueError("themes and period_kinds name at least one each")
        if len(self.short_name) > 34:
            raise ValueError("short_name is longer than 34 characters")
        return self

    @property
    def value_limits(self) -> tuple[float, float] | None:
        """The least and most a value can be; None where nothing is known of that."""
        return self.limits or UNIT_LIMITS.get(self.unit)

    def read_period(self, label: str) -> Period:
        """Read a publisher's period label the way this indicator's publisher means it."""
        snapshot = PeriodKind.SNAPSHOT in self.period_kinds
        return parse_period(label, calendar=self.calendar, snapshot=snapshot)

    def source_of(self, area_type: AreaType) -> str:
        """The id of the dataset that figures for this kind of area come from."""
        return self.levels[area_type].source or self.source
