"""Where the Indices' own mid-2022 populations are known they are the weights, and it is said.

Every figure is worked out a second time in plain Python. The populations are made up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

import pandas as pd
import pytest

from fhfa_data.catalogue.installed import installed, pairs
from fhfa_data.indicators.derive import derive_tables
from fhfa_data.indicators.holdings import from_starter
from fhfa_data.model.areas import AreaType
from fhfa_data.sources.starter import read_starter
from fhfa_data.views.provenance import caveat_texts, source_line

GM = "E47000001"
OWN = {
    "imd_score": "iod_population",
    "health_score": "iod_population",
    "employment_score": "iod_working_age",
}


@pytest.fixture(scope="module")
def embedded():
    return from_starter(read_starter())


@pytest.fixture(scope="module")
def held(embedded, catalogue):
    """The embedded copy without what MHCLG publishes for boroughs: they are worked out then."""
    return replace(embedded, figures=embedded.figures[~published_totals(embedded, catalogue)])


def published_totals(embedded, catalogue):
    names = [
        one.id for one in catalogue.indicators.values() if one.levels[AreaType.BOROUGH].published_by
    ]
    rows = embedded.figures
    return rows["indicator"].isin(names) & (rows["area_type"] == "borough")


def people_of(code: str) -> dict[str, float]:
    """Made-up populations of one neighbourhood, unlike its census residents."""
    number = int(code[-3:])
    return {"iod_population": 1000.0 + number, "iod_working_age": 400.0 + 2 * number}


def with_populations(held, lacking=""):
    rows = [
        {"indicator": name, "area_type": "lsoa21", "area_code": code, "period": "2025",
         "sex": "Persons", "value": people}
        for code in held.areas["lsoa21_code"]
        for name, people in people_of(code).items()
        if code != lacking
    ]  # fmt: skip
    return replace(held, figures=pd.concat([held.figures, pd.DataFrame(rows)], ignore_index=True))


@pytest.fixture(scope="module")
def derived(held, catalogue):
    return derive_tables(with_populations(held), catalogue)


@pytest.fixture(scope="module")
def lsoas(held):
    """Indicator → neighbourhood → published value; and area → its neighbourhoods."""
    rows = held.figures[held.figures["area_type"] == "lsoa21"]
    values = defaultdict(dict)
    for name, code, value in zip(rows["indicator"], rows["area_code"], rows["value"], strict=True):
        values[name][code] = value
    members = defaultdict(list)
    for row in held.areas.to_dict("records"):
        for parent in (row["ward24_code"], row["borough_code"], GM):
            members[parent].append(row["lsoa21_code"])
    return values, members


def figures_of(derived, indicator):
    kinds = [AreaType.WARD.value, AreaType.BOROUGH.value, AreaType.GM.value]
    rows = derived.figures[
        (derived.figures["indicator"] == indicator) & derived.figures["area_type"].isin(kinds)
    ]
    return rows.set_index("area_code").to_dict("index")


@pytest.mark.parametrize("indicator", OWN)
def test_means_are_weighted_by_the_indices_own_population(indicator, derived, lsoas):
    values, members = lsoas
    found = figures_of(derived, indicator)
    assert set(found) == set(members)
    for area, inside in members.items():
        weights = [people_of(code)[OWN[indicator]] for code in inside]
        parts = [w * values[indicator][code] for w, code in zip(weights, inside, strict=True)]
        mean = math.fsum(parts) / sum(weights)
        assert math.isclose(found[area]["value"], mean, rel_tol=1e-9)


def test_one_borough_without_a_published_figure_leaves_all_worked_out_alike(
    embedded, held, catalogue
):
    """Two ways of weighing side by side would not be a comparison."""
    published = published_totals(embedded, catalogue)
    lacking = published & (embedded.figures["area_code"] == "E08000010")
    lacking &= embedded.figures["indicator"] == "imd_score"
    some = derive_tables(replace(embedded, figures=embedded.figures[~lacking]), catalogue)
    none = derive_tables(held, catalogue)
    shown = figures_of(some, "imd_score")
    for area, row in figures_of(none, "imd_score").items():
        found = shown[area]
        assert (found["value"], found["method"]) == (row["value"], row["method"])
    assert figures_of(some, "health_score")["E08000003"]["method"] == "published"


@pytest.mark.parametrize("indicator", ["core20_pct", "extent_pct"])
def test_shares_are_of_the_indices_own_population(indicator, derived, lsoas):
    values, members = lsoas
    found = figures_of(derived, indicator)
    for area, inside in members.items():
        counted = 0.0
        for code in inside:
            percentile = math.ceil(100 * values["imd_rank"][code] / 33_755)
            if indicator == "core20_pct":
                share = 1.0 if values["imd_decile"][code] <= 2 else 0.0
            elif percentile <= 10:
                share = 1.0
            else:
                share = max(0.0, 0.95 - 0.9 / 19 * (percentile - 11)) if percentile <= 30 else 0.0
            counted += share * people_of(code)["iod_population"]
        whole = sum(people_of(code)["iod_population"] for code in inside)
        assert math.isclose(found[area]["numerator"], counted, rel_tol=1e-9)
        assert found[area]["denominator"] == whole


def test_residents_and_census_shares_stay_those_of_the_census(derived, lsoas):
    values, members = lsoas
    found = figures_of(derived, "population")
    assert all(
        found[area]["value"] == sum(values["population"][code] for code in inside)
        for area, inside in members.items()
    )
    assert set(derived.lsoas["residents"]) == set(values["population"].values())


def test_one_unknown_population_leaves_the_census_as_the_weight_everywhere(held, catalogue, lsoas):
    values, members = lsoas
    lacking = held.areas["lsoa21_code"].iloc[0]
    found = figures_of(derive_tables(with_populations(held, lacking), catalogue), "imd_score")
    for area in (held.areas["ward24_code"].iloc[0], "E08000010"):
        people = [values["population"][code] for code in members[area]]
        scores = [values["imd_score"][code] for code in members[area]]
        mean = math.fsum(p * s for p, s in zip(people, scores, strict=True)) / sum(people)
        assert math.isclose(found[area]["value"], mean, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("have", "whose", "caveat"),
    [
        ([], "Census 2021 residents", "The population used here is that of Census 2021."),
        ([("iod_population", "lsoa"), ("iod_working_age", "lsoa")], "mid-2022 residents",
         "The population used here is the estimate for mid-2022"),
    ],
)  # fmt: skip
def test_every_figure_says_whose_population_it_rests_on(catalogue, have, whose, caveat):
    figures = [(one.id, kind.value) for one in catalogue.indicators.values() for kind in AreaType]
    own = {name for name, _ in have}
    seen = [pair for pair in figures if not pair[0].startswith("iod_")] + have
    shown = installed(catalogue, pairs(seen))
    for name in ("core20_pct", "extent_pct", "imd_score", "employment_score", "mood_anxiety"):
        indicator = shown.indicators[name]
        line = source_line(shown, indicator, AreaType.WARD, "2025")
        assert line.endswith(f"neighbourhoods (LSOAs), {whose}")
        texts = caveat_texts(shown, indicator)
        assert any(text.startswith(caveat) for text in texts)
        assert any("Census 2021" in text for text in texts) is not bool(own)
        assert ("ons_census2021_ts007a" in indicator.also_uses) is not bool(own)
    assert whose.split()[0] in shown.indicators["core20_pct"].denominator_label


def test_working_age_is_no_longer_a_caution_once_it_is_the_weight(catalogue):
    have = [("iod_working_age", "lsoa"), ("employment_score", "ward")]
    shown = installed(catalogue, pairs(have)).indicators["employment_score"]
    assert "approximate_mean_working_age" not in shown.caveats
    assert "approximate_mean_working_age" in catalogue.indicators["employment_score"].caveats
