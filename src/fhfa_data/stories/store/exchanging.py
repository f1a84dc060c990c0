"""Stories out to a file that is registered, and in from a file whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from fhfa_data.errors import NotAllowed, StoryError
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.choices import State
from fhfa_data.stories.consent import new_id
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store.anchors import KeptAnchor, anchors
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.copies import EXPORT, Copy, register
from fhfa_data.stories.store.packs import packs, quotation_rows
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.rows import (
    kept_of,
    refuse_erased,
    the_row,
    write_as_it_is,
    write_change,
)
from fhfa_data.stories.tables.writing import FORMATS, to_json

EXPORT_DAYS = 30
"""How long an export may be kept unless chosen otherwise, in days."""


def export(
    store: Store,
    actor: Actor,
    use: Use,
    on_day: date,
    form: str,
    *,
    path: str,
    holder: str = "",
    days: int = EXPORT_DAYS,
) -> tuple[Copy, bytes]:
    """What this person may see for this use, as a file's bytes, registered before they are given.

    As JSON it also has the quotations of the insight packs that were brought in, which are
    published, and the links and anchors that this person may see. ``path`` and ``holder`` are only
    written down. It expires after ``days``, or with the first consent or review that it rests on.

    Raises
    ------
    NotAllowed
        If this person may not export for this use.
    StoryError
        If ``days`` is less than 1, or the form can't hold what there is.
    """
    _refuse_export(actor, use, days)
    stories = visible(store, actor, use, on_day)
    trusted = anchors(store, actor, use, on_day) if form == "json" else ()
    ends = min([on_day + timedelta(days=days), *_untils(stories, trusted, use)])
    copy = Copy(new_id(), EXPORT, store.moment, actor.id, holder, use.value, path, ends.isoformat())
    label = {"id": copy.id, "taken_at": copy.at, "taken_by": copy.by, "use": copy.use}
    label["expires_on"] = copy.expires_on
    if form == "json":
        content = to_json(stories, label, quotation_rows(packs(store)), map(_anchor_row, trusted))
    else:
        content = FORMATS[form](stories, label)
    register(store, copy, [o.standing.id for o in stories] + [o.id for o in trusted])
    return copy, content


def hand_out(
    store: Store,
    actor: Actor,
    use: Use,
    on_day: date,
    stories: Sequence[Kept],
    *,
    path: str,
    holder: str = "",
) -> Copy:
    """Write down that the words of these stories leave on slides, before the slides are given.

    Parameters
    ----------
    stories
        From :func:`~fhfa_data.stories.store.reading.visible`, for this person and use, on this day.
    path, holder
        What the file is called, and which team or role keeps it; only written down.

    Raises
    ------
    NotAllowed
        If this person may not export for this use.
    """
    _refuse_export(actor, use, EXPORT_DAYS)
    ends = min([on_day + timedelta(days=EXPORT_DAYS), *_untils(stories, (), use)])
    copy = Copy(new_id(), EXPORT, store.moment, actor.id, holder, use.value, path, ends.isoformat())
    register(store, copy, [one.standing.id for one in stories])
    return copy


def _refuse_export(actor: Actor, use: Use, days: int) -> None:
    deed = Deed.EXPORT_ALL if use == Use.CARE else Deed.EXPORT
    if not may(actor, deed):
        raise NotAllowed("This person may not export stories for this use.")
    if days < 1:
        raise StoryError("An export is kept for a day at least.", "days")


def _untils(stories: Sequence[Kept], trusted: Sequence[KeptAnchor], use: Use) -> list[date]:
    """Until when each may be shown; an entry's review ends nothing for those who review it."""
    reviews = [] if use is Use.CARE else [one.anchor.review_on for one in trusted]
    return [one.until for one in stories if one.until is not None] + reviews


def _anchor_row(one: KeptAnchor) -> dict[str, object]:
    return {"id": one.id, **one.anchor.model_dump(mode="json")}


def bring_in(
    store: Store, actor: Actor, stories: Sequence[Kept], *, as_exported: bool = False
) -> tuple[int, int]:
    """Take all these stories in, or none: how many are new, and how many were here already.

    They wait for a moderator, as this person's. ``as_exported``, for moderators: they stand as they
    did, with id, revision, state and contributor.

    Raises
    ------
    NotAllowed
        If this person may not, or one of them was erased.
    StoryError
        If one is here already and says something else.
    """
    if not may(actor, Deed.EXPORT_ALL if as_exported else Deed.CREATE):
        raise NotAllowed("This person may not import stories in this way.")
    with store.writing() as connection:
        taken = [_take(connection, store, actor, one, exact=as_exported) for one in stories]
    return sum(taken), len(taken) - sum(taken)


def _take(connection: Connection, store: Store, actor: Actor, kept: Kept, *, exact: bool) -> bool:
    refuse_erased(connection, kept.standing.id)
    row = the_row(connection, kept.standing.id, to_change=True)
    if row is not None:
        if exact and kept_of(row) != kept:
            raise StoryError(
                "A story with this id is in the store already, and says something else.",
                kept.standing.id,
                "Nothing was imported. Take it out of the file, or delete the other.",
            )
        return False
    if exact:
        if kept.standing.revision < 1:
            raise StoryError("A story has no revision.", kept.standing.id, "Import it as new.")
        write_as_it_is(connection, store, kept, action="import", by=actor.id)
        return True
    standing = kept.standing.model_copy(
        update={"state": State.WAITING, "contributor": actor.id, "revision": 0, "reason": ""}
    )
    fresh = kept.model_copy(update={"standing": standing})
    write_change(connection, store, fresh, action="import", by=actor.id)
    return True
