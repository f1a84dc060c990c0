"""What the voices element is sent of stories: as cards, in words only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fhfa_data.views.heard_stories import HeardStory

SHORT = 320
"""Characters of a story beside figures; the rest is a link away."""


def short_cards(stories: Sequence[HeardStory], *, place: str, href: str) -> dict[str, Any]:
    """The stories beside a place's figures, shortened, each with the way to all of them."""
    more = f"Read all stories of {place}"
    cards = [_card(one, shortened(one.text)) | {"href": href, "more": more} for one in stories]
    return {"cards": cards}


def whole_cards(stories: Sequence[HeardStory], *, large: bool = False) -> dict[str, Any]:
    """The stories whole, with their quotes, how they were gathered, and a button to hear them."""
    return {"cards": [_whole(one) for one in stories], "large": large, "wide": True}


def shortened(text: str) -> str:
    """Whole words, up to a length, with an ellipsis where something is left out.

    >>> shortened("One two. " * 100)[-12:]
    'ne two. One…'
    """
    if len(text) <= SHORT:
        return text
    return text[:SHORT].rsplit(None, 1)[0].rstrip(".,;:") + "…"


def _whole(one: HeardStory) -> dict[str, Any]:
    quoted = [[f"In their words · {who}", f"“{words}”"] for words, who in one.quotes]
    facts = [["How it was gathered", ". ".join(filter(None, (one.gathered, one.translated)))]]
    if one.themes:
        facts.append(["Themes", ", ".join(one.themes)])
    if one.until:
        facts.append(["Consent", one.until])
    if one.done:
        facts.insert(0, ["What was done with it", "\n".join(one.done)])
    card = _card(one, one.text)
    spoken = "\n".join([one.title, one.text, *(words for words, _ in one.quotes)])
    parts = [*card["parts"], *quoted, *facts]
    return card | {"parts": parts, "aloud": spoken, "language": "en-GB"}


def _card(one: HeardStory, text: str) -> dict[str, Any]:
    parts = [["What was said", text]]
    if one.ask:
        parts.insert(0, ["Open question" if one.is_a_question else "Ask in the meeting", one.ask])
    if one.why:
        parts.append(["Why it is here", " ".join(one.why)])
    return {
        "id": one.id,
        "label": f"Story: {one.title}",
        "kicker": f"Story · {one.who}",
        "title": one.title,
        "parts": parts,
        "href": "",
        "more": "",
        "evidence": one.evidence,
    }
