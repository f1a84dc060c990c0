"""A dataset on a known protocol is added by two TOML files in a folder, and no code.

One on each protocol: the publishers answer on the loopback, the first four with invented numbers.
"""

from __future__ import annotations

import csv
import json
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from lacking import failed_of
from own_datasets import DATASETS, Publishers, some_of
from places import copy_of_folder
from streamlit.testing.v1 import AppTest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.about_tables import indicator_table, source_table
from fhfa_data.cli import main
from fhfa_data.errors import CatalogueError
from fhfa_data.views.about import indicator_facts
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.pairs import paired_insights
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

HARPURHEY, MANCHESTER, ENGLAND = "E05011366", "E08000003", "E92000001"
NAMES = [f"{one.id}_pct" for one in DATASETS]


@pytest.fixture(scope="module")
def areas(repository):
    return pq.read_table(repository / "data" / "starter" / "areas.parquet").to_pylist()


@pytest.fixture(scope="module")
def publishers(areas, replica):
    return Publishers(areas, lambda body, kind: replica.Reply(body, kind, None))


@pytest.fixture(scope="module")
def address(publishers, replica, endpoints):
    """The endpoints with the invented ones among them."""

    class Handler(replica.Handler):
        def find(self, path, query):
            return publishers.answer(path, query) or super().find(path, query)

    server = replica.Server.__new__(replica.Server)
    server.store, server.verbose = endpoints.store, False
    super(replica.Server, server).__init__(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def grown(address, copied, tmp_path_factory):
    """The refreshed place, refreshed again with five datasets more; don't change it."""
    folder = tmp_path_factory.mktemp("own")
    place = copied(folder)
    for one in DATASETS:
        one.write(folder / "catalogue")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FHFA_WAREHOUSE_DIR", str(place.warehouses))
        patch.setenv("FHFA_RAW_DIR", str(place.raw))
        patch.setenv("FHFA_CATALOGUE_DIR", str(folder / "catalogue"))
        done = place.refresh(address)
        opened = Warehouse(done.file)
        atlas = Atlas(opened, catalogue_of(opened), load_wisdom())
        yield SimpleNamespace(place=place, done=done, atlas=atlas, folder=folder / "catalogue")
        opened.close()


def printed(capsys, *arguments):
    assert main(list(arguments)) == 0
    return list(csv.DictReader(capsys.readouterr().out.splitlines()))


def test_each_is_fetched_and_listed(grown, capsys):
    states = {one.source.id: one.state for one in grown.done.found}
    assert {states[one.id] for one in DATASETS} == {"new"}
    assert not failed_of(grown.done)
    listed = {row["indicator"]: row for row in printed(capsys, "indicators")}
    assert set(NAMES) <= set(listed)
    assert listed["own_layer_pct"]["area_types"] == "ward"


@pytest.mark.parametrize("of", ["own_file", "own_bulk", "own_api"])
def test_neighbourhoods_are_added_up(grown, areas, publishers, capsys, of):
    """Added up a second time from the invented numbers themselves."""
    counted = dict(publishers.counted(of))
    inside = [row["lsoa21_code"] for row in areas if row["ward24_code"] == HARPURHEY]
    rows = printed(capsys, "figures", "--indicator", f"{of}_pct", "--area-type", "ward")
    [row] = [row for row in rows if row["area_code"] == HARPURHEY]
    assert float(row["numerator"]) == sum(counted[code] for code in inside)
    assert float(row["denominator"]) == 100 * len(inside)
    assert len(rows) == 215


def test_wards_and_boroughs_are_as_published(grown, publishers, capsys):
    rows = printed(capsys, "figures", "--indicator", "own_layer_pct", "--area-type", "ward")
    shown = {row["area_code"]: float(row["value"]) for row in rows}
    assert shown == {code: some_of(n, "own_layer") % 100 for n, code in enumerate(publishers.wards)}
    where = ("--area-type", "borough", "--period", "all")
    own = printed(capsys, "figures", "--indicator", "own_profile_pct", *where)
    known = printed(capsys, "figures", "--indicator", "smoking_adults_pct", *where)
    ours = {(row["area_code"], row["period"]): row["value"] for row in own}
    same = {(row["area_code"], row["period"]): row["value"] for row in known}
    assert len(ours) > 50
    assert ours == {key: same[key] for key in ours}  # the same Fingertips indicator, twice


def test_about_the_data_tells_of_them(grown):
    listed = {row[0]["code"]: row for row in indicator_table(grown.atlas)["rows"]}
    assert set(NAMES) <= set(listed)
    rows = {row[0]["text"]: row for row in source_table(grown.atlas)["rows"]}
    for one in DATASETS:
        row = rows[f"Invented dataset {one.id}"]
        assert row[3]["text"].startswith("Fetched from the publisher on 24 November 2026")
        assert row[4]["text"] == "1 indicator"
        assert indicator_facts(grown.atlas, f"{one.id}_pct").sources[0].id == one.id


def test_the_pickers_offer_them_and_a_page_shows_one(grown, repository, monkeypatch):
    import runpy

    import streamlit as st
    from streamlit.runtime.scriptrunner import script_runner

    monkeypatch.setattr(script_runner, "_mpa_v1", runpy.run_path)
    st.cache_resource.clear()
    app = AppTest.from_file(str(repository / "app.py"), default_timeout=120)
    app.query_params["indicator"], app.query_params["place"] = "own_file_pct", HARPURHEY
    app.run()
    st.cache_resource.clear()
    assert not app.exception
    picker = app.selectbox(key="pick_indicator")
    offered = "\n".join(picker.options)
    assert all(f"Share {one.id}" in offered for one in DATASETS)
    assert picker.value == "own_file_pct"


def test_pairing_is_not_troubled_by_them(grown, refreshed):
    plain = Warehouse(refreshed[1].file)
    before = Atlas(plain, catalogue_of(plain), load_wisdom())
    for code in (HARPURHEY, MANCHESTER):
        with_them = paired_insights(grown.atlas, grown.atlas.warehouse.area(code))
        assert with_them
        assert with_them == paired_insights(before, plain.area(code))
    plain.close()


def test_the_figures_say_all_of_them_themselves(grown, monkeypatch):
    """The app needs the warehouse alone: the folder may be faulty, or gone."""
    monkeypatch.setenv("FHFA_CATALOGUE_DIR", str(grown.folder / "gone"))
    assert set(NAMES) <= set(catalogue_of(grown.atlas.warehouse).indicators)


@pytest.fixture
def another(grown, tmp_path, monkeypatch):
    """The same place again, to do with as a test likes."""
    root = copy_of_folder(grown.place.root, tmp_path / "place")
    copy = type(grown.place)(root)
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(copy.warehouses))
    monkeypatch.setenv("FHFA_RAW_DIR", str(copy.raw))
    folder = shutil.copytree(grown.folder, tmp_path / "catalogue")
    monkeypatch.setenv("FHFA_CATALOGUE_DIR", str(folder))
    return SimpleNamespace(place=copy, folder=folder)


def test_the_same_bytes_and_files_make_the_same_figures(grown, another):
    """Long, being two whole refreshes, each of all datasets."""
    assert another.place.refresh().fingerprint == grown.done.fingerprint
    entry = another.folder / "indicators" / "own_file_pct.toml"
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("An invented share.", "Another meaning."), "utf-8")
    again = another.place.refresh()
    assert again.fingerprint != grown.done.fingerprint
    opened = Warehouse(again.file)
    assert catalogue_of(opened).indicators["own_file_pct"].meaning == "Another meaning."
    opened.close()


def test_a_new_address_needs_no_code(another, address, tmp_path, monkeypatch, capsys):
    """A release that moved: one line in fhfa.toml, here for a dataset that ships."""
    settings = tmp_path / "fhfa.toml"
    settings.write_text(
        f'mirror_url = "{address}"\n[sources.ons_census2021_ts038]\nedition = "Second"\n'
        'fetch.address = "https://www.nomisweb.co.uk/output/moved/census2021-ts038.zip"\n',
        "utf-8",
    )
    monkeypatch.setenv("FHFA_SETTINGS", str(settings))
    monkeypatch.delenv("FHFA_MIRROR_URL", raising=False)
    assert main(["refresh", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    told = {one["source"]: one["note"] for one in report["datasets"]}
    assert "output/moved/census2021-ts038.zip" in told["ons_census2021_ts038"]  # asked for there
    opened = Warehouse(Path(report["file"]))
    assert catalogue_of(opened).sources["ons_census2021_ts038"].edition == "Second"
    opened.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("sources/own_file", '"govuk_file"', '"gopher"'), "own_file.toml: fetch.protocol"),
        (("sources/own_file", "own_file_pct =", "own_pct ="), "no indicator called 'own_pct'"),
        (("indicators/own_file_pct", '["people"]', '["folk"]'), "no theme called 'folk'"),
        (("indicators/own_file_pct", "[levels]", "[levels"), "not valid TOML"),
    ],
)
def test_faults_are_told_together_and_nothing_is_changed(
    empty_place, tmp_path, monkeypatch, change, words
):
    for one in DATASETS:
        one.write(tmp_path / "catalogue")
    name, old, new = change
    path = tmp_path / "catalogue" / f"{name}.toml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    taken = (tmp_path / "catalogue" / "indicators" / "own_api_pct.toml").read_text("utf-8")
    (tmp_path / "catalogue" / "indicators" / "imd_score.toml").write_text(
        taken.replace("own_api_pct", "imd_score"), "utf-8"
    )
    monkeypatch.setenv("FHFA_CATALOGUE_DIR", str(tmp_path / "catalogue"))
    with pytest.raises(CatalogueError, match=words) as caught:
        empty_place.refresh()
    assert "imd_score.toml: the atlas has one called so already" in str(caught.value)
    assert not list(empty_place.warehouses.glob("*.duckdb"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mirror = 'http://x'", "mirror: Extra inputs"),
        ("mirror_url = 'x'", "mirror_url: String should match"),
        ("[sources.mhclg_iod2025_file]\nedition = 'x'", "mhclg_iod2025_file7"),
        ("[sources.ohid_fingertips]\nfetch.area_type = 1", "fetch.area_type: Extra inputs"),
        ("[sources", "not valid TOML"),
    ],
)
def test_settings_with_a_fault_are_refused_in_one_line(
    text, words, tmp_path, monkeypatch, empty_place, capsys
):
    settings = tmp_path / "fhfa.toml"
    settings.write_text(text, "utf-8")
    monkeypatch.setenv("FHFA_SETTINGS", str(settings))
    monkeypatch.setenv("FHFA_RAW_DIR", str(empty_place.raw))
    assert main(["refresh", "--offline"]) == 1
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1


def test_settings_that_are_named_must_be_there(tmp_path, monkeypatch, empty_place, capsys):
    monkeypatch.setenv("FHFA_SETTINGS", str(tmp_path / "nowhere.toml"))
    assert main(["refresh", "--offline"]) == 1
    assert "There is no such file" in capsys.readouterr().err
