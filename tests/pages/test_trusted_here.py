"""Who is trusted here, on the Ward page: shown as agreed, added by who may, reviewed when due."""

from __future__ import annotations

from datetime import date, timedelta

from reading import said

from fhfa_data.stories.actors import VISITOR, local_user
from fhfa_data.stories.anchors import Anchor
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.anchors import anchors, keep_anchor
from fhfa_data.ui import trusted_block

WARD = "E05011366"
TRICK = "<script>alert(1)</script> **MADE UP** ![a](b)"


def put(store, **changed):
    values = {"kind": "group", "name": TRICK, "strong": "made up: people bring others",
              "place": WARD, "shown": "public", "agreed_on": date.today()}  # fmt: skip
    return keep_anchor(store, local_user(), Anchor.model_validate({**values, **changed}))


def texts(app):
    return [one.value for one in app.text]


def test_an_entry_is_shown_as_plain_text_with_when_it_was_agreed(open_page, store):
    put(store)
    app = open_page("ward", place=WARD)
    assert TRICK in texts(app)
    assert f"agreed on {date.today().day} {date.today():%B %Y}" in " ".join(texts(app))
    assert "<script>" not in said(app)
    assert not app.exception


def test_what_is_for_inside_stays_off_the_page(open_page, store):
    put(store, shown="internal")
    app = open_page("ward", place=WARD)
    assert TRICK not in texts(app)
    assert "Nobody is listed for Harpurhey yet" in said(app)


def test_a_visitor_sees_what_is_public_and_no_form(open_page, store, monkeypatch):
    put(store)
    put(store, agreed_on=date.today() - timedelta(days=400), name="MADE UP overdue")
    monkeypatch.setattr(trusted_block, "actor", lambda: VISITOR)
    app = open_page("ward", place=WARD)
    assert TRICK in texts(app)
    assert "overdue" not in " ".join(texts(app))
    assert [one for one in app.button if one.label == "Add to the register"] == []


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_what_is_typed_in_the_form_is_kept_and_shown(open_page, store):
    app = open_page("ward", place=WARD)
    app.text_input(key="trusted_name").input("MADE UP choir")
    app.text_area(key="trusted_strong").input("made up: people come every week")
    app.selectbox(key="trusted_shown").select("public")
    button(app, "Add to the register").click()
    app.run()
    assert "MADE UP choir" in texts(app)
    assert app.text_input(key="trusted_name").value == ""


def test_what_is_refused_stays_typed(open_page, store):
    app = open_page("ward", place=WARD)
    app.text_input(key="trusted_name").input("MADE UP choir")
    app.text_area(key="trusted_strong").input("ring 07700 900123")
    button(app, "Add to the register").click()
    app.run()
    assert "name one person" in " ".join(one.value for one in app.warning)
    assert app.text_area(key="trusted_strong").value == "ring 07700 900123"
    assert anchors(store, local_user(), Use.CARE, date.today()) == ()


def test_an_entry_past_its_review_is_agreed_again_or_taken_out(open_page, store):
    long_ago = date.today() - timedelta(days=400)
    stays = put(store, agreed_on=long_ago, name="MADE UP stays")
    put(store, agreed_on=long_ago, name="MADE UP goes")
    app = open_page("ward", place=WARD)
    assert sum("Review was due" in one for one in texts(app)) == 2
    app.button(key=f"agree_{stays.id}").click()
    app.run()
    assert "MADE UP stays" in texts(app)
    button(app, "Take out for good").click()
    app.run()
    left = anchors(store, local_user(), Use.CARE, date.today())
    assert [one.anchor.name for one in left] == ["MADE UP stays"]


def test_whoever_changes_their_mind_is_taken_out_at_any_time(open_page, store):
    made = put(store, shown="internal")
    app = open_page("ward", place=WARD)
    next(one for one in app.selectbox if one.label == "Whom to take out").select(made.id)
    app.run()
    button(app, "Take out").click()
    app.run()
    assert anchors(store, local_user(), Use.CARE, date.today()) == ()


def test_a_store_that_cannot_be_read_is_said_and_the_ward_still_shown(open_page, monkeypatch):
    monkeypatch.setenv("FHFA_STORIES_URL", "postgresql://atlas:hush@127.0.0.1:9/none")
    app = open_page("ward", place=WARD)
    assert "Who is trusted here can't be shown" in " ".join(one.value for one in app.warning)
    assert "Everything we know about Harpurhey" in said(app)
