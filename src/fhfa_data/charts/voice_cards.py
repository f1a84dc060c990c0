"""What the voices element is sent: insights as cards, in words only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fhfa_data.catalogue.wisdom_model import Insight
from fhfa_data.model.wisdom_selection import WisdomSelection
from fhfa_data.pairing.engine import Pair


def voice_cards(pairs: Sequence[Pair]) -> dict[str, Any]:
    """One card a pair: why it is here, what leaders said, what to ask, and the link to more."""
    return {
        "cards": [
            {
                "id": one.insight.id,
                "label": f"Insight: {one.insight.title}",
                "kicker": _kicker(one.insight),
                "title": one.insight.title,
                "parts": [
                    ["Why it is here", one.reason],
                    [one.point.title, one.point.text.strip()],
                    ["Ask in the meeting", one.ask],
                ],
                "href": _href(one.insight),
                "more": f"Read insight {one.insight.number}: {one.insight.title}",
                "evidence": one.evidence_label,
            }
            for one in pairs
        ]
    }


def insight_cards(insights: Sequence[Insight]) -> dict[str, Any]:
    """One card an insight, to browse; the page says once for all what kind of evidence they are."""
    return {
        "cards": [
            {
                "id": one.id,
                "label": f"Insight: {one.title}",
                "kicker": _kicker(one),
                "title": one.title,
                "parts": [["", one.in_one_line]],
                "href": _href(one),
                "more": f"Read insight {one.number}: {one.title}",
                "evidence": "",
            }
            for one in insights
        ]
    }


def _kicker(insight: Insight) -> str:
    return f"Leadership insight {insight.number} of 14 · {insight.way.label}"


def _href(insight: Insight) -> str:
    return f"wisdom?{urlencode(WisdomSelection(insight=insight.id).to_query())}"
