"""Where there is no figure: say so in a row of its own, with the reason.

A level that an indicator isn't published for gets one row an area, for the latest period. A level
it is published for gets a row for each area missing from a period.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator, Level
from fhfa_data.indicators.tidy import KEY, WHY_ABSENT, latest_period
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Status


def gap_rows(
    figures: pd.DataFrame, codes: Mapping[AreaType, list[str]], catalogue: Catalogue
) -> pd.DataFrame:
    """Rows with status and reason for every figure that could be asked for and isn't there.

    Parameters
    ----------
    figures
        All tidy figures, published and aggregated.
    codes
        The codes of the areas of each kind.
    """
    # A few hundred series stand for all rows; to go through the rows for each would take seconds.
    distinct = figures[["indicator", "area_type", "period", "sex"]].drop_duplicates()
    series = pd.concat(
        [
            _series_of_level(of_indicator, catalogue.indicators[str(name)], area_type, catalogue)
            for name, of_indicator in distinct.groupby("indicator")
            for area_type in AreaType
        ],
        ignore_index=True,
    )
    areas = pd.DataFrame(
        [(kind.value, code) for kind, listed in codes.items() for code in listed],
        columns=["area_type", "area_code"],
        dtype="string",
    )
    grid = series.merge(areas, on="area_type")
    found = grid.merge(figures[KEY], on=KEY, how="left", indicator="found")["found"]
    return grid[(found == "left_only").to_numpy()].reset_index(drop=True)


def _series_of_level(
    figures: pd.DataFrame, indicator: Indicator, area_type: AreaType, catalogue: Catalogue
) -> pd.DataFrame:
    """The periods and sexes that each area of a kind should have, and what a gap means."""
    level = indicator.levels[area_type]
    if level.method is None:
        series = _latest_series(figures, indicator)
        status, reason = level.status or Status.NOT_AVAILABLE, catalogue.reasons[level.reason].text
    else:
        present = figures[figures["area_type"] == area_type.value]
        series = present[["period", "sex"]].drop_duplicates()
        status, reason = indicator.absent_means, WHY_ABSENT[indicator.absent_means]
    facts = {"indicator": indicator.id, "area_type": area_type.value}
    return series.assign(**facts, status=status.value, reason=reason)


def _latest_series(figures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    periods = [indicator.read_period(label) for label in figures["period"].unique()]
    latest = latest_period(periods, indicator).label
    return figures.loc[figures["period"] == latest, ["period", "sex"]].drop_duplicates()


def levels_without_figures(
    figures: pd.DataFrame, indicators: Mapping[str, Indicator]
) -> list[tuple[str, AreaType, Level]]:
    """Levels that the catalogue promises figures for and that have none: a fault to report."""
    have = set(figures[KEY[:2]].itertuples(index=False, name=None))
    return [
        (one.id, area_type, level)
        for one in indicators.values()
        for area_type, level in one.levels.items()
        if level.method is not None and (one.id, area_type.value) not in have
    ]
