"""Gather what a meeting leaves with from the store, and register the copy if it holds stories."""

from __future__ import annotations

from datetime import date

from fhfa_data.stories.actors import Actor
from fhfa_data.stories.meetings.records import MeetingKind
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.stories.store.copies import Copy
from fhfa_data.stories.store.exchanging import hand_out
from fhfa_data.stories.store.meetings import Noted, records
from fhfa_data.stories.store.reading import visible
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.meeting import use_in_meetings
from fhfa_data.views.outcome import Outcome, Written, outcome
from fhfa_data.views.words import long_day


def take_away(
    atlas: Atlas,
    store: Store,
    person: Actor,
    agenda: Noted,
    on_day: date,
    *,
    with_stories: bool,
    path: str,
    holder: str = "",
) -> tuple[Outcome, str]:
    """What is to be put on slides, and what must be said of this copy; empty without stories.

    Stories are read anew: one that was taken back a moment ago is not in it. A copy that holds any
    is in the register of copies before this returns.

    Parameters
    ----------
    path, holder
        What the file is called, and which team or role keeps it; only written down.

    Raises
    ------
    NotAllowed
        If this person may not read meetings.
    """
    use = use_in_meetings(person)
    seen = visible(store, person, use, on_day) if with_stories else ()
    told = [one for one in seen if one.standing.id in agenda.stories]
    written = Written(
        records(store, person, MeetingKind.AGREEMENT, agenda=agenda.id),
        records(store, person, MeetingKind.BARRIER, agenda=agenda.id),
        [one.action for one in all_actions(store, person, agenda=agenda.id)],
    )
    found = outcome(atlas, agenda, written, told, on_day)
    if not told:
        return found, ""
    copy = hand_out(store, person, use, on_day, told, path=path, holder=holder)
    return found, _of_this(copy)


def _of_this(copy: Copy) -> str:
    until = long_day(date.fromisoformat(copy.expires_on))
    return f"Holds stories. Copy {copy.id}: delete it by {until}."
