"""How a field of a story is declared, once; form, table, export, import and guide derive from it.

A record's field is a pydantic field made by :func:`declared`. :func:`fields_of` reads the
declarations back. Adding a field to a story is adding one declaration: nothing else has to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, cast, get_args

from pydantic import BaseModel, Field

_REQUIRED: Any = ...


class Kind(StrEnum):
    """What a field holds, and so how it is typed in and written down."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    NUMBER = "number"
    RECORDS = "records"


class Use(StrEnum):
    """What a story is read for. ``care``: by those who look after it; the others need consent."""

    CARE = "care"
    INTERNAL = "internal"
    PARTNERS = "partners"
    PUBLIC = "public"

    def reaches(self, other: Use) -> bool:
        """Whether what may be shown for this use may be shown for ``other`` too.

        >>> Use.PARTNERS.reaches(Use.INTERNAL), Use.PARTNERS.reaches(Use.PUBLIC)
        (True, False)
        """
        order = list(Use)
        return order.index(other) <= order.index(self)


class Unscreened(StrEnum):
    """Why the gate doesn't look at a field: nobody types freely what it holds."""

    LANGUAGE = "a language's tag"
    CODE = "a code, id or time that the atlas gives or checks"
    LIST = "a name out of a list"
    LINK = "the address of a web page"


@dataclass(frozen=True, slots=True)
class StoryField:
    """One declared field.

    ``shown``: the widest use it may be shown for, whatever consent says. ``choices``: code → words,
    empty where anything may be typed. ``max_length``: characters or entries; 0 where there is no
    limit. ``least``: the smallest number, None where there is none. ``unscreened``: why the gate
    doesn't look at it, None where it does. ``record``: what the records in it are, if it holds any.
    """

    name: str
    kind: Kind
    label: str
    help: str
    required: bool
    shown: Use
    choices: dict[str, str]
    max_length: int
    least: int | None
    unscreened: Unscreened | None
    record: type[BaseModel] | None
    default: Any

    @property
    def is_box(self) -> bool:
        """Whether it is asked for with one box of text."""
        return self.kind in (Kind.LINE, Kind.TEXT)


def declared(
    kind: Kind,
    label: str,
    help_text: str,
    *,
    shown: Use = Use.PUBLIC,
    choices: type[StrEnum] | Callable[[], dict[str, str]] | None = None,
    unscreened: Unscreened | None = None,
    **limits: Any,
) -> Any:
    """A pydantic field that is also a declaration.

    Required unless ``default`` or ``default_factory`` is given. ``choices`` is an enumeration whose
    members have a ``label``, or a function that gives code → words. What people type is screened by
    the gate unless ``unscreened`` says why not. Other limits (``max_length``, ``ge`` ...) are
    pydantic's.
    """
    if "default_factory" not in limits:
        limits.setdefault("default", _REQUIRED)
    found = {"kind": kind, "shown": shown, "choices": choices, "unscreened": unscreened}
    return Field(
        title=label,
        description=help_text,
        json_schema_extra=cast(Any, {"declared": found}),
        **limits,
    )


@cache
def fields_of(record: type[BaseModel]) -> tuple[StoryField, ...]:
    """The declared fields of a record, in the order they are declared in."""
    return tuple(_field(record, name) for name in record.model_fields)


def _field(record: type[BaseModel], name: str) -> StoryField:
    info = record.model_fields[name]
    extra = cast("dict[str, Any]", info.json_schema_extra)["declared"]
    lengths = [one.max_length for one in info.metadata if hasattr(one, "max_length")]
    least = [one.ge for one in info.metadata if hasattr(one, "ge")]
    return StoryField(
        name=name,
        kind=extra["kind"],
        label=info.title or name,
        help=info.description or "",
        required=info.is_required(),
        shown=extra["shown"],
        choices=_words(extra["choices"]),
        max_length=lengths[0] if lengths else 0,
        least=least[0] if least else None,
        unscreened=extra["unscreened"],
        record=_record_in(info.annotation),
        default=None if info.is_required() else info.get_default(call_default_factory=True),
    )


def _words(choices: Any) -> dict[str, str]:
    if choices is None:
        return {}
    if isinstance(choices, type) and issubclass(choices, StrEnum):
        return {one.value: cast(Any, one).label for one in choices}
    return dict(choices())


def _record_in(kind: Any) -> type[BaseModel] | None:
    """The record that a field's type holds, itself or inside a list."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for one in get_args(kind) if (found := _record_in(one))), None)


def free_text(
    record: type[BaseModel],
    values: Mapping[str, Any],
    lists: Mapping[str, Collection[str]] | None = None,
) -> dict[str, str]:
    """What the gate looks at: field → the words that somebody typed into it, empty where none are.

    That is every text that isn't out of the field's own list, whatever the field's kind, unless
    its declaration says why not. Records inside a field go by their own declarations.

    Parameters
    ----------
    values
        Field → value, as it is typed or as it is kept; other fields are left out.
    lists
        Field → choices, where only a page knows them.
    """
    found: dict[str, str] = {}
    for one in fields_of(record):
        if one.unscreened is None and one.name in values:
            listed = {*one.choices, *(lists or {}).get(one.name, ())}
            found[one.name] = "\n".join(_typed_in(one, values[one.name], listed))
    return found


def _typed_in(field: StoryField, value: Any, listed: Collection[str]) -> list[str]:
    if isinstance(value, str):
        return [value] if value and value not in listed else []
    is_one = isinstance(value, BaseModel)
    record, inside = (type(value), dict(value)) if is_one else (field.record, value)
    parts = cast("Iterable[Any]", inside if isinstance(inside, (tuple, list)) else ())
    if isinstance(inside, Mapping):
        named = cast("Mapping[str, Any]", inside)
        if record and named.keys() <= record.model_fields.keys():
            return [text for text in free_text(record, named).values() if text]
        parts = named.values()
    return [text for part in parts for text in _typed_in(field, part, listed)]


# Control characters but tab and line end, halves of pairs, and the last two code points of each
# plane, which Unicode keeps for no character.
_NO_CHARACTERS = "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_UNKEEPABLE = re.compile(f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff{_NO_CHARACTERS}]")


def clean_text(text: Any) -> Any:
    r"""Text as it is kept: one kind of line end, no blanks around it; what is no text stays.

    Raises
    ------
    ValueError
        If there is a character in it that no file format keeps.

    >>> clean_text("  One.\r\nTwo. ")
    'One.\nTwo.'
    """
    if not isinstance(text, str):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    found = _UNKEEPABLE.search(text)
    if found:
        code = ord(found[0])
        raise ValueError(f"has a character that can't be kept (U+{code:04X}): take it out")
    return text


@cache
def hidden(record: type[BaseModel], use: Use) -> dict[str, Any]:
    """The fields that may not be shown for this use, each with what is shown: its default."""
    return {one.name: one.default for one in fields_of(record) if not one.shown.reaches(use)}
