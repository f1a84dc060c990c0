"""How a field of a story is declared, once; form, table, export, import and guide derive from it.

A record's field is a pydantic field made by :func:`declared`. :func:`fields_of` reads the
declarations back. Adding a field to a story is adding one declaration: nothing else has to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, cast

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


@dataclass(frozen=True, slots=True)
class StoryField:
    """One declared field.

    ``shown``: the widest use it may be shown for, whatever consent says. ``choices``: code → words,
    empty where anything may be typed. ``max_length``: characters; 0 where there is no limit.
    """

    name: str
    kind: Kind
    label: str
    help: str
    required: bool
    shown: Use
    choices: dict[str, str]
    max_length: int
    default: Any


def declared(
    kind: Kind,
    label: str,
    help_text: str,
    *,
    shown: Use = Use.PUBLIC,
    choices: type[StrEnum] | Callable[[], dict[str, str]] | None = None,
    **limits: Any,
) -> Any:
    """A pydantic field that is also a declaration.

    Required unless ``default`` or ``default_factory`` is given. ``choices`` is an enumeration whose
    members have a ``label``, or a function that gives code → words. Other limits (``max_length``,
    ``ge`` ...) are pydantic's.
    """
    if "default_factory" not in limits:
        limits.setdefault("default", _REQUIRED)
    found = {"kind": kind, "shown": shown, "choices": choices}
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
    return StoryField(
        name=name,
        kind=extra["kind"],
        label=info.title or name,
        help=info.description or "",
        required=info.is_required(),
        shown=extra["shown"],
        choices=_words(extra["choices"]),
        max_length=lengths[0] if lengths else 0,
        default=None if info.is_required() else info.get_default(call_default_factory=True),
    )


def _words(choices: Any) -> dict[str, str]:
    if choices is None:
        return {}
    if isinstance(choices, type) and issubclass(choices, StrEnum):
        return {one.value: cast(Any, one).label for one in choices}
    return dict(choices())


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
