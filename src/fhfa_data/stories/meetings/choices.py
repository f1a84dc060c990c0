"""The closed lists of a meeting, each with the words a person reads."""

from __future__ import annotations

from functools import cache

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.choices import Labelled

BARRIERS_OF = "system-barriers"
"""The insight whose points are the pack's list of barriers."""


class Fit(Labelled):
    """Whether a number and a voice fit together, as the people in the room see it."""

    FITS = "fits", "It fits"
    PARTLY = "partly", "It fits partly"
    NO = "no", "It does not fit"
    NOT_SURE = "not_sure", "Not sure"


class YesNo(Labelled):
    """A plain answer, where nobody may have one yet."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not_sure", "Not sure yet"


class Power(Labelled):
    """What an action moves to the community."""

    POWER = "power", "Power to decide"
    MONEY = "money", "Money"
    BOTH = "both", "Both power and money"
    NEITHER = "neither", "Neither"
    NOT_SURE = "not_sure", "Not sure yet"


class Progress(Labelled):
    """How an action stands."""

    AGREED = "agreed", "Agreed"
    UNDER_WAY = "under_way", "Under way"
    STALLED = "stalled", "Stalled"
    DONE = "done", "Done"
    LEARNED = "learned", "Tried and learned"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done: what was learned counts as much as what was done."""
        return self in (Progress.DONE, Progress.LEARNED)


class Safety(Labelled):
    """How safe it feels to speak here, said by nobody in particular."""

    VERY = "5_very", "Very safe"
    MOSTLY = "4_mostly", "Mostly safe"
    MIXED = "3_mixed", "In between"
    HARDLY = "2_hardly", "Not very safe"
    NOT = "1_not", "Not safe at all"

    @property
    def is_harsh(self) -> bool:
        """Whether somebody who says this should be heard before anything else."""
        return self in (Safety.HARDLY, Safety.NOT)


@cache
def barrier_words() -> dict[str, str]:
    """The pack's list of barriers: id → title."""
    return {one.id: one.title for one in load_wisdom().insight(BARRIERS_OF).points}


@cache
def insight_words() -> dict[str, str]:
    """The insights that can be put on an agenda: id → title."""
    return {one.id: one.title for one in load_wisdom().insights}
