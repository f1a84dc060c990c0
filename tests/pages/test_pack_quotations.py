"""The Wisdom page shows what packs quote beside our own words, as plain text, and says so."""

from __future__ import annotations

import pytest
from reading import said

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.pack import parse_pack
from fhfa_data.stories.pack.read import blocks_of_text
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.packs import keep_pack
from fhfa_data.stories.store.packs import packs as kept_packs
from fhfa_data.views.pack_voices import pack_voices

TRICK = "<script>alert(1)</script> [orchard](http://example.org) ![a](b) **copper** :red[river]"
HEADING = "In their own words"


def pack_text(kind="Locality", number=10, title="Feeling"):
    return f"""{kind} insights of Nowhere

March 2031

Insight {number}: {title}

Lantern bridge

Kitchen orchard planet. It is 'so so' here.

"{TRICK}"

A made-up person, resident

Insight {number + 1}: Marble violin

"this one belongs elsewhere"
"""


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Keeps a pack in a store of the test's own."""
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)

    def keep_one(text):
        store = open_store()
        keep_pack(store, local_user(), parse_pack(blocks_of_text(text)))
        found = kept_packs(store)
        store.close()
        return found

    return keep_one


def texts(app):
    return [one.value for one in app.text]


def test_a_quotation_stands_beside_our_insight_as_plain_text(open_page, keep):
    keep(pack_text())
    app = open_page("wisdom", insight="feeling")
    assert HEADING in said(app)
    assert texts(app) == [
        "Quotations from the pack: Locality insights of Nowhere, March 2031",
        f"“{TRICK}”",
        "A made-up person, resident · on “Lantern bridge” · line 11",
    ]
    assert "<script>" not in said(app)


def test_an_insight_that_no_pack_quotes_shows_nothing_of_packs(open_page, keep):
    keep(pack_text())
    app = open_page("wisdom", insight="a-new-era")
    assert HEADING not in said(app)
    assert texts(app) == []


def test_without_a_store_nothing_is_shown_and_none_is_made(open_page, tmp_path, monkeypatch):
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)
    app = open_page("wisdom", insight="feeling")
    assert HEADING not in said(app)
    assert not app.exception
    assert not (tmp_path / "stories").exists()


def test_a_store_that_cannot_be_read_is_said_and_the_insight_still_shown(open_page, monkeypatch):
    monkeypatch.setenv("FHFA_STORIES_URL", "postgresql://atlas:hush@127.0.0.1:9/none")
    app = open_page("wisdom", insight="feeling")
    assert "can't be shown" in said(app)
    assert "hush" not in said(app)
    assert "Ask in a meeting" in said(app)
    assert not app.exception


@pytest.mark.parametrize(
    ("kind", "number", "title", "sure"),
    [
        ("Locality", 10, "On feeling", True),
        ("Locality", 3, "Feeling", False),
        ("Community", 10, "Feeling", False),
    ],
)
def test_a_match_by_title_alone_is_a_guess_and_says_so(keep, kind, number, title, sure):
    (ours,) = [one for one in load_wisdom().insights if one.id == "feeling"]
    (found,) = pack_voices(keep(pack_text(kind, number, title)), ours)
    assert [one.words for one in found.voices] == [f"“{TRICK}”"]
    assert (found.unsure == "") is sure
    assert sure or f"its insight {number}" in found.unsure


def test_a_quotation_stays_with_our_insight_when_that_is_called_otherwise(keep):
    (ours,) = [one for one in load_wisdom().insights if one.id == "feeling"]
    renamed = ours.model_copy(update={"title": "Hedge walnut"})
    assert pack_voices(keep(pack_text()), renamed) == pack_voices(keep(pack_text()), ours) != ()


@pytest.mark.parametrize(("kind", "title"), [("Locality", "Hedge walnut"), ("Community", "Walnut")])
def test_the_same_number_with_another_title_is_no_match(keep, kind, title):
    (ours,) = [one for one in load_wisdom().insights if one.id == "feeling"]
    assert pack_voices(keep(pack_text(kind, 10, title)), ours) == ()
