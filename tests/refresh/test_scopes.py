"""Other parts of England than Greater Manchester, and back again."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from fhfa_process import fhfa
from places import Place, copy_of_folder
from published_tables import BOARDS, OLDER_LSOAS, OLDER_MSOAS, WARDS, rows

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.errors import SourceError, UnknownName
from fhfa_data.model.scope import read_scope
from fhfa_data.pairing.gather import gather_facts
from fhfa_data.refresh.areas import areas_within, msoas_within
from fhfa_data.refresh.scoping import reach_of
from fhfa_data.sources.starter import read_starter
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse

BIRMINGHAM, NORTH_NORFOLK, DORSET = "E08000025", "E07000147", "E54000041"


@pytest.fixture(scope="module")
def elsewhere(refreshed_for):
    """Birmingham and North Norfolk."""
    return refreshed_for(f"{BIRMINGHAM},{NORTH_NORFOLK}")


@pytest.fixture(scope="module")
def opened(elsewhere):
    warehouse = Warehouse(elsewhere[1].file)
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def lookups(shared):
    return {
        Provides.LSOAS: pd.DataFrame(rows(shared, WARDS), dtype="string"),
        Provides.ICBS: pd.DataFrame(rows(shared, BOARDS), dtype="string"),
    }


def test_only_the_two_boroughs_are_installed_and_whole(opened, shared):
    expected = [one for one in rows(shared, WARDS) if one["LAD24CD"] in (BIRMINGHAM, NORTH_NORFOLK)]
    found = opened.frame("SELECT lsoa21_code, ward24_code, borough_code FROM lsoa")
    assert set(found["lsoa21_code"]) == {one["LSOA21CD"] for one in expected}
    assert {one.code for one in opened.wards()} == {one["WD24CD"] for one in expected}
    assert opened.meta["scope"] == "2 boroughs"
    kinds = set(opened.frame("SELECT DISTINCT area_type FROM area")["area_type"])
    assert kinds == {"lsoa", "msoa", "ward", "borough", "england"}
    assert len(opened.frame("SELECT * FROM borough_region")) == 2


def test_published_figures_are_kept_for_installed_boroughs_only(opened):
    rows_ = opened.frame(
        """SELECT DISTINCT area_code FROM figure
        WHERE indicator = 'smoking_adults_pct' AND area_type = 'borough' AND status = 'ok'"""
    )
    assert set(rows_["area_code"]) == {BIRMINGHAM, NORTH_NORFOLK}


def test_what_only_greater_manchester_has_is_told_not_hidden(opened):
    catalogue = catalogue_of(opened)
    assert "acute_morbidity" in catalogue.indicators
    found = opened.frame(
        "SELECT DISTINCT area_type, status FROM figure WHERE indicator = 'acute_morbidity'"
    )
    here = found.set_index("area_type")["status"].to_dict()
    kinds = ("lsoa", "msoa", "ward", "borough")
    assert here == {**dict.fromkeys(kinds, "not_available"), "england": "ok"}


def test_facts_of_a_place_say_unknown_not_zero(opened):
    ward = opened.wards(BIRMINGHAM)[0]
    facts = gather_facts(opened, catalogue_of(opened), ward)
    assert facts.places_count is None
    assert facts.core20_pct is not None


def test_a_change_of_scope_is_remembered_compared_and_undone(refreshed_for, refreshed, tmp_path):
    """Long, being seven commands one after another, three of which build a warehouse."""
    kept, done = refreshed_for(BIRMINGHAM)
    place = Place(copy_of_folder(kept.root, tmp_path / "place"))
    assert read_pointer(place.warehouses).scope == BIRMINGHAM
    said = fhfa(place, "status", "--history").stdout
    assert BIRMINGHAM in said
    assert "Greater Manchester" in said
    differs = fhfa(place, "diff")
    assert differs.returncode == 0, differs.stderr
    assert "2,274 areas went" in differs.stdout  # all but England
    again = fhfa(place, "refresh", "--offline", "--json")  # without a scope: the one installed
    assert done.fingerprint in again.stdout
    back = fhfa(place, "refresh", "--offline", "--scope", "gm", "--json")
    assert refreshed[1].fingerprint in back.stdout
    undone = fhfa(place, "rollback", done.fingerprint)
    assert undone.returncode == 0, undone.stderr
    assert "Scope:     Birmingham: 1 boroughs" in fhfa(place, "status").stdout


def test_codes_in_no_lookup_end_in_one_line_with_the_nearest(place):
    for code, near in (("E08000099", "E08000009 (Trafford)"), ("E07000999", "E07000")):
        done = fhfa(place, "refresh", "--offline", "--scope", code)
        assert done.returncode == 2
        assert f"There is no borough called '{code}'" in done.stderr
        assert near in done.stderr
        assert "Traceback" not in done.stderr


def test_an_icb_is_the_boroughs_that_it_reaches_into_whole(lookups):
    manchester = reach_of(read_scope("E54000057"), lookups)
    assert manchester.name == "NHS Greater Manchester Integrated Care Board"
    assert (len(manchester.boroughs), len(manchester.lsoas)) == (10, 1702)
    frimley = reach_of(read_scope("E54000034"), lookups)
    assert "E07000216" in frimley.boroughs  # Waverley, of which 29 of 82 are Frimley's
    inside = lookups[Provides.LSOAS]["LAD24CD"].isin(frimley.boroughs)
    assert len(frimley.lsoas) == inside.sum()


def test_an_icb_that_is_not_there_is_refused_with_the_nearest(lookups):
    with pytest.raises(UnknownName) as caught:
        reach_of(read_scope("E54000099"), lookups)
    assert any("Integrated Care Board" in one for one in caught.value.nearest)
    without = {Provides.LSOAS: lookups[Provides.LSOAS]}
    with pytest.raises(SourceError, match="which neighbourhoods are in which ICB"):
        reach_of(read_scope("E54000057"), without)


def test_an_icb_without_the_older_lookups_is_whole_but_for_life_expectancy(
    copied, tmp_path, monkeypatch, endpoints, changing, replica
):
    place = copied(tmp_path)
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(place.warehouses))
    shutil.rmtree(place.raw / "ons_lsoa11_lsoa21_lookup")  # or its last copy would stand
    with changing(LSOA11_LSOA21=lambda _reply: replica.plain(404, "moved")):
        done = place.refresh(endpoints.url, read_scope(DORSET))
    opened = Warehouse(done.file)
    catalogue = catalogue_of(opened)
    assert "Integrated Care Board" in opened.meta["scope"]
    assert not any(one.area_type == "msoa" for one in opened.areas.values())
    level = catalogue.indicators["life_expectancy_birth"].levels["msoa"]
    assert level.reason == "kind_not_installed"
    facts = gather_facts(opened, catalogue, opened.wards()[0])
    assert facts.msoas_without_life_expectancy is None
    opened.close()


def test_msoas_by_lookup_are_those_that_came_with_the_embedded_figures(lookups, shared):
    """The starter was made from the same lookups, by other hands: all 1,702 must agree."""
    starter = read_starter()
    older = {
        Provides.OLDER_LSOAS: pd.DataFrame(rows(shared, OLDER_LSOAS), dtype="string"),
        Provides.OLDER_MSOAS: pd.DataFrame(rows(shared, OLDER_MSOAS), dtype="string"),
    }
    boroughs = starter.areas["borough_code"].unique()
    areas = areas_within(boroughs, starter.areas.head(0), lookups | older)
    msoas = msoas_within(areas, starter.msoas.head(0), lookups | older)
    ours = areas.set_index("lsoa21_code")["msoa11_code"]
    assert dict(ours) == dict(starter.areas.set_index("lsoa21_code")["msoa11_code"])
    assert len(ours) == 1702
    columns = ["msoa11_name", "borough_code", "borough_name"]
    expected = starter.msoas.set_index("msoa11_code")[columns]
    assert msoas.set_index("msoa11_code")[columns].to_dict() == expected.to_dict()
