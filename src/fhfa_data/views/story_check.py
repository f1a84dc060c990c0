"""The gate over a story as it is typed: each text with what was found, and where it could be of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fhfa_data.catalogue.settings import read_settings
from fhfa_data.stories.fields import fields_of, free_text
from fhfa_data.stories.gate import PROMPT, Screening, Verdict, lexicon, mended, screen
from fhfa_data.stories.records import Story
from fhfa_data.views.story_places import place_names, story_places
from fhfa_data.warehouse.read import Warehouse


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """One text: what was found (words and what could stand instead), and it all put right."""

    name: str
    label: str
    found: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    mended: str


@dataclass(frozen=True, slots=True)
class StoryCheck:
    """What the gate says of a story: the strictest of its verdicts, and each text that needs care.

    ``wider``: a wider place that would do, or empty. ``note``: why nobody could be counted.
    """

    verdict: Verdict
    fields: tuple[FieldCheck, ...]
    prompt: str
    wider: str
    note: str


def check_story(warehouse: Warehouse, values: Mapping[str, Any], place: str) -> StoryCheck:
    """Look over every text of a story, as its fields are declared; nothing of it is kept.

    Parameters
    ----------
    values
        Name of a field → what is typed into it, or kept of it.
    place
        ONS code of the place it is about.
    """
    labels = {one.name: one.label for one in fields_of(Story)}
    return check_texts(warehouse, free_text(Story, values), place, labels)


def check_texts(
    warehouse: Warehouse, typed: Mapping[str, str], place: str, labels: Mapping[str, str]
) -> StoryCheck:
    """The same for texts of anything else, such as notes of a meeting; ``labels``: name → words."""
    where = story_places(warehouse, place)
    known = lexicon(place_names(warehouse))
    fewest = read_settings().stories.fewest_people
    words = {name: text for name, text in typed.items() if text}
    seen = {name: screen(text, where.places, known, fewest) for name, text in words.items()}
    fields = [
        FieldCheck(
            name=name,
            label=labels[name],
            found=tuple((typed[name][f.start : f.end], f.instead) for f in found.findings),
            reasons=found.reasons,
            mended=mended(typed[name], found.findings, known),
        )
        for name, found in seen.items()
        if found.verdict is not Verdict.CLEAR
    ]
    verdicts = {one.verdict for one in seen.values()}
    worst = next((one for one in (Verdict.STOP, Verdict.REWORD) if one in verdicts), Verdict.CLEAR)
    prompt = PROMPT if worst is Verdict.STOP else ""
    return StoryCheck(worst, tuple(fields), prompt, _wider(seen), where.note)


def _wider(seen: Mapping[str, Screening]) -> str:
    places = (one.wider.place for found in seen.values() for one in found.counted if one.wider)
    return next(places, "")
