"""Which insight of ours an insight of a pack is: decided once, when the pack is read."""

from __future__ import annotations

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.pack.table import resembles

OWN_KIND = "locality"
"""Our insights re-tell a pack of this kind, so only there does the same number mean the same."""


def retold(kind: str, number: int, title: str) -> tuple[str, bool]:
    """The id of the insight of ours that re-tells a pack's, empty for none; whether it is a guess.

    It is ours if its title resembles ours and, in a pack of the kind that ours re-tell, it has our
    number. One alone of the two, or a pack of another kind: a guess.

    >>> retold("locality", 10, "On feeling"), retold("community", 3, "Feeling")
    (('feeling', False), ('feeling', True))
    >>> retold("locality", 10, "Hedge walnut")
    ('', False)
    """
    insights = load_wisdom().insights
    if kind == OWN_KIND:
        for ours in insights:
            if ours.number == number and resembles(title, ours.title):
                return ours.id, False
    for ours in insights:
        same_number = kind == OWN_KIND and ours.number == number
        if not same_number and resembles(title, ours.title, strictly=True):
            return ours.id, True
    return "", False
