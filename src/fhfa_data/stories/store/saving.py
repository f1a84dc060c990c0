"""Save a story: nobody's change is written over another's, and what was acknowledged is kept."""

from __future__ import annotations

from sqlalchemy import Connection

from fhfa_data.errors import NotAllowed, StaleSave
from fhfa_data.stories.access import withdrawn
from fhfa_data.stories.actors import Actor, Deed, Role, may
from fhfa_data.stories.choices import State
from fhfa_data.stories.consent import Consents, new_id
from fhfa_data.stories.records import Kept, Standing, Story
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.drafts import drop_typed
from fhfa_data.stories.store.pacing import ADD, refuse_too_fast
from fhfa_data.stories.store.reading import row_for_care
from fhfa_data.stories.store.rows import kept_of, refuse_erased, the_row, write_change


def save(
    store: Store,
    actor: Actor,
    story: Story,
    *,
    story_id: str = "",
    revision: int = 0,
    submit: bool = False,
) -> Kept:
    """Save a new story (revision 0), or the next revision of one; on return it is on the disk.

    A contributor's save is a draft, or waits for a moderator if ``submit``: changed words are never
    shown on the strength of an older approval. A moderator's save of a story keeps its state. To
    save the same new story again, because the answer got lost, changes nothing.

    Raises
    ------
    StaleSave
        If someone else saved first; it carries ``story``.
    TooManyStories
        If this person added as many lately as the store lets in; it carries ``story``.
    NotAllowed
        If this person may not, or the story was erased.
    StoryError
        If the store can't be written.
    """
    with store.writing() as connection:
        if revision == 0:
            kept = _new(connection, store, actor, story, story_id or new_id(), submit=submit)
        else:
            kept = _next(connection, store, actor, story, story_id, revision, submit=submit)
        drop_typed(connection, actor, kept.standing.id)
    return kept


def _new(
    connection: Connection, store: Store, actor: Actor, story: Story, story_id: str, *, submit: bool
) -> Kept:
    if not may(actor, Deed.CREATE):
        raise NotAllowed("Only a contributor or moderator adds a story.")
    refuse_erased(connection, story_id)
    again = _already(connection, actor, story, story_id)
    if again is not None:
        return again
    refuse_too_fast(connection, store, actor, story)
    state = State.WAITING if submit else State.DRAFT
    standing = Standing(id=story_id, state=state, contributor=actor.id)
    return write_change(
        connection, store, Kept(story=story, standing=standing), action=ADD, by=actor.id
    )


def _already(connection: Connection, actor: Actor, story: Story, story_id: str) -> Kept | None:
    """What is kept, if this very save was made before and only its answer got lost."""
    row = the_row(connection, story_id)
    if row is None or row.contributor != actor.id or row.deleted_at is not None:
        return None
    kept = kept_of(row)
    return kept if row.revision == 1 and kept.story == story else None


def _next(
    connection: Connection,
    store: Store,
    actor: Actor,
    story: Story,
    story_id: str,
    revision: int,
    *,
    submit: bool,
) -> Kept:
    refuse_erased(connection, story_id)
    row = row_for_care(connection, actor, story_id)
    if not may(actor, Deed.EDIT, row.contributor):
        raise NotAllowed("Only its contributor or a moderator changes a story.")
    now = kept_of(row)
    if row.revision != revision or row.deleted_at is not None:
        raise StaleSave(story, row.revision, row.changed_at)
    state = _state_after(actor, now.standing.state, submit=submit)
    standing = now.standing.model_copy(update={"state": state, "reason": _reason(now, state)})
    kept = Kept(story=still_withdrawn(now.story, story), standing=standing)
    return write_change(connection, store, kept, action="save", by=actor.id)


def _state_after(actor: Actor, before: State, *, submit: bool) -> State:
    if actor.is_a(Role.MODERATOR) and before in (State.WAITING, State.APPROVED):
        return before
    return State.WAITING if submit else State.DRAFT


def _reason(kept: Kept, state: State) -> str:
    """Why it was returned stays with the story until it is handed in again."""
    return kept.standing.reason if state == State.DRAFT else ""


def still_withdrawn(before: Story, after: Story) -> Story:
    """The story with every consent that was withdrawn still withdrawn, whatever was typed.

    A withdrawn quote isn't shown to whoever edits the story, so nobody can have taken it out: it
    stays, and with it the record that consent was withdrawn.
    """
    days = {one.id: one.withdrawn_on for one in before.ledger if one.withdrawn_on is not None}

    def held(consents: Consents) -> Consents:
        return tuple(
            one.model_copy(update={"withdrawn_on": days[one.id]}) if one.id in days else one
            for one in consents
        )

    here = {one.id for one in after.quotes}
    unseen = (one for one in before.quotes if withdrawn(one.consents) and one.id not in here)
    quotes = tuple(
        one.model_copy(update={"consents": held(one.consents)}) for one in (*after.quotes, *unseen)
    )
    return after.model_copy(update={"consents": held(after.consents), "quotes": quotes})
