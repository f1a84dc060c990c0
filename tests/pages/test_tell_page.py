"""Telling a story: kept as it is typed, looked over, sent, moderated, seen, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_stories import ADA, CARA, MO, VI
from reading import said

from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import VISITOR, local_user
from fhfa_data.stories.choices import Article6, Article9, PlaceLevel, Purpose, State
from fhfa_data.stories.fields import Use, fields_of
from fhfa_data.stories.records import Story
from fhfa_data.stories.store.drafts import typed_drafts
from fhfa_data.stories.store.reading import visible
from fhfa_data.views.typed_story import form_fields

HARPURHEY = "E05011366"
TODAY = date.today()
PHONE = "MADE UP: they said to ring 07700 900123 for the lunch club."
TRICK = "MADE UP <script>alert(1)</script> [x](http://example.org) :red[c]"


@pytest.fixture
def looking(monkeypatch):
    """Somebody else than this machine's user looks."""
    return lambda who: monkeypatch.setattr("fhfa_data.ui.who.actor", lambda: who)


def type_one(app, text, title="MADE UP: lunch", **more):
    app.text_area(key="tell_text").set_value(text)
    app.text_input(key="tell_title").set_value(title)
    app.selectbox(key="tell_speaker").set_value("resident")
    app.selectbox(key="tell_method").set_value("conversation")
    for one in ("purposes_internal", "purposes_public", "audiences_everyone"):
        app.checkbox(key=f"tell_{one}").check()
    for key, value in more.items():
        app.text_area(key=f"tell_{key}").set_value(value)
    return app.run()


def press(app, words):
    found = [one for one in app.button if one.label == words]
    assert found, f"no button {words!r} among {[one.label for one in app.button]}"
    app = found[0].click().run()
    assert not app.exception
    return app


def labels(app):
    return [one.label for one in app.button]


def told(app):
    return said(app) + "\n".join(str(one.value) for one in (*app.text, *app.success))


def kept(store, who=MO):
    return visible(store, who, Use.CARE, TODAY)


def test_from_typing_to_seen_and_taken_back(store, open_page):
    app = press(type_one(open_page("tell", place=HARPURHEY), PHONE), "Check it")
    assert "07700 900123" in told(app)
    app = press(app, "Use the suggested words")
    assert "07700" not in app.text_area(key="tell_text").value
    assert "Nothing was found" in told(app)
    app = press(app, "Send it to a moderator")
    assert "A moderator looks at it" in told(app)
    (one,) = kept(store, local_user())
    assert one.standing.state is State.WAITING
    assert (one.story.ward, one.story.borough_name) == (HARPURHEY, "Manchester")
    assert visible(store, VI, Use.PUBLIC, TODAY) == ()

    name = one.standing.id
    app.selectbox(key=f"six_{name}").set_value(Article6.PUBLIC_TASK)
    app.selectbox(key=f"nine_{name}").set_value(Article9.PUBLIC_HEALTH)
    app = press(app, "Approve")
    (seen,) = visible(store, VISITOR, Use.PUBLIC, TODAY)
    assert "07700" not in seen.story.text

    app = press(app, "Take consent back")
    assert "No export or backup holds it." in "\n".join(one.value for one in app.info)
    assert visible(store, VISITOR, Use.PUBLIC, TODAY) == ()


def test_what_stops_a_story_can_not_be_sent(store, open_page):
    text = "MADE UP: the only Sikh woman with sickle cell disease here told us of her care."
    app = press(type_one(open_page("tell", place=HARPURHEY), text), "Check it")
    assert "This can't be sent as it is." in told(app)
    assert "motivated intruder" in told(app)
    assert not [one for one in labels(app) if one.startswith("Send")]
    assert kept(store, local_user()) == ()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(store, open_page):
    app = type_one(open_page("tell", place=HARPURHEY), "MADE UP: words.", title="")
    app = press(app, "Check it")
    assert "“Title”: is missing." in told(app)
    assert app.text_area(key="tell_text").value == "MADE UP: words."


def test_what_was_typed_is_offered_again_to_its_writer_alone(store, open_page, looking):
    type_one(open_page("tell", place=HARPURHEY), "MADE UP: half a thought", quotes="MADE UP: q")
    assert len(typed_drafts(store, local_user())) == 1
    app = press(open_page("tell", place=HARPURHEY), "Continue")
    assert app.text_area(key="tell_text").value == "MADE UP: half a thought"
    assert [app.checkbox(key=f"tell_purposes_{one.value}").value for one in Purpose] == [
        True, False, True,
    ]  # fmt: skip
    assert typed_drafts(store, CARA) == ()
    app = press(open_page("tell", place=HARPURHEY), "Throw it away")
    assert typed_drafts(store, local_user()) == ()


def test_a_returned_story_says_why_and_can_be_changed_and_sent_again(store, open_page):
    app = press(type_one(open_page("tell", place=HARPURHEY), "MADE UP: words."), "Check it")
    app = press(app, "Send it to a moderator")
    (one,) = kept(store, local_user())
    app = press(app, "Return it")
    assert "Write one." in told(app)
    app.text_input(key=f"reason_{one.standing.id}").set_value("MADE UP: say more")
    app = press(app, "Return it")
    assert "Why it was returned: MADE UP: say more" in told(app)
    app = press(app, "Change it")
    assert app.text_area(key="tell_text").value == "MADE UP: words."
    app.text_area(key="tell_text").set_value("MADE UP: more words.")
    app = press(press(app.run(), "Check it"), "Send it to a moderator")
    (again,) = kept(store, local_user())
    assert (again.story.text, again.standing.state) == ("MADE UP: more words.", State.WAITING)
    assert again.standing.id == one.standing.id


def test_to_change_a_word_is_not_to_be_asked_again(store, open_page):
    app = open_page("tell", place=HARPURHEY)
    app = press(type_one(app, "MADE UP: words.", quotes="MADE UP: said so"), "Check it")
    app = press(app, "Send it to a moderator")
    (one,) = kept(store, local_user())
    app = press(app, "Change it")
    app.text_area(key="tell_text").set_value("MADE UP: other words.")
    app = press(press(app.run(), "Check it"), "Send it to a moderator")
    (again,) = kept(store, local_user())
    assert again.story.text == "MADE UP: other words."
    assert again.story.consents == one.story.consents
    assert again.story.quotes == one.story.quotes
    app = press(app, "Change it")
    app.checkbox(key="tell_again").check()
    app = press(press(app.run(), "Check it"), "Send it to a moderator")
    (renewed,) = kept(store, local_user())
    assert renewed.story.consents != one.story.consents


def test_a_draft_remembers_its_place_and_its_revision(store, open_page):
    app = press(type_one(open_page("tell", place=HARPURHEY), "MADE UP: words."), "Check it")
    app = press(app, "Send it to a moderator")
    app = press(app, "Change it")
    app.text_area(key="tell_text").set_value("MADE UP: half changed").run()
    app = press(open_page("tell", place="E08000003"), "Continue")
    assert "It is about **Harpurhey, Manchester**" in said(app)
    app = press(press(app, "Check it"), "Send it to a moderator")
    (one,) = kept(store, local_user())
    assert (one.story.text, one.story.ward) == ("MADE UP: half changed", HARPURHEY)


def test_told_of_a_wider_place_it_may_be_sent(store, open_page):
    text = "MADE UP: a woman with sickle cell disease here told us of her care."
    app = press(type_one(open_page("tell", place=HARPURHEY), text), "Check it")
    assert "There would be enough people in Manchester." in said(app)
    app = press(app, "Name a wider place")
    assert app.selectbox(key="tell_place_level").value is PlaceLevel.BOROUGH
    assert "This can't be sent as it is." not in told(app)
    app = press(app, next(one for one in labels(app) if one.startswith("Send")))
    (one,) = kept(store, local_user())
    assert (one.story.ward, one.story.borough_name) == ("", "Manchester")


def test_deleted_and_brought_back_or_erased_once_sure(store, open_page):
    app = press(type_one(open_page("tell", place=HARPURHEY), "MADE UP: words."), "Check it")
    app = press(app, "Send it to a moderator")
    app = press(app, "Delete")
    assert kept(store, local_user()) == ()
    app = press(app, "Bring back deleted story 1")
    (one,) = kept(store, local_user())
    assert next(o for o in app.button if o.label == "Erase for good").disabled
    app = app.checkbox(key=f"sure_{one.standing.id}").check().run()
    app = press(app, "Erase for good")
    assert kept(store, local_user()) == ()
    assert "Erased from the store" in "\n".join(one.value for one in app.info)


@pytest.mark.parametrize(
    ("who", "tells", "moderates"),
    [(VISITOR, False, False), (VI, False, False), (CARA, True, False), (MO, True, True)],
    ids=["visitor", "viewer", "contributor", "moderator"],
)
def test_each_role_sees_what_it_may_do(store, open_page, looking, who, tells, moderates):
    looking(who)
    app = open_page("tell", place=HARPURHEY)
    assert ("Check it" in labels(app)) is tells
    assert ("Waiting for a moderator" in [one.value for one in app.header]) is moderates


def test_an_administrator_alone_adds_none(store, open_page, looking):
    looking(ADA)
    assert "Only contributors and moderators" in said(open_page("tell", place=HARPURHEY))


def test_what_was_typed_is_never_read_as_markup(store, open_page):
    app = type_one(open_page("tell", place=HARPURHEY), TRICK, title=TRICK, quotes=TRICK)
    app = press(press(app, "Check it"), "Send it as it is to a moderator")
    assert TRICK in [one.value for one in app.text]
    assert "alert(1)" not in said(app)


def test_every_declared_field_is_asked_for(store, open_page):
    app = open_page("tell", place=HARPURHEY)
    keys = {str(one.key) for kind in (app.text_area, app.text_input, app.selectbox, app.multiselect,
            app.date_input, app.number_input) for one in kind}  # fmt: skip
    first, rest = form_fields()
    assert {f"tell_{one.name}" for one in (*first, *rest)} <= keys
    apart = {"ward", "ward_name", "borough", "borough_name", "place_level", "quotes", "consents"}
    asked = {one.name for one in (*first, *rest)} | apart | {"article_6", "article_9"}
    assert asked == {one.name for one in fields_of(Story)}


def test_a_wider_place_is_of_the_borough_alone(store, open_page):
    app = open_page("tell", place=HARPURHEY)
    app.selectbox(key="tell_place_level").set_value(PlaceLevel.BOROUGH)
    app = press(press(type_one(app, "MADE UP: words."), "Check it"), "Send it to a moderator")
    (one,) = kept(store, local_user())
    assert (one.story.ward, one.story.borough) == ("", "E08000003")


def test_a_save_that_is_refused_keeps_what_was_typed(store, open_page, monkeypatch):
    app = press(type_one(open_page("tell", place=HARPURHEY), "MADE UP: words."), "Check it")

    def refuse(*_, **__):
        raise StoryError("MADE UP refusal.", todo="Wait.")

    monkeypatch.setattr("fhfa_data.ui.tell_page.save", refuse)
    app = press(app, "Send it to a moderator")
    assert "MADE UP refusal. Wait. What you typed is still here." in told(app)
    assert app.text_area(key="tell_text").value == "MADE UP: words."
