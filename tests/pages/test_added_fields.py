"""One declaration is all a new field of a story takes: typed, a draft, screened and moderated."""

from __future__ import annotations

from datetime import date

import pytest
from added_fields import (
    ADDED,
    EVERYTHING,
    HARPURHEY,
    PHONE,
    POINTS,
    PRIVATE,
    SAID,
    TODAY,
    WORDY,
    Entry,
    adding,
    label,
)
from reading import said

from fhfa_data.stories.actors import local_user
from fhfa_data.stories.choices import State
from fhfa_data.stories.fields import Kind, Use
from fhfa_data.stories.store.drafts import typed_drafts
from fhfa_data.stories.store.reading import visible


@pytest.fixture(autouse=True)
def added():
    """Story, with a field of each kind more."""
    with adding(Use.CARE):
        yield


def told(app):
    return said(app) + "\n".join(str(one.value) for one in (*app.text, *app.success))


def press(app, label):
    found = [one for one in app.button if one.label == label]
    assert found, f"no button {label!r} among {[one.label for one in app.button]}"
    app = found[0].click().run()
    assert not app.exception
    return app


def type_all(app, words):
    """Fill the form, the added fields too, with the same words wherever words can be typed."""
    app.text_area(key="tell_text").set_value("MADE UP: nothing in it.")
    app.text_input(key="tell_title").set_value("MADE UP: lunch")
    app.selectbox(key="tell_speaker").set_value("resident")
    app.selectbox(key="tell_method").set_value("conversation")
    app.text_input(key="tell_added_line").set_value(words)
    app.text_area(key="tell_added_text").set_value(words)
    app.selectbox(key="tell_added_choice").set_value("yes")
    app.multiselect(key="tell_added_codes").set_value(["machine"])
    app.multiselect(key="tell_added_own").set_value([words, "MADE UP: two"])
    app.date_input(key="tell_added_day").set_value(date(2026, 3, 5))
    app.number_input(key="tell_added_number").set_value(7)
    app.text_input(key="tell_added_records_0_what").set_value(words)
    app.text_area(key="tell_added_records_0_aside").set_value(PRIVATE)
    app = app.run()
    app.text_input(key="tell_added_records_1_what").set_value("MADE UP: two")
    return app.run()


def without_ids(value):
    """A record as it is typed: its id comes by itself, and is another each time."""
    return value.model_copy(update={"id": ""}) if isinstance(value, Entry) else value


def test_what_points_at_a_person_is_found_in_every_added_text(store, open_page):
    app = press(type_all(open_page("tell", place=HARPURHEY), EVERYTHING), "Check it")
    assert "This can't be sent as it is." in told(app)
    assert not [one for one in app.button if one.label.startswith("Send")]
    for name in WORDY:
        assert f"**{label(name)}: this may point to a person**" in told(app)
    for words in POINTS.values():
        assert sum(f"“{words}” could be" in one.value for one in app.text) == len(WORDY)
    app = press(app, "Use the suggested words")
    assert PHONE not in app.text_input(key="tell_added_line").value


def test_typed_kept_as_a_draft_taken_up_sent_moderated_and_changed(store, open_page):
    type_all(open_page("tell", place=HARPURHEY), SAID)
    app = press(open_page("tell", place=HARPURHEY), "Continue")
    assert app.date_input(key="tell_added_day").value == date(2026, 3, 5)
    assert app.multiselect(key="tell_added_own").value == [SAID, "MADE UP: two"]
    app = press(press(app, "Check it"), "Send it as it is to a moderator")
    assert typed_drafts(store, local_user()) == ()
    _as_typed(store)

    for name in WORDY:
        line = next(one.value for one in app.text if one.value.startswith(f"{label(name)}:"))
        assert SAID in line
        assert f"**{label(name)}: this may point to a person**" in told(app)
    shown = [one.value for one in app.text]
    assert "Added choice: Yes" in shown
    assert "Added day: 5 March 2026" in shown
    assert "Added number: 7" in shown
    (one,) = visible(store, local_user(), Use.CARE, TODAY)
    assert one.standing.state is State.WAITING

    app = press(press(app, "Change it"), "Check it")
    press(app, "Send it as it is to a moderator")
    _as_typed(store)


def _as_typed(store):
    (one,) = visible(store, local_user(), Use.CARE, TODAY)
    for name, field in ADDED.items():
        kept, typed = getattr(one.story, name), field.value
        if field.kind is Kind.RECORDS:
            kept, typed = [without_ids(o) for o in kept], [without_ids(o) for o in typed]
            typed[0] = typed[0].model_copy(update={"on_day": None})
        assert kept == typed, name


@pytest.mark.parametrize("field", WORDY)
def test_words_alone_in_an_added_field_are_kept_as_a_draft(store, open_page, field):
    app = open_page("tell", place=HARPURHEY)
    if field == "added_own":
        app.multiselect(key="tell_added_own").set_value([SAID])
    else:
        key = f"tell_{field}" + ("_0_what" if field == "added_records" else "")
        (app.text_area if field == "added_text" else app.text_input)(key=key).set_value(SAID)
    assert not app.run().exception
    assert SAID in str(typed_drafts(store, local_user()))
