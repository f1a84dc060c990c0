"""A moderator reads what the check found, edits, approves or returns; nobody's words are lost."""

from __future__ import annotations

from datetime import date

from made_up_stories import ADA, CARA, MO, consent, quote, story
from reading import said

from fhfa_data.stories.actors import local_user
from fhfa_data.stories.choices import State
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.reading import audit, visible
from fhfa_data.stories.store.saving import save

TODAY = date.today()
HARPURHEY = {"ward": "E05011366", "ward_name": "Harpurhey", "borough": "E08000003",
             "borough_name": "Manchester"}  # fmt: skip
PHONE = "MADE UP: they said to ring 07700 900123 for the club."
FEW = "MADE UP: a blind priest of 93 said so."


def put(store, name="one", revision=0, **changed):
    told = story(**{**HARPURHEY, "consents": (consent(given_on=TODAY),), "group": "", **changed})
    save(store, CARA, told, story_id=name, revision=revision, submit=True)


def kept(store):
    return {one.standing.id: one for one in visible(store, MO, Use.CARE, TODAY)}


def button(app, label):
    return next(one for one in app.button if one.label == label)


def told(app):
    return said(app) + "\n".join(str(one.value) for one in app.text)


def test_what_the_check_found_stands_beside_and_the_words_can_be_edited(store, open_page):
    put(store, text=PHONE, quotes=(quote(text="MADE UP: it was shut.", consents=(consent(),)),))
    app = open_page("tell")
    assert "“07700 900123” could be “a phone number”." in told(app)
    app = app.text_area(key="edit_one_text").set_value("MADE UP: ring the club.").run()
    assert "could be “a phone number”" not in told(app)
    app = button(app, "Approve with your words").click().run()
    assert not app.exception
    one = kept(store)["one"]
    assert one.story.text == "MADE UP: ring the club."
    assert one.standing.state is State.APPROVED
    assert [each.text for each in one.story.quotes] == ["MADE UP: it was shut."]
    lines = audit(store, ADA)
    assert ("approve", local_user().id) in {(line.action, line.by) for line in lines}
    assert "07700" not in str(lines)


def test_a_quote_without_words_is_left_out(store, open_page):
    said_so = quote(text="MADE UP: my name is on it.", consents=(consent(),))
    put(store, quotes=(said_so,))
    app = open_page("tell")
    app = app.text_area(key=f"edit_one_{said_so.id}").set_value(" ").run()
    button(app, "Approve with your words").click().run()
    assert kept(store)["one"].story.quotes == ()


def test_words_that_may_mean_a_handful_of_people_can_not_be_approved(store, open_page):
    put(store)
    app = open_page("tell")
    assert not button(app, "Approve").disabled
    app = app.text_area(key="edit_one_text").set_value(FEW).run()
    assert "It can't be approved as it is" in "".join(one.value for one in app.error)
    assert button(app, "Approve with your words").disabled


def test_what_is_missing_is_said_and_nothing_changes(store, open_page):
    put(store)
    app = open_page("tell")
    app = app.text_area(key="edit_one_title").set_value("").run()
    assert "Title" in app.error[0].value
    assert button(app, "Approve")


def test_a_change_made_meanwhile_is_said_and_the_edit_stays(store, open_page):
    put(store)
    app = open_page("tell")
    app = app.text_area(key="edit_one_text").set_value("MADE UP: my words.").run()
    put(store, revision=1, text="MADE UP: told anew.")
    app = button(app, "Approve with your words").click().run()
    assert kept(store)["one"].story.text == "MADE UP: told anew."
    assert "changed while you looked" in app.warning[0].value
    assert "MADE UP: told anew." in told(app)
    assert app.text_area(key="edit_one_text").value == "MADE UP: my words."
    app = button(app, "Go on with the story as it is now").click().run()
    assert app.text_area(key="edit_one_text").value == "MADE UP: told anew."
    button(app, "Approve").click().run()
    assert kept(store)["one"].standing.state is State.APPROVED


def test_one_goes_on_with_ones_own_words_if_one_says_so(store, open_page):
    put(store)
    app = open_page("tell")
    app = app.text_area(key="edit_one_text").set_value("MADE UP: my words.").run()
    put(store, revision=1, text="MADE UP: told anew.")
    app = button(app.run(), "Go on with my words").click().run()
    button(app, "Approve with your words").click().run()
    assert kept(store)["one"].story.text == "MADE UP: my words."


def test_a_reason_that_points_to_a_person_is_asked_about_before_it_is_sent(store, open_page):
    put(store)
    app = open_page("tell")
    app = app.text_input(key="reason_one").set_value("MADE UP: leave out 07700 900123").run()
    app = button(app, "Return it").click().run()
    assert "“07700 900123” may point to a person." in told(app)
    assert kept(store)["one"].standing.state is State.WAITING
    app = app.text_input(key="reason_one").set_value("MADE UP: leave out the number").run()
    button(app, "Return it").click().run()
    assert kept(store)["one"].standing.reason == "MADE UP: leave out the number"


def test_a_moderator_reads_all_of_a_story_before_it_is_approved(store, open_page):
    put(store, original_text="MADE UP: powiedziane inaczej", language="pl",
        neighbourhood="MADE UP estate", themes_teller=("listening",))  # fmt: skip
    shown = [one.value for one in open_page("tell").text]
    assert "In the language told in: MADE UP: powiedziane inaczej" in shown
    assert "Language told in: pl" in shown
    assert "Neighbourhood: MADE UP estate" in shown
    assert "Themes, as the teller sees it: Listening" in shown
    assert "Gathered from: 1 January 2026" in shown


def test_of_several_one_is_chosen(store, open_page):
    put(store, "one", text="MADE UP: first.")
    put(store, "two", text="MADE UP: second.")
    app = open_page("tell")
    names = {"one": "MADE UP: first.", "two": "MADE UP: second."}
    shown = next(name for name, text in names.items() if text in told(app))
    app = app.selectbox(key="waiting_which").select("Story 2 of 2").run()
    other = next(name for name in names if name != shown)
    assert names[other] in told(app)
    app = app.text_input(key=f"reason_{other}").set_value("MADE UP: ask for a wider place").run()
    app = button(app, "Return it").click().run()
    assert kept(store)[other].standing.state is State.RETURNED
    assert kept(store)[shown].standing.state is State.WAITING
