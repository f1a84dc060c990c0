"""Published rows into the atlas's tidy form: one row a figure, with status, method and source."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import GEOGRAPHY_VINTAGE, AreaType
from fhfa_data.model.figures import Status
from fhfa_data.model.periods import Period

KEY = ["indicator", "area_type", "area_code", "period", "sex"]
NUMBERS = ["value", "ci95_low", "ci95_high", "numerator", "denominator"]
COLUMNS = [*KEY, *NUMBERS, "status", "method", "reason", "source", "geography_vintage"]

WHY_ABSENT = {
    Status.SUPPRESSED.value: (
        "The publisher withheld this figure because the numbers are too small."
    ),
    Status.NOT_AVAILABLE.value: "The publisher gives no figure for this area and period.",
}

AREA_TYPE_OF = {
    "lsoa21": AreaType.LSOA,
    "msoa11": AreaType.MSOA,
    "ward24": AreaType.WARD,
    "borough": AreaType.BOROUGH,
    "england": AreaType.ENGLAND,
}


def tidy_published(figures: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Published figures with our area types, and status, method, source and vintage beside each.

    Parameters
    ----------
    figures
        The starter's layout: see :class:`fhfa_data.sources.starter.Starter`.
    indicators
        The catalogue's indicators; rows of indicators it doesn't hold are left out.

    Returns
    -------
    A frame with :data:`COLUMNS`.
    """
    kept = figures[figures["indicator"].isin(list(indicators))]
    rows = kept.assign(area_type=kept["area_type"].map(AREA_TYPE_OF))
    rows = rows.astype({name: "string" for name in KEY})
    if "status" not in rows:  # the starter holds only what was published
        rows["status"] = Status.OK.value
    rows["status"] = rows["status"].fillna(Status.OK.value)
    rows["reason"] = rows["status"].map(WHY_ABSENT).fillna("")
    return with_level_facts(rows, indicators)


def with_level_facts(rows: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Add method, source and geography vintage, which the catalogue says for each level.

    ``rows`` holds :data:`KEY`, :data:`NUMBERS`, ``status`` and ``reason``.
    """
    facts = pd.DataFrame(
        [
            (one.id, level.value, facts.method and facts.method.value, one.source_of(level))
            for one in indicators.values()
            for level, facts in one.levels.items()
        ],
        columns=["indicator", "area_type", "method", "source"],
    )
    joined = rows.merge(facts, on=["indicator", "area_type"], how="left", validate="many_to_one")
    joined["geography_vintage"] = joined["area_type"].map(
        {level.value: vintage for level, vintage in GEOGRAPHY_VINTAGE.items()}
    )
    return joined[COLUMNS]


def period_table(rows: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Every period of every indicator and kind of area: its kind, first and last day, is it latest.

    The latest period is the one that ends last; of two that end together, the one of the kind that
    the catalogue names first. Other kinds keep their own series and never join it.

    Returns
    -------
    indicator, area_type, period, period_kind, period_start, period_end, period_text, is_latest.
    """
    found = []
    for (name, area_type), labels in (
        rows.groupby(["indicator", "area_type"])["period"].unique().items()
    ):
        indicator = indicators[str(name)]
        periods = [indicator.read_period(label) for label in labels]
        latest = latest_period(periods, indicator)
        found += [(name, area_type, *_period_row(one), one == latest) for one in periods]
    columns = ["period", "period_kind", "period_start", "period_end", "period_text"]
    return pd.DataFrame(found, columns=["indicator", "area_type", *columns, "is_latest"])


def latest_period(periods: list[Period], indicator: Indicator) -> Period:
    """The period that ends last; of two that end together, the kind the catalogue names first."""
    order = {kind: -place for place, kind in enumerate(indicator.period_kinds)}
    return max(periods, key=lambda one: (one.end, order.get(one.kind, -len(order))))


def _period_row(period: Period) -> tuple[object, ...]:
    return period.label, period.kind.value, period.start, period.end, period.plain
