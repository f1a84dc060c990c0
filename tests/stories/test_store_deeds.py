"""Who does what: each role, with their own story and another's, against a table written by hand."""

from __future__ import annotations

from itertools import count

import pytest
from made_up_stories import CARA, TODAY, consent, person, story

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.actors import VISITOR, Role
from fhfa_data.stories.choices import Audience
from fhfa_data.stories.store.copies import copies
from fhfa_data.stories.store.deciding import approve, delete, send_back, undo_delete, withdraw
from fhfa_data.stories.store.drafts import keep_typed
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.reading import audit
from fhfa_data.stories.store.saving import save

DEEDS = {
    "create": lambda store, actor, n: save(store, actor, story()),
    "type": lambda store, actor, n: keep_typed(store, actor, f"new-{n}", 0, {"title": "MADE UP"}),
    "edit": lambda store, actor, n: save(
        store, actor, story(title="MADE UP: changed"), story_id=f"one-{n}", revision=1, submit=True
    ),
    "approve": lambda store, actor, n: approve(store, actor, f"one-{n}", 1),
    "return": lambda store, actor, n: send_back(store, actor, f"one-{n}", 1, "MADE UP reason"),
    "delete": lambda store, actor, n: delete(store, actor, f"one-{n}", 1),
    "undelete": lambda store, actor, n: undo_delete(store, actor, f"gone-{n}", 2),
    "withdraw": lambda store, actor, n: withdraw(store, actor, f"one-{n}", TODAY),
    "erase": lambda store, actor, n: erase(store, actor, f"one-{n}"),
    "audit": lambda store, actor, n: audit(store, actor),
    "copies": lambda store, actor, n: copies(store, actor),
}
COUNTER = count()
ACTORS = {
    "visitor": VISITOR,
    "viewer": person("vi", Role.VIEWER),
    "its contributor": CARA,
    "its contributor, now a viewer": person("cara", Role.VIEWER),
    "other contributor": person("colin", Role.CONTRIBUTOR),
    "moderator": person("mo", Role.MODERATOR),
    "administrator": person("ada", Role.ADMINISTRATOR),
}
OWN = "edit delete undelete withdraw erase"
MAY = {
    "visitor": "",
    "viewer": "",
    "its contributor": f"create type {OWN}",
    "its contributor, now a viewer": "withdraw erase",
    "other contributor": "create type",
    "moderator": f"create type approve return {OWN}",
    "administrator": "withdraw erase audit copies",
}


def two_stories(store):
    """Put Cara's story, handed in, and another of hers, deleted, into the store; both new."""
    number = next(COUNTER)
    for name in ("one", "gone"):
        save(store, CARA, story(consents=[consent()]), story_id=f"{name}-{number}", submit=True)
    delete(store, CARA, f"gone-{number}", 1)
    return number


def attempt(store, deed, actor, number):
    try:
        DEEDS[deed](store, actor, number)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("who", ACTORS)
def test_each_deed_is_done_or_refused_as_the_table_says(store, who):
    """For every audience: which one a person belongs to is about reading, and changes no deed.

    One that is refused must change nothing, so the next is tried on the same stories.
    """
    one, number = ACTORS[who], two_stories(store)
    for audience in Audience:
        actor = type(one)(one.id, one.roles, frozenset({audience}))
        for deed in DEEDS:
            before = audit(store, ACTORS["administrator"])
            done = attempt(store, deed, actor, number)
            assert done == (deed in MAY[who].split()), (deed, audience)
            if audit(store, ACTORS["administrator"]) != before:
                assert done
                number = two_stories(store)
