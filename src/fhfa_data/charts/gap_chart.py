"""The gradient as a chart, its fitted line, wards in the order of deprivation, and the trend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from fhfa_data.views.by_deprivation import WardByDeprivation
from fhfa_data.views.gap import Gap
from fhfa_data.views.gap_trend import GapTrend
from fhfa_data.views.gap_words import whom_it_is_of
from fhfa_data.views.gradient import Group
from fhfa_data.views.words import say_value

_POINT, _LINE, _FAINT = "#2f7fc1", "#b8741a", "#7d7d7d"  # 3:1 on both themes' paper
_ROW_PX = 18
MOST_NAMED = 40
"""How many wards stand one under the other by name; more stand by their deprivation."""


def gradient_chart(gap: Gap) -> dict[str, Any]:
    """Vega-Lite: groups from the most to the least deprived, with limits, and the line."""
    rows = pd.DataFrame(
        [
            (100 * one.middle, one.value, one.lower, one.upper, one.people, _named(gap, one))
            for one in gap.line
        ],
        columns=["middle", "value", "lower", "upper", "people", "Group"],
    )
    whom = whom_it_is_of(gap)
    x = alt.X(
        "middle:Q",
        title=f"{whom[:1].upper()}{whom[1:]}, most to least deprived, %",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(grid=False, values=[0, 20, 40, 60, 80, 100]),
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True))
    base = alt.Chart(rows).encode(x=x)
    limits = base.mark_rule(aria=False, strokeWidth=2, color=_FAINT).encode(
        y=alt.Y("lower:Q"), y2="upper:Q"
    )
    dots = base.mark_point(filled=True, opacity=1, color=_POINT).encode(
        y=y, size=alt.Size("people:Q", legend=None, scale=alt.Scale(range=[40, 150])),
        tooltip=["Group:N"],
    )  # fmt: skip
    return _finished(alt.layer(*_fitted(gap), limits, dots), gap.indicator.unit_label, 360)


def _fitted(gap: Gap) -> list[alt.Chart]:
    if gap.slope is None:
        return []
    ranks = range(0, 101, 5)
    along = {"middle": list(ranks), "value": [gap.slope.at(one / 100) for one in ranks]}
    line = alt.Chart(pd.DataFrame(along)).mark_line(strokeDash=[6, 4], strokeWidth=2, color=_LINE)
    return [line.encode(x="middle:Q", y="value:Q")]


def ward_dots(
    wards: Sequence[WardByDeprivation], unit_label: str, chosen: str = ""
) -> dict[str, Any]:
    """A dot a ward with its interval if there is one: by name from the most deprived down.

    More than forty stand by their average deprivation instead, without names. ``chosen`` is the
    code of the ward to mark.
    """
    rows = _ward_rows(wards, chosen)
    named = len(rows) <= MOST_NAMED
    limits, dots = _by_name(rows) if named else _by_score(rows)
    points = dots.mark_point(filled=True, opacity=1, size=70).encode(
        color=alt.when("datum.chosen").then(alt.value(_LINE)).otherwise(alt.value(_POINT)),
        shape=alt.when("datum.chosen").then(alt.value("diamond")).otherwise(alt.value("circle")),
        tooltip=["Value:N"],
    )
    height = alt.Step(_ROW_PX) if named else 320
    return _finished(alt.layer(limits, points), unit_label, height)


def _by_name(rows: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    names = alt.Axis(grid=True, labelOverlap=False, labelLimit=220)
    y = alt.Y("Ward:N", sort=rows["Ward"].tolist(), title=None, axis=names)
    x = alt.X("value:Q", title=None, scale=alt.Scale(zero=False))
    limits = alt.Chart(rows).mark_rule(aria=False, color=_FAINT)
    return limits.encode(x=alt.X("lower:Q"), x2="upper:Q", y=y), alt.Chart(rows).encode(x=x, y=y)


def _by_score(rows: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    x = alt.X(
        "imd:Q", title="← more deprived (IMD score)", scale=alt.Scale(reverse=True),
        axis=alt.Axis(tickCount=6),
    )  # fmt: skip
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False))
    limits = alt.Chart(rows).mark_rule(aria=False, color=_FAINT)
    return limits.encode(x=x, y=alt.Y("lower:Q"), y2="upper:Q"), alt.Chart(rows).encode(x=x, y=y)


def _ward_rows(wards: Sequence[WardByDeprivation], chosen: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (one.area.name, one.imd_score, one.value, *(one.limits or (None, None)),
             one.area.code == chosen, f"{one.area.full_name}: {one.text}")
            for one in wards
            if one.value is not None
        ],
        columns=["Ward", "imd", "value", "lower", "upper", "chosen", "Value"],
    )  # fmt: skip


def trend_of_the_gap(found: GapTrend) -> dict[str, Any]:
    """The gap over time, with limits where there are some, and a line at no gap."""
    rows = pd.DataFrame(
        [(one.end, one.value, one.lower, one.upper, f"{one.period_text}: {one.text}")
         for one in found.points],
        columns=["end", "value", "lower", "upper", "Gap"],
    )  # fmt: skip
    rows["end"] = pd.to_datetime(rows["end"])
    base = alt.Chart(rows).encode(
        x=alt.X("end:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False))
    )
    y = alt.Y("value:Q", title=None)
    nothing = (
        alt.Chart(pd.DataFrame({"value": [0]}))
        .mark_rule(aria=False, color=_FAINT)
        .encode(y="value:Q")
    )
    limits = base.mark_rule(aria=False, color=_FAINT).encode(y=alt.Y("lower:Q"), y2="upper:Q")
    line = base.mark_line(strokeWidth=2, color=_POINT).encode(y=y)
    dots = base.mark_point(size=50, filled=True, opacity=1, color=_POINT).encode(
        y=y, tooltip=["Gap:N"]
    )
    return _finished(alt.layer(nothing, limits, line, dots), found.unit, 240)


def _finished(chart: alt.LayerChart, unit_label: str, height: int | alt.Step) -> dict[str, Any]:
    title = alt.TitleParams(unit_label, anchor="start", fontSize=13, fontWeight="normal")
    whole = chart.properties(height=height, title=title)
    return whole.configure_view(stroke=None).to_dict()


def _named(gap: Gap, group: Group) -> str:
    return f"{group.order} of {len(gap.line)}: {say_value(gap.indicator, group.value)}"
