"""The way into a ward: its neighbourhoods on Overview and Ward, with and without their shapes."""

from __future__ import annotations

import pytest
from reading import elements, said

from fhfa_data.warehouse.read import Warehouse

HARPURHEY = "E05011366"
INSIDE = {"place": HARPURHEY, "view": "neighbourhoods"}


@pytest.fixture
def shapes_installed(monkeypatch, shaped_folder):
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(shaped_folder))


@pytest.fixture
def no_shapes(monkeypatch, nothing_kept):
    """As in a part of England that isn't embedded, where no layer of shapes could be had."""
    monkeypatch.setattr(Warehouse, "has_lsoa_shapes", False)


def button(app, label):
    return next((one for one in app.button if one.label == label), None)


def asked(app, name):
    """A part of the address, which AppTest gives as text or as a list of one."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[-1]


def own_codes(shaped):
    rows = shaped.frame("SELECT lsoa21_code FROM lsoa WHERE ward24_code = ?", [HARPURHEY])
    return set(rows["lsoa21_code"])


@pytest.mark.usefixtures("shapes_installed")
def test_a_link_opens_a_wards_neighbourhoods_on_the_overview(open_page, shaped):
    app = open_page("overview", **INSIDE)
    assert not app.exception
    shown = elements(app)
    assert shown["map"].level == "lsoas"
    assert shown["map"].home == HARPURHEY
    assert len(shown["map"].band) == 10
    [caption] = [name for name in shown if name.startswith("table:Neighbourhoods of Harpurhey")]
    assert {row[0]["code"] for row in shown[caption].rows} == own_codes(shaped)
    assert "Harpurhey's 10 neighbourhoods (LSOAs): all in the most deprived fifth" in said(app)
    assert "LSOA 2021" in said(app)
    assert asked(app, "view") == "neighbourhoods"


@pytest.mark.usefixtures("shapes_installed")
def test_the_way_in_and_the_way_back(open_page):
    app = open_page("overview", place=HARPURHEY)
    assert elements(app)["map"].level == "wards"
    button(app, "Show its neighbourhoods").click().run()
    assert elements(app)["map"].level == "lsoas"
    assert asked(app, "view") == "neighbourhoods"
    button(app, "Back to all wards").click().run()
    shown = elements(app)["map"]
    assert (shown.level, shown.selected) == ("wards", HARPURHEY)
    assert asked(app, "view") == "map"


@pytest.mark.usefixtures("shapes_installed")
def test_colours_say_the_indicator_or_the_decile_and_the_link_says_which(open_page):
    app = open_page("overview", indicator="disabled_pct", **INSIDE)
    assert "Disabled residents" in elements(app)["map"].label
    picker = next(one for one in app.selectbox if one.label == "Colours show")
    picker.set_value("decile").run()
    assert "decile" in elements(app)["map"].label
    assert asked(app, "colour") == "decile"
    [column] = {
        row[2]["text"]
        for name, table in elements(app).items()
        if name.startswith("table:Neighbourhoods")
        for row in table.rows
        if row[0]["text"] == "Manchester 002F"
    }
    assert column == "2"


@pytest.mark.usefixtures("shapes_installed")
def test_where_neighbourhoods_have_no_values_there_is_nothing_to_choose(open_page):
    app = open_page("overview", indicator="core20_pct", **INSIDE)
    assert not [one for one in app.selectbox if one.label == "Colours show"]


@pytest.mark.usefixtures("shapes_installed")
def test_a_neighbourhood_in_the_link_is_marked_and_another_place_lets_go_of_it(open_page):
    app = open_page("ward", place=HARPURHEY, lsoa="E01005204")
    assert elements(app)["map"].selected is None  # it is in another ward
    app = open_page("ward", place=HARPURHEY, lsoa="E01005202")
    assert elements(app)["map"].selected == "E01005202"
    next(one for one in app.selectbox if one.label == "Place").set_value("E05011350").run()
    assert "lsoa" not in app.query_params


@pytest.mark.usefixtures("shapes_installed")
def test_the_ward_page_has_map_and_table_and_says_how_rural_it_is(open_page):
    app = open_page("ward", place=HARPURHEY)
    assert elements(app)["map"].home == HARPURHEY
    assert "of residents live in neighbourhoods classed as urban" in said(app)


def test_the_embedded_copy_has_a_wards_neighbourhoods_on_its_map(open_page, warehouse):
    app = open_page("ward", place=HARPURHEY)
    shown = elements(app)["map"]
    assert (shown.level, shown.home) == ("lsoas", HARPURHEY)
    assert len(shown.band) == len(warehouse.lsoas_of(HARPURHEY))


def test_the_embedded_copy_shows_them_on_the_overview_too(open_page):
    app = open_page("overview", place=HARPURHEY)
    button(app, "Show its neighbourhoods").click().run()
    assert elements(app)["map"].level == "lsoas"


def test_without_shapes_squares_stay(open_page, no_shapes):
    app = open_page("ward", place=HARPURHEY)
    shown = elements(app)
    assert "map" not in shown
    assert len(shown["mosaic"].cells) == 10
    assert "The shapes of these neighbourhoods are not installed." in said(app)
    assert "classed as" not in said(app)


def test_without_shapes_the_overview_shows_wards_and_says_why(open_page, no_shapes):
    app = open_page("overview", **INSIDE)
    assert elements(app)["map"].level == "wards"
    way_in = button(app, "Show its neighbourhoods")
    assert way_in.disabled
    assert "not installed" in way_in.help


@pytest.mark.usefixtures("shapes_installed")
def test_without_a_ward_there_is_nothing_to_look_into(open_page):
    app = open_page("overview", place="E08000003", view="neighbourhoods")
    assert elements(app)["map"].level == "wards"
    assert not app.exception


@pytest.mark.usefixtures("shapes_installed")
def test_ones_own_neighbourhood_is_made_of_single_ones_on_the_map(open_page, shaped):
    app = open_page("own", place=HARPURHEY, own="2zesm", own_name="North")
    assert elements(app)["map"].level == "wards"
    (level,) = [one for one in app.button_group if one.label == "The map shows"]
    app = level.set_value("Neighbourhoods (LSOAs)").run()
    shown = elements(app)["map"]
    assert shown.level == "lsoas"
    assert set(shown.band) == {"1"}  # all of the ward is in it
    app = app.multiselect(key="own_wards").set_value([]).run()
    one = min(own_codes(shaped))
    app = app.multiselect(key="own_lsoas").set_value([one]).run()
    assert sorted(elements(app)["map"].band) == ["0"] * 9 + ["1"]
