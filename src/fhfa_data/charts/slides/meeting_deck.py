"""The slides of a meeting: a card each, with its sources, for whoever wasn't in the room."""

from __future__ import annotations

import io
from typing import Any

from fhfa_data.charts.slides.frame import (
    BODY_BOX,
    FOOT_BOX,
    QUIET,
    Box,
    cover,
    new_deck,
    text_box,
    titled_slide,
)
from fhfa_data.charts.slides.native_bars import add_bars
from fhfa_data.charts.slides.native_table import Columns, table_slides
from fhfa_data.charts.slides.pages import in_pieces
from fhfa_data.stories.fields import fields_of
from fhfa_data.stories.meetings.records import Action
from fhfa_data.views.outcome import Outcome, Pair, Strong, Voice
from fhfa_data.views.words import long_day, say_list

_BESIDE, _WHOLE = 230, 800
"""How many letters of a voice fit beside a chart, and on a slide of their own."""

_LEFT, _RIGHT = Box(0.6, 1.8, 7.4, 4.1), Box(8.3, 2.5, 4.43, 2.6)
_HEADING, _LABEL = Box(8.3, 1.7, 4.43, 0.8), Box(8.3, 5.1, 4.43, 0.8)
_SAID = Box(0.6, 5.95, 12.13, 0.65)


def meeting_slides(found: Outcome, *, link: str = "", copy: str = "") -> bytes:
    """The slides as a PPTX file's bytes.

    Parameters
    ----------
    link
        Where the meeting can be opened again.
    copy
        What must be said of this copy where it holds stories: its id, and until when it may be
        kept. It stands on each slide that has a story's words.
    """
    deck = new_deck(found.title)
    lines = [say_list(list(found.places)), long_day(found.on_day), "Fairer Health Atlas"]
    cover(deck, found.title, lines)
    for pair in found.pairs:
        _pair(deck, pair, copy)
    for one in found.strong:
        _strong(deck, one)
    _barriers(deck, found)
    _actions(deck, found)
    _sources(deck, found, [one for one in (link and f"Open this meeting: {link}", copy) if one])
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _pair(deck: Any, pair: Pair, copy: str) -> None:
    head = pair.headline
    title = head.sentence if head else f"This figure is not in use any more: {pair.place}."
    slide = titled_slide(deck, title)
    if head and pair.bars:
        add_bars(slide, _LEFT, head.indicator_name, pair.bars)
    elif head:
        text_box(slide, _LEFT, [head.reading or "There is no figure to draw."], size=20)
    if pair.voice:
        _voice(deck, slide, pair.voice, copy)
    text_box(slide, _SAID, [f"Does it fit? {_first(pair.agreed, 160)}"], size=20)
    if head:
        foot = [one for one in (head.source, head.how_sure) if one]
        text_box(slide, FOOT_BOX, foot, size=12, colour=QUIET)
    slide.notes_slide.notes_text_frame.text = "\n".join(_notes(pair))


def _first(words: str, most: int) -> str:
    """As much of it as fits; the whole stands in the slide's notes."""
    first, *more = in_pieces(words, most)
    return f"{first} …" if more else first


def _voice(deck: Any, slide: Any, voice: Voice, copy: str) -> None:
    held = [copy] if voice.holds_story and copy else []
    begun = _first(voice.words, _BESIDE)
    text_box(slide, _HEADING, [_first(voice.title, 60)], size=20, bold=True)
    text_box(slide, _RIGHT, [begun], size=20)
    text_box(slide, _LABEL, [voice.label, *held], size=12, colour=QUIET)
    if begun == voice.words or not voice.title:
        return
    for piece in in_pieces(voice.words, _WHOLE):
        whole = titled_slide(deck, voice.title)
        text_box(whole, BODY_BOX, [piece], size=24)
        text_box(whole, FOOT_BOX, [voice.label, *held], size=12, colour=QUIET)


def _notes(pair: Pair) -> list[str]:
    lines = [f"Does it fit? {pair.agreed}"]
    if pair.headline:
        lines += [pair.headline.meaning, *pair.headline.caveats]
    return [one for one in lines if one]


def _strong(deck: Any, strong: Strong) -> None:
    title = f"What is strong here: {strong.place}"
    if not strong.kinds:
        text_box(titled_slide(deck, title), BODY_BOX, [strong.why_none], size=22)
        return
    rows = [
        (one.count_words, _first(one.names_in_words, 420), f"{one.source}, {one.as_of}")
        for one in strong.kinds
    ]
    table_slides(deck, title, Columns(("How many", "Which", "Source"), (2.4, 6.73, 3.0)), rows)


def _barriers(deck: Any, found: Outcome) -> None:
    title = "What stands in the way"
    if not found.barriers:
        text_box(titled_slide(deck, title), BODY_BOX, ["No barrier was named."], size=22)
        return
    columns = Columns(("Barrier", "How it shows"), (4.0, 8.13))
    rows = [
        (name if at == 0 else "", piece)
        for name, how in found.barriers
        for at, piece in enumerate(in_pieces(how, _WHOLE))
    ]
    table_slides(deck, title, columns, rows)


def _actions(deck: Any, found: Outcome) -> None:
    title = "What we will do"
    if not found.actions:
        text_box(titled_slide(deck, title), BODY_BOX, ["No action was written down."], size=22)
        return
    columns = Columns(("Action", "Who: a role", "Next step", "Due"), (4.6, 2.4, 3.23, 1.9))
    table_slides(deck, title, columns, [_in_short(one) for one in found.actions])
    for one in found.actions:
        table_slides(deck, one.what, Columns(("", "Agreed"), (4.0, 8.13)), _in_full(one))


def _in_short(action: Action) -> tuple[str, ...]:
    due = long_day(action.due) if action.due else "No day set"
    return (action.what, action.owner_role, action.small_step, due)


_SAID_ELSEWHERE = ("what", "place", "barrier")


def _in_full(action: Action) -> list[tuple[str, ...]]:
    """Every field that was filled in, under the words that the form asks with."""
    rows: list[tuple[str, ...]] = []
    if action.barrier:
        rows.append(("Barrier it works on", action.barrier_name))
    for field in fields_of(Action):
        value = getattr(action, field.name)
        if field.name in _SAID_ELSEWHERE or not value:
            continue
        words = getattr(value, "label", None) or str(value)
        if field.name == "due":
            words = long_day(value)
        rows += [
            (field.label if at == 0 else "", piece)
            for at, piece in enumerate(in_pieces(words, _WHOLE))
        ]
    return rows


def _sources(deck: Any, found: Outcome, more: list[str]) -> None:
    heads = [one.headline for one in found.pairs if one.headline]
    said = [f"{one.short_name}: {one.source}" for one in heads]
    cautions = [caveat for one in heads for caveat in one.caveats]
    rows = [("Source", one) for one in dict.fromkeys(said)]
    rows += [("Take care", one) for one in dict.fromkeys(cautions)]
    rows += [("This copy", one) for one in more]
    table_slides(
        deck, "Sources, and what to take care with", Columns(("", "In words"), (1.9, 10.23)), rows
    )
