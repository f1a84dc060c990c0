"""Read the leadership insights from TOML; report every fault together, not one at a time."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import ValidationError

from fhfa_data.catalogue.records import Named, Record
from fhfa_data.catalogue.wisdom_model import About, Frame, Insight, Point, WayToDevelop, Wisdom
from fhfa_data.errors import CatalogueError

NUMBER_OF_INSIGHTS = 14
KINDS_OF_WAYS = {"principle": 4, "support": 4}

RecordT = TypeVar("RecordT", bound=Record)


class _WaysFile(Record):
    """What ``ways_to_develop.toml`` holds."""

    about: About
    ways: tuple[WayToDevelop, ...]
    notes: tuple[Point, ...]


class _ThemesFile(Record):
    """What ``wisdom_themes.toml`` holds."""

    themes: dict[str, Named]


@cache
def load_wisdom() -> Wisdom:
    """The wisdom that ships with the package; see :func:`read_wisdom`.

    >>> load_wisdom().insights[7].point("search-for-nuance").title
    'Search for nuance'
    """
    return read_wisdom(files("fhfa_data.catalogue"))


def read_wisdom(folder: Traversable) -> Wisdom:
    """Read insights, ways to develop, frame and themes from a catalogue folder.

    Raises
    ------
    CatalogueError
        Listing every fault in every file: bad syntax, unknown or missing keys, ids that lead
        nowhere, numbers missing or used twice.
    """
    faults: list[str] = []
    insights = _insights(folder / "insights", faults)
    ways = _record(folder / "ways_to_develop.toml", _WaysFile, faults)
    frame = _record(folder / "frame.toml", Frame, faults)
    themes = _record(folder / "wisdom_themes.toml", _ThemesFile, faults, under="themes")
    faults.extend(_faults_of_insights(insights, ways, themes))
    faults.extend(_faults_of_ways(ways))
    if faults or ways is None or frame is None or themes is None:
        count = f"{len(faults)} fault" + ("s" if len(faults) != 1 else "")
        lines = "\n".join(f"- {one}" for one in faults)
        raise CatalogueError(f"The leadership insights have {count}:\n{lines}")
    return Wisdom(
        insights=tuple(sorted(insights, key=lambda one: one.number)),
        ways_to_develop=ways.ways,
        about=ways.about,
        notes=ways.notes,
        frame=frame,
        themes=dict(sorted(themes.themes.items(), key=lambda item: item[1].order)),
    )


def _insights(folder: Traversable, faults: list[str]) -> list[Insight]:
    found: list[Insight] = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml"):
            continue
        insight = _record(file, Insight, faults)
        if insight is None:
            continue
        name = f"{insight.number:02d}-{insight.id}.toml"
        if file.name != name:
            faults.append(f"{file.name}: its number and id say it should be called {name}")
        found.append(insight)
    return found


def _record(
    file: Traversable, kind: type[RecordT], faults: list[str], under: str = ""
) -> RecordT | None:
    try:
        content: Any = tomllib.loads(file.read_text(encoding="utf-8"))
        return kind.model_validate({under: content} if under else content)
    except OSError:
        faults.append(f"{file.name}: is missing or can't be read")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{file.name}: not valid TOML: {error}")
    except ValidationError as error:
        for one in error.errors():
            place = ".".join(str(part) for part in one["loc"]) or "whole file"
            faults.append(f"{file.name}: {place}: {one['msg']}")
    return None


def _faults_of_insights(
    insights: list[Insight], ways: _WaysFile | None, themes: _ThemesFile | None
) -> Iterator[str]:
    yield from _numbering(one.number for one in insights)
    yield from (f"two insights are called '{one}'" for one in _twice(one.id for one in insights))
    for insight in insights:
        place = f"{insight.number:02d}-{insight.id}.toml"
        for name in _twice(point.id for point in insight.points):
            yield f"{place}: two points are called '{name}'"
        for name in insight.themes:
            if themes and name not in themes.themes:
                yield f"{place}: there is no theme called '{name}'"
        for name in insight.how.ways:
            if ways and name not in [way.id for way in ways.ways]:
                yield f"{place}: there is no way to develop called '{name}'"


def _numbering(numbers: Iterable[int]) -> Iterator[str]:
    counted = Counter(numbers)
    wanted = range(1, NUMBER_OF_INSIGHTS + 1)
    yield from (f"there is no insight {one} that can be read" for one in wanted if not counted[one])
    for one in sorted(counted):
        if one not in wanted:
            yield f"an insight is numbered {one}, but there are {NUMBER_OF_INSIGHTS}"
        elif counted[one] > 1:
            yield f"{counted[one]} insights are numbered {one}"


def _faults_of_ways(ways: _WaysFile | None) -> Iterator[str]:
    if ways is None:
        return
    for name in _twice(way.id for way in ways.ways):
        yield f"ways_to_develop.toml: two ways are called '{name}'"
    for kind, wanted in KINDS_OF_WAYS.items():
        have = sum(way.kind == kind for way in ways.ways)
        if have != wanted:
            yield f"ways_to_develop.toml: {have} ways of kind '{kind}', where {wanted} are needed"


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
