"""The Data health page: fresh or not, whole or not, and what a refresh would change."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime

import pytest
from reading import elements, said

from fhfa_data.ui import cache, rehearsal_block
from fhfa_data.ui.rehearsal import Rehearsals
from fhfa_data.views.health import health
from fhfa_data.warehouse.pointer import NAME, read_pointer

HARPURHEY = "E05011366"
NOBODY = "http://127.0.0.1:9"
ROW = "INSERT INTO dataset VALUES ('{}', 'refresh', '{}', 'abcdef', '{}')"
EDITS = (
    (
        "UPDATE stored.figure SET value = 12.3 "
        f"WHERE indicator = 'imd_score' AND area_code = '{HARPURHEY}'"
    ),
    ROW.format("mhclg_iod2025_file7", "2026-11-24", ""),
    ROW.format("ohid_fingertips", "2010-01-01", ""),
    ROW.format("ons_lsoa21_ward24_lookup", "2999-01-01", ""),
    ROW.format("ons_wards24_bgc", "2026-11-24", "The connection was refused."),
    "INSERT INTO dataset VALUES ('ons_lsoa21_bgc', 'none', '', '', 'Nothing at this address.')",
    "UPDATE check_result SET outcome = 'failed' WHERE \"check\" = 'range_years'",
    "INSERT INTO check_result VALUES ('rows', 'ons_wards24_bgc', 'passed', 'There are 215 rows.')",
)


def table(app, words):
    """The one table whose caption holds these words."""
    [found] = [one for name, one in elements(app).items() if words in name]
    return found


def row_of(found, title):
    [row] = [one for one in found.rows if one[0]["text"].startswith(title)]
    return row


def button(app, label):
    return next(one for one in app.button if one.label == label)


@pytest.fixture
def refreshed(publish):
    publish("0123456789ab", *EDITS)


def test_before_the_first_refresh_it_says_so_and_how(open_page, catalogue):
    app = open_page("health")
    text = said(app)
    assert "Nothing has been refreshed yet: these are the embedded figures of 30 Nov" in text
    assert "The guide for analysts says how to fetch what the publishers have now." in text
    assert "There is no other build to compare with yet" in text
    found = table(app, "datasets, those that need a look first")
    assert len(found.rows) == len(catalogue.sources)
    copies = {row[0]["text"]: row[3]["text"] for row in found.rows}
    used = {one.source for one in catalogue.indicators.values() if one.embedded}
    for one in catalogue.sources.values():
        embedded = copies[one.short_title] == "Embedded, made 30 November 2026"
        assert embedded == ("30 November 2026" in one.retrieved)
        assert embedded or one.id not in used
    assert set(copies.values()) == {"Embedded, made 30 November 2026", "Comes with a refresh"}
    assert not app.exception
    assert not app.error


@pytest.mark.usefixtures("refreshed")
def test_what_needs_a_look_comes_first_with_its_reason(open_page):
    app = open_page("health")
    text = said(app)
    assert "Last refreshed on 1 December 2026, 00:00 (UTC): 4 datasets fetched" in text
    assert "1 dataset older than expected: OHID" in text
    assert "bear a day that is still to come: the clock" in text
    assert "A newer copy of 1 dataset could not be had: ONS, ward" in text
    assert "No copy yet of 1 dataset: ONS" in text
    found = table(app, "datasets, those that need a look first")
    assert [row[1]["text"] for row in found.rows[:4]] == [
        "As expected",
        "Not here yet",
        "From the future",
        "Older than expected",
    ]
    assert found.rows[0][1]["note"] == (
        "A newer copy could not be had. The connection was refused."
    )
    assert found.rows[1][1]["note"] == "It could not be had. Nothing at this address."
    assert found.rows[0][4]["text"] == "1 passed"
    assert "nothing has to be restarted" not in text


@pytest.mark.usefixtures("refreshed")
def test_the_picture_of_an_age_says_the_same_as_its_words(open_page, catalogue):
    found = table(open_page("health"), "datasets, those that need a look first")
    age = row_of(found, "OHID, Fingertips")[2]
    days = (datetime.now(UTC).date() - date(2010, 1, 1)).days
    expected = catalogue.sources["ohid_fingertips"].fetch.cadence_days
    assert age["strip"]["interval"][1] == pytest.approx(days / expected, abs=1 / expected)
    assert (
        age["text"] == f"{round(days / 365.25)} years old; a newer one is expected every 4 months"
    )
    libraries = row_of(found, "DCMS")[2]
    assert "strip" not in libraries
    assert libraries["text"]


@pytest.mark.usefixtures("refreshed")
def test_a_check_that_failed_comes_first(open_page, warehouse):
    app = open_page("health")
    count = len(warehouse.check_results()) + 1
    assert f"Of {count} checks, {count - 1} passed and 1 failed." in said(app)
    found = table(app, "checks, those that failed first")
    assert [cell["text"] for cell in found.rows[0]][::2] == ["Failed", "All figures together"]
    assert {row[0]["text"] for row in found.rows[1:]} == {"Passed"}


@pytest.mark.usefixtures("refreshed")
def test_what_changed_since_the_build_before_is_told_and_how_to_go_back(open_page, warehouse_file):
    app = open_page("health")
    old = warehouse_file.stem.removeprefix("atlas-")
    assert f"From {old} to 0123456789ab, in use: 1 value changed." in said(app)
    [mover] = table(app, "Biggest movers").rows
    assert mover[1]["text"] == "Harpurhey, Manchester (ward)"
    assert [cell["sort"] for cell in mover[3:5]] == [60.7, 12.3]
    assert "The guide for analysts says how to go back to that build." in said(app)
    states = [row[5]["text"] for row in table(app, "Each time that a build").rows]
    assert states == ["In use", "Kept"]


def test_a_link_names_the_build_to_compare_with(open_page, publish, warehouse_file):
    publish("0123456789ab", *EDITS)
    publish("ba9876543210", EDITS[0], built_at="2026-12-02T00:00:00+00:00")
    old = warehouse_file.stem.removeprefix("atlas-")
    app = open_page("health", build=old)
    assert f"From {old} to ba9876543210" in said(app)
    picker = next(one for one in app.selectbox if one.label.startswith("Compare"))
    picker.select("0123456789ab").run()
    assert app.query_params["build"] == "0123456789ab"
    assert "From 0123456789ab to ba9876543210" in said(app)
    app = open_page("health", build="feedfeedfeed")
    assert "We don't keep a build “feedfeedfeed”" in app.warning[0].value
    assert "From 0123456789ab to ba9876543210" in said(app)


def test_a_build_that_cannot_be_compared_is_said(open_page, publish):
    publish("0000deadbeef", "DROP TABLE area", "CREATE TABLE area (a INT)")
    publish("ba9876543210")
    app = open_page("health")
    assert "can't be compared" in app.error[0].value
    assert table(app, "checks, those that failed first").rows


def test_damaged_figures_are_said_and_the_builds_are_still_listed(open_page, damaged_warehouse):
    app = open_page("health")
    assert "Tell whoever looks after this atlas." in app.error[0].value
    assert len(app.error) == 1
    assert [row[5]["text"] for row in table(app, "Each time that a build").rows] == ["Is damaged"]
    assert not app.exception


@pytest.mark.usefixtures("refreshed")
def test_another_build_served_in_its_place_is_said(open_page, own_folder, warehouse_file):
    (own_folder / "atlas-0123456789ab.duckdb").write_bytes(b"not a warehouse")
    app = open_page("health")
    assert "The build 0123456789ab is damaged. The newest build that" in app.warning[0].value
    assert read_pointer(own_folder).fingerprint == "0123456789ab"
    (own_folder / NAME).unlink()
    assert "is missing" in open_page("health").warning[0].value


# What a refresh would change


def waited(app, seconds=60):
    """The page once the rehearsal has ended."""
    deadline = time.monotonic() + seconds
    while cache.rehearsals().latest.running:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return app.run()


@pytest.fixture
def _own_rehearsals():
    """No other test sees the rehearsals of this one: all sessions of a process share them."""
    yield
    cache.rehearsals.clear()


@pytest.fixture
def offline(monkeypatch, tmp_path, _own_rehearsals):
    monkeypatch.setenv("FHFA_MIRROR_URL", NOBODY)
    monkeypatch.setenv("FHFA_RAW_DIR", str(tmp_path / "raw"))


@pytest.fixture
def commands(monkeypatch, _own_rehearsals):
    """A way to have the button start something else: a few lines of Python."""

    def instead(script):
        monkeypatch.setattr(
            rehearsal_block, "rehearsal_command", lambda: [sys.executable, "-c", script]
        )

    return instead


@pytest.mark.usefixtures("offline")
@pytest.mark.process
def test_offline_it_says_so_in_words(open_page):
    app = open_page("health")
    button(app, "See what would change").click().run()
    app = waited(app)
    [error] = app.error
    assert "found no answer" in error.value
    assert "The connection was refused" in error.value
    assert "Nothing was changed" in error.value
    assert "Traceback" not in error.value


@pytest.mark.process
def test_while_it_runs_it_says_how_far_and_can_be_stopped(open_page, commands):
    commands(
        "import sys, time; print('      OHID, Fingertips: fetched', file=sys.stderr, flush=True);"
        "time.sleep(60)"
    )
    app = open_page("health")
    button(app, "See what would change").click().run()
    while not cache.rehearsals().latest.lines:
        time.sleep(0.05)
    app.run()
    assert button(app, "See what would change").disabled
    assert "OHID, Fingertips: fetched" in [one.value for one in app.code]
    another = open_page("health")  # every session sees the same one
    assert button(another, "See what would change").disabled
    assert not cache.rehearsals().start([sys.executable, "-c", "pass"])
    button(app, "Stop").click().run()
    app = waited(app)
    assert "was stopped. Nothing was changed." in app.info[0].value
    assert not button(app, "See what would change").disabled


@pytest.mark.process
def test_what_takes_too_long_is_ended(open_page, commands, monkeypatch):
    commands("import time; time.sleep(60)")
    app = open_page("health")
    monkeypatch.setattr(cache.rehearsals(), "seconds", 0.2)
    button(app, "See what would change").click().run()
    app = waited(app)
    assert "was ended after" in app.error[0].value
    assert "how to look without such a limit" in app.error[0].value


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("print('{}')", "Its answer can't be read."),
        ("raise SystemExit(9)", "It stopped and didn't say why."),
    ],
)
@pytest.mark.process
def test_an_answer_that_makes_no_sense_is_said(open_page, commands, script, words):
    commands(script)
    app = open_page("health")
    button(app, "See what would change").click().run()
    assert words in waited(app).error[0].value


@pytest.mark.process
def test_a_command_that_prints_a_lot_is_read_to_its_end():
    runs = Rehearsals()
    script = "import sys; print('x' * 3_000_000); print('y\\n' * 100_000, file=sys.stderr)"
    assert runs.start([sys.executable, "-c", script])
    while runs.latest.running:
        time.sleep(0.05)
    assert (len(runs.latest.output), len(runs.latest.lines)) == (3_000_001, 100_001)


def test_the_order_of_datasets_does_not_hang_on_the_day(warehouse, catalogue):
    from fhfa_data.catalogue.wisdom import load_wisdom
    from fhfa_data.views.atlas import Atlas
    from fhfa_data.warehouse.pointer import Pointer

    pointer = Pointer("a", "b", "2026-11-22T00:00:00+00:00", "0.1.0")
    found = health(Atlas(warehouse, catalogue, load_wisdom()), pointer, date(2050, 1, 1))
    late = [one for one in found.datasets if one.share is not None]
    assert {one.freshness.value for one in late} == {"Older than expected"}
    assert [one.share for one in late] == sorted((one.share for one in late), reverse=True)
