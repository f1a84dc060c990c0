"""The pages follow what is installed: two boroughs, or a small England, as well as the ten."""

from __future__ import annotations

import pytest
from made_up_scopes import FENWICK, HARPURHEY, LOWER, MILLBY, UPPER, small_england, two_boroughs
from reading import elements, said

from fhfa_data.ui import cache
from fhfa_data.views import place_choice
from fhfa_data.warehouse.read import Warehouse

BOXES = ("Place", "Region", "Borough", "Ward")
PAGES = ("overview", "ward", "about")


@pytest.fixture(scope="module")
def two(warehouse_file, tmp_path_factory):
    return two_boroughs(warehouse_file, tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="module")
def england(warehouse_file, tmp_path_factory):
    return small_england(warehouse_file, tmp_path_factory.mktemp("england"))


@pytest.fixture
def install(monkeypatch):
    """A way to have a warehouse served; in three boxes if a place has many places here."""

    def installed(file, *, in_steps=False):
        monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(file.parent))
        monkeypatch.setattr(cache, "ensure_warehouse", lambda _progress: None)
        if in_steps:
            monkeypatch.setattr(place_choice, "MOST_IN_ONE_BOX", 100)

    return installed


def chosen(app):
    return {one.label: one.value for one in app.selectbox if one.label in BOXES}


def options(app, label):
    return next(one.options for one in app.selectbox if one.label == label)


def shown_without_trouble(app):
    return not app.exception and not app.error and "Traceback" not in said(app)


def test_greater_manchester_alone_has_one_box_and_is_home(open_page):
    app = open_page("overview")
    assert chosen(app) == {"Place": "E47000001"}
    assert len(options(app, "Place")) == 1 + 10 + 215
    assert app.query_params["compare"] == "E47000001"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", [MILLBY, FENWICK, HARPURHEY])
def test_every_page_stands_for_boroughs_outside(open_page, install, two, page, place):
    install(two)
    app = open_page(page, place=place)
    assert shown_without_trouble(app)
    assert chosen(app) == {"Place": place}
    assert "Greater Manchester (" not in said(app)


def test_two_boroughs_start_at_the_first_with_no_invented_whole(open_page, install, two):
    install(two)
    app = open_page("overview")
    assert app.title[0].value == "Fenwick"
    assert len(options(app, "Place")) == 2 + 52
    assert app.query_params["compare"] == "E92000001"
    assert "Across Fenwick's 20 wards" in said(app)
    assert len(elements(app)["map"].band) == 20


def test_a_ward_outside_compares_with_its_borough_and_england(open_page, install, two):
    install(two)
    app = open_page("ward", place=HARPURHEY)
    assert "(Millby 61.2% and England" in said(app)
    table = elements(app)["table:Indicators for Harpurhey, Millby"]
    assert [one["label"] for one in table.columns][1:4] == ["Harpurhey", "Millby", "England"]
    assert "● ward, ◇ borough, dashed line England." in said(app)


def test_places_that_nobody_listed_are_not_called_none(open_page, install, two):
    install(two)
    with_none = Warehouse(two)
    ward = with_none.wards(FENWICK)[0].code
    with_none.close()
    text = said(open_page("ward", place=ward))
    assert "not listed here yet" in text
    assert "No libraries" not in text
    assert "not listed here yet" not in said(open_page("ward", place=HARPURHEY))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", ["E92000001", UPPER, "E07000903", "E07000910", HARPURHEY])
def test_every_page_stands_in_england(open_page, install, england, page, place):
    install(england, in_steps=True)
    app = open_page(page, place=place)
    assert shown_without_trouble(app)
    assert app.query_params["place"] == place


def test_england_is_home_and_shows_its_boroughs_not_all_wards(open_page, install, england):
    install(england, in_steps=True)
    app = open_page("overview")
    assert app.title[0].value == "England"
    shown = elements(app)
    assert len(shown["map"].band) == 10
    assert shown["map"].level == "boroughs"
    assert len(shown["table:" + next(one[6:] for one in shown if "Core20" in one)].rows) == 10
    assert chosen(app) == {"Region": "E92000001", "Borough": None, "Ward": None}
    assert "The same boroughs as a table" in said(app)


def test_a_link_to_a_ward_restores_all_three_boxes(open_page, install, england):
    install(england, in_steps=True)
    app = open_page("ward", place=HARPURHEY)
    assert chosen(app) == {"Region": UPPER, "Borough": "E07000903", "Ward": HARPURHEY}
    assert len(options(app, "Ward")) == 32
    assert len(options(app, "Borough")) == 4
    assert options(app, "Region") == ["England", "Lower", "Upper", "Region not known"]


def test_each_box_leads_to_the_next(open_page, install, england):
    install(england, in_steps=True)
    app = open_page("overview")
    pick(app, "Region", LOWER)
    assert app.title[0].value == "Lower"
    assert len(elements(app)["map"].band) == 4
    pick(app, "Borough", "E07000905")
    assert app.title[0].value == "Rochdaleshire"
    assert elements(app)["map"].level == "wards"
    pick(app, "Region", "unknown")
    assert chosen(app)["Borough"] in {"E07000909", "E07000910"}


def pick(app, label, value):
    next(one for one in app.selectbox if one.label == label).set_value(value)
    app.run()


def test_a_region_and_england_are_told_to_choose_a_borough_before_a_ward(
    open_page, install, england
):
    install(england, in_steps=True)
    text = said(open_page("ward", place="E92000001"))
    assert "England has more wards than fit in a list: choose a borough first." in text


def test_the_key_of_the_profile_names_the_region(open_page, install, england):
    install(england, in_steps=True)
    text = said(open_page("ward", place=HARPURHEY))
    assert "● ward, ◇ borough, short line Upper, dashed line England." in text
