"""A dataset that was had before: whatever is wrong now, its last good copy stays and is named.

Several datasets fail at once, each in a way of its own, in one real process.
"""

from __future__ import annotations

import json

import duckdb
import pytest
from dressed_tables import (
    in_table,
    in_zip,
    with_accent,
    with_column,
    with_line_breaks,
    with_percent_signs,
    with_separators,
    without_column,
)
from faulty_endpoints import (
    FILE_7,
    LOOKUP,
    Faults,
    arcgis_error,
    bomb,
    cut,
    faulty,
    once,
    page,
    page_repeated,
    page_skipped,
    status,
    trickle,
)
from fhfa_process import Serving, fhfa
from lacking import LACKING

pytestmark = pytest.mark.shared

WARDS = "Wards_December_2024_Boundaries_UK_BGC"
NAMES = {
    FILE_7: "mhclg_iod2025_file7",
    LOOKUP: "ons_lsoa21_ward24_lookup",
    WARDS: "ons_wards24_bgc",
    **{f"census2021-{table}": f"ons_census2021_{table}" for table in ("ts007a", "ts011")},
    **{f"census2021-{table}": f"ons_census2021_{table}" for table in ("ts021", "ts038")},
}
FIRST = {
    FILE_7: (cut, "cut before all had arrived. Asked 4 times"),
    "census2021-ts007a": (status(500), "fault of its own (500). Asked 4 times"),
    "census2021-ts011": (page, "A web page came instead of data"),
    "census2021-ts021": (trickle, "not finished in"),
    "census2021-ts038": (status(404), "nothing at this address (404)"),
    LOOKUP: (page_skipped(), "rows and sent"),
    WARDS: (arcgis_error, "reports an error (400)"),
}
SECOND = {
    FILE_7: (in_table(without_column("Crime Score")), "There is no column 'Crime Score'"),
    "census2021-ts007a": (in_zip(lambda rows: rows[:20_000]), "19,999 areas where there should be"),
    "census2021-ts011": (in_zip(lambda rows: [*rows, rows[1]]), "1 area(s) occur twice, E01"),
    "census2021-ts021": (bomb, "larger than the 100 MB allowed"),
    "census2021-ts038": (status(429, Retry_After="1"), "too often (429). Asked 4 times"),
    LOOKUP: (page_repeated(), "its pages overlap"),
    WARDS: (status(403), "refused to hand this out (403)"),
}
in_percent = with_percent_signs(("Income Score (rate)", "Employment Score (rate)"))
HARMLESS = {
    FILE_7: in_table(lambda rows: in_percent(with_accent(rows)), "cp1252"),
    "census2021-ts007a": once(status(429, Retry_After="1")),
    "census2021-ts011": in_zip(with_column, "utf-8-sig"),
    "census2021-ts021": in_zip(lambda rows: with_line_breaks(with_separators(rows))),
    LOOKUP: once(status(500)),
}


class Ran:
    """A place, and how one refresh of it with some faults ended."""

    def __init__(self, place, done, serving, asked) -> None:
        self.place, self.done, self.serving, self.asked = place, done, serving, asked
        self.report = json.loads(done.stdout) if done.stdout.startswith("{") else {}
        self.found = {one["source"]: one for one in self.report.get("datasets", [])}


@pytest.fixture(scope="module")
def running(replica, endpoints, refreshed, copied, tmp_path_factory):
    """A way to refresh a copy of the refreshed place with faults."""

    def run(of, *arguments, seconds=60):
        place, faults = copied(tmp_path_factory.mktemp("kept")), Faults()
        faults.of, serving = of, Serving(place.warehouses)
        with faulty(replica, endpoints.store, faults) as address:
            done = fhfa(
                place, "refresh", "--json", "--timeout", f"{seconds}", *arguments, mirror=address
            )
        return Ran(place, done, serving, faults.asked)

    return run


@pytest.fixture(scope="module")
def first(running):
    """One of them trickles: what is waited for it must not be long."""
    return running({part: fault for part, (fault, _) in FIRST.items()}, seconds=8)


@pytest.fixture(scope="module")
def second(running):
    return running({part: fault for part, (fault, _) in SECOND.items()}, "--strict")


BATCHES = {"first": FIRST, "second": SECOND}


@pytest.mark.parametrize(
    ("batch", "part"), [(batch, part) for batch, faults in BATCHES.items() for part in faults]
)
def test_its_last_good_copy_stays_and_the_fault_is_said(batch, part, request):
    ran = request.getfixturevalue(batch)
    _, words = BATCHES[batch][part]
    one = ran.found[NAMES[part]]
    assert one["state"] == "kept"
    assert words in one["note"]
    assert one["digest"]


@pytest.mark.parametrize(("batch", "code"), [("first", 0), ("second", 3)])
def test_the_figures_in_use_are_those_of_before(batch, code, request):
    ran = request.getfixturevalue(batch)
    assert ran.done.returncode == code, ran.done.stderr
    assert "Traceback" not in ran.done.stderr
    assert not ran.report["changed"]
    ran.serving.check()
    shown = fhfa(ran.place, "status")
    assert shown.returncode == 0
    assert "mhclg_iod2025_file7, fetched on 2026-11-24; a newer copy could not be" in shown.stdout
    assert fhfa(ran.place, "refresh", "--offline", "--json").returncode == 0
    ran.serving.check()


def test_other_clothes_and_faults_that_pass_change_no_figure(running):
    ran = running(HARMLESS)
    assert ran.done.returncode == 0, ran.done.stdout
    assert {name for name, one in ran.found.items() if one["note"]} == LACKING
    dressed = [part for part in HARMLESS if part not in (LOOKUP, "census2021-ts007a")]
    new = {name for name, one in ran.found.items() if one["state"] == "new"}
    assert new >= {NAMES[part] for part in dressed}
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{ran.serving.open.path}' AS a (READ_ONLY)")
        connection.execute(f"ATTACH '{ran.report['file']}' AS b (READ_ONLY)")
        rows = "SELECT * FROM {0}.figure EXCEPT SELECT * FROM {1}.figure"
        assert connection.execute(rows.format("a", "b")).fetchall() == []
        assert connection.execute(rows.format("b", "a")).fetchall() == []
