"""`fhfa figures`, `indicators`, `status`: what an analyst sees, and what a slip brings."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest

from fhfa_data import __version__
from fhfa_data.cli import main

HEADER = (
    "indicator,area_type,area_code,area_name,borough_code,borough_name,period,sex,value,ci95_low,"
    "ci95_high,numerator,denominator,status,method,source,geography_vintage,"
    "compared_to_england"
)
CORE20 = ["figures", "--indicator", "core20_pct", "--area-type"]
LIFE = ["figures", "--indicator", "life_expectancy_birth", "--area-type"]


@pytest.fixture
def fhfa(capsys, warehouse_file):
    """Run a command; what came back: exit code, standard output, standard error."""

    def run(*arguments):
        try:
            code = main(arguments)
        except SystemExit as stop:  # wrong usage and --help end this way
            code = stop.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def rows(fhfa):
    """The rows that a command prints as CSV."""

    def run(*arguments):
        code, out, err = fhfa(*arguments)
        assert code == 0, err
        return list(csv.DictReader(io.StringIO(out)))

    return run


def test_the_rows_are_exactly_these(fhfa):
    code, out, err = fhfa(*CORE20, "gm")
    assert code == 0
    assert err == ""
    assert out == (
        f"{HEADER}\n"
        "core20_pct,gm,E47000001,Greater Manchester,,,2025,Persons,39.49123611491299,,,1132504.0,"
        "2867735.0,ok,sum_of_lsoas,mhclg_iod2025_file7,Combined authority 2024,\n"
    )


def test_an_interval_is_printed_where_it_is_published(rows):
    harpurhey = rows(*LIFE, "msoa", "--within", "E08000003")[0]
    low, value, high = (float(harpurhey[name]) for name in ("ci95_low", "value", "ci95_high"))
    assert low < value < high
    assert harpurhey["period"] == "2016 - 20"
    assert harpurhey["geography_vintage"] == "MSOA 2011"


def test_no_value_is_blank_never_zero_and_the_reason_is_told(fhfa):
    code, out, err = fhfa(*LIFE, "ward", "--within", "E05011366")
    row = next(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert (row["value"], row["status"]) == ("", "not_available")
    assert err.startswith("2 of 2 rows have no value: No life expectancy for wards is published")


def test_json_says_the_same_as_csv(fhfa, rows):
    code, out, _ = fhfa(*LIFE, "msoa", "--format", "json")
    found, expected = json.loads(out), rows(*LIFE, "msoa")
    assert code == 0
    assert len(found) == len(expected) == 3 * 346
    assert list(found[0]) == HEADER.split(",")
    for one, other in zip(found, expected, strict=True):
        for name in ("value", "ci95_low", "ci95_high", "numerator", "denominator"):
            assert one[name] == (float(other[name]) if other[name] else None)
        assert (one["area_name"], one["sex"]) == (other["area_name"], other["sex"])


@pytest.mark.parametrize(
    ("kind", "within", "count"),
    [
        ("ward", "E08000003", 32),
        ("ward", "E05011366", 1),
        ("ward", "E47000001", 215),
        ("borough", "E08000003", 1),
        ("borough", "E47000001", 10),
        ("lsoa", "E47000001", 1702),
        ("msoa", "E47000001", 346),
        ("gm", "E47000001", 1),
        ("ward", "E92000001", 215),
    ],
)
def test_within(rows, kind, within, count):
    found = rows("figures", "--indicator", "population", "--area-type", kind, "--within", within)
    assert len({row["area_code"] for row in found}) == len(found) == count
    if within.startswith("E08"):
        assert {row["borough_code"] for row in found} == {within}


def test_within_a_ward_lists_its_neighbourhoods(rows, warehouse):
    found = rows(*CORE20, "lsoa", "--within", "E05011366")
    assert {row["area_code"] for row in found} == set(
        warehouse.lsoas_of("E05011366")["lsoa21_code"]
    )


def test_latest_is_the_default_and_all_is_every_period(rows):
    smoking = ["figures", "--indicator", "smoking_adults_pct", "--area-type", "england"]
    assert [row["period"] for row in rows(*smoking)] == ["2024"]
    assert rows(*smoking) == rows(*smoking, "--period", "latest")
    years = [row["period"] for row in rows(*smoking, "--period", "all")]
    assert years == [str(year) for year in range(2011, 2025)]


@pytest.mark.parametrize("typed", ["2023 - 25", "2023-25", "2023–25"])
def test_a_period_may_be_typed_as_people_do(rows, typed):
    found = rows(*LIFE, "borough", "--period", typed)
    assert {row["period"] for row in found} == {"2023 - 25"}
    assert len(found) == 20


def test_a_period_by_its_label(rows):
    assert rows(*CORE20, "ward", "--period", "2025") == rows(*CORE20, "ward")


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (["--indicator", "core20", "--area-type", "ward"], "core20_pct"),
        (["--indicator", "imd_scores", "--area-type", "ward"], "imd_score"),
        (
            ["--indicator", "core20_pct", "--area-type", "ward", "--within", "Harpurhy"],
            "Harpurhey (E05011366)",
        ),
        (
            ["--indicator", "core20_pct", "--area-type", "ward", "--within", "E08000099"],
            "(E0800000",
        ),
        (["--indicator", "core20_pct", "--area-type", "ward", "--period", "2024"], "2025"),
        (
            ["--indicator", "life_expectancy_birth", "--area-type", "msoa", "--period", "2023-25"],
            "2016 - 20",
        ),
        (["--indicator", "core20_pct", "--area-type", "wards"], "'ward'"),
        (["--indicator", "core20_pct", "--area-type", "ward", "--format", "cvs"], "'csv'"),
    ],
    ids=["indicator", "indicator plural", "place", "code", "period", "other level", "type", "form"],
)
def test_an_unknown_name_is_one_line_with_the_nearest_and_exit_code_2(fhfa, arguments, nearest):
    code, out, err = fhfa("figures", *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("fhfa")
    assert nearest in err


@pytest.mark.parametrize("arguments", [[], ["figurs"], ["figures"], ["serve", "--port", "http"]])
def test_wrong_usage_is_one_line_and_exit_code_2(fhfa, arguments):
    code, out, err = fhfa(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--help" in err


@pytest.mark.parametrize("command", ["serve", "figures", "indicators", "status", "build"])
def test_help(fhfa, command):
    code, out, _ = fhfa(command, "--help")
    assert code == 0
    assert out.startswith(f"usage: fhfa {command}")


def test_help_names_every_command(fhfa):
    code, out, _ = fhfa("--help")
    assert code == 0
    for command in ("serve", "figures", "indicators", "status", "build"):
        assert re.search(rf"^    {command}\b", out, re.MULTILINE)


def test_version(fhfa):
    assert fhfa("--version")[1] == f"fhfa {__version__}\n"


def embedded(catalogue):
    """What there is before a refresh: the others come with one."""
    return [one.id for one in catalogue.indicators.values() if one.embedded]


def test_indicators_lists_each_once(rows, catalogue):
    found = rows("indicators")
    assert [row["indicator"] for row in found] == embedded(catalogue)
    core20 = next(row for row in found if row["indicator"] == "core20_pct")
    assert core20["area_types"] == "ward borough gm england"
    assert core20["unit"] == "% of residents"


def test_indicators_as_json(fhfa, catalogue):
    _, out, _ = fhfa("indicators", "--format", "json")
    assert [row["indicator"] for row in json.loads(out)] == embedded(catalogue)


def test_status_says_what_is_installed_from_when_from_where(fhfa, warehouse_file):
    code, out, _ = fhfa("status")
    assert code == 0
    assert f"Fairer Health Atlas {__version__}" in out
    assert str(warehouse_file) in out
    assert "10 boroughs, 215 wards, 1,702 LSOAs (2021), 346 MSOAs (2011)" in out
    assert "the embedded starter of 2026-" in out
    assert "older than this version" not in out


def test_status_says_what_was_checked_and_how_it_came_out(fhfa, warehouse_file, repository):
    code, out, _ = fhfa("status", "--checks")
    *checks, counts = out.splitlines()
    assert code == 0
    assert "Passed:   Every ward has a shape. (wards_have_shapes)" in checks
    assert counts == f"{len(checks)} passed, 0 failed, 0 not run"
    told = (repository / "docs" / "data-checks.md").read_text(encoding="utf-8")
    for line in checks:
        name = line.rpartition("(")[2].rstrip(")")
        assert f"| `{name}` |" in told


def test_status_before_anything_is_installed(fhfa, tmp_path, monkeypatch):
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(tmp_path / "none"))
    code, out, _ = fhfa("status")
    assert code == 0
    assert "No figures installed" in out
    assert "Run: fhfa build" in out


def test_build_says_where_the_figures_are(fhfa, warehouse_file):
    assert fhfa("build") == (0, f"Figures ready: {warehouse_file}\n", "")


def python_m(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "fhfa_data", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )


@pytest.mark.process
def test_the_first_run_prints_rows_only_and_progress_beside(tmp_path):
    environment = {**os.environ, "FHFA_WAREHOUSE_DIR": str(tmp_path), "PYTHONIOENCODING": "ascii"}
    with python_m(*CORE20, "borough", env=environment) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert out.splitlines()[0] == HEADER
    assert len(out.splitlines()) == 11
    assert "100%  The figures are ready" in err


@pytest.mark.process
def test_a_reader_that_has_had_enough_is_no_failure(warehouse_file):
    with python_m("figures", "--indicator", "imd_rank", "--area-type", "lsoa") as process:
        assert process.stdout.readline().strip() == HEADER
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(timeout=30) == 0
    assert err == ""


def test_ctrl_c_ends_in_one_line(fhfa, monkeypatch):
    def interrupted(_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("fhfa_data.cli.figures.run", interrupted)
    code, out, err = fhfa(*CORE20, "gm")
    assert (code, out) == (130, "")
    assert err == "\nStopped.\n"
