"""All England from the replica: known answers, a second reckoning, and nothing left out."""

from __future__ import annotations

import math

import duckdb
import pytest
from published_tables import Published
from published_totals import summaries

from fhfa_data.api.open_atlas import OpenAtlas
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

GM_BOROUGHS = [f"E080000{number:02d}" for number in range(1, 11)]
ALL_COLUMNS = (
    "indicator, area_type, area_code, period, sex, value, ci95_low, ci95_high, numerator, "
    "denominator, status, method, reason, source, geography_vintage, compared_to_england"
)


@pytest.fixture(scope="module")
def opened(england):
    warehouse = Warehouse(england[1].file)
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def published(shared):
    return Published(shared)


def count(warehouse, query):
    return int(warehouse.frame(query).iloc[0, 0])


def test_every_area_of_the_lookup_is_there_and_no_other(opened, published):
    """The lookup's wards are the vintage: none is dropped, the smallest included.

    Long, because all England is refreshed for it, once.
    """
    areas = opened.frame("SELECT area_type, area_code FROM area")
    found = {kind: set(rows["area_code"]) for kind, rows in areas.groupby("area_type")}
    assert found["ward"] == {one["WD24CD"] for one in published.lookup}
    assert found["borough"] == {one["LAD24CD"] for one in published.lookup}
    assert found["lsoa"] == set(published.decile)
    assert (len(found["lsoa"]), len(found["borough"])) == (33_755, 296)
    assert found["region"] == set(published.region.values())
    assert found["gm"] == {"E47000001"}
    assert opened.meta["scope"] == "England"


def test_core20_of_england_is_the_known_answer(opened):
    [figure] = opened.series("core20_pct", ["E92000001"])
    assert round(figure.value, 1) == 20.2


SHARED_OUT = "core20_apportioned_pct"
OF_TEN = "(area_type = 'borough' AND ends_with(indicator, '_score') AND indicator <> 'imd_score')"
"""Domain scores are embedded as published for Greater Manchester's boroughs, and not fetched."""


def test_greater_manchester_is_to_the_last_digit_what_it_is_alone(england, refreshed):
    """But for the one figure that needs shapes too fine to be had for all England, and for domain
    scores of boroughs, published for ten and worked out for all."""
    with duckdb.connect() as both:
        both.execute(f"ATTACH '{refreshed[1].file}' AS gm (READ_ONLY)")
        both.execute(f"ATTACH '{england[1].file}' AS england (READ_ONLY)")
        others = f"WHERE indicator <> '{SHARED_OUT}' AND NOT {OF_TEN}"
        alone = f"SELECT {ALL_COLUMNS} FROM gm.figure {others}"
        inside = "FROM england.figure SEMI JOIN gm.area USING (area_code)"
        within = f"SELECT {ALL_COLUMNS} {inside} {others}"
        assert both.execute(f"{alone} EXCEPT {within}").fetchall() == []
        assert both.execute(f"{within} EXCEPT {alone}").fetchall() == []
        for name, worked_out in (("gm", False), ("england", True)):
            methods = f"SELECT DISTINCT method <> 'published' FROM {name}.figure WHERE {OF_TEN} "
            methods += "AND indicator IN (SELECT DISTINCT indicator FROM england.figure "
            methods += "WHERE area_type = 'borough' AND method = 'population_weighted_mean')"
            assert both.execute(methods).fetchall() == [(worked_out,)]


def test_nothing_is_shared_out_by_shapes_that_are_too_coarse(opened):
    rows = opened.frame(
        "SELECT status, reason, count(*) AS wards FROM figure "
        f"WHERE indicator = '{SHARED_OUT}' AND area_type = 'ward' GROUP BY ALL"
    )
    [row] = rows.itertuples()
    assert row.status == "not_available"
    assert "exact shapes" in row.reason


def test_wards_boroughs_and_regions_come_out_the_same_by_plain_reckoning(opened, published):
    """Every 40th ward outside Greater Manchester, every 10th borough, all regions."""
    outside = sorted(
        {one["WD24CD"] for one in published.lookup if one["LAD24CD"] not in GM_BOROUGHS}
    )
    areas = outside[::40] + sorted(published.region)[::10] + sorted(set(published.region.values()))
    assert len(areas) > 200
    not_boroughs = [area for area in areas if area not in published.region]
    reckoned = {
        "core20_pct": published.core20,
        "imd_score": published.imd_score,
        "asian_pct": lambda area: published.share(published.asian, area),
        "disabled_pct": lambda area: published.share(published.disabled, area),
    }
    for indicator, expected in reckoned.items():
        figures = {one.area_code: one for one in opened.series(indicator, areas)}
        for area in areas if indicator != "imd_score" else not_boroughs:
            one = figures[area]
            for ours, theirs in zip(
                (one.value, one.numerator, one.denominator), expected(area), strict=True
            ):
                same = ours is theirs or math.isclose(ours, theirs, rel_tol=1e-9)
                assert same, (indicator, area, ours, theirs)


def test_every_borough_has_the_score_and_extent_that_mhclg_publishes(opened, shared):
    for code, row in summaries(shared / "opendata").items():
        score, extent = (opened.series(name, [code])[0] for name in ("imd_score", "extent_pct"))
        assert score.value == float(row["imd_average_score"])
        assert extent.value == pytest.approx(100 * float(row["imd25_extent"]))
        assert {score.source, extent.source} == {"mhclg_iod2025_file10"}


def test_what_is_had_for_greater_manchester_only_is_said_to_be_so_elsewhere(opened):
    rows = opened.frame(
        """SELECT status, reason, borough_code, count(*) AS n
        FROM figure JOIN area USING (area_code, area_type)
        WHERE indicator = 'social_rented_pct' AND area_type IN ('lsoa', 'ward', 'borough')
        GROUP BY ALL"""
    )
    inside = rows["borough_code"].isin(GM_BOROUGHS)
    assert set(rows.loc[inside, "status"]) == {"ok"}
    assert set(rows.loc[~inside, "status"]) == {"not_available"}
    assert set(rows.loc[~inside, "reason"]) == {
        "The copy of this dataset that is installed has no figures for this part of England."
    }


def test_nobody_is_said_to_withhold_what_was_never_fetched(opened):
    """The life expectancy of MSOAs that the replica has is Greater Manchester's."""
    withheld = opened.frame(
        """SELECT DISTINCT borough_code FROM figure JOIN area USING (area_code, area_type)
        WHERE area_type = 'msoa' AND status = 'suppressed'"""
    )
    assert set(withheld["borough_code"]) <= set(GM_BOROUGHS)


def test_every_indicator_answers_for_every_area_of_every_kind(opened):
    missing = opened.frame(
        """SELECT * FROM (SELECT unnest(?) AS indicator) CROSS JOIN (SELECT area_code FROM area)
        EXCEPT SELECT indicator, area_code
        FROM figure JOIN period USING (indicator, area_type, period) WHERE is_latest""",
        [list(catalogue_of(opened).indicators)],
    )
    assert missing.empty, missing.head().to_string()


def test_a_ward_without_an_exact_shape_is_its_neighbourhoods_joined(opened):
    atlas = OpenAtlas(opened, catalogue_of(opened))
    wards = atlas.figures("population", area_type="ward", geometry=True).to_crs(27700)
    exact = wards["shape"] == "exact"
    assert set(wards.loc[exact, "borough_code"]) == set(GM_BOROUGHS)
    assert exact.sum() == 215
    assert wards.geometry.is_valid.all()
    assert not wards.geometry.is_empty.any()
    parts = atlas.figures("population", area_type="lsoa", geometry=True).to_crs(27700)
    parts = parts.merge(
        opened.frame("SELECT * FROM lsoa"), left_on="area_code", right_on="lsoa21_code"
    )
    joined = parts.assign(area=parts.area).groupby("ward24_code")["area"].sum()
    drawn = wards[~exact].set_index("area_code").area
    # Super-generalised neighbours may overlap a little, so the whole is no larger than its parts.
    assert (drawn <= joined[drawn.index] * (1 + 1e-9)).all()
    assert drawn.sum() > 0.99 * joined[drawn.index].sum()
    unknown = count(opened, "SELECT count(*) FROM ward_shape WHERE overlap_pct IS NULL")
    assert unknown == (~exact).sum()


def test_each_borough_knows_its_region(opened, published):
    rows = opened.frame("SELECT borough_code, region_code, region_name FROM borough_region")
    assert dict(zip(rows["borough_code"], rows["region_code"], strict=True)) == published.region
    assert set(rows.loc[rows["borough_code"] == "E08000025", "region_name"]) == {"West Midlands"}


def test_a_copy_of_all_england_is_kept_once_for_every_scope(england, refreshed):
    for source in ("mhclg_iod2025_file7", "ons_census2021_ts007a", "ons_lsoa21_ward24_lookup"):
        assert len(list((england[0].raw / source).iterdir())) == 1
    assert len(list((england[0].raw / "ons_wards24_bgc").iterdir())) == 2
