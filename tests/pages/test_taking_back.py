"""Taking back, erasing and renewing one's own: at any time, whoever one is by now."""

from __future__ import annotations

from datetime import date, timedelta

from made_up_stories import MO, consent, quote, story
from reading import said

from fhfa_data.stories.actors import Actor, Role, local_user
from fhfa_data.stories.choices import State
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.reading import brought_in, visible
from fhfa_data.stories.store.saving import save

TODAY = date.today()
LONG_AGO = TODAY - timedelta(days=400)
BEFORE = Actor(local_user().id, frozenset({Role.VIEWER}), local_user().audiences)


def put(store, given_on=TODAY, **changed):
    told = story(consents=(consent(given_on=given_on),), **changed)
    save(store, local_user(), told, story_id="one", submit=True)
    approve(store, MO, "one", 1)


def told(app):
    return said(app) + "\n".join(str(one.value) for one in (*app.text, *app.info))


def test_what_was_taken_back_whole_can_be_erased_on_the_page(store, open_page):
    put(store)
    withdraw(store, local_user(), "one", TODAY)
    app = open_page("tell")
    assert "Taken back. Last changed on" in told(app)
    assert "MADE UP: the bus" not in told(app)
    assert app.button(key="erase_one").disabled
    app = app.checkbox(key="sure_one").check().run()
    app = app.button(key="erase_one").click().run()
    assert "Erased from the store" in told(app)
    assert brought_in(store, local_user()) == ()


def test_who_may_add_no_more_still_takes_back_and_erases(store, open_page, monkeypatch):
    put(store)
    monkeypatch.setattr("fhfa_data.ui.who.actor", lambda: BEFORE)
    app = open_page("tell")
    assert "Only contributors and moderators" in told(app)
    assert "Not taken back." in told(app)
    app = app.button(key="withdraw_one").click().run()
    assert visible(store, MO, Use.INTERNAL, TODAY) == ()
    app = app.checkbox(key="sure_one").check().run()
    app.button(key="erase_one").click().run()
    assert brought_in(store, BEFORE) == ()


def test_others_see_nothing_of_it(store, open_page, monkeypatch):
    put(store)
    other = Actor("somebody-else", frozenset({Role.VIEWER}), BEFORE.audiences)
    monkeypatch.setattr("fhfa_data.ui.who.actor", lambda: other)
    assert "still kept of yours" not in told(open_page("tell"))
    assert brought_in(store, other) == ()


def test_a_consent_that_ran_out_is_renewed_with_one_press(store, open_page, monkeypatch):
    teller = Actor(BEFORE.id, frozenset({Role.CONTRIBUTOR}), BEFORE.audiences)
    monkeypatch.setattr("fhfa_data.ui.who.actor", lambda: teller)
    put(store, LONG_AGO, quotes=(quote(consents=(consent(given_on=LONG_AGO),)),))
    assert visible(store, MO, Use.INTERNAL, TODAY) == ()
    app = open_page("tell")
    assert "consent has run out" in "".join(one.label for one in app.expander)
    app = app.button(key="again_one").click().run()
    assert "A moderator looks at it once more" in told(app)
    (one,) = visible(store, MO, Use.CARE, TODAY)
    assert one.standing.state is State.WAITING
    assert {each.given_on for each in one.story.ledger} == {TODAY}
    approve(store, MO, "one", one.standing.revision)
    assert len(visible(store, MO, Use.INTERNAL, TODAY)) == 1


def test_a_renewal_brings_back_nothing_that_was_taken_back(store, open_page):
    said_so = quote(consents=(consent(given_on=LONG_AGO),))
    put(store, LONG_AGO, quotes=(said_so,))
    withdraw(store, local_user(), "one", TODAY, [said_so.consents[0].id])
    open_page("tell").button(key="again_one").click().run()
    (one,) = visible(store, MO, Use.CARE, TODAY)
    assert one.story.quotes == ()


def test_a_consent_in_force_has_no_such_button(store, open_page):
    put(store)
    assert "again_one" not in [one.key for one in open_page("tell").button]
