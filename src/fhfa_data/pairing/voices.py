"""Voices that can stand beside a figure: stories as they may be seen, insights and quotations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL, Insight
from fhfa_data.stories.choices import PlaceLevel
from fhfa_data.stories.records import Kept


class VoiceKind(StrEnum):
    """What a voice is; opinion never looks like fact."""

    STORY = "story"
    INSIGHT = "insight"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice. ``ward`` and ``borough`` are ONS codes, empty where it is of somewhere wider.

    ``place`` says where in words; ``evidence`` is the label it wears; ``insight`` is the id of the
    insight that it is, or belongs to.
    """

    id: str
    kind: VoiceKind
    title: str
    text: str
    themes: tuple[str, ...]
    evidence: str
    place: str = ""
    ward: str = ""
    borough: str = ""
    insight: str = ""


def voice_of_story(kept: Kept) -> Voice:
    """A story as its reader may see it, with the quotes that they may see."""
    story = kept.story
    wider = (PlaceLevel.BOROUGH, PlaceLevel.CITY_REGION)
    is_narrow = story.place_level not in wider
    is_wide = story.place_level == PlaceLevel.CITY_REGION
    said = (story.text, *(one.text for one in story.quotes))
    return Voice(
        id=kept.standing.id,
        kind=VoiceKind.STORY,
        title=story.title,
        text="\n".join(said),
        themes=story.themes,
        evidence=f"A story, not a figure · {story.speaker.label} · {story.method.label} · "
        f"{_days(kept)}",
        place="Greater Manchester" if is_wide else story.place_name,
        ward=story.ward if is_narrow else "",
        borough="" if is_wide else story.borough,
    )


def _days(kept: Kept) -> str:
    first, last = kept.story.gathered_from, kept.story.gathered_to
    said = f"{first.day} {first:%B %Y}"
    return said if first == last else f"{said} to {last.day} {last:%B %Y}"


def voice_of_insight(insight: Insight) -> Voice:
    """A leadership insight; it is of Greater Manchester, never of one ward."""
    points = (f"{one.title} {one.text}" for one in insight.points)
    said = (insight.in_one_line, insight.meaning, *insight.told_us, *insight.signs, *points)
    return Voice(
        id=insight.id,
        kind=VoiceKind.INSIGHT,
        title=insight.title,
        text="\n".join(said),
        themes=insight.themes,
        evidence=EVIDENCE_LABEL,
        place="Greater Manchester",
        insight=insight.id,
    )


def voice_of_quotation(number: int, words: str, evidence: str, insight: Insight) -> Voice:
    """A quotation of an imported pack, which has the themes of the insight it belongs to."""
    return Voice(
        id=f"{insight.id}-quotation-{number}",
        kind=VoiceKind.QUOTATION,
        title=f"On “{insight.title}”",
        text=words,
        themes=insight.themes,
        evidence=evidence,
        place="Greater Manchester",
        insight=insight.id,
    )
