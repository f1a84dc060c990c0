"""`fhfa refresh` as an analyst runs it: a process of its own, its words and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from lacking import LACKING


@pytest.fixture
def fhfa(place):
    """Run a command on the refreshed place; nothing listens where it asks unless told."""

    def run(*arguments, mirror="http://127.0.0.1:9"):
        environment = {
            **os.environ,
            "FHFA_RAW_DIR": str(place.raw),
            "FHFA_WAREHOUSE_DIR": str(place.warehouses),
            "FHFA_MIRROR_URL": mirror,
        }
        command = [sys.executable, "-m", "fhfa_data", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return run


def test_offline_builds_from_raw_bytes_and_says_the_fingerprint(fhfa, refreshed):
    """Long: a command reads all raw bytes again and builds from them."""
    done = fhfa("refresh", "--offline", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["fingerprint"] == refreshed[1].fingerprint
    had = {one["state"] for one in report["datasets"] if one["source"] not in LACKING}
    assert had == {"unchanged"}
    status = fhfa("status")
    assert "ons_wards24_bgc, fetched on 2026-11-24" in status.stdout


def test_what_could_not_be_had_is_told_with_the_reason(fhfa):
    """The embedded figures of one stand, of the other there is nothing."""
    status = fhfa("status")
    assert status.returncode == 0
    said = {
        one.split(",")[0].strip(): one
        for one in status.stdout.splitlines()
        if "could not be had" in one
    }
    assert set(said) == LACKING
    stands = "the embedded copy of 2026-11-30; a newer copy could not be had: There is nothing at"
    assert stands in said["ons_census2021_ts052"]
    assert "not here; it could not be had: There is nothing at" in said["ons_census2021_ts037"]
    known = fhfa("figures", "--indicator", "overcrowded_pct", "--area-type", "gm").stdout
    assert ",ok,sum_of_lsoas,ons_census2021_ts052," in known
    unknown = fhfa("figures", "--indicator", "bad_health_pct", "--area-type", "gm")
    assert unknown.returncode == 2


def test_with_nobody_answering_the_last_copies_stay_and_strict_says_so(fhfa):
    done = fhfa("refresh", "--strict")
    assert done.returncode == 3
    assert "What there was of them before stays" in done.stdout
    assert "the copy of 2026-11-24 stays" in done.stderr
    said = {line.split(":")[0].strip(): line for line in done.stderr.splitlines()}
    assert "what is embedded of it stays" in said["ONS, Census 2021 (TS052)"]
    assert "there is no earlier copy" in said["ONS, Census 2021 (TS037)"]
    assert "Traceback" not in done.stderr
    figures = fhfa("figures", "--indicator", "core20_pct", "--area-type", "gm")
    assert "1132504" in figures.stdout


def test_names_that_are_not_known_end_in_one_line(fhfa):
    unknown = fhfa("refresh", "--file", "mhclg_iod2025_file=x.csv")
    assert unknown.returncode == 2
    assert "mhclg_iod2025_file7" in unknown.stderr
    assert len(unknown.stderr.splitlines()) == 1
    assert fhfa("refresh", "--scope", "narnia").returncode == 2
