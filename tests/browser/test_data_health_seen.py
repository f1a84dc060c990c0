"""The Data health page in a real browser: news that moves nothing, and a look that finds nobody."""

from __future__ import annotations

import shutil
from dataclasses import replace

import duckdb
import pytest
from looking import in_both_themes
from playwright.sync_api import expect
from served import served_atlas
from visiting import settled, whole

from fhfa_data.warehouse.history import next_number, put_to_use
from fhfa_data.warehouse.pointer import read_pointer

pytestmark = pytest.mark.browser

NEW = "0123456789ab"


@pytest.fixture(scope="module")
def folder(warehouse_file, tmp_path_factory):
    """A folder of warehouses of this file's own, with the embedded figures in use."""
    own = tmp_path_factory.mktemp("seen")
    for one in (warehouse_file, warehouse_file.with_name("current.json")):
        shutil.copy(one, own)
    return own


@pytest.fixture(scope="module")
def atlas_address(folder, repository):
    """In the place of the one that all other files share: here the figures change."""
    with served_atlas(folder, repository) as address:
        yield address


def publish(folder):
    """Put a build to use in which one figure differs, as a refresh would."""
    now = read_pointer(folder)
    new = shutil.copy(folder / now.file, folder / f"atlas-{NEW}.duckdb")
    with duckdb.connect(str(new)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'fingerprint'", [NEW])
        connection.execute(
            "UPDATE stored.figure SET value = 12.3 "
            "WHERE indicator = 'imd_score' AND area_type = 'ward'"
        )
    number = next_number(folder)
    put_to_use(
        folder,
        replace(now, file=new.name, fingerprint=NEW, number=number, action="refresh"),
    )


def test_news_stands_over_the_page_and_nothing_moves(visit, look, folder):
    page = visit("/health")
    title = page.get_by_role("heading", level=1, name="Data health")
    before = title.bounding_box()
    publish(folder)
    box = page.get_by_role("searchbox", name="Search this table").first
    page.get_by_role("link", name="Ward", exact=True).click()
    toast = page.get_by_test_id("stToast")
    expect(toast).to_contain_text("Data refreshed on")
    assert look(page, "a toast", "[data-testid=stToastContainer]") == []
    page.get_by_role("link", name="Data health").click()
    box.wait_for()
    settled(page)
    assert title.bounding_box() == before
    compared = page.get_by_role("region", name="Indicators that differ")
    expect(compared).to_contain_text("IMD score")
    old = read_pointer(folder).file
    page = whole(visit("/health?build=feedfeedfeed"))
    expect(page.get_by_role("alert")).to_contain_text("We don't keep a build")
    assert in_both_themes(page, look, f"a comparison with {old}") == []


def test_a_look_that_finds_nobody_is_told_in_words(visit, look):
    page = visit("/health")
    page.get_by_role("button", name="See what would change").press("Enter")
    told = page.get_by_role("alert").filter(has_text="found no answer")
    expect(told).to_contain_text("The connection was refused", timeout=60_000)
    settled(page)
    assert look(page, "a look that failed") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
