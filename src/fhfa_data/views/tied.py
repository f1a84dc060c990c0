"""Stories tied to indicators, as questions where the story and the figure don't agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fhfa_data.pairing.voices import Voice, voice_of_story
from fhfa_data.stories.choices import Says
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.ties import TiedStory, tied_stories
from fhfa_data.stories.store.ties import tie as tie_story
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.speaking import Reader

_ASK = {
    Says.CONTRADICTS: "“{story}” and “{figure}” don't agree. What does each see that the other "
    "doesn't?",
    Says.NO_DATA: "“{story}” speaks of what “{figure}” doesn't count. Who could tell us more?",
    Says.EXPLAINS: "“{story}” explains “{figure}”. What could be done about that?",
    Says.CONFIRMS: "“{story}” confirms “{figure}”. What else do people here say of it?",
}


@dataclass(frozen=True, slots=True)
class TiedView:
    """A story beside an indicator: what to ask, and what was said, each with how many said so."""

    voice: Voice
    indicator: str
    figure: str
    ask: str
    is_a_question: bool
    said: tuple[str, ...]


def tied(atlas: Atlas, store: Store, reader: Reader, indicator: str = "") -> tuple[TiedView, ...]:
    """What people tied to an indicator, or to any; contradictions and missing data first.

    Ties to indicators that aren't in the catalogue any more are left out.

    Raises
    ------
    UnknownName
        If there is no such indicator, with the nearest.
    StoryError
        If the store can't be read.
    """
    if indicator:
        atlas.catalogue.indicator(indicator)
    seen = visible(store, reader.actor, reader.use, reader.on_day)
    return tuple(_views(atlas, tied_stories(store, seen, indicator)))


def say(store: Store, reader: Reader, story_id: str, indicator: str, says: Says) -> None:
    """Say what a story does to an indicator's figure, instead of what one said before.

    Raises
    ------
    NotAllowed
        If this person may not tie stories, or not see this one.
    StoryError
        If the store can't be written, or they said something else elsewhere just now.
    """
    seen = visible(store, reader.actor, reader.use, reader.on_day)
    own = (
        tie.revision
        for one in tied_stories(store, seen, indicator, names=True)
        for tie in one.ties
        if one.kept.standing.id == story_id and tie.by == reader.actor.id
    )
    revision = next(own, 0)
    tie_story(store, reader.actor, reader.use, reader.on_day, story_id, indicator, says, revision)


def question_of(says: Says, story: str, figure: str) -> str:
    """What a story beside an indicator makes one ask, both by their names."""
    return _ASK[says].format(story=story, figure=figure)


def _views(atlas: Atlas, found: Sequence[TiedStory]) -> list[TiedView]:
    known = [one for one in found if one.indicator in atlas.catalogue.indicators]
    return [_view(one, atlas.catalogue.indicator(one.indicator).short_name) for one in known]


def _view(one: TiedStory, figure: str) -> TiedView:
    counts = Counter(tie.says for tie in one.ties)
    said = tuple(f"{says.label} ({counts[says]})" for says in Says if counts[says])
    return TiedView(
        voice=voice_of_story(one.kept),
        indicator=one.indicator,
        figure=figure,
        ask=question_of(one.first, one.kept.story.title, figure),
        is_a_question=one.first.is_a_question,
        said=said,
    )
