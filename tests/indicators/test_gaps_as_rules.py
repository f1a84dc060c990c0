"""What is missing is said once for all areas that miss it alike, and singly for the others."""

from __future__ import annotations

import pandas as pd
import pytest

from fhfa_data.catalogue.installed import NOT_IN_COPY
from fhfa_data.indicators.gaps import find_gaps
from fhfa_data.indicators.tidy import WHY_ABSENT

# Borough B1 has wards V and W, B2 has X and Y; one MSOA each. Two regions.
AREAS = pd.DataFrame(
    [
        ("ward", "V", "B1"), ("ward", "W", "B1"), ("ward", "X", "B2"), ("ward", "Y", "B2"),
        ("msoa", "M1", "B1"), ("msoa", "M2", "B2"), ("region", "R1", ""), ("region", "R2", ""),
    ],
    columns=["area_type", "area_code", "borough_code"],
    dtype="string",
)  # fmt: skip
NOWHERE = pd.DataFrame({"indicator": [], "period": [], "sex": []}, dtype="string")


@pytest.fixture
def gaps(catalogue):
    def of(*have, elsewhere=NOWHERE):
        rows = [("imd_score", kind, code, period, "Persons") for kind, code, period in have]
        columns = ["indicator", "area_type", "area_code", "period", "sex"]
        figures = pd.DataFrame(rows, columns=columns, dtype="string")
        found = find_gaps(figures, elsewhere, AREAS, catalogue)
        rules = {
            (one.area_type, one.borough_code, one.period): one for one in found.rules.itertuples()
        }
        return rules, {
            (one.area_type, one.area_code, one.period): one for one in found.rows.itertuples()
        }

    return of


def test_one_area_without_a_figure_has_a_row_of_its_own(gaps, catalogue):
    _, rows = gaps(("ward", "V", "2025"), ("ward", "X", "2025"), ("ward", "Y", "2025"))
    [(key, row)] = rows.items()
    assert key == ("ward", "W", "2025")
    assert row.status == catalogue.indicators["imd_score"].absent_means
    assert row.reason == WHY_ABSENT[row.status]


def test_a_borough_without_any_has_one_rule_that_says_the_copy_ends_before(gaps, catalogue):
    rules, rows = gaps(("ward", "V", "2025"), ("ward", "W", "2025"))
    assert not rows
    rule = rules["ward", "B2", "2025"]
    assert (rule.status, rule.reason) == ("not_available", catalogue.reasons[NOT_IN_COPY].text)
    assert ("ward", "B1", "2025") not in rules


def test_a_level_without_figures_has_one_rule_for_all_in_the_latest_period(gaps, catalogue):
    every = [("ward", code, period) for code in "VWXY" for period in ("2019", "2025")]
    rules, rows = gaps(*every)
    level = catalogue.indicators["imd_score"].levels["msoa"]
    rule = rules["msoa", "", "2025"]
    assert rule.reason == catalogue.reasons[level.reason].text
    assert ("msoa", "", "2019") not in rules
    assert not rows


def test_a_period_that_only_some_have_is_missing_for_the_others_alone(gaps):
    every = [("ward", code, "2025") for code in "VWXY"]
    rules, rows = gaps(*every, ("ward", "V", "2019"))
    assert set(rows) == {("ward", code, "2019") for code in "WXY"}
    assert not [key for key in rules if key[0] == "ward"]


def test_an_area_wider_than_a_borough_has_a_row(gaps, catalogue):
    _, rows = gaps(("region", "R1", "2025"), *(("ward", code, "2025") for code in "VWXY"))
    assert rows["region", "R2", "2025"].reason == catalogue.reasons[NOT_IN_COPY].text
    assert set(rows) == {("region", "R2", "2025")}


def test_an_indicator_that_is_only_elsewhere_has_its_periods(gaps):
    other = pd.DataFrame(
        {"indicator": ["white_pct"], "period": ["2021"], "sex": ["Persons"]}, dtype="string"
    )
    rules, _ = gaps(*(("ward", code, "2025") for code in "VWXY"), elsewhere=other)
    assert ("msoa", "", "2021") in rules


def test_a_kind_of_area_that_is_not_installed_has_no_rule(gaps):
    rules, _ = gaps(*(("ward", code, "2025") for code in "VWXY"))
    assert {kind for kind, *_ in rules} <= {"ward", "msoa", "region"}
    assert ("msoa", "", "2025") in rules
