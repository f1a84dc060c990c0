"""A budget shared by need: before, after and the other choices, as a chart and as a table."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from fhfa_data.model.share_selection import What
from fhfa_data.views.sharing import Sharing, WardShare
from fhfa_data.views.sharing_words import for_whom, say_amount, say_rate

_BEFORE, _AFTER, _RANGE = "#7d7d7d", "#2f7fc1", "#b8741a"
_UNKNOWN = "Not available"
MOST_DRAWN = 40
"""More wards than these are drawn as their table alone."""


def share_chart(found: Sharing) -> dict[str, Any]:
    """A row a ward, per head: an open ring for an equal share, a dot for its share by need, and a
    line over all choices worked out."""
    scale = 1.0 if found.chosen.what is What.POUNDS else 1_000.0
    wards = sorted(found.wards, key=lambda one: -one.per_head)
    names = [one.area.name for one in wards]
    rows = pd.DataFrame(
        [
            (one.area.name, scale * one.before / one.residents, scale * one.per_head,
             scale * one.low / one.residents, scale * one.high / one.residents,
             f"{one.area.full_name}: {say_amount(found.chosen.what, one.after)}")
            for one in wards
        ],
        columns=["Ward", "before", "after", "low", "high", "Share"],
    )  # fmt: skip
    y = alt.Y("Ward:N", sort=names, title=None,
              axis=alt.Axis(labelOverlap=False, labelLimit=200, grid=True))  # fmt: skip
    base = alt.Chart(rows).encode(y=y)
    line = base.mark_rule(aria=False, color=_RANGE, strokeWidth=2)
    ring = base.mark_point(aria=False, color=_BEFORE, size=60, strokeWidth=2)
    dot = base.mark_point(color=_AFTER, size=80, filled=True, opacity=1)
    unit = f"{found.chosen.what.plain} {for_whom(found.chosen.what)} residents"
    title = alt.TitleParams(unit if scale > 1 else "Pounds for each resident", anchor="start",
                            fontSize=13, fontWeight="normal")  # fmt: skip
    chart = alt.layer(
        line.encode(x=alt.X("low:Q", title=None, scale=alt.Scale(zero=True)), x2="high:Q"),
        ring.encode(x="before:Q"),
        dot.encode(x="after:Q", tooltip=["Share:N"]),
    )
    chart = chart.properties(height=alt.Step(18), title=title)
    return chart.configure_view(stroke=None).to_dict()


def share_table(found: Sharing) -> dict[str, Any]:
    """A row a ward: share by need, difference, per head, over all choices, and what it rests on."""
    per = for_whom(found.chosen.what)
    columns = [
        {"id": "ward", "label": "Ward"},
        {"id": "after", "label": "By need", "numeric": True},
        {"id": "more", "label": "More or less", "numeric": True},
        {"id": "head", "label": f"{per.capitalize()} resident{'s' * ('000' in per)}",
         "numeric": True},
        {"id": "range", "label": "In all choices", "numeric": True},
        {"id": "before", "label": "Equal share", "numeric": True},
        {"id": "need", "label": found.measure.short_name, "numeric": True},
        {"id": "residents", "label": "Residents", "numeric": True},
        {"id": "core20", "label": "Number in Core20", "numeric": True},
        {"id": "core", "label": f"{per.capitalize()} in Core20", "numeric": True,
         "help": "If all of it were for residents in Core20"},
    ]  # fmt: skip
    return {"columns": columns, "rows": [_row(found, one) for one in found.wards],
            "sort": {"column": 1, "direction": "descending"}}  # fmt: skip


def _row(found: Sharing, one: WardShare) -> list[dict[str, Any]]:
    what = found.chosen.what
    more = one.after - one.before
    sign = "+" if more > 0 else "−" if more < 0 else ""
    return [
        {"text": one.area.name, "note": one.area.borough_name},
        {"text": say_amount(what, one.after), "sort": one.after,
         "note": "cut by the cap" if one.capped else ""},
        {"text": f"{sign}{say_amount(what, abs(more))}", "sort": more},
        {"text": say_rate(what, one.per_head), "sort": one.per_head},
        {"text": f"{say_amount(what, one.low)} to {say_amount(what, one.high)}", "sort": one.low},
        {"text": say_amount(what, one.before), "sort": one.before},
        {"text": one.need, "note": "" if one.need_known else "equal share set aside"},
        {"text": f"{one.residents:,.0f}", "sort": one.residents},
        {"text": _UNKNOWN if one.core20 is None else f"{one.core20:,.0f}", "sort": one.core20},
        {"text": _UNKNOWN if one.core20 is None else say_rate(what, one.per_core20),
         "sort": one.per_core20},
    ]  # fmt: skip
