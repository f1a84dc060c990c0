"""Movement since 2019 after a refresh, worked out again from the raw files in plain Python."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict

import duckdb
import pyarrow.parquet as pq
import pytest

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.model.checks import Outcome
from fhfa_data.tracing import trace
from fhfa_data.warehouse.read import Warehouse

RANK = "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
DECILE = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
PEOPLE_2015 = "Total population: mid 2015 (excluding prisoners)"
HARPURHEY = "E05011366"


def lines(shared, pattern):
    [path] = (shared / "opendata").glob(pattern)
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def figures(refreshed):
    with duckdb.connect(str(refreshed[1].file), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def moves(shared):
    """LSOA of 2021 → deciles moved, places moved, whether it is drawn alike."""
    then = {row["LSOA code (2011)"]: row for row in lines(shared, "iod2019/File_7*")}
    now = {row["LSOA code (2021)"]: row for row in lines(shared, "iod2025/File_7*")}
    parts = defaultdict(list)
    for row in lines(shared, "ons/LSOA11_LSOA21*"):
        parts[row["LSOA21CD"]].append((row["LSOA11CD"], row["CHGIND"]))
    found = {}
    for code, row in now.items():
        old = max(sorted(parts[code]), key=lambda one: int(then[one[0]][PEOPLE_2015]))[0]
        deciles = int(row[DECILE]) - int(then[old][DECILE])
        places = 100 * (int(row[RANK]) / len(now) - int(then[old][RANK]) / len(then))
        found[code] = deciles, places, parts[code] == [(code, "U")]
    return found


@pytest.fixture(scope="module")
def gm(repository):
    return pq.read_table(repository / "data" / "starter" / "areas.parquet").to_pylist()


def test_every_neighbourhood_moved_as_the_two_files_say(figures, moves, gm):
    rows = figures.execute(
        "SELECT indicator, area_code, value FROM figure WHERE area_type = 'lsoa' "
        "AND indicator IN ('imd_decile_moved', 'imd_position_moved') AND method = 'compared'"
    ).fetchall()
    assert len(rows) == 2 * len(gm)
    for indicator, code, value in rows:
        expected = moves[code][0 if indicator == "imd_decile_moved" else 1]
        assert value == pytest.approx(expected, abs=1e-9)


def test_residents_are_added_up_by_the_way_their_neighbourhoods_moved(figures, moves, gm, shared):
    """Greater Manchester's wards and boroughs, and England from all 33,755 neighbourhoods."""
    people = dict(
        figures.execute(
            "SELECT area_code, value FROM figure "
            "WHERE indicator = 'population' AND area_type = 'lsoa'"
        ).fetchall()
    )
    ways = {
        "imd_towards_most_pct": lambda move: move[0] < 0,
        "imd_towards_least_pct": lambda move: move[0] > 0,
        "imd_same_decile_pct": lambda move: move[0] == 0,
        "imd_2019_same_borders_pct": lambda move: move[2],
    }
    for indicator, counted in ways.items():
        sums, totals = Counter(), Counter()
        for row in gm:
            for area in (row["ward24_code"], row["borough_code"], "E47000001"):
                totals[area] += people[row["lsoa21_code"]]
                sums[area] += people[row["lsoa21_code"]] * counted(moves[row["lsoa21_code"]])
        rows = figures.execute(
            "SELECT area_code, numerator, denominator, value FROM figure WHERE indicator = ? "
            "AND area_type IN ('ward', 'borough', 'gm')",
            [indicator],
        ).fetchall()
        assert len(rows) == 226
        for code, numerator, denominator, value in rows:
            assert (numerator, denominator) == (sums[code], totals[code])
            assert value == pytest.approx(100 * sums[code] / totals[code])


def test_england_moves_about_as_much_either_way(figures):
    found = dict(
        figures.execute(
            "SELECT indicator, value FROM figure "
            "WHERE area_code = 'E92000001' AND indicator LIKE 'imd_%_pct'"
        ).fetchall()
    )
    either = found["imd_towards_most_pct"], found["imd_towards_least_pct"]
    assert sum(either) + found["imd_same_decile_pct"] == pytest.approx(100)
    assert abs(either[0] - either[1]) < 3  # whoever moves up passes somebody who moves down


def test_what_the_caution_says_of_borders_is_so(moves, shared, catalogue):
    kinds = defaultdict(set)
    for row in lines(shared, "ons/LSOA11_LSOA21*"):
        if row["LSOA21CD"].startswith("E"):
            kinds[row["LSOA21CD"]].add(row["CHGIND"])
    counts = Counter("".join(sorted(one)) for one in kinds.values())
    said = catalogue.caveats["older_borders_best_fit"].text
    assert f"{counts['U']:,} are drawn as they were" in said
    assert f"{counts['S']:,} come from one that was split" in said
    assert f"{counts['M'] + counts['X']:,} were merged or redrawn" in said
    assert sum(counts.values()) == 33_755
    assert sum(move[2] for move in moves.values()) == counts["U"]


def test_files_published_twice_agree(refreshed):
    opened = Warehouse(refreshed[1].file)
    found = {one.dataset: one for one in opened.check_results() if one.check == "same_in_file_7"}
    opened.close()
    for name, values in (("mhclg_iod2025_file1", "67,510"), ("mhclg_iod2025_file3", "135,020")):
        assert found[name].outcome is Outcome.PASSED
        assert values in found[name].detail


def test_a_move_is_traced_to_both_editions(refreshed, moves, gm, monkeypatch):
    place, done = refreshed
    monkeypatch.setenv("FHFA_RAW_DIR", str(place.raw))
    opened = Warehouse(done.file)
    found = trace(opened, load_catalogue(), "imd_towards_most_pct", HARPURHEY)
    opened.close()
    inputs = {one.role: one for one in found.inputs}
    assert list(inputs) == ["figures", "earlier", "older_lookup", "weights", "lookup"]
    now = {row.area_code: int(row.cells[DECILE]) for row in inputs["figures"].rows}
    then = {row.area_code: int(row.cells[DECILE]) for row in inputs["earlier"].rows}
    pairs = [row.cells for row in inputs["older_lookup"].rows]
    inside = {row["lsoa21_code"] for row in gm if row["ward24_code"] == HARPURHEY}
    assert {row["LSOA21CD"] for row in pairs} == set(now) == inside
    assert {row["LSOA11CD"] for row in pairs} == set(then)
    for row in pairs:  # none of Harpurhey's was merged, so each has one
        assert now[row["LSOA21CD"]] - then[row["LSOA11CD"]] == moves[row["LSOA21CD"]][0]
