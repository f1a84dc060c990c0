"""Who reads what: each role, each audience, each use, against a table written out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_stories import CARA, EVERY_PURPOSE, MO, TODAY, consent, person, story

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.actors import Role
from fhfa_data.stories.choices import Audience
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.deciding import approve, delete, send_back, withdraw
from fhfa_data.stories.store.reading import visible, visible_story
from fhfa_data.stories.store.saving import save

OPEN = {"purposes": EVERY_PURPOSE, "audiences": (Audience.EVERYONE,)}
CONSENTS = {
    "internal": {"purposes": ["internal"], "audiences": ["organisation"]},
    "partners": {
        "purposes": ["internal", "partners"],
        "audiences": ["organisation", "partners"],
    },
    "komm": {"purposes": ["partners"], "audiences": ["community"]},
    "unbound": OPEN,
    "xpublic-not-for-everyone": {"purposes": ["public"], "audiences": ["organisation"]},
    "expired": {**OPEN, "expires_on": TODAY},
    "future": {**OPEN, "given_on": date(2026, 6, 2)},
    "taken-back": OPEN,
    "zeleted": OPEN,
    "draft": OPEN,
    "waiting": OPEN,
    "returned": OPEN,
}
NOT_HANDED_IN = {"draft"}
NOT_APPROVED = {"draft", "waiting", "returned"}

# By first letters of the names above. Columns: internal, partners, public, care.
NONE, VIEWER, CONTRIBUTOR, MODERATOR, ADMINISTRATOR = "none", *(one.value for one in Role)
READS = {
    (NONE, "organisation"): ("", "", "u", ""),
    (NONE, "partners"): ("", "", "u", ""),
    (NONE, "community"): ("", "", "u", ""),
    (NONE, "everyone"): ("", "", "u", ""),
    (VIEWER, "organisation"): ("ipu", "pu", "u", ""),
    (VIEWER, "partners"): ("", "pu", "u", ""),
    (VIEWER, "community"): ("", "ku", "u", ""),
    (VIEWER, "everyone"): ("", "", "u", ""),
    (CONTRIBUTOR, "organisation"): ("ipu", "pu", "u", "ipkuxefdwr"),
    (CONTRIBUTOR, "partners"): ("", "pu", "u", "ipkuxefdwr"),
    (CONTRIBUTOR, "community"): ("", "ku", "u", "ipkuxefdwr"),
    (CONTRIBUTOR, "everyone"): ("", "", "u", "ipkuxefdwr"),
    (MODERATOR, "organisation"): ("ipu", "pu", "u", "ipkuxefwr"),
    (MODERATOR, "partners"): ("", "pu", "u", "ipkuxefwr"),
    (MODERATOR, "community"): ("", "ku", "u", "ipkuxefwr"),
    (MODERATOR, "everyone"): ("", "", "u", "ipkuxefwr"),
    (ADMINISTRATOR, "organisation"): ("ipu", "pu", "u", ""),
    (ADMINISTRATOR, "partners"): ("", "pu", "u", ""),
    (ADMINISTRATOR, "community"): ("", "ku", "u", ""),
    (ADMINISTRATOR, "everyone"): ("", "", "u", ""),
}
USES = (Use.INTERNAL, Use.PARTNERS, Use.PUBLIC, Use.CARE)


@pytest.fixture
def filled(store):
    """A store with one story of each kind, all Cara's."""
    for name, given in CONSENTS.items():
        kept = save(
            store,
            CARA,
            story(title=f"MADE UP {name}", consents=[consent(**given)]),
            story_id=name,
            submit=name not in NOT_HANDED_IN,
        )
        if name == "returned":
            send_back(store, MO, name, kept.standing.revision, "Say it in other words.")
        if name not in NOT_APPROVED:
            approve(store, MO, name, kept.standing.revision)
    withdraw(store, CARA, "taken-back", TODAY)
    delete(store, CARA, "zeleted", 2)
    return store


def actor_of(role, audience):
    roles = [] if role == NONE else [Role(role)]
    name = "cara" if role == CONTRIBUTOR else role
    return person(name, *roles, audiences={Audience(audience)})


def test_the_table_has_every_role_with_every_audience():
    assert set(READS) == {
        (role, audience.value)
        for role in [NONE, *(one.value for one in Role)]
        for audience in Audience
    }


def test_each_role_and_audience_reads_what_the_table_says(filled):
    for (role, audience), columns in READS.items():
        actor = actor_of(role, audience)
        for use, letters in zip(USES, columns, strict=True):
            seen = {one.standing.id[0] for one in visible(filled, actor, use, TODAY)}
            assert seen == set(letters), (role, audience, use)


def readable(store, actor, use, name):
    try:
        return visible_story(store, actor, use, TODAY, name).standing.id == name
    except NotAllowed:
        return False


def test_one_story_is_read_by_the_same_rule(filled):
    for role in (NONE, CONTRIBUTOR, MODERATOR, ADMINISTRATOR):
        actor = actor_of(role, "organisation")
        for use, letters in zip(USES, READS[role, "organisation"], strict=True):
            for name in CONSENTS:
                seen = readable(filled, actor, use, name)
                assert seen == (name[0] in letters), (role, use, name)


def test_another_contributor_looks_after_none_of_them(filled):
    colin = person("colin", Role.CONTRIBUTOR)
    assert visible(filled, colin, Use.CARE, TODAY) == ()


def test_somebody_who_may_no_longer_contribute_looks_after_none(filled):
    assert visible(filled, person("cara", Role.VIEWER), Use.CARE, TODAY) == ()


def test_a_withdrawal_is_seen_at_the_next_look(filled):
    viewer = actor_of(VIEWER, "organisation")
    assert "unbound" in {one.standing.id for one in visible(filled, viewer, Use.INTERNAL, TODAY)}
    withdraw(filled, CARA, "unbound", TODAY)
    for role, audience in READS:
        for use in USES:
            seen = visible(filled, actor_of(role, audience), use, TODAY)
            assert "unbound" not in {one.standing.id for one in seen}
