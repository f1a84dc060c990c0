"""Tools and resources: found by words, insight and kind of support; and a look in figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fhfa_data.catalogue.process import ProcessQuestion, process_questions
from fhfa_data.catalogue.shared_language import SharedLanguage, stems_of
from fhfa_data.model.areas import Area
from fhfa_data.stories.meetings.choices import insight_words
from fhfa_data.stories.meetings.tools import Tool, support_words
from fhfa_data.stories.store.meetings import Noted
from fhfa_data.views.answer import answer
from fhfa_data.views.atlas import Atlas


@dataclass(frozen=True, slots=True)
class KeptTool:
    """A tool with the record that it is kept as."""

    noted: Noted
    tool: Tool

    @property
    def labels(self) -> str:
        """The insights and kinds of support it is filed under, in words."""
        insights = [insight_words().get(one, one) for one in self.tool.insights]
        support = [support_words().get(one, one) for one in self.tool.support]
        return " · ".join((*insights, *support))


def found_tools(
    kept: Sequence[Noted],
    words: str = "",
    insights: Collection[str] = (),
    support: Collection[str] = (),
    language: SharedLanguage | None = None,
) -> tuple[KeptTool, ...]:
    """The tools that hold every word typed, in any order, by name; empty filters are open.

    A word matches with another ending; ``language``: local names find the other names too.
    """
    tools = [KeptTool(one, one.record) for one in kept if isinstance(one.record, Tool)]
    asked = [set(stems_of(one)) for one in (language.variants(words) if language else (words,))]
    found = (
        one
        for one in tools
        if (not insights or set(insights) & set(one.tool.insights))
        and (not support or set(support) & set(one.tool.support))
        and any(each <= _stems(one) for each in asked)
    )
    return tuple(sorted(found, key=lambda one: one.tool.name.casefold()))


def _stems(one: KeptTool) -> set[str]:
    return set(stems_of(f"{one.tool.name} {one.tool.good_for} {one.tool.link} {one.labels}"))


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside a question: what it says of the place, and where it is from."""

    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class AskedHere:
    """A question with the figures of the place."""

    question: ProcessQuestion
    figures: tuple[Beside, ...]


def asked_here(atlas: Atlas, area: Area) -> tuple[AskedHere, ...]:
    """The questions, each with those of its figures that the atlas has an answer for here."""
    return tuple(
        AskedHere(one, tuple(_figures(atlas, area, one))) for one in process_questions().values()
    )


def _figures(atlas: Atlas, area: Area, question: ProcessQuestion) -> list[Beside]:
    known = [one for one in question.figures if one in atlas.catalogue.indicators]
    heads = [answer(atlas, area, one, "latest").headline for one in known]
    return [Beside(one.sentence, one.source) for one in heads]
