"""The field's published reference results, read in place: ours agree with every one of them."""

from __future__ import annotations

import csv
from itertools import groupby
from math import isnan, nan

import numpy as np
import pytest

from fhfa_data.stats import intervals, rates
from fhfa_data.stats.inequality import slope_index

KINDS = {"0": "other", "1": "rate", "2": "proportion"}
LEVELS = {"95%": 0.95, "99.8%": 0.998}


@pytest.fixture(scope="module")
def golden(shared):
    """The rows of one of the files."""

    def rows(name):
        with (shared / "goldens" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


def number(text):
    return float(text) if text else nan


def column(rows, name):
    return np.array([number(one[name]) for one in rows])


def test_byars_and_wilsons_limits(golden):
    rows = golden("byars_wilson.csv")
    assert len(rows) == 13
    for row in rows:
        level, some = LEVELS[row["confidence"]], number(row["x"])
        if row["method"] == "Wilson":
            found = intervals.wilson(numerator=some, denominator=number(row["n"]), confidence=level)
        else:
            found = intervals.byar(count=some, confidence=level)
        if row["lowercl"]:
            assert float(found.lower) == pytest.approx(number(row["lowercl"]), rel=1e-9)
        assert float(found.upper) == pytest.approx(number(row["uppercl"]), rel=1e-9)


@pytest.mark.parametrize("multiplier", [100, 100_000])
def test_crude_rates(golden, multiplier):
    rows = [one for one in golden("rate.csv") if number(one["multiplier"]) == multiplier]
    whole = [one for one in rows if one["Denominator"]]
    found = rates.crude(
        count=column(whole, "Numerator"),
        population=column(whole, "Denominator"),
        multiplier=multiplier,
        confidence=(0.95, 0.998),
    )
    assert len(whole) >= 8
    same = {
        "value": found.value,
        "lower95_0cl": found.lower[:, 0],
        "upper95_0cl": found.upper[:, 0],
        "lower99_8cl": found.lower[:, 1],
        "upper99_8cl": found.upper[:, 1],
    }
    for name, ours in same.items():
        np.testing.assert_allclose(ours, column(whole, name), rtol=1e-9, equal_nan=True)


def test_directly_standardised_rates(golden):
    strata = golden("dsr_input.csv")
    by_area = {area: list(rows) for area, rows in groupby(strata, key=lambda one: one["area"])}
    for row in golden("dsr_expected.csv"):
        bands = by_area[row["area"]]
        found = rates.directly_standardised(
            count=column(bands, "count"),
            population=column(bands, "pop"),
            standard_population=STANDARD,  # by place: one label of the file says 55-69
            multiplier=100_000 if row["statistic"].endswith("100000") else 10_000,
            confidence=(0.95, 0.998),
        )
        if not row["value"]:
            assert isnan(float(found.value))
            assert np.all(np.isnan(found.lower))
            continue
        ours = [found.value, found.lower[0], found.upper[0], found.lower[1], found.upper[1]]
        names = ["value", "lower95_0cl", "upper95_0cl", "lower99_8cl", "upper99_8cl"]
        np.testing.assert_allclose(ours, [number(row[one]) for one in names], rtol=1e-9)


# The European Standard Population of 2013 (Eurostat), in bands of five years.
STANDARD = [
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000,
    2500, 1500, 1000,
]  # fmt: skip


def test_slope_indices(golden):
    """Values to the ninth figure; simulated limits as near as two simulations are."""
    rows = golden("slope_index.csv")
    assert len(rows) == 100
    for at in range(0, len(rows), 10):
        deciles, first = rows[at : at + 10], rows[at]
        found = slope_index(
            population=column(deciles, "Population"),
            value=column(deciles, "Value"),
            standard_error=column(deciles, "StandardError"),
            value_type=KINDS[first["ValueType"]],
            transform="transform" in first["TestDescription"],
            seed=1,
        )
        assert found.sii == pytest.approx(number(first["sii"]), rel=1e-9)
        assert found.rii == pytest.approx(number(first["rii"]), rel=1e-9)
        if first["Intercept"]:
            assert found.intercept == pytest.approx(number(first["Intercept"]), rel=1e-9)
        for name in ("sii_lower", "sii_upper", "rii_lower", "rii_upper"):
            wanted = number(first[f"{name}cl_1"])
            assert float(getattr(found, name)[0]) == pytest.approx(wanted, rel=0.01)


def test_limits_and_numerators_lead_to_the_same_slope_limits(golden):
    rows = [one for one in golden("slope_index.csv") if one["Count"]][:10]
    asked = {"population": column(rows, "Population"), "value_type": "proportion", "seed": 1}
    by_limits = slope_index(
        value=column(rows, "Value"),
        lower=column(rows, "LowerCL"),
        upper=column(rows, "UpperCL"),
        **asked,
    )
    by_count = slope_index(numerator=column(rows, "Count"), **asked)
    wanted = number(rows[0]["sii_lowercl_1"])
    assert float(by_limits.sii_lower[0]) == pytest.approx(wanted, rel=0.01)
    assert float(by_count.sii_lower[0]) == pytest.approx(wanted, rel=0.01)
