"""Datasets held against one another, from the real files.

Every difference is worked out a second time, in plain Python over the published files.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from dressed_tables import in_zip
from lacking import failed_of
from published_totals import SUMMARY, residents_of_districts, summaries, workbook

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.errors import SourceError
from fhfa_data.model.scope import GM
from fhfa_data.refresh.agreements import AGREEMENTS, FILE_7, LOOKUP, RESIDENTS, WARDS
from fhfa_data.refresh.agreements import FILE_10 as SUMMARIES
from fhfa_data.refresh.gather import Errand, gather_scope
from fhfa_data.refresh.run import fetchable
from fhfa_data.refresh.settling import settled
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse

IMD = "Index of Multiple Deprivation (IMD)"
DISTRICT = "Local Authority District code (2024)"
ALLOWED_SHARE = 0.02


def of(done, dataset: str) -> dict[str, object]:
    [had] = [one for one in done if one.source.id == dataset]
    return {one.check: one for one in had.checks}


@pytest.fixture(scope="module")
def lsoas(shared):
    """Every neighbourhood of File 7: its numbers, its district and its residents."""
    folder = shared / "opendata"
    residents = {}
    for row in gunzipped(folder / "census", "nomis_query_TS007A*.csv.gz", csv.reader):
        if row[1:2] and row[1].startswith("E01"):
            residents[row[1]] = int(row[2])
    rank, decile = (f"{IMD} {one} (where 1 is most deprived" for one in ("Rank", "Decile"))
    return [
        {
            "district": row[DISTRICT],
            "residents": residents[row["LSOA code (2021)"]],
            "score": float(row[f"{IMD} Score"]),
            "rank": int(row[f"{rank})"]),
            "decile": int(row[f"{decile} 10% of LSOAs)"]),
        }
        for row in gunzipped(folder / "iod2025", "File_7*.csv.gz", csv.DictReader)
    ]


def gunzipped(folder, name, reader):
    [packed] = folder.glob(name)
    with gzip.open(packed) as file:
        yield from reader(io.TextIOWrapper(file, "utf-8-sig"))


def extent_weight(rank: int) -> float:
    """The technical report's words, one percentile at a time."""
    percentile = math.ceil(rank * 100 / 33_755)
    if percentile <= 10:
        return 1.0
    weight = 0.95
    for _ in range(11, percentile):
        weight -= (0.95 - 0.05) / 19
    return weight if percentile <= 30 else 0.0


def gaps(lsoas, shared, column, measure, times=1.0):
    """District → how far our mean, weighted by residents, is from the one in File 10."""
    sums = defaultdict(lambda: [0.0, 0])
    for one in lsoas:
        sums[one["district"]][0] += measure(one) * one["residents"]
        sums[one["district"]][1] += one["residents"]
    published = summaries(shared / "opendata")
    return {
        code: abs(times * part / whole - times * float(published[code][column]))
        for code, (part, whole) in sums.items()
    }


def test_every_agreement_was_tried_and_holds(refreshed):
    found = {one.source.id: one for one in refreshed[1].found}
    for agreement in AGREEMENTS:
        result = {one.check: one for one in found[agreement.about].checks}[agreement.check]
        assert result.outcome.value == "passed", result


def test_what_was_checked_of_each_dataset_is_kept_in_the_warehouse(refreshed):
    opened = Warehouse(refreshed[1].file)
    kept = {(one.dataset, one.check) for one in opened.check_results()}
    opened.close()
    said = {(one.dataset, one.check) for had in refreshed[1].found for one in had.checks}
    assert said
    assert said <= kept
    assert (FILE_7, "ranks_whole") in said
    assert (LOOKUP, "correction_e01027305_in_cherwell") in said


def test_extents_are_as_far_from_file_10_as_a_second_way_says(refreshed, lsoas, shared):
    found = gaps(lsoas, shared, "imd25_extent", lambda one: extent_weight(one["rank"]), 100)
    most = max(found, key=found.get)
    assert len(found) == 296
    assert found[most] < 100 * ALLOWED_SHARE
    words = of(refreshed[1].found, FILE_7)["extents_agree"].detail
    assert f"in 296 of 296 districts. The largest difference is {found[most]:.3g} ({most})" in words


def test_averages_are_as_far_from_file_10_as_a_second_way_says(refreshed, lsoas, shared):
    found = gaps(lsoas, shared, "imd_average_score", lambda one: one["score"])
    scores = defaultdict(list)
    for one in lsoas:
        scores[one["district"]].append(one["score"])
    allowed = {code: ALLOWED_SHARE * (max(all_) - min(all_)) for code, all_ in scores.items()}
    beyond = [code for code, gap in found.items() if gap > allowed[code] + 0.01]
    words = of(refreshed[1].found, FILE_7)["averages_agree"].detail
    assert f"in {296 - len(beyond)} of 296 districts, not in {beyond[0]} (" in words
    assert len(beyond) <= 2


def test_shares_in_decile_1_differ_by_rounding_alone(refreshed, lsoas, shared):
    published = summaries(shared / "opendata")
    deciles = defaultdict(list)
    for one in lsoas:
        deciles[one["district"]].append(one["decile"] == 1)
    column = next(name for name in next(iter(published.values())) if name.startswith("imd_prop"))
    for code, inside in deciles.items():
        assert round(sum(inside) / len(inside), 4) == float(published[code][column])
    assert "296 of 296" in of(refreshed[1].found, FILE_7)["tenths_agree"].detail


def test_residents_of_ten_districts_are_the_published_ones_but_for_noise(
    refreshed, replica, shared
):
    published = residents_of_districts(replica.Store(shared / "opendata"))
    lookup = gunzipped(shared / "opendata" / "ons", "LSOA21_WD24*EW_LU.csv.gz", csv.DictReader)
    district = {row["LSOA21CD"]: row["LAD24CD"] for row in lookup}
    ours = defaultdict(int)
    for row in gunzipped(shared / "opendata" / "census", "nomis_query_TS007A*.csv.gz", csv.reader):
        if district.get(row[1] if row[1:] else "", "").startswith("E080000") and row[1] in district:
            ours[district[row[1]]] += int(row[2])
    greater_manchester = {f"E080000{number:02d}" for number in range(1, 11)}
    found = {code: abs(ours[code] - published[code]) for code in greater_manchester}
    most = max(found, key=found.get)
    words = of(refreshed[1].found, RESIDENTS)["residents_add_up"].detail
    assert f"The largest difference is {found[most]:.3g} ({most})" in words


@pytest.fixture
def errand(place):
    return Errand(place.raw, GM, None, date(2026, 11, 24), boroughs=GM.codes)


@pytest.fixture(scope="module")
def gathered(refreshed):
    """Every dataset with its table, from the raw bytes of the refresh."""
    errand = Errand(refreshed[0].raw, GM, None, date(2026, 11, 24))
    return gather_scope(fetchable(load_catalogue(), GM), errand, lambda _had: None)[0]


def test_a_check_whose_other_dataset_is_not_there_says_so(gathered, errand):
    without = [one for one in gathered if one.source.id != SUMMARIES]
    checks = of(settled(without, errand), FILE_7)
    for name in ("tenths_agree", "averages_agree", "extents_agree"):
        assert checks[name].outcome.value == "not_run"
        assert "is not there" in checks[name].detail


def test_a_neighbourhood_in_another_district_is_told_and_taken(gathered, errand):
    def moved(one):
        if one.source.id != LOOKUP:
            return one
        table = one.table.copy()
        table.loc[table["LSOA21CD"] == "E01027305", "LAD24CD"] = "E07000177"
        return replace(one, table=table)

    done = settled([moved(one) for one in gathered], errand)
    told = of(done, LOOKUP)["districts_agree"]
    assert told.outcome.value == "failed"
    assert "1 neighbourhood(s) are in another district than MHCLG says: E01027305." in told.detail
    assert next(one for one in done if one.source.id == LOOKUP).table is not None


def test_wards_without_an_exact_shape_are_told(gathered, errand):
    def cut(one):
        return replace(one, table=one.table.iloc[:100]) if one.source.id == WARDS else one

    told = of(settled([cut(one) for one in gathered], errand), WARDS)
    assert told["wards_have_exact_shapes"].outcome.value == "failed"
    assert "115 of 215 wards have no exact shape" in told["wards_have_exact_shapes"].detail


def test_neighbourhoods_that_do_not_give_the_published_average_stop_a_refresh(
    place, endpoints, changing, shared
):
    """Manchester's published average is 5 points higher: then the neighbourhoods can't be right."""

    def higher(reply):
        rows = [list(SUMMARY)]
        for code, row in summaries(shared / "opendata").items():
            more = {"imd_average_score": 5.0} if code == "E08000003" else {}
            numbers = list(SUMMARY.values())[2:]
            rows.append([code, "", *(float(row[one]) + more.get(one, 0) for one in numbers)])
        return reply._replace(body=workbook(rows, "IMD"), mtime=reply.mtime + 60)

    before = read_pointer(place.warehouses)
    with changing(**{"File_10": higher}), pytest.raises(SourceError) as caught:
        place.refresh(endpoints.url)
    assert "E08000003 (38.951, published 43.677)" in str(caught.value)
    assert "Nothing was changed" in str(caught.value)
    assert read_pointer(place.warehouses) == before


def test_residents_that_do_not_add_up_keep_the_copy_before(place, endpoints, changing):
    """500 residents more in one neighbourhood, its ages included: only the district can tell."""

    def more(rows):
        row = rows[next(n for n, one in enumerate(rows) if one[2] == "E01004766")]
        row[3], row[4] = str(int(row[3]) + 500), str(int(row[4]) + 500)
        return rows

    fault = in_zip(more)
    with changing(**{"census2021-ts007a.zip": lambda reply: fault(reply, {})}):
        done = place.refresh(endpoints.url)
    [failed] = failed_of(done)
    assert (failed.source.id, failed.state) == (RESIDENTS, "kept")
    assert "not in E08000001 (296,436.000, published 295,961.000)" in failed.note
    assert not done.changed
    assert {one.check for one in done.failed_checks} == {"residents_add_up"}
