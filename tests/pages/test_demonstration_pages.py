"""Every page of a demonstration opens, and says first that it is one; no other atlas says so."""

from __future__ import annotations

import pytest
from reading import all_elements, said

from fhfa_data.demo.voices import AGENDA
from fhfa_data.demo.world import demonstration

PAGES = (
    *(
        "overview",
        "ward",
        "gap",
        "compare",
        "stories",
        "tell",
        "wisdom",
        "about",
        "query",
        "health",
    ),
    *("meeting", "actions", "reflect", "tools", "process"),
)
WARD, BOROUGH = "E05998001", "E06998001"
QUERIES: dict[str, dict[str, str]] = {
    "overview": {"place": BOROUGH},
    "ward": {"place": WARD},
    "stories": {"place": WARD},
    "tell": {"place": WARD},
    "process": {"place": WARD},
    "meeting": {"agenda": AGENDA, "step": "1"},
}


@pytest.fixture(scope="module")
def demo():
    with demonstration(lambda _share, _words: None) as folder:
        yield folder


def banners(app):
    return [one.value for one in app.warning if one.value.startswith("**A demonstration.**")]


def test_no_other_atlas_says_so(open_page):
    assert banners(open_page("overview")) == []


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_so(demo, open_page, page):
    app = open_page(page, **QUERIES.get(page, {}))
    assert not app.exception
    assert not app.error, [one.value for one in app.error]
    assert len(banners(app)) == 1
    assert "Figures: made up" in said(app)
    assert "Official statistic" not in said(app)
    assert "Census count" not in said(app)


@pytest.mark.slow
def test_a_ward_has_its_stories_beside_its_figures(demo, open_page):
    app = open_page("ward", place=WARD, indicator="core20_pct")
    assert "All of Quarry Bank's" in said(app)
    cards = str([vars(one) for one in all_elements(app) if one.name == "voices"])
    assert "Made up: the evening bus that went" in cards
