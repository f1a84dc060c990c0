r"""One story as cells of text, and back, exactly; cells that no spreadsheet runs as formulas.

A cell that starts like a formula gets an apostrophe before it, and so does one that starts with an
apostrophe; reading takes one away. Source: OWASP, "CSV injection".

>>> guarded("=1+1"), guarded("'tis"), unguarded("'=1+1"), unguarded("''tis"), unguarded("'tis")
("'=1+1", "''tis", '=1+1', "'tis", "'tis")
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fhfa_data.stories.consent import Record
from fhfa_data.stories.fields import Kind, StoryField, fields_of
from fhfa_data.stories.records import Kept, Standing, Story

_FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
_MARK = "'"
BETWEEN = "; "
STANDING_NAMES = frozenset(one.name for one in fields_of(Standing))


def table_fields() -> dict[str, StoryField]:
    """Every column of a table of stories, in order: name → field."""
    return {one.name: one for one in (*fields_of(Standing), *fields_of(Story))}


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return _MARK + text if text[:1] and text[0] in _FORMULA_STARTS + _MARK else text


def unguarded(text: str) -> str:
    """The text of a guarded cell; other cells are as they are."""
    marked = len(text) > 1 and text[0] == _MARK and text[1] in _FORMULA_STARTS + _MARK
    return text[1:] if marked else text


def cells_of(kept: Kept) -> dict[str, str]:
    """A kept story as column → text, not guarded yet."""
    values = {**kept.standing.model_dump(mode="json"), **kept.story.model_dump(mode="json")}
    return {name: _cell(one, values[name]) for name, one in table_fields().items()}


def value_of(field: StoryField, cell: Any) -> Any:
    """What a cell says, as the records take it; values that aren't text stay as they are.

    Raises
    ------
    json.JSONDecodeError
        If a column of records, or of a list of free texts, isn't JSON.
    """
    if not isinstance(cell, str):
        return cell
    if _is_json(field):
        return json.loads(cell)
    if field.kind == Kind.CHOICES:
        parts = [one.strip() for one in cell.split(BETWEEN.strip())]
        return [_code(field, one) for one in parts if one]
    return _code(field, cell) if field.kind == Kind.CHOICE else cell


def record_values(values: Mapping[str, Any], record: type[Record]) -> dict[str, Any]:
    """The values that are fields of this record."""
    names = {one.name for one in fields_of(record)}
    return {name: value for name, value in values.items() if name in names}


def _cell(field: StoryField, value: Any) -> str:
    if _is_json(field):
        return json.dumps(value, ensure_ascii=False) if value else ""
    if field.kind == Kind.CHOICES:
        return BETWEEN.join(value)
    return "" if value is None else str(value)


def _is_json(field: StoryField) -> bool:
    """Whether its cell is JSON: records, and texts that may hold what stands between codes."""
    return field.kind == Kind.RECORDS or (field.kind == Kind.CHOICES and not field.choices)


def _code(field: StoryField, typed: str) -> str:
    """A choice's code; people may type its words."""
    said = typed.strip().casefold()
    by_words = {words.casefold(): code for code, words in field.choices.items()}
    return by_words.get(said, said if said in field.choices else typed)
