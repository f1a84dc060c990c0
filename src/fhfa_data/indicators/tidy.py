"""Published rows into the atlas's tidy form: one row a figure, with status, method and source."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fhfa_data.catalogue.records import Indicator
from fhfa_data.errors import CatalogueError
from fhfa_data.model.areas import GEOGRAPHY_VINTAGE, AreaType
from fhfa_data.model.figures import Status
from fhfa_data.model.periods import Period

KEY = ["indicator", "area_type", "area_code", "period", "sex"]
NUMBERS = ["value", "ci95_low", "ci95_high", "numerator", "denominator"]
VERDICT = "compared_to_england"
"""The publisher's own verdict on a figure against England's, in its words; missing if none."""
COLUMNS = [*KEY, *NUMBERS, "status", "method", "reason", "source", "geography_vintage", VERDICT]

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
    """Published figures with our area types, and status and reason beside each.

    Parameters
    ----------
    figures
        The starter's layout: see :class:`fhfa_data.sources.starter.Starter`.
    indicators
        The catalogue's indicators; rows of indicators it doesn't hold are left out.

    Returns
    -------
    :data:`KEY`, :data:`NUMBERS`, ``status``, ``reason`` and :data:`VERDICT`.
    """
    held = figures["indicator"].isin(list(indicators))
    kept = figures if held.all() else figures[held]  # all share their columns, some would be copied
    rows = kept.assign(area_type=kept["area_type"].map(AREA_TYPE_OF))
    rows = rows.astype({name: "string" for name in KEY})
    if "status" not in rows:  # the starter holds only what was published
        rows["status"] = Status.OK.value
    rows["status"] = rows["status"].fillna(Status.OK.value)
    means = rows["indicator"].map({one.id: one.absent_means.value for one in indicators.values()})
    # A blank means what a missing row means: for some indicators always that it was withheld.
    rows["status"] = rows["status"].where(rows["status"] != Status.NOT_AVAILABLE.value, means)
    why = rows["status"].map(WHY_ABSENT).fillna("")
    # England's figures are worked out before and bring their own reasons.
    rows["reason"] = rows["reason"].fillna(why) if "reason" in rows else why
    return rows.reindex(columns=[*KEY, *NUMBERS, "status", "reason", VERDICT])


def of_known_periods(rows: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """The rows whose period is of a kind that the catalogue names for their indicator.

    Publishers put single years and three years together in one file; a period that the atlas can't
    read at all is left out too, and so are indicators that the catalogue doesn't hold.
    """
    held = rows["indicator"].isin(list(indicators))
    rows = rows if held.all() else rows[held]
    distinct = rows[["indicator", "period"]].drop_duplicates()
    kept = [_is_known(indicators[name], label) for name, label in distinct.itertuples(index=False)]
    return rows if all(kept) else rows.merge(distinct[kept], on=["indicator", "period"])


def _is_known(indicator: Indicator, label: str) -> bool:
    try:
        return indicator.read_period(label).kind in indicator.period_kinds
    except CatalogueError:
        return False


def with_level_facts(rows: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Add method, source and geography vintage, which the catalogue says for each level.

    ``rows`` has ``indicator`` and ``area_type``, among others. The new columns are categories: said
    once for a level, they cost all England's rows nothing.
    """
    of_level = rows.groupby(["indicator", "area_type"], sort=False)
    levels = list(of_level.size().index)
    of_row = of_level.ngroup().to_numpy()
    found = [indicators[name].levels[AreaType(kind)] for name, kind in levels]
    facts = {
        "method": [one.method and one.method.value for one in found],
        "source": [indicators[name].source_of(AreaType(kind)) for name, kind in levels],
        "geography_vintage": [GEOGRAPHY_VINTAGE[AreaType(kind)] for _, kind in levels],
    }
    return rows.assign(**{name: pd.Categorical(said).take(of_row) for name, said in facts.items()})


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
