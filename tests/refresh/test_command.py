"""`fhfa refresh` as an analyst runs it: a process of its own, its words and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


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
    done = fhfa("refresh", "--offline", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["fingerprint"] == refreshed[1].fingerprint
    assert {one["state"] for one in report["datasets"]} == {"unchanged"}
    status = fhfa("status")
    assert "ons_wards24_bgc, fetched on 2026-11-24" in status.stdout


def test_with_nobody_answering_the_last_copies_stay_and_strict_says_so(fhfa):
    done = fhfa("refresh", "--strict")
    assert done.returncode == 3
    assert "Older copies stand in" in done.stdout
    assert "the copy of 2026-11-24 stays" in done.stderr
    assert "Traceback" not in done.stderr
    figures = fhfa("figures", "--indicator", "core20_pct", "--area-type", "gm")
    assert "1132504" in figures.stdout


def test_names_that_are_not_known_end_in_one_line(fhfa):
    unknown = fhfa("refresh", "--file", "mhclg_iod2025_file=x.csv")
    assert unknown.returncode == 2
    assert "mhclg_iod2025_file7" in unknown.stderr
    assert len(unknown.stderr.splitlines()) == 1
    assert fhfa("refresh", "--scope", "narnia").returncode == 2
