"""Numbers as official tables write them."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fhfa_data.errors import SourceError
from fhfa_data.sources.tabular import numbers


def column(*cells):
    return pd.Series(cells, dtype="string", name="Share", index=range(10, 10 + len(cells)))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("12", 12), (" 8.742 ", 8.742), ("3,296,672", 3296672), ("1 234 567.5", 1234567.5)),
        *(("26.3%", 26.3), ("26.3 %", 26.3), ("−0.5", -0.5), ("-1,200", -1200), ("+4", 4)),
        *((".5", 0.5), ("1e-7", 1e-7), ("12\u00a0345", 12345), ("12.3 [p]", 12.3), ("- 5", -5)),
        *(("0", 0), ("7[r]", 7), ("1.5E+3", 1500), ("5.", 5)),
    ],
)
def test_a_number(written, value):
    values, status = numbers(column(written, "*"))  # the marker makes it take the slow way
    assert values.iloc[0] == value
    assert status.tolist() == ["ok", "suppressed"]


@pytest.mark.parametrize("written", ["*", "[c]", "c", "C", "[C]", "[u]"])
def test_suppressed(written):
    values, status = numbers(column(written))
    assert math.isnan(values.iloc[0])
    assert status.tolist() == ["suppressed"]


@pytest.mark.parametrize(
    "written", ["", None, " ", ":", "-", "–", "x", "[x]", "..", "[z]", "[low]", "n/a", "NaN", "."]
)
def test_not_available(written):
    values, status = numbers(column(written))
    assert math.isnan(values.iloc[0])
    assert status.tolist() == ["not_available"]


@pytest.mark.parametrize(
    "written",
    [
        *("1,23", "12,3456", "1.2.3", "abc", "inf", "-inf", "1e999", "12 abc", "£5", "[q]", "%"),
        *("e5", "5%%", "1,234 567", "0x1f", "+-1", "1_000", "infinity"),
    ],
)
def test_anything_else_is_refused_with_its_place(written):
    with pytest.raises(SourceError, match="neither a number nor a known symbol") as caught:
        numbers(column("1", written, "2"))
    assert caught.value.where == "column 'Share', row 11"
    assert written in caught.value.what


def test_values_keep_the_index_and_types():
    values, status = numbers(column("1", "", "[c]"))
    assert values.index.tolist() == status.index.tolist() == [10, 11, 12]
    assert (str(values.dtype), str(status.dtype)) == ("float64", "string")


def test_a_column_without_rows():
    values, status = numbers(column())
    assert (len(values), len(status)) == (0, 0)


FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(FINITE, min_size=1, max_size=20), st.booleans())
@settings(max_examples=100, deadline=None)
def test_numbers_come_back_exactly(wanted, marked):
    cells = [repr(one) for one in wanted] + (["[x]"] if marked else [])
    values, status = numbers(column(*cells))
    assert values.iloc[: len(wanted)].tolist() == wanted
    assert (status.iloc[: len(wanted)] == "ok").all()


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.sampled_from(["", "%", " [p]"]))
@settings(max_examples=100, deadline=None)
def test_thousands_separators_and_suffixes_change_nothing(whole, decimals, suffix):
    value = whole / 10**decimals
    values, _ = numbers(column(f"{value:,.{decimals}f}{suffix}"))
    assert values.iloc[0] == float(f"{value:.{decimals}f}")


@given(st.text(max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_number_a_symbol_or_refused(text):
    try:
        values, status = numbers(column(text))
    except SourceError:
        return
    assert math.isfinite(values.iloc[0]) == (status.iloc[0] == "ok")
