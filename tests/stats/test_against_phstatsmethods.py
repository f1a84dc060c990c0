"""PyPI's phstatsmethods as another oracle; in tests only, its licence is the GPL."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fhfa_data.stats import compare, rates

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import PHStatsMethods

counts = st.integers(1, 5_000)
areas = st.lists(st.tuples(counts, st.integers(5_001, 500_000)), min_size=2, max_size=8)


@settings(max_examples=25)
@given(areas)
def test_crude_rates_and_their_limits(pairs):
    table = pd.DataFrame(pairs, columns=["count", "people"]).astype(float)
    wanted = PHStatsMethods.ph_rate(table, "count", "people", confidence=[0.95, 0.998])
    found = rates.crude(count=table["count"], population=table["people"], confidence=(0.95, 0.998))
    np.testing.assert_allclose(found.value, wanted["Value"], rtol=1e-9)
    for at, name in enumerate(("95", "99_8")):
        np.testing.assert_allclose(found.lower[:, at], wanted[f"lower_{name}_ci"], rtol=1e-7)
        np.testing.assert_allclose(found.upper[:, at], wanted[f"upper_{name}_ci"], rtol=1e-7)


strata = st.lists(
    st.tuples(st.integers(4, 400), st.integers(1_000, 9_000), st.integers(1, 200),
              st.integers(1_000, 90_000)),
    min_size=3, max_size=6,
)  # fmt: skip


@settings(max_examples=25)
@given(strata)
def test_indirectly_standardised_rates_and_ratios(rows):
    table = pd.DataFrame(rows, columns=["count", "people", "ref_count", "ref_people"]).astype(float)
    reference = table[["ref_count", "ref_people"]].rename(columns=lambda name: name)
    asked = ("count", "people", "ref_count", "ref_people")
    rate, ratio = rates.indirectly_standardised(
        count=table["count"],
        population=table["people"],
        reference_count=reference["ref_count"],
        reference_population=reference["ref_people"],
    )
    for ours, call in ((rate, PHStatsMethods.ph_ISRate), (ratio, PHStatsMethods.ph_ISRatio)):
        wanted = call(table.assign(area="here"), *asked, group_cols="area").iloc[0]
        assert float(ours.value) == pytest.approx(wanted["Value"], rel=1e-9)
        assert float(ours.lower) == pytest.approx(wanted["lower_95_ci"], rel=1e-7)
        assert float(ours.upper) == pytest.approx(wanted["upper_95_ci"], rel=1e-7)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 30), min_size=10, max_size=60), st.sampled_from([3, 5, 10]))
def test_quantiles(values, many):
    table = pd.DataFrame({"value": [float(one) for one in values]})
    for highest_first in (True, False):
        wanted = PHStatsMethods.ph_quantile(table, "value", nquantiles=many, invert=highest_first)
        found = compare.quantiles(value=values, count=many, highest_first=highest_first)
        assert found.tolist() == wanted["quantile"].astype(int).tolist()


def test_funnels():
    table = pd.DataFrame({"n": [5.0, 65, 120, 400], "d": [100.0, 800, 1500, 5200]})
    table["rate"] = table.n / table.d * 100_000
    wanted = PHStatsMethods.calculate_funnel_limits(
        table, "n", "rate", 100_000, denom_col="d", rate="rate", rate_type="crude", years_of_data=1
    )
    for sigma, level in (("2s", 0.95), ("3s", 0.998)):
        for side in ("lower", "upper"):
            limits = compare.funnel(
                population=wanted[f"{side}_{sigma}_population_1_year"].astype(float),
                benchmark=float(wanted["baseline"].iloc[0]),
                kind="rate",
                multiplier=100_000,
                confidence=(level,),
            )
            ours = getattr(limits, side)[:, 0]
            np.testing.assert_allclose(ours, wanted[f"{side}_{sigma}_limit"], rtol=1e-4)
