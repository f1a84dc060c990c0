"""A trend as a chart and as a table."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from fhfa_data.views.trend import Trend

_DASHES = [[1, 0], [6, 3], [2, 3], [8, 3, 2, 3]]
_COLOURS = ["#2f7fc1", "#b8741a", "#7d7d7d", "#8a5fb0"]  # 3:1 on both themes' paper
# An axis writes "2024" at the first day of 2024; so much earlier, a figure for 2024 stands there.
_HALF_A_YEAR = pd.Timedelta(days=183)
_SHAPES = ["circle", "diamond", "square", "triangle-up"]


def trend_drawing(names: tuple[str, ...], unit_label: str) -> dict[str, Any]:
    """Lines over time, told apart by dash and shape as well as colour, labelled at their ends.

    A Vega-Lite specification without its rows (:func:`trend_rows` gives them): it is the same for
    every trend of the same places in the same unit, and making it takes Altair about 50 ms.
    """
    chart = _layers(list(names)).properties(
        height=260, padding={"right": 130}, title=_axis_title(unit_label)
    )
    return chart.configure_view(stroke=None).to_dict()


def trend_names(trend: Trend) -> tuple[str, ...]:
    """The places of a trend, in the order of its points."""
    return tuple(dict.fromkeys(one.area.name for one in trend.points))


def trend_rows(trend: Trend) -> dict[str, pd.DataFrame]:
    """The points (``rows``) and each place's last (``ends``), for the drawing's ``datasets``."""
    rows = pd.DataFrame(
        [(one.area.name, one.middle, one.value, one.text, one.period_text) for one in trend.points],
        columns=["Place", "time", "value", "Value", "Period"],
    )
    rows["time"] = pd.to_datetime(rows["time"]) - _HALF_A_YEAR
    return {"rows": rows, "ends": rows.sort_values("time").groupby("Place", sort=False).tail(1)}


def _layers(names: list[str]) -> alt.LayerChart:
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("time:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False)),
        color=alt.Color("Place:N", scale=alt.Scale(domain=names, range=_COLOURS), legend=None),
    )
    dash = alt.StrokeDash("Place:N", scale=alt.Scale(domain=names, range=_DASHES), legend=None)
    shape = alt.Shape("Place:N", scale=alt.Scale(domain=names, range=_SHAPES), legend=None)
    lines = base.mark_line(strokeWidth=2).encode(strokeDash=dash)
    dots = base.mark_point(size=50, filled=True).encode(
        shape=shape, tooltip=["Place:N", "Period:N", "Value:N"]
    )
    labels = base.mark_text(align="left", dx=8, fontSize=13).encode(text="Place:N")
    return alt.layer(lines, dots, labels.properties(data=alt.NamedData("ends")))


def _axis_title(unit_label: str) -> alt.TitleParams:
    """The unit stands above the axis, level: a title on its side is hard to read."""
    return alt.TitleParams(unit_label, anchor="start", fontSize=13, fontWeight="normal")


def trend_table(trend: Trend) -> dict[str, Any]:
    """The same points: one row a period, one column a place."""
    names = trend_names(trend)
    by_end: dict[Any, dict[str, Any]] = {}
    for one in trend.points:
        by_end.setdefault((one.end, one.period_text), {})[one.area.name] = one
    rows = [
        [
            {"text": text, "sort": end.isoformat()},
            *(
                {"text": found[name].text, "sort": found[name].value}
                if name in found
                else {"text": "Not published", "sort": None}
                for name in names
            ),
        ]
        for (end, text), found in sorted(by_end.items(), key=lambda entry: entry[0])
    ]
    columns = [{"id": "period", "label": "Period"}]
    columns += [{"id": name, "label": name, "numeric": True} for name in names]
    return {"columns": columns, "rows": rows}
