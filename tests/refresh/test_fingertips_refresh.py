"""What Fingertips says is what stands in the warehouse: found again here in its raw lines."""

from __future__ import annotations

import csv
import gzip

import duckdb
import pytest

from fhfa_data.sources.http import Fetcher
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

SMOKING, LIFE = "smoking_adults_pct", "life_expectancy_birth"
BOLTON = "E08000001"


@pytest.fixture(scope="module")
def figures(refreshed):
    with duckdb.connect(str(refreshed[1].file), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def lines(shared):
    """Lines of the two raw files."""
    folder = shared / "opendata" / "fingertips"
    with gzip.open(folder / "fingertips_district_england.csv.gz", "rt", encoding="utf-8") as file:
        districts = list(csv.DictReader(file))
    with (folder / "fingertips_msoa11_life_expectancy_gm.csv").open(encoding="utf-8") as file:
        return districts, list(csv.DictReader(file))


def asked(figures, query, *parameters):
    return figures.execute(query, parameters).fetchall()


def test_every_period_of_every_borough_and_england_is_as_published(figures, lines, catalogue):
    source = catalogue.sources["ohid_fingertips"]
    codes = {code for (code,) in asked(figures, "SELECT area_code FROM area")}
    theirs = {str(number): ours for ours, number in source.fetch.indicators.items()}
    published = {
        (theirs[row["Indicator ID"]], row["Area Code"], row["Time period"], row["Sex"]): float(
            row["Value"]
        )
        for row in lines[0]
        if row["Indicator ID"] in theirs
        and row["Area Code"] in codes
        and row["Area Code"].startswith(("E08", "E92"))
        and row["Value"]
    }
    rows = asked(
        figures,
        "SELECT indicator, area_code, period, sex, value FROM figure WHERE status = 'ok' "
        "AND source = 'ohid_fingertips' AND area_type IN ('borough', 'england')",
    )
    assert {row[:4]: row[4] for row in rows} == published
    assert len(published) > 2000


def test_intervals_counts_and_what_was_withheld_come_with_small_areas(figures, lines):
    published = {(row["Area Code"], row["Sex"]): row for row in lines[1]}
    rows = asked(
        figures,
        "SELECT area_code, sex, value, ci95_low, ci95_high, numerator, denominator, status, reason "
        "FROM figure WHERE indicator = ? AND area_type = 'msoa'",
        LIFE,
    )
    withheld = 0
    for code, sex, value, low, high, deaths, people, status, reason in rows:
        row = published[code, sex]
        if not row["Value"]:
            assert (value, status) == (None, "suppressed")
            assert "withheld" in reason
            withheld += 1
            continue
        assert value == pytest.approx(float(row["Value"]))
        assert (low, high) == (
            float(row["Lower CI 95.0 limit"]),
            float(row["Upper CI 95.0 limit"]),
        )
        assert (deaths, people) == (float(row["Count"]), float(row["Denominator"]))
    assert withheld == 36
    assert len(rows) == 346 * 3


def made_up(number, sex, period, value, *, low="", high="", note="", category="", area="UA"):
    code = BOLTON if area == "UA" else "E92000001"
    start = f"{number},Smoking,E92000001,England,{code},A place,{area},{sex},18+ yrs,"
    kind = "Deprivation deciles" if category else ""
    end = f"{low},{high},,,100,400,{note},,,,{period}0000,,,1y"
    return f"{start}{kind},{category},{period},{value},{end}"


@pytest.fixture
def sent(place, endpoints, changing):
    """Refresh with these lines for smoking in the place of Bolton's."""

    def refresh(*more):
        def changed(reply):
            header, *rows = reply.body.decode("utf-8").splitlines()
            kept = [row for row in rows if not (row.startswith("92443,") and f",{BOLTON}," in row)]
            return reply._replace(body="\n".join([header, *kept, *more, ""]).encode())

        with changing(**{"by_indicator_id": changed}):
            return place.refresh(endpoints.url)

    return refresh


def test_intervals_notes_categories_and_kinds_of_period(sent):
    done = sent(
        made_up(92443, "Persons", "2030", "11.5", low="10.0", high="13.1"),
        made_up(92443, "Persons", "2030", "31.5", category="Most deprived decile"),
        made_up(92443, "Persons", "2031", "", note="Value suppressed due to small numbers"),
        made_up(92443, "Persons", "2032", "", note="Value missing in source data"),
        made_up(92443, "Persons", "2030 - 32", "12.0"),
    )
    assert not [one for one in done.failed if one.source.id == "ohid_fingertips"]
    opened = Warehouse(done.file)
    rows = {one.period: one for one in opened.series(SMOKING, [BOLTON])}
    assert (rows["2030"].value, rows["2030"].ci95_low, rows["2030"].ci95_high) == (11.5, 10.0, 13.1)
    assert (rows["2030"].numerator, rows["2030"].denominator) == (100, 400)
    assert rows["2031"].status.value == "suppressed"
    assert rows["2032"].status.value == "not_available"
    assert "2030 - 32" not in rows  # three years are no period of this indicator's kinds
    known = catalogue_of(opened).indicators
    assert "no_interval" not in known[SMOKING].caveats
    assert "no_interval" in known["dental_decay_5yr_pct"].caveats
    opened.close()


def test_two_values_for_one_place_and_period_keep_the_last_good_copy(sent):
    twice = [made_up(92443, "Persons", "2030", value) for value in ("11.5", "12.5")]
    done = sent(*twice)
    [failed] = [one for one in done.failed if one.source.id == "ohid_fingertips"]
    assert failed.state == "kept"
    assert "occur twice, E08000001, 2030, Persons" in failed.note


def test_an_indicator_published_for_upper_tier_authorities_only_is_asked_for_there(
    endpoints, catalogue, tmp_path
):
    from fhfa_data.sources import fingertips

    source = catalogue.sources["ohid_fingertips"]
    parts = fingertips.download(source, Fetcher(mirror=endpoints.url, tries=1), tmp_path)
    assert [part.name for part in parts] == ["borough.csv", "borough-502.csv"]
    assert "child_area_type_id=502" in parts[1].query
