"""Stories on the Stories, Ward and Overview pages: what consent lets each reader see, as text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import streamlit as st
from made_up_stories import ADA, CARA, MO, VI, consent, quote, story
from reading import all_elements, elements, said

from fhfa_data.stories.actors import VISITOR, local_user
from fhfa_data.stories.choices import Says
from fhfa_data.stories.fields import Kind, Use, fields_of
from fhfa_data.stories.meetings.records import Action
from fhfa_data.stories.records import Story
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.deciding import approve, withdraw
from fhfa_data.stories.store.meetings import save_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.store.ties import tie
from fhfa_data.ui import story_cache

HARPURHEY = "E05011366"
WHERE = {
    "ward": HARPURHEY,
    "ward_name": "Harpurhey",
    "borough": "E08000003",
    "borough_name": "Manchester",
    "neighbourhood": "",
}
TRICK = '<script>alert(1)</script> <svg onload=a> [x](http://example.org) ![a](b) :red[c] =1+1 "|'
TODAY = date.today()


def given(*purposes, audiences=("everyone",)):
    when = TODAY - timedelta(days=30)
    return consent(list(purposes) or ["internal", "partners", "public"], audiences, given_on=when)


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Keeps an approved story of Harpurhey in a store of the test's own."""
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)

    def keep_one(name="one", *, shown=True, **changed):
        with_consent = {"consents": [given()], **WHERE, **changed}
        store = open_store()
        kept = save(store, CARA, story(**with_consent), story_id=name, submit=True)
        if shown:
            approve(store, MO, name, kept.standing.revision)
        return store

    return keep_one


@pytest.fixture
def looking(monkeypatch):
    """Somebody else than this machine's user looks."""
    return lambda who: monkeypatch.setattr(story_cache, "actor", lambda: who)


def cards(app):
    """The cards of stories; insights are cards of the same element."""
    sent = [one for one in all_elements(app) if one.name == "voices"]
    return [card for one in sent for card in one.cards if card["label"].startswith("Story:")]


def parts(card):
    return dict(card["parts"])


def test_before_any_story_pages_are_as_they_were(open_page, tmp_path, monkeypatch):
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "none"))
    assert "No story has been kept yet" in said(open_page("stories", place=HARPURHEY))
    assert "Stories" not in [one.value for one in open_page("ward", place=HARPURHEY).header]
    assert not (tmp_path / "none").exists()


def test_a_story_stands_on_its_page_with_how_it_was_gathered_and_until_when(open_page, keep):
    keep(quotes=[quote(consents=[given()])])
    app = open_page("stories", place=HARPURHEY)
    (card,) = cards(app)
    assert card["kicker"] == "Story · A resident · Harpurhey, Manchester"
    assert card["evidence"].startswith("A story, not a figure")
    shown = parts(card)
    assert shown["What was said"] == story().text
    assert shown["In their words · A resident"] == "“MADE UP: the bus comes twice a day.”"
    gathered = "A focus group, MADE UP lunch club · 7 people · 1 January 2026 to 1 February 2026"
    assert shown["How it was gathered"] == gathered
    assert shown["Consent"].startswith("Shown until ")
    assert "1 story speaks to Harpurhey." in said(app)


@pytest.mark.parametrize("page", ["ward", "overview"])
def test_stories_stand_beside_the_figures(open_page, keep, page):
    keep(text="MADE UP: word. " * 60)
    app = open_page(page, place=HARPURHEY)
    (card,) = cards(app)
    assert parts(card)["What was said"].endswith("…")
    assert card["href"].startswith("stories?place=")


def test_a_withdrawn_story_is_gone_at_the_next_look(open_page, keep):
    store = keep()
    app = open_page("stories", place=HARPURHEY)
    assert cards(app)
    withdraw(store, CARA, "one", TODAY)
    assert not cards(app.run())
    assert "says nothing about need" in said(app)


def test_a_story_is_gone_on_the_day_its_consent_runs_out(open_page, keep, monkeypatch):
    keep()
    app = open_page("stories", place=HARPURHEY)
    assert cards(app)

    class LaterDay(date):
        @classmethod
        def today(cls):
            return TODAY + timedelta(days=400)

    monkeypatch.setattr(story_cache, "date", LaterDay)
    assert not cards(app.run())


@pytest.mark.parametrize(
    ("who", "uses"),
    [
        (VISITOR, {"public"}),
        (VI, {"internal", "partners", "public"}),
        (CARA, {"internal", "partners", "public"}),
        (MO, {"internal", "partners", "public"}),
        (ADA, {"internal", "partners", "public"}),
    ],
    ids=["visitor", "viewer", "contributor", "moderator", "administrator"],
)
def test_everyone_sees_what_consent_gives_them_and_no_more(open_page, keep, looking, who, uses):
    for use in ("internal", "partners", "public"):
        keep(use, title=f"MADE UP: {use}", consents=[given(use)])
    keep("unseen", shown=False, title="MADE UP: not moderated")
    looking(who)
    for use in ("internal", "partners", "public"):
        titles = {one["title"] for one in cards(open_page("stories", place=HARPURHEY, use=use))}
        may = use if use in uses else "public"
        assert titles == {f"MADE UP: {may}"}


def test_a_leaders_story_is_never_of_a_ward(open_page, keep):
    keep(speaker="leader")
    (card,) = cards(open_page("stories", place=HARPURHEY))
    assert card["kicker"] == "Story · A leader · Manchester"


def text_fields():
    return [one.name for one in fields_of(Story) if one.kind in (Kind.LINE, Kind.TEXT)]


TYPED = [one for one in text_fields() if one not in ("ward", "borough", "language")]


@pytest.mark.parametrize("field", TYPED)
def test_nothing_typed_is_ever_read_as_markup(open_page, keep, field):
    """Our element takes words only; what Streamlit itself draws must not hold them."""
    keep(**{field: TRICK[:110]})
    for page in ("stories", "ward"):
        app = open_page(page, place=HARPURHEY)
        assert not app.exception
        assert "alert(1)" not in said(app)


def test_a_story_that_does_not_fit_comes_first_as_a_question(open_page, keep):
    keep("first", title="MADE UP: fits")
    store = keep("second", title="MADE UP: does not")
    tie(store, MO, Use.INTERNAL, TODAY, "second", "core20_pct", Says.CONTRADICTS)
    first, _ = cards(open_page("stories", place=HARPURHEY, indicator="core20_pct"))
    assert first["title"] == "MADE UP: does not"
    assert "don't agree" in parts(first)["Open question"]


def test_who_may_says_whether_a_story_fits_the_figure(open_page, keep):
    keep()
    app = open_page("stories", place=HARPURHEY, indicator="core20_pct")
    app.radio[0].set_value(Says.NO_DATA)
    app.button[-1].click().run()
    assert not app.exception
    assert "Kept." in [one.value[:5] for one in app.success]
    assert "Open question" in parts(cards(app)[0])
    app.radio[0].set_value(Says.CONFIRMS)
    app.button[-1].click().run()
    assert "Ask in the meeting" in parts(cards(app)[0])


def test_what_was_done_with_a_story_stands_with_it_for_those_with_a_role(open_page, keep, looking):
    store = keep()
    seen = visible(store, MO, Use.INTERNAL, TODAY)
    action = Action(what="MADE UP: ask for a bus", owner_role="Lead", learned="MADE UP: ask early")
    save_record(store, MO, action, stories=["one"], seen=seen)
    (card,) = cards(open_page("stories", place=HARPURHEY))
    done = "MADE UP: ask for a bus. Agreed. What was learned: MADE UP: ask early"
    assert parts(card)["What was done with it"] == done
    looking(VISITOR)
    (card,) = cards(open_page("stories", place=HARPURHEY))
    assert "What was done with it" not in parts(card)


def test_who_may_not_is_not_asked(open_page, keep, looking):
    keep()
    looking(VI)
    assert not open_page("stories", place=HARPURHEY).radio


def test_a_theme_is_a_link_and_so_is_large_type(open_page, keep):
    keep("one", themes_teller=("listening",))
    keep("two", themes_teller=())
    app = open_page("stories", place=HARPURHEY, theme="listening", large="yes")
    assert len(cards(app)) == 1
    assert "1 of them on this theme" in said(app)
    assert elements(app)["voices"].large
    assert app.query_params["theme"] == "listening"


def test_silence_is_said_as_silence(open_page, keep):
    keep()
    (table,) = (
        found
        for name, found in elements(open_page("stories", place=HARPURHEY)).items()
        if name.startswith("table:People heard")
    )
    heard = {row[0]["text"]: row[1]["text"] for row in table.rows}
    assert heard["Harpurhey, Manchester"] == "1 to 9"
    assert heard["Longsight, Manchester"] == "Nobody yet"


def test_a_store_that_fails_is_said_and_the_figures_stay(open_page, keep, tmp_path):
    keep()
    open_page("ward", place=HARPURHEY)
    for one in (tmp_path / "stories").iterdir():
        one.write_bytes(b"no database at all, " * 400)
    st.cache_resource.clear()
    app = open_page("ward", place=HARPURHEY)
    assert "Stories can't be shown just now" in said(app)
    assert app.title[0].value == "Harpurhey, Manchester"


def test_the_local_user_reads_for_internal_use_first(open_page, keep):
    keep(consents=[given("internal", audiences=["organisation"])])
    assert local_user().roles
    assert len(cards(open_page("stories", place=HARPURHEY))) == 1
