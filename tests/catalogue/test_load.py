"""The catalogue: all faults told at once, nothing missing, one file a new indicator."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fhfa_data.catalogue.installed import AS_PUBLISHED, KIND_NOT_INSTALLED, NOT_FETCHED, NOT_IN_COPY
from fhfa_data.catalogue.load import read_catalogue
from fhfa_data.catalogue.local import CAVEAT
from fhfa_data.errors import CatalogueError, UnknownName
from fhfa_data.model.areas import AreaType
from fhfa_data.views.figure_rows import figure_rows
from fhfa_data.warehouse import build
from fhfa_data.warehouse.read import Warehouse

DERIVED_ONLY = {"core20_pct", "core10_pct", "core20_apportioned_pct", "extent_pct"}


@pytest.fixture
def folder(tmp_path):
    """A copy of the catalogue to spoil."""
    copy = tmp_path / "catalogue"
    shutil.copytree(Path(str(files("fhfa_data.catalogue"))), copy)
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder)
    return str(caught.value).splitlines()


def test_a_sound_catalogue_reads(folder, catalogue):
    assert read_catalogue(folder).indicators == catalogue.indicators


def test_all_faults_are_told_together(folder):
    indicators = folder / "indicators"
    (indicators / "broken.toml").write_text("id = ", encoding="utf-8")
    change(indicators / "population.toml", 'unit = "people"', 'unit = "sheep"')
    change(indicators / "white_pct.toml", 'id = "white_pct"', 'id = "whyte_pct"')
    change(indicators / "imd_score.toml", "decimals = 1", "decimals = 1\ncolour = 'red'")
    change(indicators / "imd_rank.toml", '"mhclg_iod2025_file7"', '"mhclg_iod2052"')
    change(indicators / "asian_pct.toml", "themes = [", 'themes = ["sport", ')
    change(indicators / "black_pct.toml", "[levels.ward]", "[levels.parish]")
    change(indicators / "mixed_pct.toml", "caveats = [", 'caveats = ["made_up", ')
    (folder / "sources" / "ons_census2021_ts011.toml").write_text("id = 1", encoding="utf-8")
    told = "\n".join(faults_of(folder))
    for words in [
        "broken.toml: not valid TOML",
        "population.toml: unit: ",
        "white_pct.toml: the id inside differs",
        "imd_score.toml: colour: ",
        "imd_rank.toml: there is no source called 'mhclg_iod2052'",
        "asian_pct.toml: there is no theme called 'sport'",
        "black_pct.toml: levels.parish",
        "mixed_pct.toml: there is no caveat called 'made_up'",
        "ons_census2021_ts011.toml: publisher: ",
    ]:
        assert words in told


def test_the_number_of_faults_told_is_the_number_listed(folder):
    change(folder / "indicators" / "population.toml", 'unit = "people"', 'unit = "sheep"')
    change(folder / "indicators" / "imd_score.toml", "decimals = 1", "decimals = 'one'")
    head, *listed = faults_of(folder)
    assert head == "The catalogue has 2 fault(s):"
    assert len(listed) == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('short_name = "Residents"', f'short_name = "{"Residents " * 4}"', "longer than 34"),
        ('[levels.gm]\nmethod = "sum_of_lsoas"', "", "says nothing about gm"),
        ('[levels.gm]\nmethod = "sum_of_lsoas"', "[levels.gm]", "either a method, or a status"),
        ('themes = ["people"]', "themes = []", "theme"),
        ('period_kinds = ["snapshot"]', "period_kinds = []", "period_kinds"),
    ],
    ids=["long name", "level missing", "empty level", "no theme", "no kind of period"],
)
def test_each_rule_of_an_indicator(folder, old, new, words):
    change(folder / "indicators" / "population.toml", old, new)
    assert words in "\n".join(faults_of(folder))


def test_a_file_that_is_not_text_is_a_fault_like_any_other(folder):
    (folder / "indicators" / "population.toml").write_bytes(b"id = '\xff\xfe'")
    assert "population.toml" in "\n".join(faults_of(folder))


def test_a_missing_list_is_a_fault_like_any_other(folder):
    (folder / "themes.toml").unlink()
    assert "themes.toml" in "\n".join(faults_of(folder))


def test_every_indicator_of_the_starter_has_a_file_and_the_other_way_round(catalogue, repository):
    table = pq.read_table(repository / "data/starter/figures.parquet", columns=["indicator"])
    embedded = {one.id for one in catalogue.indicators.values() if one.embedded}
    assert set(table["indicator"].to_pylist()) | DERIVED_ONLY == embedded


def test_what_is_embedded_comes_from_embedded_datasets(catalogue):
    needed = {one.source for one in catalogue.indicators.values() if one.embedded}
    assert [name for name in needed if not catalogue.sources[name].embedded] == []


def test_a_dataset_stays_embedded_when_its_sentence_is_put_otherwise(folder):
    file = folder / "sources" / "ohid_fingertips.toml"
    change(file, "starter made 30 November 2026", "copied in November 2026")
    assert read_catalogue(folder).sources["ohid_fingertips"].embedded


def test_every_entry_of_a_closed_list_is_used(catalogue):
    used_caveats = {name for one in catalogue.indicators.values() for name in one.caveats}
    used_themes = {name for one in catalogue.indicators.values() for name in one.themes}
    used_reasons = {
        level.reason for one in catalogue.indicators.values() for level in one.levels.values()
    }
    assert set(catalogue.caveats) == used_caveats | {CAVEAT, AS_PUBLISHED}
    worked_out = {"part_withheld", "part_not_available", "nobody_counted"}  # by indicators/
    worked_out |= {"apportioning_needs_more", "ward_not_exact"}
    worked_out |= {NOT_FETCHED, NOT_IN_COPY, KIND_NOT_INSTALLED, "local_not_given"}  # by catalogue/
    assert set(catalogue.reasons) == (used_reasons - {""}) | worked_out
    assert used_themes <= set(catalogue.themes)


def test_people_are_never_better_or_worse(catalogue):
    """Ethnicity, age and the like have no good or bad side."""
    for name in ["population", "asian_pct", "black_pct", "mixed_pct", "white_pct"]:
        assert catalogue.indicators[name].polarity.value == "neutral"
    for name in ["other_ethnic_pct", "aged_under_15_pct", "aged_65_over_pct", "disabled_pct"]:
        assert catalogue.indicators[name].polarity.value == "neutral"


def test_the_working_age_denominator_of_employment_is_owned_up_to(catalogue):
    employment = catalogue.indicators["employment_score"]
    told = " ".join(catalogue.caveats[name].text for name in employment.caveats)
    assert "working-age" in told or "working age" in told
    assert "approximat" in told


def test_an_unknown_indicator_names_the_nearest(catalogue):
    with pytest.raises(UnknownName, match="Did you mean core20_pct"):
        catalogue.indicator("core20_pc")


@pytest.mark.slow
def test_adding_an_indicator_costs_one_toml(folder, tmp_path, monkeypatch):
    """Take an indicator's file away: it is gone. Drop it in: its figures are everywhere."""
    entry = folder / "indicators" / "crime_score.toml"
    text = entry.read_text(encoding="utf-8")
    entry.unlink()
    without = built_with(folder, tmp_path / "without", monkeypatch)
    assert wards_with("crime_score", without) == 0
    entry.write_text(text, encoding="utf-8")
    added = built_with(folder, tmp_path / "with", monkeypatch)
    assert wards_with("crime_score", added) == 215
    rows = figure_rows(
        added, read_catalogue(folder), indicator="crime_score", area_type=AreaType.WARD
    ).rows
    assert rows["value"].notna().sum() == 215
    assert set(rows["method"]) == {"population_weighted_mean"}


def built_with(folder, target, monkeypatch):
    monkeypatch.setattr(build, "load_catalogue", lambda: read_catalogue(folder))
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(target))
    return Warehouse(build.build_warehouse())


def wards_with(indicator, warehouse):
    query = "SELECT count(*) AS n FROM figure WHERE indicator = ? AND area_type = 'ward'"
    return warehouse.frame(query, [indicator])["n"][0]
