"""How neighbourhoods moved between two editions: on invented ones, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from fhfa_data.indicators.movement import best_fit, moved_lsoa_counts, movement

# Of 2011: A unchanged; B split into B1 and B2; C and D merged into M; E redrawn. Ten in all, so
# that a rank is a place out of ten; of 2021 there are eight.
LOOKUP = pd.DataFrame(
    [
        ("A", "A", "U"),
        ("B", "B1", "S"),
        ("B", "B2", "S"),
        ("C", "M", "M"),
        ("D", "M", "M"),
        ("E", "X", "X"),
    ],
    columns=["LSOA11CD", "LSOA21CD", "CHGIND"],
)
OLDER = {  # rank, decile, residents in 2015
    "A": (1, 1, 1500), "B": (5, 5, 1600), "C": (3, 3, 1400), "D": (9, 9, 1700), "E": (7, 7, 1500),
    "F": (2, 2, 9), "G": (4, 4, 9), "H": (6, 6, 9), "I": (8, 8, 9), "J": (10, 10, 9),
}  # fmt: skip
NEWER = {  # rank, decile
    "A": (2, 3), "B1": (4, 5), "B2": (1, 2), "M": (8, 10), "X": (3, 4),
    "K": (5, 7), "L": (6, 8), "N": (7, 9),
}  # fmt: skip
RESIDENTS = pd.Series({"A": 1000.0, "B1": 800.0, "B2": 700.0, "M": 3000.0, "X": 500.0})


def long(names, values, period):
    rows = [
        {"indicator": name, "area_code": code, "period": period, "value": float(number)}
        for code, numbers in values.items()
        for name, number in zip(names, numbers, strict=True)
    ]
    return pd.DataFrame(rows)


@pytest.fixture
def moved():
    newer = long(("imd_rank", "imd_decile"), NEWER, "2025")
    older = long(("imd_rank", "imd_decile", "population"), OLDER, "2019")
    return movement(newer, older, LOOKUP, RESIDENTS)


def values(rows, indicator):
    found = rows[(rows["indicator"] == indicator) & rows["value"].notna()]
    return dict(zip(found["area_code"], found["value"], strict=True))


def test_deciles_are_compared_exactly_or_with_the_best_fit(moved):
    # M is compared with D, which had more residents than C.
    assert values(moved, "imd_decile_moved") == {"A": 2, "B1": 0, "B2": -3, "M": 1, "X": -3}


def test_places_count_out_of_all_neighbourhoods_of_their_edition(moved):
    found = values(moved, "imd_position_moved")
    assert found["A"] == pytest.approx(100 * 2 / 8 - 100 * 1 / 10)
    assert found["M"] == pytest.approx(100 * 8 / 8 - 100 * 9 / 10)


def test_only_unchanged_borders_are_called_the_same(moved):
    rows = moved[moved["indicator"] == "imd_2019_same_borders_pct"].set_index("area_code")
    assert values(moved, "imd_2019_same_borders_pct") == {
        "A": 100,
        "B1": 0,
        "B2": 0,
        "M": 0,
        "X": 0,
    }
    assert rows.loc["A", ["numerator", "denominator"]].tolist() == [1000, 1000]
    assert rows.loc["M", ["numerator", "denominator"]].tolist() == [0, 3000]


def test_a_neighbourhood_the_lookup_lacks_is_not_available(moved):
    unknown = moved[moved["area_code"].isin(["K", "L", "N"])]
    assert set(unknown["status"]) == {"not_available"}
    assert unknown["value"].isna().all()


def test_of_two_parts_alike_the_lower_code_is_taken():
    fit = best_fit(LOOKUP.iloc[::-1], pd.Series({"C": 5.0, "D": 5.0}))
    assert fit.loc["M", "older"] == "C"


def test_residents_are_counted_by_the_way_their_neighbourhood_moved(moved):
    lsoas = pd.DataFrame({"lsoa21_code": ["A", "B1", "B2", "K"], "residents": [10.0, 20, 30, 40]})
    rows = moved_lsoa_counts(moved, lsoas).set_index(["indicator", "area_code"])["numerator"]
    assert rows["imd_towards_most_pct"].tolist()[:3] == [0, 0, 30]
    assert rows["imd_towards_least_pct"].tolist()[:3] == [10, 0, 0]
    assert rows["imd_same_decile_pct"].tolist()[:3] == [0, 20, 0]
    assert rows.xs("K", level="area_code").isna().all()  # unknown is neither


def test_without_an_earlier_edition_there_is_nothing_to_count(moved):
    others = moved[moved["indicator"] == "imd_position_moved"]
    assert moved_lsoa_counts(others, pd.DataFrame()).empty
