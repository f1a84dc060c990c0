"""Rows of a file as stories: columns matched to fields, and every fault with its row and field.

Nothing is stored here. What comes out is a preview: all that could be read, and all that couldn't.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from fhfa_data.errors import UnknownName
from fhfa_data.model.nearest import nearest
from fhfa_data.stories.fields import Kind, StoryField
from fhfa_data.stories.records import Kept, Standing, Story
from fhfa_data.stories.tables.cells import STANDING_NAMES, record_values, table_fields, value_of
from fhfa_data.stories.tables.reading import Row
from fhfa_data.stories.tables.writing import LABEL_COLUMNS

_UK_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SPACE = uuid.UUID("6b0a1c1e-6f52-4b0e-9c63-0d3f1a7c8e55")


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row; never with what it says. ``field`` is empty for the whole row."""

    row: int
    field: str
    what: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would take: stories with their rows, faults, and columns it leaves out."""

    stories: tuple[tuple[int, Kept], ...]
    faults: tuple[RowFault, ...]
    taken: dict[str, str]
    left_out: tuple[str, ...]


def preview(
    rows: Sequence[Row],
    mapping: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    *,
    as_exported: bool = False,
) -> Preview:
    """Read rows as stories.

    ``mapping``: their column → our field; columns named as our fields or their labels need none.
    ``constants``: field → value for rows that don't say. ``as_exported`` takes id, revision, state
    and contributor from the file; else every story is new, and the same row gets the same id.

    Raises
    ------
    UnknownName
        If the mapping or constants name a column or field that isn't there.
    """
    columns = list(dict.fromkeys(name for row in rows for name in row.cells))
    taken = _matched(columns, mapping or {}, as_exported=as_exported)
    for name in constants or {}:
        _field_named(name)
    stories: list[tuple[int, Kept]] = []
    faults: list[RowFault] = []
    for row in rows:
        cells = {taken[name]: cell for name, cell in row.cells.items() if name in taken}
        cells = {**(constants or {}), **{k: v for k, v in cells.items() if not _is_blank(v)}}
        found = _read(row.number, cells, faults, as_exported=as_exported)
        if found is not None:
            stories.append((row.number, found))
    left_out = tuple(one for one in columns if one not in taken and one not in LABEL_COLUMNS)
    faults.extend(_twice(stories))
    return Preview(tuple(stories), tuple(faults), taken, left_out)


def _matched(
    columns: Iterable[str], mapping: Mapping[str, str], *, as_exported: bool
) -> dict[str, str]:
    """Their column → our field; what was said by hand goes before what is alike."""
    columns = list(columns)
    for theirs, ours in mapping.items():
        if theirs not in columns:
            raise UnknownName("column", theirs, nearest(theirs, columns))
        _field_named(ours)
    # "ward" is the field of codes; "Ward", as people write it, is the label of the field of names.
    by_label = {one.label.casefold(): one.name for one in table_fields().values()}
    found = dict(mapping)
    for name in columns:
        ours = name if name in table_fields() else by_label.get(name.casefold(), "")
        if name not in found and ours and ours not in found.values():
            found[name] = ours
    return {k: v for k, v in found.items() if as_exported or v not in STANDING_NAMES}


def _field_named(name: str) -> StoryField:
    fields = table_fields()
    if name not in fields:
        raise UnknownName("field of a story", name, nearest(name, fields))
    return fields[name]


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _read(
    number: int, cells: Mapping[str, Any], faults: list[RowFault], *, as_exported: bool
) -> Kept | None:
    values: dict[str, Any] = {}
    before = len(faults)
    for name, cell in cells.items():
        field = table_fields()[name]
        try:
            values[name] = value_of(field, _uk_day(field, cell))
        except ValueError:
            faults.append(RowFault(number, field.label, "isn't a list in JSON"))
    standing = record_values(values, Standing) if as_exported else {"id": _same_id(cells)}
    story = _valid(number, Story, record_values(values, Story), faults)
    stands = _valid(number, Standing, standing, faults)
    if len(faults) > before or story is None or stands is None:
        return None
    return Kept(story=story, standing=stands)


def _valid(number: int, record: Any, values: dict[str, Any], faults: list[RowFault]) -> Any:
    try:
        return record.model_validate(values)
    except ValidationError as error:
        for one in error.errors(include_input=False, include_url=False, include_context=False):
            top = str(one["loc"][0]) if one["loc"] else ""
            label = table_fields()[top].label if top in table_fields() else top
            faults.append(RowFault(number, label, one["msg"].removeprefix("Value error, ")))
        return None


def _uk_day(field: StoryField, cell: Any) -> Any:
    """A day as people in the UK write it, 5/3/2026, as ISO 8601; anything else as it is."""
    found = _UK_DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if field.kind != Kind.DATE or found is None:
        return cell
    day, month, year = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _same_id(cells: Mapping[str, Any]) -> str:
    """The id of a row by all it says, so that importing a file again brings nothing in twice."""
    return uuid.uuid5(_SPACE, repr(sorted((k, repr(v)) for k, v in cells.items()))).hex


def _twice(stories: Iterable[tuple[int, Kept]]) -> list[RowFault]:
    first: dict[str, int] = {}
    faults: list[RowFault] = []
    for number, kept in stories:
        if kept.standing.id in first:
            what = f"is the same story as row {first[kept.standing.id]}"
            faults.append(RowFault(number, "", what))
        first.setdefault(kept.standing.id, number)
    return faults
