"""Reflect: alone for oneself, as a group by fours; nothing typed is lost, and nobody is named."""

from __future__ import annotations

from datetime import date

import pytest
from reading import said

from fhfa_data.stories.actors import VISITOR, Actor, Role, local_user
from fhfa_data.stories.reflecting import Answer, Reflection, Reply, Round
from fhfa_data.stories.store.reflections import keep_reflection, own_reflections
from fhfa_data.stories.store.rounds import reply, rounds, start_round
from fhfa_data.ui import reflect_page

VIEWER = Actor("vi", frozenset({Role.VIEWER}), local_user().audiences)
LISTEN = "deep-listening"
MARKUP = "MADE UP <script>alert(1)</script> **bold**"


@pytest.fixture
def kept(store):
    """A store of this test's own."""
    return store


def words(app):
    return said(app) + "\n".join(str(one.value) for one in app.text)


def button(app, label):
    return next(one for one in app.button if one.label == label)


def entry(now, **changed):
    values = {"on_day": date(2026, 6, 1), "answers": {LISTEN: {"now": now, "wanted": 4}}}
    return Reflection.model_validate({**values, **changed})


def test_a_visitor_is_told_to_sign_in(kept, open_page, monkeypatch):
    keep_reflection(kept, local_user(), entry(1, evidence=MARKUP))
    monkeypatch.setattr(reflect_page, "actor", lambda: VISITOR)
    app = open_page("reflect")
    assert "signed in" in words(app)
    assert "MADE UP" not in words(app)


def test_one_looks_alone_and_keeps_it(kept, open_page):
    app = open_page("reflect")
    app = app.checkbox(key=f"own_pick_{LISTEN}").check().run()
    app.text_area(key="own_evidence").set_value(MARKUP)
    app = button(app, "Keep this").click().run()
    assert "Answer one question" in app.error[0].value
    assert app.text_area(key="own_evidence").value == MARKUP
    app.selectbox(key=f"own_now_{LISTEN}").select(1)
    app.selectbox(key=f"own_wanted_{LISTEN}").select(3)
    app = button(app, "Keep this").click().run()
    assert not app.exception
    (one,) = own_reflections(kept, local_user())
    assert one.reflection.answers[LISTEN] == Answer(now=1, wanted=3)
    assert "The widest way is Deep listening: 2 steps." in words(app)
    assert MARKUP in [each.value for each in app.text]
    assert "Which places to meet" in words(app)


@pytest.mark.parametrize("field", ["evidence", "small"])
def test_what_points_to_a_person_is_asked_about_before_it_is_kept(kept, open_page, field):
    app = open_page("reflect")
    app = app.checkbox(key=f"own_pick_{LISTEN}").check().run()
    app.selectbox(key=f"own_now_{LISTEN}").select(1)
    box = app.text_area if field == "evidence" else app.text_input
    box(key=f"own_{field}").set_value("MADE UP: ring 07700 900123")
    app = button(app, "Keep this").click().run()
    assert "“07700 900123” may point to a person." in words(app)
    assert own_reflections(kept, local_user()) == ()
    button(app, "Keep this").click().run()
    assert len(own_reflections(kept, local_user())) == 1


def test_entries_of_others_are_not_shown(kept, open_page, monkeypatch):
    keep_reflection(kept, local_user(), entry(1, evidence=MARKUP))
    monkeypatch.setattr(reflect_page, "actor", lambda: VIEWER)
    assert "MADE UP" not in words(open_page("reflect"))


def test_change_over_time_is_said_and_an_entry_can_be_erased(kept, open_page):
    keep_reflection(kept, local_user(), entry(1), reflection_id="first")
    keep_reflection(kept, local_user(), entry(3, on_day=date(2026, 9, 1)), reflection_id="second")
    app = open_page("reflect")
    assert "Deep listening went up" in words(app)
    app = app.checkbox(key="gone_sure_first").check().run()
    app = app.button(key="gone_first").click().run()
    assert [one.id for one in own_reflections(kept, local_user())] == ["second"]
    assert "Erased." in [one.value for one in app.info]


def test_a_round_is_started_answered_and_told_by_fours(kept, open_page):
    app = open_page("reflect")
    app = app.text_input(key="round_title").set_value(MARKUP).run()
    app = app.checkbox(key=f"round_pick_{LISTEN}").check().run()
    app = button(app, "Start the round").click().run()
    (made,) = rounds(kept, local_user())
    assert app.query_params["round"] == made.id
    assert MARKUP in [each.value for each in app.text]
    app.selectbox(key=f"reply_now_{LISTEN}").select(2)
    app = button(app, "Reply").click().run()
    assert "Your reply is kept" in app.success[0].value
    assert "Shown once 4 people have replied." in words(app)
    for _ in range(3):
        reply(kept, VIEWER, made.id, Reply(answers={LISTEN: Answer(now=3, wanted=4)}))
    app = open_page("reflect", round=made.id)
    assert "Of 4 replies:" in words(app)
    assert "Reply" in [one.label for one in app.button]


def test_a_rounds_name_that_points_to_a_person_is_asked_about_first(kept, open_page):
    app = open_page("reflect")
    app = app.text_input(key="round_title").set_value("MADE UP: 07700 900123").run()
    app = app.checkbox(key=f"round_pick_{LISTEN}").check().run()
    app = button(app, "Start the round").click().run()
    assert "“07700 900123” may point to a person." in words(app)
    assert rounds(kept, local_user()) == ()
    button(app, "Start the round").click().run()
    assert len(rounds(kept, local_user())) == 1


def test_too_many_questions_or_no_name_start_nothing(kept, open_page):
    app = open_page("reflect")
    boxes = [one.key for one in app.checkbox if str(one.key).startswith("round_pick_")]
    for key in boxes[:9]:
        app = app.checkbox(key=key).check().run()
    assert "8 at most" in app.warning[0].value
    assert button(app, "Start the round").disabled
    app = app.checkbox(key=boxes[8]).uncheck().run()
    app = button(app, "Start the round").click().run()
    assert "say what the group is" in app.error[0].value
    assert rounds(kept, local_user()) == ()


def test_a_viewer_replies_and_starts_and_ends_nothing(kept, open_page, monkeypatch):
    start_round(kept, local_user(), Round(title="MADE UP team", asked=(LISTEN,)), round_id="team")
    monkeypatch.setattr(reflect_page, "actor", lambda: VIEWER)
    labels = [one.label for one in open_page("reflect", round="team").button]
    assert "Reply" in labels
    assert "End the round" not in labels
    assert "Start the round" not in [one.label for one in open_page("reflect").button]


def test_a_link_to_no_round_says_so(kept, open_page):
    assert "no such round" in words(open_page("reflect", round="nothing"))


def test_a_round_is_ended_after_a_second_thought(kept, open_page):
    start_round(kept, local_user(), Round(title="MADE UP team", asked=(LISTEN,)), round_id="team")
    app = open_page("reflect", round="team")
    assert button(app, "End the round").disabled
    app = app.checkbox(key="end_sure").check().run()
    app = button(app, "End the round").click().run()
    assert rounds(kept, local_user()) == ()
    assert "round" not in app.query_params
