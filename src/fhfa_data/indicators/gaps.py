"""Where there is no figure: say so, with the reason.

A level that an indicator isn't published for has a gap for every area, in the latest period. One
that it is published for has a gap for each area missing from a period. Where a whole borough is
missing from all periods, its figures weren't withheld: this copy of the dataset doesn't reach that
far.

Gaps that all areas of a kind share, or all those in a borough, are kept as one rule: all England
has two million of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from fhfa_data.catalogue.installed import NOT_IN_COPY
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator, Level
from fhfa_data.indicators.tidy import KEY, WHY_ABSENT, latest_period
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Status

SERIES = ["indicator", "area_type", "period", "sex"]
_LEVEL = SERIES[:2]
_WHY = ["status", "reason"]
_RULE = [*SERIES, "borough_code", *_WHY]


_TEXT = dict.fromkeys([*SERIES, *_WHY], "string")


class _Series(NamedTuple):
    """One indicator over all areas of a kind (not told: empty) in one period."""

    indicator: str
    area_type: str
    period: str
    sex: str


class Gaps(NamedTuple):
    """What is not there.

    ``rules``: :data:`SERIES`, borough_code (empty: every area of the kind), status, reason.
    ``rows``: the same for single areas, with ``area_code``.
    """

    rules: pd.DataFrame
    rows: pd.DataFrame


def find_gaps(
    figures: pd.DataFrame, elsewhere: pd.DataFrame, areas: pd.DataFrame, catalogue: Catalogue
) -> Gaps:
    """Status and reason for every figure that could be asked for and isn't there.

    Parameters
    ----------
    figures
        All tidy figures, published and aggregated.
    elsewhere
        ``indicator``, ``period`` and ``sex`` of figures that there are elsewhere: the periods of
        indicators that have no figures here.
    areas
        From :func:`fhfa_data.indicators.derive.area_table`.
    """
    # A few thousand series stand for all rows.
    held = figures.groupby(SERIES, as_index=False).size()
    expected = _expected(held, elsewhere, catalogue)
    expected = expected[expected["area_type"].isin(areas["area_type"])]
    unpublished = expected[~expected["promised"]].assign(borough_code="")
    missing = _missing(figures, held, expected[expected["promised"]], areas, catalogue)
    shared = missing["beyond"] & (missing["borough_code"] != "")
    rules = pd.concat([unpublished[_RULE], missing.loc[shared, _RULE].drop_duplicates()])
    return Gaps(rules, missing.loc[~shared, [*KEY, *_WHY]])


def _expected(held: pd.DataFrame, elsewhere: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Every series that all areas of a kind should have, and what a gap in it means."""
    here = set(held["indicator"])
    series = [_Series(*one) for one in held[SERIES].itertuples(index=False)]
    series += [
        _Series(name, "", period, sex)
        for name, period, sex in elsewhere[["indicator", "period", "sex"]].itertuples(index=False)
        if name not in here
    ]
    of_indicator: dict[str, list[_Series]] = {}
    for one in series:
        of_indicator.setdefault(one.indicator, []).append(one)
    rows = [
        row
        for name, its in of_indicator.items()
        if name in catalogue.indicators
        for kind in AreaType
        for row in _series_of_level(its, catalogue.indicators[name], kind, catalogue)
    ]
    return pd.DataFrame(rows, columns=[*SERIES, "promised", *_WHY]).astype(_TEXT)


def _missing(
    figures: pd.DataFrame,
    held: pd.DataFrame,
    promised: pd.DataFrame,
    areas: pd.DataFrame,
    catalogue: Catalogue,
) -> pd.DataFrame:
    """The figures that are promised and not there, one row an area.

    ``beyond``: no area of the kind in the borough has any figure, so it wasn't withheld.
    """
    # Most levels are whole, and counting says so; only the others are gone through by area.
    short = held[held["size"] < held["area_type"].map(areas["area_type"].value_counts())]
    levels = short[_LEVEL].drop_duplicates()
    part = areas["borough_code"].where(areas["borough_code"] != "", areas["area_code"])
    parts = areas[["area_type", "area_code", "borough_code"]].assign(part=part)
    there = figures[KEY].merge(levels, on=_LEVEL)
    grid = promised.merge(levels, on=_LEVEL).merge(parts, on="area_type")
    gaps = grid[_is_absent(grid, there, KEY)]
    reached = there.merge(parts, on=["area_type", "area_code"])
    beyond = _is_absent(gaps, reached, [*_LEVEL, "part"])
    return gaps.assign(
        beyond=beyond,
        status=gaps["status"].where(~beyond, Status.NOT_AVAILABLE.value),
        reason=gaps["reason"].where(~beyond, catalogue.reasons[NOT_IN_COPY].text),
    )


def _is_absent(rows: pd.DataFrame, others: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Whether the others lack a row's keys."""
    found = rows[keys].merge(others[keys].drop_duplicates(), how="left", indicator="found")["found"]
    return pd.Series((found == "left_only").to_numpy(), index=rows.index)


def _series_of_level(
    series: list[_Series], indicator: Indicator, kind: AreaType, catalogue: Catalogue
) -> Iterator[tuple[str, str, str, str, bool, str, str]]:
    """The periods and sexes that each area of a kind should have, and what a gap means."""
    level = indicator.levels[kind]
    if level.method is None:
        latest = _latest(series, indicator)
        those = {(one.period, one.sex) for one in series if one.period == latest}
        status, reason = level.status or Status.NOT_AVAILABLE, catalogue.reasons[level.reason].text
    else:
        those = {(one.period, one.sex) for one in series if one.area_type == kind.value}
        status, reason = indicator.absent_means, WHY_ABSENT[indicator.absent_means]
    for period, sex in sorted(those):
        promised = level.method is not None
        yield indicator.id, kind.value, period, sex, promised, status.value, reason


def _latest(series: list[_Series], indicator: Indicator) -> str:
    labels = dict.fromkeys(one.period for one in series)
    return latest_period([indicator.read_period(one) for one in labels], indicator).label


def levels_without_figures(
    figures: pd.DataFrame, indicators: Mapping[str, Indicator]
) -> list[tuple[str, AreaType, Level]]:
    """Levels that the catalogue promises figures for and that have none: a fault to report."""
    have = set(figures[KEY[:2]].drop_duplicates().itertuples(index=False, name=None))
    return [
        (one.id, area_type, level)
        for one in indicators.values()
        for area_type, level in one.levels.items()
        if level.method is not None and (one.id, area_type.value) not in have
    ]
