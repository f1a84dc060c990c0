"""What people say that a story does to a figure: said, asked as a question, taken back."""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.stories.choices import Says
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.ties import Tie, TiedStory, may_untie, tied_stories
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
class Said:
    """What somebody said of a story and a figure; ``words`` name both, and never who said it."""

    tie: Tie
    words: str


def to_take_back(atlas: Atlas, store: Store, reader: Reader) -> tuple[Said, ...]:
    """What this person may take back of what was said of the stories they see, whatever figure.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    seen = visible(store, reader.actor, reader.use, reader.on_day)
    return tuple(
        Said(tie, _words(atlas, one, tie, is_own=tie.by == reader.actor.id))
        for one in tied_stories(store, seen, names=True)
        for tie in one.ties
        if may_untie(reader.actor, tie)
    )


def _words(atlas: Atlas, one: TiedStory, said: Tie, *, is_own: bool) -> str:
    known = atlas.catalogue.indicators.get(one.indicator)
    figure = known.short_name if known else one.indicator
    by = "" if is_own else " (said by somebody else)"
    return f"“{one.kept.story.title}” and “{figure}”: {said.says.label}{by}"


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
