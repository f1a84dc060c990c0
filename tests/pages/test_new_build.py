"""New figures appear at the next look, without a restart, and it is said once that they have."""

from __future__ import annotations

import shutil
from dataclasses import replace

import duckdb
import pytest
from reading import said

from fhfa_data.warehouse.history import put_to_use
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.rollback import rollback

HARPURHEY = "E05011366"
CHANGED = (
    "UPDATE stored.figure SET value = 12.3 "
    f"WHERE indicator = 'imd_score' AND area_code = '{HARPURHEY}'"
)
REFRESHED = "Data refreshed on 1 December 2026, 00:00 (UTC)."


def toasts(app):
    return [one.value for one in app.toast]


def test_a_new_build_is_picked_up_at_the_next_look(open_page, publish):
    app = open_page("ward", place=HARPURHEY, indicator="imd_score")
    assert app.metric[0].value == "60.7"
    publish("0123456789ab", CHANGED)
    app.run()
    assert app.metric[0].value == "12.3"
    assert "IMD score in Harpurhey: 12.3" in said(app)


@pytest.mark.parametrize("page", ["overview", "wisdom", "query", "health"])
def test_it_is_said_once_a_build_and_not_to_newcomers(open_page, publish, page):
    app = open_page(page)
    assert toasts(app) == []
    publish("0123456789ab", CHANGED)
    app.run()
    assert toasts(app) == [REFRESHED]
    app.run()
    assert toasts(app) == []
    assert toasts(open_page(page)) == []


def test_the_same_figures_built_again_are_no_news(open_page, publish, own_folder):
    publish("0123456789ab", CHANGED)
    app = open_page("overview")
    again = replace(read_pointer(own_folder), built_at="2026-12-02T00:00:00+00:00")
    put_to_use(own_folder, again)
    assert toasts(app.run()) == []


def test_a_rollback_is_said_too(open_page, publish, own_folder):
    publish("0123456789ab", CHANGED)
    app = open_page("overview")
    built = read_pointer(own_folder)
    rollback(own_folder)
    assert read_pointer(own_folder) != built
    [words] = toasts(app.run())
    assert words.startswith("An earlier build is in use again since ")


def test_what_could_not_be_had_is_up_to_date_though_the_figures_are_the_same(
    open_page, publish, own_folder
):
    """A refresh that brings nothing new writes the same build again, with other notes in it."""
    row = "INSERT INTO dataset VALUES ('ons_wards24_bgc', 'refresh', '2026-11-24', 'ab', '')"
    publish("0123456789ab", row)
    app = open_page("health")
    assert "could not be had" not in said(app)
    pointer = read_pointer(own_folder)
    scratch = shutil.copy(own_folder / pointer.file, own_folder / "scratch")
    with duckdb.connect(scratch) as connection:
        connection.execute("UPDATE dataset SET note = 'The connection was refused.'")
    (own_folder / "scratch").replace(own_folder / pointer.file)
    put_to_use(own_folder, replace(pointer, built_at="2026-12-02T00:00:00+00:00"))
    app.run()
    assert "A newer copy of 1 dataset could not be had: ONS, ward" in said(app)
