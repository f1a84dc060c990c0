"""Reading: nothing can be written, no other file reached, and threads may share it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from fhfa_data.errors import UnknownName, WarehouseError
from fhfa_data.model.areas import AreaType


@pytest.fixture
def private(tmp_path):
    path = tmp_path / "private.csv"
    path.write_text("name\nsecret\n")
    return path


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{path}')",
        "SELECT * FROM read_text('{path}')",
        "SELECT * FROM '{path}'",
        "COPY (SELECT 1) TO '{path}.out'",
        "ATTACH '{path}.duckdb'",
        "EXPORT DATABASE '{path}.folder'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET threads = 1",
    ],
)
def test_external_access_is_off(warehouse, private, query):
    with pytest.raises(WarehouseError):
        warehouse.frame(query.format(path=private.as_posix()))
    assert [path.name for path in private.parent.iterdir()] == ["private.csv"]


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM figure",
        "UPDATE figure SET value = 0",
        "INSERT INTO meta VALUES ('a', 'b')",
        "DROP TABLE figure",
        "CREATE TABLE mine (a INTEGER)",
    ],
)
def test_nothing_can_be_written(warehouse, query):
    with pytest.raises(WarehouseError):
        warehouse.frame(query)
    assert warehouse.frame("SELECT count(*) AS n FROM figure")["n"][0] > 82_119


def test_threads_share_one_warehouse(warehouse):
    wards = [ward.code for ward in warehouse.wards()] * 2

    def ask(code):
        figures = warehouse.latest_figures([code])
        return {one.area_code for one in figures}, len({one.indicator for one in figures})

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, wards))
    assert answers == [({code}, 66) for code in wards]


def test_wards_of_a_borough(warehouse):
    assert len(warehouse.wards()) == 215
    manchester = warehouse.wards("E08000003")
    assert len(manchester) == 32
    assert "Harpurhey" in {ward.name for ward in manchester}


def test_the_neighbourhoods_of_a_ward_are_its_residents(warehouse):
    lsoas = warehouse.lsoas_of("E05011366")
    figures = {one.indicator: one for one in warehouse.latest_figures(["E05011366"])}
    assert lsoas["residents"].sum() == figures["population"].value
    core = lsoas.loc[lsoas["decile"] <= 2, "residents"].sum()
    assert core == figures["core20_pct"].numerator


def test_a_series_is_in_order_of_time(warehouse):
    figures = warehouse.series("smoking_adults_pct", ["E08000003"])
    years = [one.period for one in figures]
    assert years == sorted(years) == [str(year) for year in range(2011, 2025)]


@pytest.mark.parametrize(("kind", "count"), [("ward", 215), ("borough", 10)])
def test_the_order_of_areas_is_by_value_and_counts_each_once(warehouse, kind, count):
    rows = warehouse.frame(
        """SELECT place, value FROM area_order
        JOIN figure USING (indicator, area_type, period, sex, area_code)
        WHERE indicator = 'imd_score' AND area_type = ? ORDER BY place""",
        [kind],
    )
    assert rows["place"].tolist() == list(range(1, count + 1))
    assert rows["value"].is_monotonic_increasing


def test_unknown_place_and_period(warehouse):
    with pytest.raises(UnknownName, match=r"Harpurhey \(E05011366\)"):
        warehouse.area("Harpurhy")
    with pytest.raises(UnknownName):
        warehouse.latest_period("made_up", AreaType.WARD)


def test_every_place_and_shape_is_there(warehouse):
    assert len(warehouse.places()) == 863
    assert len(warehouse.ward_shapes()) == 215
    wards = [ward.code for ward in warehouse.wards()]
    shown = warehouse.places()["ward24_code"].isin(wards).sum()
    assert shown == 863
