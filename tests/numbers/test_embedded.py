"""What is embedded is whole, fits together, and is what its README says."""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import shapely

STARTER = Path(__file__).resolve().parents[2] / "data" / "starter"
ENGLAND = "E92000001"


def rows_of(name):
    return pq.read_table(STARTER / f"{name}.parquet").to_pylist()


def share(rows, holds):
    return 100 * sum(map(holds, rows)) / len(rows)


@pytest.fixture(scope="module")
def areas():
    return {row["lsoa21_code"]: row for row in rows_of("areas")}


@pytest.fixture(scope="module")
def postcodes():
    return rows_of("postcodes")


@pytest.fixture(scope="module")
def figures():
    """(indicator, area code, period) → row, of figures for persons."""
    rows = [one for one in rows_of("figures") if one["sex"] == "Persons"]
    return {(one["indicator"], one["area_code"], one["period"]): one for one in rows}


def test_every_file_is_the_one_that_its_provenance_lists():
    listed = tomllib.loads((STARTER / "provenance.toml").read_text("utf-8"))["files"]
    assert set(listed) == {path.name for path in STARTER.glob("*.parquet")}
    for name, said in listed.items():
        assert hashlib.sha256((STARTER / name).read_bytes()).hexdigest() == said["sha256"], name
        assert len(rows_of(name.removesuffix(".parquet"))) == said["rows"], name


def test_the_readme_counts_what_is_there():
    words = (STARTER / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(\w+)\.parquet` \| ([\d,]+) \|", words, re.M))
    there = {path.stem: f"{len(rows_of(path.stem)):,}" for path in STARTER.glob("*.parquet")}
    assert told == there


def test_the_attribution_names_everybody_whose_work_is_here():
    said = tomllib.loads((STARTER / "provenance.toml").read_text("utf-8"))["attribution"]
    for words in (
        "Open Government Licence v3.0",
        "Office for National Statistics",
        "Contains OS data © Crown copyright and database right 2025",
        "Contains Royal Mail data © Royal Mail copyright and database right 2025",
        "House of Commons Library, Open Parliament Licence v3.0",
    ):
        assert words in said
    assert said in (STARTER / "README.md").read_text("utf-8")


def test_every_neighbourhood_is_drawn_and_those_that_were_split_say_so(areas):
    drawings = rows_of("lsoa_footprints")
    assert [one["lsoa21_code"] for one in drawings] == sorted(areas)
    assert Counter(one["drawn"] for one in drawings) == {"whole": 1_639, "divided": 63}
    overlaps = [one["overlap_pct"] for one in drawings]
    assert (round(sum(overlaps) / len(overlaps)), min(overlaps)) == (75, 19)


def test_every_ward_is_drawn_and_none_overlaps_its_true_ward_by_less_than_half(areas):
    drawings = rows_of("ward_footprints")
    assert {one["ward24_code"] for one in drawings} == {
        one["ward24_code"] for one in areas.values()
    }
    overlaps = [one["overlap_pct"] for one in drawings]
    assert (round(sum(overlaps) / len(overlaps)), min(overlaps)) == (88, 56)


@pytest.mark.parametrize("name", ["lsoa_footprints", "ward_footprints"])
def test_neighbours_share_their_lines(name):
    shapes = shapely.from_wkb([one["geometry"] for one in rows_of(name)])
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_postcodes_lie_in_known_areas_one_in_ten_in_another_ward_than_best_fit(areas, postcodes):
    assert len({one["postcode"] for one in postcodes}) == len(postcodes)
    assert all(
        re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", one["postcode"]) for one in postcodes
    )
    assert {one["lsoa21_code"] for one in postcodes} <= set(areas)
    wards = {one["ward24_code"] for one in areas.values()}
    assert {one["ward24_code"] for one in postcodes} == wards
    other = share(
        postcodes, lambda one: one["ward24_code"] != areas[one["lsoa21_code"]]["ward24_code"]
    )
    assert round(other, 1) == 9.6
    assert Counter(one["quality"] for one in postcodes) == {10: 71_920, 50: 221}


def test_ages_add_up_to_the_residents_of_each_neighbourhood_and_of_england(areas, figures):
    bands = defaultdict(dict)
    for row in rows_of("ages"):
        bands[row["area_code"]][row["age_band"]] = row["residents"]
    assert set(bands) == {*areas, ENGLAND}
    for code, ages in bands.items():
        assert len(ages) == 18
        assert sum(ages.values()) == figures["population", code, "2021"]["value"]
        older = 100 * sum(ages[one] for one in ("65-69", "70-74", "75-79", "80-84", "85+"))
        said = figures["aged_65_over_pct", code, "2021"]["value"]
        assert math.isclose(older / sum(ages.values()), said, abs_tol=0.01)


def test_retired_wards_went_to_wards_that_are_and_almost_wholly(areas):
    changes = rows_of("ward_changes")
    wards = {one["ward24_code"] for one in areas.values()}
    assert {one["ward24_code"] for one in changes} <= wards
    went = defaultdict(float)
    for one in changes:
        assert one["ward22_code"] not in wards
        assert one["share_pct"] >= 2
        went[one["ward22_code"]] += one["share_pct"]
    assert len(went) == 126
    assert all(95 < total < 100.2 for total in went.values())


def test_every_middle_layer_area_has_a_name_that_people_use():
    msoas = rows_of("msoa11")
    assert all(one["local_name"] for one in msoas)
    assert "Boothroyden & Higher Blackley" in {one["local_name"] for one in msoas}


def test_england_has_what_a_ward_is_set_beside(figures):
    england = {key[0] for key in figures if key[1] == ENGLAND}
    for name in ("extent_pct", "social_rented_pct", "private_rented_pct", "overcrowded_pct"):
        assert name in england


@pytest.mark.parametrize("indicator", ["comparative_illness_disability_ratio", "acute_morbidity"])
def test_a_standardised_ratio_says_englands_own_beside_the_value(indicator, figures, catalogue):
    """It is not 100, as one would think of a standardised ratio."""
    mean = figures[indicator, ENGLAND, "2025"]["value"]
    assert f"England {mean:.1f}" in catalogue.indicator(indicator).unit_label


@pytest.mark.parametrize("period", ["2023/24", "2024/25"])
def test_englands_children_are_counted_out_of_whom(figures, period):
    row = figures["children_low_income_ahc_pct", ENGLAND, period]
    assert math.isclose(100 * row["numerator"] / row["denominator"], row["value"], abs_tol=0.001)


SCORES = ("imd_score", "income_score", "health_score", "crime_score", "living_environment_score")


@pytest.mark.parametrize("indicator", SCORES)
def test_published_borough_scores_are_near_the_averages_of_their_neighbourhoods(
    indicator, areas, figures
):
    """Other residents weigh (mid-2022), so near and not the same: by less than 2% of the spread."""
    members = defaultdict(list)
    for code, area in areas.items():
        members[area["borough_code"]].append(code)
    differ = 0
    for borough, codes in members.items():
        scores = [figures[indicator, one, "2025"]["value"] for one in codes]
        people = [figures["population", one, "2021"]["value"] for one in codes]
        mean = math.fsum(a * b for a, b in zip(scores, people, strict=True)) / sum(people)
        published = figures[indicator, borough, "2025"]["value"]
        assert abs(mean - published) < 0.02 * (max(scores) - min(scores)), borough
        differ += abs(mean - published) > 1e-4
    assert len(members) == 10
    assert differ


def test_verdicts_are_the_publishers_own_words_beside_its_borough_figures():
    rows = [one for one in rows_of("figures") if one["compared_to_england"]]
    assert {one["area_type"] for one in rows} == {"borough"}
    words = {"Better", "Similar", "Worse", "Higher 99.8", "Lower 99.8"}
    assert {one["compared_to_england"] for one in rows} == words
    unjudged = {one["indicator"] for one in rows if "99.8" in one["compared_to_england"]}
    assert unjudged == {"depression_qof_pct"}
