"""Where there is no number there is a status and a reason; where there is no interval, none."""

from __future__ import annotations

import pytest

OHID = [
    "active_children_pct",
    "dental_decay_5yr_pct",
    "depression_qof_pct",
    "healthy_life_expectancy_birth",
    "life_expectancy_birth",
    "life_expectancy_inequality",
    "nhs_health_check_pct",
    "overweight_adults_pct",
    "physically_active_adults_pct",
    "physically_inactive_adults_pct",
    "preventable_mortality_u75",
    "reception_obesity_pct",
    "smoking_adults_pct",
    "smoking_routine_manual_pct",
    "year6_obesity_pct",
]


@pytest.fixture(scope="module")
def count(warehouse):
    def ask(where):
        return int(warehouse.frame(f"SELECT count(*) AS n FROM figure WHERE {where}")["n"][0])

    return ask


def test_no_number_without_ok_and_no_ok_without_a_number(count):
    numbers = "coalesce(value, ci95_low, ci95_high, numerator, denominator)"
    assert count(f"status <> 'ok' AND {numbers} IS NOT NULL") == 0
    assert count("status = 'ok' AND (value IS NULL OR isnan(value))") == 0
    assert count("status <> 'ok' AND length(reason) < 20") == 0


def test_every_indicator_answers_for_every_area_of_every_kind(warehouse, catalogue):
    missing = warehouse.frame(
        """SELECT * FROM (SELECT unnest(?) AS indicator) CROSS JOIN (SELECT area_code FROM area)
        EXCEPT SELECT indicator, area_code
        FROM figure JOIN period USING (indicator, area_type, period) WHERE is_latest""",
        [[one.id for one in catalogue.indicators.values() if one.embedded]],
    )
    assert missing.empty, missing.head().to_string()


def test_an_msoa_without_any_life_expectancy_is_suppressed_for_all_three_sexes(warehouse):
    rows = warehouse.frame(
        """SELECT area_code, count(*) AS withheld FROM figure
        WHERE indicator = 'life_expectancy_birth' AND area_type = 'msoa' AND status = 'suppressed'
        GROUP BY area_code"""
    )
    assert rows["withheld"].value_counts().to_dict() == {1: 15, 3: 7}


def test_every_msoa_has_three_rows_of_life_expectancy(count):
    assert count("indicator = 'life_expectancy_birth' AND area_type = 'msoa'") == 3 * 346


@pytest.mark.parametrize("indicator", OHID)
def test_no_greater_manchester_or_ward_figure_is_made_up(warehouse, indicator):
    rows = warehouse.frame(
        "SELECT * FROM figure WHERE indicator = ? AND area_type IN ('gm', 'ward', 'lsoa')",
        [indicator],
    )
    assert set(rows["status"]) == {"not_available"}
    assert {"gm", "ward", "lsoa"} == set(rows["area_type"])


def test_no_mean_of_boroughs_for_children(warehouse):
    rows = warehouse.frame(
        "SELECT * FROM figure WHERE indicator = 'children_low_income_ahc_pct' AND area_type = 'gm'"
    )
    assert rows["status"].tolist() == ["not_available"]
    assert "average of its boroughs would mislead" in rows["reason"][0]


@pytest.mark.parametrize("kind", ["ward", "borough", "gm", "england"])
def test_ranks_and_deciles_do_not_apply_above_neighbourhoods(warehouse, kind):
    rows = warehouse.frame(
        "SELECT * FROM figure WHERE area_type = ? AND regexp_matches(indicator, '_(rank|decile)$')",
        [kind],
    )
    assert len(rows["indicator"].unique()) == 20
    assert set(rows["status"]) == {"not_applicable"}


def test_a_share_of_one_neighbourhood_does_not_apply(count):
    assert (
        count("indicator = 'core20_pct' AND area_type = 'lsoa' AND status <> 'not_applicable'") == 0
    )
    assert count("indicator = 'core20_pct' AND area_type = 'lsoa'") == 1702


def test_only_msoa_life_expectancy_has_an_interval(warehouse):
    rows = warehouse.frame(
        """SELECT DISTINCT indicator, area_type FROM figure
        WHERE ci95_low IS NOT NULL OR ci95_high IS NOT NULL"""
    )
    assert rows.to_dict("records") == [{"indicator": "life_expectancy_birth", "area_type": "msoa"}]


def test_every_msoa_life_expectancy_has_its_interval(count):
    msoa = "indicator = 'life_expectancy_birth' AND area_type = 'msoa' AND status = 'ok'"
    assert count(f"{msoa} AND ci95_low < value AND value < ci95_high") == count(msoa) == 1002


def test_every_figure_names_a_known_source_and_vintage(warehouse, catalogue):
    rows = warehouse.frame("SELECT DISTINCT source, geography_vintage, area_type FROM figure")
    assert set(rows["source"]) <= set(catalogue.sources)
    vintages = dict(zip(rows["area_type"], rows["geography_vintage"], strict=True))
    assert vintages["lsoa"] == "LSOA 2021"
    assert vintages["msoa"] == "MSOA 2011"
    assert vintages["ward"] == "Ward 2024"
