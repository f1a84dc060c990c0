"""A figure for an area is made from all of its neighbourhoods or not at all."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from fhfa_data.errors import StarterError
from fhfa_data.indicators.aggregate import aggregated
from fhfa_data.indicators.deprivation import deprivation_counts
from fhfa_data.indicators.derive import derive_tables
from fhfa_data.indicators.england import england_figures
from fhfa_data.indicators.holdings import from_starter
from fhfa_data.model.areas import AreaType
from fhfa_data.sources.starter import read_starter

WITHHELD = "withheld the figure of at least one neighbourhood"
MISSING = "There is no figure for at least one neighbourhood"
NOBODY = "Nobody and nothing was counted here"

# Ward W1 has neighbourhoods A and B, ward W2 has C alone.
LSOAS = pd.DataFrame(
    {
        "lsoa21_code": ["A", "B", "C"],
        "ward24_code": ["W1", "W1", "W2"],
        "england_code": "E92000001",
        "residents": [100.0, 300.0, 50.0],
    }
)


def lsoa_row(indicator, code, value=None, status="ok", numerator=None, denominator=None):
    return {
        "indicator": indicator, "area_type": "lsoa", "area_code": code, "period": "2021",
        "sex": "Persons", "value": value, "numerator": numerator, "denominator": denominator,
        "status": status,
    }  # fmt: skip


def share(code, numerator, denominator=10.0, status="ok"):
    value = None if numerator is None or not denominator else 100 * numerator / denominator
    return lsoa_row("disabled_pct", code, value, status, numerator, denominator)


@pytest.fixture
def wards(catalogue):
    def of(*rows):
        table = pd.DataFrame(list(rows)).astype({"value": float, "numerator": float})
        found = aggregated(table, LSOAS, catalogue, (AreaType.WARD,))
        return found.set_index("area_code")

    return of


@pytest.mark.parametrize(
    ("status", "words"), [("suppressed", WITHHELD), ("not_available", MISSING)]
)
def test_a_share_with_an_unknown_part_is_not_available_and_says_why(wards, status, words):
    found = wards(share("A", 5.0), share("B", None, status=status), share("C", 0.0))
    assert found.loc["W1", "status"] == "not_available"
    assert words in found.loc["W1", "reason"]
    assert found.loc["W1", ["value", "numerator", "denominator"]].isna().all()
    assert found.loc["W2", ["status", "value", "numerator"]].tolist() == ["ok", 0.0, 0.0]


@pytest.mark.parametrize(
    ("status", "words"), [("suppressed", WITHHELD), ("not_available", MISSING)]
)
def test_a_mean_with_an_unknown_part_is_not_available_and_says_why(wards, status, words):
    rows = [lsoa_row("imd_score", "A", 40.0), lsoa_row("imd_score", "B", None, status)]
    found = wards(*rows, lsoa_row("imd_score", "C", 7.0))
    assert found.loc["W1", "status"] == "not_available"
    assert words in found.loc["W1", "reason"]
    assert found.loc["W2", ["status", "value", "reason"]].tolist() == ["ok", 7.0, ""]


def test_a_count_with_an_unknown_part_is_not_available(wards):
    rows = [lsoa_row("population", "A", 100.0), lsoa_row("population", "B", None, "suppressed")]
    found = wards(*rows, lsoa_row("population", "C", 50.0))
    assert found.loc["W1", "status"] == "not_available"
    assert found.loc["W2", "value"] == 50


def test_a_neighbourhood_without_any_row_is_an_unknown_part(wards):
    found = wards(share("A", 5.0), share("C", 1.0))
    assert found.loc["W1", "status"] == "not_available"
    assert MISSING in found.loc["W1", "reason"]


def test_all_known_add_up_and_zero_counts_as_known(wards):
    scores = [
        lsoa_row("imd_score", code, value) for code, value in zip("ABC", (8, 4, 1), strict=True)
    ]
    found = wards(share("A", 0.0), share("B", 3.0, 20.0), share("C", 1.0), *scores)
    shares = found[found["indicator"] == "disabled_pct"]
    assert shares.loc["W1", ["value", "numerator", "denominator"]].tolist() == [10.0, 3.0, 30.0]
    means = found[found["indicator"] == "imd_score"]
    assert means.loc["W1", "value"] == (8 * 100 + 4 * 300) / 400


def test_nobody_anywhere_is_no_unknown_part_but_nothing_out_of_nothing_is_no_share(wards):
    empty = share("B", 0.0, 0.0, status="not_available")  # 0 of 0: known counts, no share
    found = wards(share("A", 2.0), empty, share("C", 0.0, 0.0, status="not_available"))
    assert found.loc["W1", ["status", "value"]].tolist() == ["ok", 20.0]
    assert found.loc["W2", "status"] == "not_available"
    assert NOBODY in found.loc["W2", "reason"]


def test_a_neighbourhood_without_a_decile_is_not_taken_for_a_less_deprived_one(catalogue):
    deciles = [lsoa_row("imd_decile", "A", 1.0), lsoa_row("imd_decile", "C", 2.0)]
    counts = deprivation_counts(pd.DataFrame(deciles), LSOAS, catalogue)
    found = aggregated(counts, LSOAS, catalogue, (AreaType.WARD,))
    core20 = found[found["indicator"] == "core20_pct"].set_index("area_code")
    assert core20.loc["W1", "status"] == "not_available"
    assert core20.loc["W2", ["status", "value"]].tolist() == ["ok", 100.0]


def test_one_withheld_neighbourhood_leaves_england_without_a_figure_and_says_so(catalogue):
    rows = [lsoa_row("population", code, 10.0) for code in "ABC"]
    rows += [lsoa_row("imd_decile", code, 5.0) for code in "ABC"]
    rows += [share("A", 5.0), share("B", None, status="suppressed"), share("C", 1.0)]
    england = england_figures(pd.DataFrame(rows), catalogue).set_index("indicator")
    assert england.loc["disabled_pct", "status"] == "not_available"
    assert WITHHELD in england.loc["disabled_pct", "reason"]
    assert england.loc["population", ["status", "value"]].tolist() == ["ok", 30.0]


def test_a_withheld_neighbourhood_takes_its_ward_borough_and_gm_with_it_and_no_other(catalogue):
    """From what is held to what a page shows, with one real neighbourhood withheld."""
    held = from_starter(read_starter())
    figures = held.figures.assign(status="ok")
    area = held.areas.iloc[0]
    spoilt = (figures["indicator"] == "white_pct") & (figures["area_code"] == area["lsoa21_code"])
    figures.loc[spoilt, ["value", "numerator", "denominator"]] = None
    figures.loc[spoilt, "status"] = "suppressed"
    found = derive_tables(replace(held, figures=figures), catalogue).figures
    white = found[(found["indicator"] == "white_pct") & (found["status"] != "ok")]
    above = white[~white["area_type"].isin(["msoa", "lsoa"])].set_index("area_code")["reason"]
    assert set(above.index) == {area["ward24_code"], area["borough_code"], "E47000001"}
    assert above.str.contains(WITHHELD).all()
    itself = white[white["area_type"] == "lsoa"].iloc[0]
    assert itself[["area_code", "status"]].tolist() == [area["lsoa21_code"], "suppressed"]


def test_figures_that_are_promised_and_not_there_stop_the_build_and_are_named(catalogue):
    """Of one ward's neighbourhoods, so that it is quick, and without one indicator."""
    held = from_starter(read_starter())
    areas = held.areas[held.areas["ward24_code"] == held.areas["ward24_code"].iloc[0]]
    rows = held.figures[held.figures["area_code"].isin(areas["lsoa21_code"])]
    rows = rows[rows["indicator"] != "white_pct"]
    with pytest.raises(StarterError, match=r"not there: .*white_pct \(lsoa\)") as found:
        derive_tables(replace(held, areas=areas, figures=rows), catalogue)
    assert "black_pct (lsoa)" not in str(found.value)
