"""The stories that may be shown of a place, beside an indicator: in order, each with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fhfa_data.catalogue.shared_language import shared_language
from fhfa_data.model.locations import own_catalogue_folder
from fhfa_data.pairing.speaking import Speaks, rank
from fhfa_data.pairing.voices import voice_of_story
from fhfa_data.stories.access import may_ask
from fhfa_data.stories.actors import Actor
from fhfa_data.stories.choices import Translation, theme_words
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.ties import TiedStory, tied_stories
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.done_because import done_because
from fhfa_data.views.speaking import Reader, asked_of
from fhfa_data.views.tied import question_of
from fhfa_data.views.words import long_day

USE_WORDS = {
    Use.INTERNAL: "Shown: what people agreed to share inside your organisation.",
    Use.PARTNERS: "Shown: what people agreed to share with partner organisations.",
    Use.PUBLIC: "Shown: what people agreed to share in public.",
}


EVIDENCE = "A story, not a figure: what was said, as it was written down"


@dataclass(frozen=True, slots=True)
class HeardStory:
    """One story as it may be shown.

    ``who``: a role and a place. ``quotes``: words and who said them. ``gathered``: how, with how
    many, when. ``until``: the last day it may be shown. ``ask``: the question it raises beside the
    indicator, where somebody tied it to that; ``is_a_question``: whether they don't agree.
    ``done``: what was agreed or done because of it.
    """

    id: str
    title: str
    text: str
    quotes: tuple[tuple[str, str], ...]
    who: str
    gathered: str
    translated: str
    themes: tuple[str, ...]
    until: str
    why: tuple[str, ...]
    ask: str
    is_a_question: bool
    done: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class HeardStories:
    """The stories of a place, the ones that raise a question first.

    ``words`` says how many there are. ``use``: what they are shown for, in words. ``themes``: of
    all stories of the place, id → words.
    """

    stories: tuple[HeardStory, ...]
    words: str
    use: str
    themes: Mapping[str, str]


def use_for(actor: Actor, wanted: str) -> Use:
    """What somebody may read stories for: what they chose if they may, else what is public."""
    use = Use(wanted) if wanted else Use.INTERNAL
    return use if may_ask(actor, use) else Use.PUBLIC


def heard_stories(
    atlas: Atlas, store: Store, reader: Reader, place: str, indicator: str = "", theme: str = ""
) -> HeardStories:
    """What this person may see now of what was told here, the strongest first.

    Raises
    ------
    UnknownName
        If there is no such place or indicator, with the nearest.
    StoryError
        If the store can't be read.
    """
    seen = visible(store, reader.actor, reader.use, reader.on_day)
    ties = tied_stories(store, seen, indicator) if indicator else ()
    tied = {one.kept.standing.id: one for one in ties}
    asked = asked_of(atlas, place, indicator)
    says = {name: tuple(tie.says for tie in one.ties) for name, one in tied.items()}
    voices = [voice_of_story(one) for one in seen]
    ranked = rank(replace(asked, ties=says), voices, shared_language(own_catalogue_folder()))
    by_id = {one.standing.id: one for one in seen}
    of_theme = [one for one in ranked if not theme or theme in by_id[one.voice.id].story.themes]
    figure = asked.indicator.short_name if asked.indicator else ""
    done = done_because(store, reader, seen)
    heard = [
        _heard(one, by_id[one.voice.id], tied.get(one.voice.id), figure, done) for one in of_theme
    ]
    themes = {name for one in ranked for name in by_id[one.voice.id].story.themes}
    return HeardStories(
        stories=tuple(sorted(heard, key=lambda one: not one.is_a_question)),
        words=_how_many(atlas.place(place).name, len(ranked), len(of_theme)),
        use=USE_WORDS[reader.use],
        themes={name: words for name, words in theme_words().items() if name in themes},
    )


def _heard(
    one: Speaks,
    kept: Kept,
    tied: TiedStory | None,
    figure: str,
    done: Mapping[str, tuple[str, ...]],
) -> HeardStory:
    story = kept.story
    return HeardStory(
        id=one.voice.id,
        title=story.title,
        text=story.text,
        quotes=tuple((quote.text, quote.speaker.label) for quote in story.quotes),
        who=f"{story.speaker.label} · {one.voice.place}",
        gathered=_gathered(kept),
        translated="" if story.translation is Translation.NONE else story.translation.label,
        themes=tuple(theme_words().get(name, name) for name in story.themes),
        until=_until(kept.until),
        why=one.why,
        ask=question_of(tied.first, story.title, figure) if tied else "",
        is_a_question=tied is not None and tied.first.is_a_question,
        done=done.get(one.voice.id, ()),
        evidence=EVIDENCE,
    )


def _gathered(kept: Kept) -> str:
    story = kept.story
    people = "1 person" if story.people == 1 else f"{story.people:,} people"
    group = f", {story.group}" if story.group else ""
    return (
        f"{story.method.label}{group} · {people} · {_days(story.gathered_from, story.gathered_to)}"
    )


def _days(first: date, last: date) -> str:
    said = long_day(last)
    return said if first == last else f"{long_day(first)} to {said}"


def _until(day: date | None) -> str:
    return (
        f"Shown until {long_day(day - timedelta(days=1))}, unless taken back before." if day else ""
    )


def _how_many(place: str, found: int, shown: int) -> str:
    if not found:
        return f"No story of {place} may be shown here yet. That says nothing about need."
    stories = "1 story" if found == 1 else f"{found} stories"
    speak = "speaks" if found == 1 else "speak"
    rest = "" if shown == found else f" {shown} of them on this theme."
    return f"{stories} {speak} to {place}.{rest}"
