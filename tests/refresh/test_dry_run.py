"""`fhfa refresh --dry-run`: what would change is said, and nothing is changed."""

from __future__ import annotations

import json

import pytest
from dressed_tables import MOVED, RISE, published_again
from fhfa_process import fhfa
from lacking import LACKING

from fhfa_data.errors import WarehouseError
from fhfa_data.model.scope import GM
from fhfa_data.refresh.gather import Errand
from fhfa_data.refresh.run import rehearse


def kept(folder):
    """What a refresh would have touched: every file but the lock."""
    return {
        path.name: (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.iterdir()
        if path.name != "refresh.lock"
    }


def test_nothing_new_is_said_and_nothing_is_touched(place, endpoints):
    """Long: a command fetches all datasets and builds from them, to change nothing."""
    before = kept(place.warehouses)
    done = fhfa(place, "refresh", "--dry-run", mirror=endpoints.url)
    assert done.returncode == 0, done.stderr
    assert "Nothing was changed. A refresh would build" in done.stdout
    assert "Nothing differs" in done.stdout
    assert kept(place.warehouses) == before


def test_a_figure_published_again_is_told_and_the_old_one_stays(place, endpoints, changing):
    before = kept(place.warehouses)
    with changing(File_7_IoD2025=published_again):
        done = fhfa(place, "refresh", "--dry-run", "--json", mirror=endpoints.url)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    mover = report["movers"][0]
    assert (mover["indicator"], mover["area_code"]) == ("imd_score", MOVED.decode())
    assert mover["new_value"] - mover["old_value"] == pytest.approx(RISE)
    assert [one["source"] for one in report["datasets"]] == ["mhclg_iod2025_file7"]
    assert set(report["not_fetched"]) == LACKING
    assert kept(place.warehouses) == before


def test_what_could_not_be_fetched_is_in_the_report(place):
    done = fhfa(place, "refresh", "--dry-run", "--json", "--strict")
    assert done.returncode == 3, done.stderr
    assert "mhclg_iod2025_file7" in json.loads(done.stdout)["not_fetched"]


def test_with_nothing_installed_there_is_nothing_to_compare_with(empty_place):
    errand = Errand(empty_place.raw, GM, None, None)
    with pytest.raises(WarehouseError, match="Run: fhfa build"):
        rehearse(errand)
