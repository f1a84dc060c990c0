"""What was said of a story and a figure, taken back on the Stories page by whoever may."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_stories import ADA, CARA, COLIN, MO, VI, consent, story
from reading import all_elements

from fhfa_data.stories.actors import VISITOR
from fhfa_data.stories.choices import Says
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.deciding import approve
from fhfa_data.stories.store.reading import audit
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.store.ties import tie
from fhfa_data.ui import story_cache

HARPURHEY = "E05011366"
WHERE = {"ward": HARPURHEY, "ward_name": "Harpurhey", "borough": "E08000003",
         "borough_name": "Manchester", "neighbourhood": ""}  # fmt: skip
TODAY = date.today()


@pytest.fixture
def store(store):
    """A store of this test's own, with a story of which Cara said that there is no data on it."""
    told = story(consents=[consent(given_on=TODAY)], **WHERE)
    save(store, CARA, told, story_id="one", submit=True)
    approve(store, MO, "one", 1)
    tie(store, CARA, Use.INTERNAL, TODAY, "one", "core20_pct", Says.NO_DATA)
    return store


@pytest.fixture
def looking(monkeypatch):
    """Somebody else than this machine's user looks."""
    return lambda who: monkeypatch.setattr(story_cache, "actor", lambda: who)


def question(app):
    """The headings of the story's card: what it asks beside the figure comes first."""
    (card,) = (
        card
        for one in all_elements(app)
        if one.name == "voices"
        for card in one.cards
        if card["label"].startswith("Story:")
    )
    return dict(card["parts"])


BACK = "What to take back"


def take_back(app):
    """Choose the first thing that may be taken back."""
    (box,) = (one for one in app.selectbox if one.label == BACK)
    return box.select_index(0).run(), box.options


def told(app):
    return "\n".join(str(one.value) for one in app.info)


def press(app, label):
    return next(one for one in app.button if one.label == label).click().run()


@pytest.mark.parametrize(("who", "by"), [(CARA, ""), (MO, " (said by somebody else)")])
def test_what_was_said_of_a_figure_is_taken_back_by_who_said_it_or_a_moderator(
    open_page, store, looking, who, by
):
    looking(who)
    app = open_page("stories", place=HARPURHEY, indicator="core20_pct")
    assert "Open question" in question(app)
    assert "Take it back" not in [one.label for one in app.button]
    app, listed = take_back(app)
    assert listed == [f"“{story().title}” and “Residents in Core20”: There is no data on this{by}"]
    app = press(app, "Take it back")
    assert not app.exception
    assert told(app).startswith("Taken back.")
    assert "Open question" not in question(app)
    assert BACK not in [one.label for one in app.selectbox]


@pytest.mark.parametrize("who", [VISITOR, VI, ADA, COLIN], ids=lambda one: one.id or "visitor")
def test_a_stranger_is_offered_nothing_to_take_back(open_page, store, looking, who):
    looking(who)
    app = open_page("stories", place=HARPURHEY, indicator="core20_pct")
    assert question(app)
    assert BACK not in [one.label for one in app.selectbox]


def test_who_presses_is_asked_again_whether_they_may(open_page, store, looking):
    looking(MO)
    app, _ = take_back(open_page("stories", place=HARPURHEY, indicator="core20_pct"))
    looking(COLIN)
    app = press(app, "Take it back")
    assert "Only a moderator takes back" in told(app)
    assert "Open question" in question(app)
    assert [one.action for one in audit(store, ADA)][-1] == "tie"


def test_what_was_said_anew_meanwhile_is_not_taken_back(open_page, store, looking):
    looking(CARA)
    app, _ = take_back(open_page("stories", place=HARPURHEY, indicator="core20_pct"))
    tie(store, CARA, Use.INTERNAL, TODAY, "one", "core20_pct", Says.CONFIRMS, 1)
    app = press(app, "Take it back")
    assert "changed since you saw it" in told(app)
    assert "Ask in the meeting" in question(app)
