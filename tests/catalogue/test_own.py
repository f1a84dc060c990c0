"""What an installation adds to the catalogue: the guide's examples are sound, and in the guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from fhfa_data.catalogue.own import read_own
from fhfa_data.catalogue.settings import Settings, read_settings
from fhfa_data.errors import CatalogueError


@pytest.fixture
def example(repository):
    return repository / "docs" / "examples" / "own"


def test_the_examples_of_the_guide_are_sound(example, catalogue, monkeypatch):
    monkeypatch.setenv("FHFA_SETTINGS", str(example / "fhfa.toml"))
    settings = read_settings()
    own = read_own(catalogue, example / "catalogue", settings)
    assert settings.mirror_url == "http://mirror.example"
    assert [one.id for one in own.indicators] == ["no_car_pct"]
    assert not own.indicators[0].embedded
    whole = own.over(catalogue)
    moved = whole.sources["mhclg_iod2025_file8"]
    shipped = catalogue.sources["mhclg_iod2025_file8"]
    assert (moved.edition, moved.title) == ("2025, third edition", shipped.title)
    assert moved.fetch.address.endswith("/File_8.xlsx")
    assert moved.fetch.header == shipped.fetch.header
    assert moved.reading == shipped.reading
    assert set(whole.sources) - set(catalogue.sources) == {"ons_census2021_ts045"}


def test_the_guide_shows_the_very_examples(example, repository):
    guide = (repository / "docs" / "analysts.md").read_text("utf-8")
    for path in example.rglob("*.toml"):
        assert path.read_text("utf-8") in guide, path.name


def test_without_files_nothing_is_added(catalogue, tmp_path):
    own = read_own(catalogue, tmp_path / "none", Settings())
    assert own.over(catalogue) is catalogue
    assert own.digest == ""


def test_a_source_that_can_not_be_had_is_refused(example, catalogue, tmp_path):
    text = (example / "catalogue/sources/ons_census2021_ts045.toml").read_text("utf-8")
    (tmp_path / "sources").mkdir()
    entry = tmp_path / "sources" / "ons_census2021_ts045.toml"
    entry.write_text(text.partition("[fetch]")[0], "utf-8")
    with pytest.raises(CatalogueError, match=r"it needs \[fetch\] and \[reading\]"):
        read_own(catalogue, tmp_path, Settings())


def test_other_columns_take_the_place_of_those_that_ship(catalogue):
    """A renamed column is said in fhfa.toml; the others stay."""
    column = {"imd_rank": {"value": "Rank"}}
    changes = {"mhclg_iod2025_file7": {"reading": {"columns": column}}}
    own = read_own(catalogue, Path("nowhere"), Settings(sources=changes))
    columns = own.sources[0].reading.columns
    assert columns["imd_rank"][0].value == "Rank"
    assert (
        columns["imd_decile"]
        == catalogue.sources["mhclg_iod2025_file7"].reading.columns["imd_decile"]
    )
