"""What happens to a story besides writing it: moderation, deletion and undo, withdrawal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from fhfa_data.errors import NotAllowed, StaleSave, StoryError
from fhfa_data.stories.access import withdrawn as all_withdrawn
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.choices import Article6, Article9, State
from fhfa_data.stories.consent import Consents
from fhfa_data.stories.records import Kept, Story
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.copies import Copy, copies_with
from fhfa_data.stories.store.drafts import drop_all_typed
from fhfa_data.stories.store.reading import row_for_care
from fhfa_data.stories.store.rows import drop_ties, kept_of, no_such_story, the_row, write_change
from fhfa_data.stories.store.saving import still_withdrawn


def approve(
    store: Store, actor: Actor, story_id: str, revision: int, edited: Story | None = None
) -> Kept:
    """A moderator lets a story be shown, as it is or as edited; consent still decides to whom.

    Raises
    ------
    NotAllowed, StaleSave, StoryError
        If this person is no moderator; someone saved first; or no lawful basis is chosen.
    """
    with store.writing() as connection:
        kept = _to_moderate(connection, actor, story_id, revision, edited)
        unchosen = (Article6.NOT_CHOSEN, Article9.NOT_CHOSEN)
        if kept.story.article_6 == unchosen[0] or kept.story.article_9 == unchosen[1]:
            raise StoryError(
                "No lawful basis is chosen for this story, so it can't be approved.",
                "fields 'Lawful basis' and 'Condition for special categories'",
                "Choose both, as your organisation has decided, then approve.",
            )
        return _decided(connection, store, actor, kept, State.APPROVED, "")


def send_back(store: Store, actor: Actor, story_id: str, revision: int, reason: str) -> Kept:
    """A moderator returns a story to its contributor, with a reason.

    Raises
    ------
    NotAllowed, StaleSave, StoryError
        If this person is no moderator; someone saved first; or there is no reason.
    """
    if not reason.strip():
        raise StoryError("A story is returned with a reason.", "field 'Reason'", "Write one.")
    with store.writing() as connection:
        kept = _to_moderate(connection, actor, story_id, revision, None)
        return _decided(connection, store, actor, kept, State.RETURNED, reason.strip())


def _to_moderate(
    connection: Connection, actor: Actor, story_id: str, revision: int, edited: Story | None
) -> Kept:
    if not may(actor, Deed.MODERATE):
        raise NotAllowed("Only a moderator decides what is shown.")
    row = row_for_care(connection, actor, story_id)
    kept = kept_of(row)
    if row.revision != revision or row.deleted_at is not None:
        raise StaleSave(edited or kept.story, row.revision, row.changed_at)
    if kept.standing.state == State.DRAFT:
        raise NotAllowed("A draft is its contributor's alone until it is handed in.")
    if edited is None:
        return kept
    return kept.model_copy(update={"story": still_withdrawn(kept.story, edited)})


def _decided(
    connection: Connection, store: Store, actor: Actor, kept: Kept, state: State, reason: str
) -> Kept:
    standing = kept.standing.model_copy(update={"state": state, "reason": reason})
    action = "approve" if state == State.APPROVED else "return"
    kept = Kept(story=kept.story, standing=standing)
    return write_change(connection, store, kept, action=action, by=actor.id)


def delete(store: Store, actor: Actor, story_id: str, revision: int) -> Kept:
    """Take a story out of every view; :func:`undo_delete` brings it back.

    Raises
    ------
    NotAllowed, StaleSave
        If it isn't theirs to delete; or someone saved first.
    """
    return _set_deleted(store, actor, story_id, revision, deleted=True)


def undo_delete(store: Store, actor: Actor, story_id: str, revision: int) -> Kept:
    """Bring a deleted story back as it was.

    Raises
    ------
    NotAllowed, StaleSave
        If it isn't theirs; or it was changed since.
    """
    return _set_deleted(store, actor, story_id, revision, deleted=False)


def _set_deleted(
    store: Store, actor: Actor, story_id: str, revision: int, *, deleted: bool
) -> Kept:
    with store.writing() as connection:
        row = row_for_care(connection, actor, story_id)
        if not may(actor, Deed.DELETE, row.contributor):
            raise no_such_story()
        kept = kept_of(row)
        if row.revision != revision or (row.deleted_at is not None) == deleted:
            raise StaleSave(kept.story, row.revision, row.changed_at)
        action = "delete" if deleted else "undelete"
        return write_change(connection, store, kept, action=action, by=actor.id, deleted=deleted)


def withdraw(
    store: Store, actor: Actor, story_id: str, on_day: date, consents: Collection[str] = ()
) -> tuple[Copy, ...]:
    """Withdraw consent: all of a story's and its quotes', or only the entries with these ids.

    It needs no revision: a withdrawal is never refused because somebody else was writing, and what
    they write can't undo it. Returns the exports and backups that hold the story, so that the
    withdrawal can be passed on. The words stay in the store, unseen, until they are erased; what
    anybody was typing of a story that is withdrawn whole goes at once, and what it was tied to.

    Raises
    ------
    NotAllowed
        If the story isn't there or isn't theirs to withdraw.
    """
    with store.writing() as connection:
        row = the_row(connection, story_id, to_change=True)
        if row is None or not may(actor, Deed.WITHDRAW, row.contributor):
            raise no_such_story()
        kept = kept_of(row)
        story = _withdrawn(kept.story, on_day, set(consents) or {o.id for o in kept.story.ledger})
        write_change(
            connection,
            store,
            kept.model_copy(update={"story": story}),
            action="withdraw",
            by=actor.id,
            deleted=row.deleted_at is not None,
        )
        if all_withdrawn(story.consents):
            drop_all_typed(connection, story_id)
            drop_ties(connection, story_id)
        return copies_with(connection, story_id)


def _withdrawn(story: Story, day: date, ids: Collection[str]) -> Story:
    def marked(consents: Consents) -> Consents:
        return tuple(
            one.model_copy(update={"withdrawn_on": day})
            if one.id in ids and one.withdrawn_on is None
            else one
            for one in consents
        )

    quotes = tuple(o.model_copy(update={"consents": marked(o.consents)}) for o in story.quotes)
    return story.model_copy(update={"consents": marked(story.consents), "quotes": quotes})
