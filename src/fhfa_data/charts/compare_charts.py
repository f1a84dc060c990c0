"""Places side by side as charts: the spine, two indicators against each other, and trends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.views.comparison import LETTERS, ComparedRow
from fhfa_data.views.spine import Spine
from fhfa_data.views.together import Together
from fhfa_data.views.trend import Trend

_INK, _POINT, _MARK, _FAINT = "#5f666e", "#2f7fc1", "#b8741a", "#8f897e"
_LANE_PX = 15
_SHAPES = {AreaType.BOROUGH: "diamond", AreaType.GM: "triangle-up", AreaType.REGION: "square"}
_NAMES, _WIDER = "name", " "
"""The lanes above and under those of the places."""


def spine_chart(spine: Spine, places: Sequence[Area]) -> dict[str, Any]:
    """A line an indicator from its worst area to its best, its middle at the centre.

    The indicator's name stands over its line, which leaves a phone its whole width. Each place is a
    letter in a lane of its own, with its limits; wider areas are shapes.
    """
    lanes = [_NAMES, *LETTERS[: len(places)], _WIDER]
    rows_axis = alt.Axis(labels=False, grid=True, domain=False, ticks=False)
    y = alt.Y("row:N", sort=[one.name for one in spine.rows], title=None, axis=rows_axis)
    lane = alt.YOffset("lane:N", sort=lanes, scale=alt.Scale(domain=lanes))
    x = alt.X("x:Q", title=None, scale=alt.Scale(domain=[-1.06, 1.06]), axis=_ends(spine))
    own, wider = _own(spine.rows), _wider(spine.rows)
    names = pd.DataFrame({"row": [one.name for one in spine.rows], "lane": _NAMES, "x": -1.06})
    limits = alt.Chart(own).mark_rule(aria=False, color=_FAINT, strokeWidth=2)
    letters = alt.Chart(own).mark_text(aria=False, fontSize=13, fontWeight="bold", color=_POINT)
    shapes = alt.Chart(wider).mark_point(size=60, color=_MARK, strokeWidth=2)
    named = alt.Chart(names).mark_text(aria=False, align="left", fontSize=13)
    kinds = alt.Scale(domain=list(_SHAPES.values()), range=list(_SHAPES.values()))
    chart = alt.layer(
        limits.encode(x=alt.X("low:Q", title=None), x2="high:Q", y=y, yOffset=lane),
        shapes.encode(
            x=x, y=y, yOffset=lane, tooltip=["Value:N"],
            shape=alt.Shape("shape:N", scale=kinds, legend=None),
        ),
        letters.encode(x=x, y=y, yOffset=lane, text="lane:N", tooltip=["Value:N"]),
        named.encode(x=x, y=y, yOffset=lane, text="row:N"),
    ).properties(height=alt.Step(_LANE_PX, **{"for": "offset"}))  # fmt: skip
    return chart.configure_view(stroke=None).to_dict()


def _ends(spine: Spine) -> alt.Axis:
    words = f"datum.value < 0 ? '{spine.low}' : datum.value > 0 ? '{spine.high}' : '{spine.middle}'"
    return alt.Axis(values=[-1, 0, 1], grid=True, labelExpr=words, labelOverlap=False)


def _legend() -> alt.Legend:
    return alt.Legend(title=None, orient="top", symbolStrokeWidth=2, labelLimit=240)


def _own(rows: Sequence[ComparedRow]) -> pd.DataFrame:
    found = [
        (row.name, one.letter, one.position, one.low, one.high,
         f"{one.area.full_name}: {one.text} {one.interval_text}".strip())
        for row in rows for one in row.places if one.position is not None
    ]  # fmt: skip
    return pd.DataFrame(found, columns=["row", "lane", "x", "low", "high", "Value"])


def _wider(rows: Sequence[ComparedRow]) -> pd.DataFrame:
    found = [
        (row.name, _WIDER, one.position, _SHAPES[one.area.area_type],
         f"{one.area.name}: {one.text}")
        for row in rows for one in row.wider if one.area.area_type in _SHAPES
    ]  # fmt: skip
    return pd.DataFrame(found, columns=["row", "lane", "x", "shape", "Value"])


def together_chart(found: Together, places: Sequence[Area]) -> dict[str, Any]:
    """A dot an area; the chosen places wear their letters and names."""
    letters = {one.code: letter for letter, one in zip(LETTERS, places, strict=False)}
    rows = pd.DataFrame(
        [(one.along, one.up, letters.get(one.area.code, ""),
          f"{one.area.full_name}: {one.along_text}, {one.up_text}",
          f"{letters[one.area.code]} {one.area.name}" if one.area.code in letters else "")
         for one in found.spots],
        columns=["along", "up", "letter", "Value", "name"],
    )  # fmt: skip
    base = alt.Chart(rows).encode(
        x=alt.X("along:Q", title=_axis_title(found.along), scale=alt.Scale(zero=False)),
        y=alt.Y("up:Q", title=None, scale=alt.Scale(zero=False)),
        tooltip=["Value:N"],
    )
    chosen = alt.datum.letter != ""
    others = base.transform_filter(~chosen).mark_point(filled=True, opacity=0.5, color=_INK)
    marked = base.transform_filter(chosen).mark_point(filled=True, size=110, shape="diamond",
                                                      opacity=1, color=_MARK)  # fmt: skip
    labels = base.transform_filter(chosen).mark_text(align="left", dx=9, fontSize=13, aria=False)
    title = alt.TitleParams(_axis_title(found.up), anchor="start", fontSize=13, fontWeight="normal")
    chart = alt.layer(others, marked, labels.encode(text="name:N"))
    return chart.properties(height=360, title=title).configure_view(stroke=None).to_dict()


def _axis_title(indicator: Indicator) -> str:
    return f"{indicator.short_name}, {indicator.unit_label}"


def trends_chart(trends: Sequence[tuple[str, Trend]], unit_label: str) -> dict[str, Any]:
    """A small chart a place, all on one scale: the place solid, England dashed."""
    rows = pd.DataFrame(
        [(name, one.middle, one.value, "England" if one.area.area_type is AreaType.ENGLAND else
          "The place", f"{one.area.name}, {one.period_text}: {one.text}")
         for name, trend in trends for one in trend.points],
        columns=["Place", "time", "value", "Whose", "Value"],
    )  # fmt: skip
    rows["time"] = pd.to_datetime(rows["time"])
    whose = ["The place", "England"]
    base = alt.Chart(rows, width=220, height=130).encode(
        x=alt.X("time:T", title=None, axis=alt.Axis(format="%Y", tickCount=4, grid=False)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False)),
        color=alt.Color("Whose:N", scale=alt.Scale(domain=whose, range=[_POINT, _MARK]),
                        legend=_legend()),
        strokeDash=alt.StrokeDash("Whose:N", legend=None,
                                  scale=alt.Scale(domain=whose, range=[[1, 0], [6, 3]])),
        tooltip=["Value:N"],
    )  # fmt: skip
    chart = base.mark_line(strokeWidth=2).facet(facet=alt.Facet("Place:N", title=unit_label),
                                                columns=4)  # fmt: skip
    return chart.configure_view(stroke=None).to_dict()
