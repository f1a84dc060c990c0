"""Reading publishers' period labels, and keeping kinds of period apart."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.errors import CatalogueError
from fhfa_data.indicators.tidy import latest_period
from fhfa_data.model.areas import AreaType
from fhfa_data.model.periods import Calendar, PeriodKind, parse_period, same_period

YEARS = st.integers(1900, 2100)
CALENDARS = st.sampled_from(Calendar)
SPLIT_CALENDARS = st.sampled_from([one for one in Calendar if one is not Calendar.CALENDAR])


def split(year):
    return f"{year}/{(year + 1) % 100:02d}"


def span(first, years, dash="-"):
    return f"{first}{dash}{(first + years - 1) % 100:02d}"


@given(YEARS, CALENDARS, st.booleans())
def test_a_single_year(year, calendar, snapshot):
    period = parse_period(str(year), calendar=calendar, snapshot=snapshot)
    assert period.kind is (PeriodKind.SNAPSHOT if snapshot else PeriodKind.ANNUAL)
    assert (period.start.isoformat(), period.end.isoformat()) == (f"{year}-01-01", f"{year}-12-31")
    assert period.label == period.plain == str(year)


@given(YEARS, SPLIT_CALENDARS)
def test_a_split_year_is_one_year_long(year, calendar):
    period = parse_period(split(year), calendar=calendar)
    next_day = period.end + timedelta(days=1)
    assert period.kind is PeriodKind.ANNUAL
    assert next_day == period.start.replace(year=year + 1)


def test_when_split_years_begin():
    starts = {one: parse_period("2023/24", calendar=one).start.isoformat() for one in Calendar}
    assert starts[Calendar.FINANCIAL] == "2023-04-01"
    assert starts[Calendar.ACADEMIC] == "2023-09-01"
    assert starts[Calendar.MID_NOVEMBER] == "2023-11-15"


@given(YEARS, st.sampled_from([(3, PeriodKind.THREE_YEAR), (5, PeriodKind.FIVE_YEAR)]), CALENDARS)
def test_several_years_together(first, kind_of_span, calendar):
    years, kind = kind_of_span
    for dash in ("-", " - "):
        period = parse_period(span(first, years, dash), calendar=calendar)
        assert period.kind is kind
        assert period.start.isoformat() == f"{first}-01-01"
        assert period.end.isoformat() == f"{first + years - 1}-12-31"


@given(YEARS, st.integers(1, 4), st.integers(0, 40))
def test_quarters_from_a_start_are_cumulative(year, quarter, later):
    last_year, last_quarter = year + (quarter - 1 + later) // 4, (quarter - 1 + later) % 4 + 1
    label = f"{split(year)} Q{quarter} - {split(last_year)} Q{last_quarter}"
    period = parse_period(label)
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    assert period.kind is PeriodKind.CUMULATIVE
    assert months + 1 == 3 * (later + 1)
    assert period.start.day == 1
    assert (period.end + timedelta(days=1)).day == 1


LIKE_LABELS = st.from_regex(
    r"[0-9]{4}(/[0-9]{2})?( Q[0-9])?( ?- ?[0-9]{2,4}(/[0-9]{2} Q[0-9])?)?", fullmatch=True
)


@given(st.text() | LIKE_LABELS, CALENDARS, st.booleans())
def test_any_text_is_a_period_or_a_named_error(text, calendar, snapshot):
    try:
        period = parse_period(text, calendar=calendar, snapshot=snapshot)
    except CatalogueError:
        return
    assert period.label == text
    assert period.start <= period.end
    assert period.plain


@pytest.mark.parametrize(
    "label",
    [
        "",
        "latest",
        "2023/25",
        "2015 - 18",
        "2021\n",
        "0000",
        "2021/22 Q5",
        "2025/26 Q3 - 2021/22 Q1",
    ],
)
def test_not_a_period(label):
    with pytest.raises(CatalogueError, match="period"):
        parse_period(label)


@given(YEARS, st.sampled_from(["-", " - ", "–", " – "]))
def test_how_a_person_types_a_span_does_not_matter(first, dash):
    assert same_period(span(first, 3, dash), span(first, 3, " - "))
    assert not same_period(span(first, 3, dash), span(first, 5, " - "))
    assert not same_period(span(first, 3, dash), str(first))


@pytest.mark.parametrize("kind", ["borough", "england"])
def test_latest_smoking_in_routine_and_manual_jobs_is_the_one_that_ends_last(warehouse, kind):
    """Three years to 2024 end after the single year 2023; a year of 2023 does not join them."""
    assert warehouse.latest_period("smoking_routine_manual_pct", AreaType(kind)) == "2022 - 24"


@pytest.mark.parametrize(
    ("kind", "label"),
    [("borough", "2023 - 25"), ("england", "2023 - 25"), ("msoa", "2016 - 20")],
)
def test_latest_life_expectancy_differs_by_kind_of_area(warehouse, kind, label):
    assert warehouse.latest_period("life_expectancy_birth", AreaType(kind)) == label


def test_each_indicator_and_kind_of_area_has_one_latest_period_and_it_ends_last(warehouse):
    for _, periods in warehouse.periods().groupby(["indicator", "area_type"]):
        latest = periods[periods["is_latest"]]
        assert len(latest) == 1
        assert latest["period_end"].iloc[0] == periods["period_end"].max()


def test_the_catalogue_declares_every_kind_of_period_its_figures_have(warehouse, catalogue):
    found = defaultdict(set)
    for row in warehouse.periods().itertuples():
        found[row.indicator].add(row.period_kind)
    declared = {
        one.id: {kind.value for kind in one.period_kinds}
        for one in catalogue.indicators.values()
        if one.embedded
    }
    assert found == declared


def test_a_kind_of_period_has_one_length_within_an_indicator(warehouse):
    rows = warehouse.periods()
    rows["years"] = ((rows["period_end"] - rows["period_start"]).dt.days / 365.25).round()
    for (_, kind), periods in rows.groupby(["indicator", "period_kind"]):
        if kind == "cumulative":
            assert periods["period_start"].nunique() == 1
        else:
            assert periods["years"].nunique() == 1, periods


@given(st.data())
def test_latest_is_by_end_then_by_the_kind_the_catalogue_names_first(catalogue, data):
    indicator = catalogue.indicators["smoking_routine_manual_pct"]
    labels = [str(year) for year in range(2015, 2025)] + [span(y, 3) for y in range(2015, 2023)]
    chosen = data.draw(st.lists(st.sampled_from(labels), min_size=1, unique=True))
    periods = [indicator.read_period(label) for label in chosen]
    latest = latest_period(periods, indicator)
    assert latest.end == max(one.end for one in periods)
    rivals = {one.kind for one in periods if one.end == latest.end}
    assert latest.kind == min(rivals, key=indicator.period_kinds.index)
