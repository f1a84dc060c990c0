"""A self-assessment as a table with pictures: where we are, where we want to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fhfa_data.stories.reflecting import STEPS
from fhfa_data.views.reflection import Change, Line, step_words

_NOW, _WANTED = "Now", "Where we want to be"


def reflection_table(lines: Sequence[Line]) -> dict[str, Any]:
    """A row a question: a dot for now, a diamond for where one wants to be, a line between.

    Beside it the steps in words; of a group, how many chose each.
    """
    columns = [
        {"id": "question", "label": "Question"},
        {"id": "picture", "label": "From 1 to 4: ● now, ◇ wanted"},
        {"id": "now", "label": _NOW},
        {"id": "wanted", "label": _WANTED},
    ]
    return {"columns": columns, "rows": [_row(one) for one in lines]}


def _row(line: Line) -> list[dict[str, Any]]:
    return [
        {"text": line.question.title},
        {"text": _said(line), "sort": -line.way_to_go, "strip": _strip(line)},
        {"text": _counted(line, line.now), "sort": line.now_mean},
        {"text": _counted(line, line.wanted), "sort": line.wanted_mean},
    ]


def _said(line: Line) -> str:
    parts = (("now", line.now_mean), ("wanted", line.wanted_mean))
    return ", ".join(f"{name} {value:.1f}" for name, value in parts if value is not None)


def _strip(line: Line) -> dict[str, Any]:
    ends = [one for one in (line.now_mean, line.wanted_mean) if one is not None]
    marks = [
        {"label": label, "value": value, "shape": shape}
        for label, value, shape in (
            (_NOW, line.now_mean, "dot"),
            (_WANTED, line.wanted_mean, "diamond"),
        )
        if value is not None
    ]
    return {"min": STEPS[0], "max": STEPS[-1], "marks": marks, "interval": [min(ends), max(ends)]}


def _counted(line: Line, chosen: Sequence[int]) -> str:
    """The step in words, or how many chose each.

    A lone answer needs no count.
    """
    said = [
        (many, step_words(line.question, step)) for step, many in zip(STEPS, chosen, strict=True)
    ]
    said = [(many, words) for many, words in said if many]
    if len(said) == 1 and said[0][0] == 1:
        return said[0][1]
    return ", ".join(f"{words}: {many}" for many, words in said) or "Not said"


def change_table(change: Change) -> dict[str, Any]:
    """A row a question, a column a day."""
    columns = [{"id": "question", "label": "Question"}]
    columns += [{"id": f"day{at}", "label": day} for at, day in enumerate(change.days)]
    rows = [[{"text": name}, *({"text": one} for one in said)] for name, said in change.rows]
    return {"columns": columns, "rows": rows}
