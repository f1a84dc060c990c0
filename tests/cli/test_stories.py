"""`fhfa stories`: the store from the command line, and a guide that explains its fields."""

from __future__ import annotations

import csv
import json

import pytest
from made_up_stories import story

from fhfa_data.cli import main
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.records import Story
from fhfa_data.stories.store.saving import save

SAID = "MADE UP: a sentence found nowhere else, zanzibarquartz."


@pytest.fixture
def folder(tmp_path, store):
    """An installation with one story in its store."""
    save(store, local_user(), story(text=SAID), story_id="one", submit=True)
    store.close()
    return tmp_path


def listed(capsys):
    capsys.readouterr()
    assert main(["stories", "list"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_stories_go_out_and_come_back(folder, form, monkeypatch, capsys):
    file = str(folder / f"all.{form}")
    assert main(["stories", "export", file]) == 0
    assert "Delete it by" in capsys.readouterr().out
    monkeypatch.setenv("FHFA_STORIES_DIR", str(folder / "other"))
    assert main(["stories", "import", file, "--as-exported"]) == 0
    assert main(["stories", "export", str(folder / "again.json")]) == 0
    found = json.loads((folder / "again.json").read_text("utf-8"))["stories"]
    assert [(one["id"], one["text"], one["revision"]) for one in found] == [("one", SAID, 1)]


def test_an_export_is_printed_and_registered(folder, capsys):
    assert main(["stories", "export", "--format", "json", "--holder", "A made-up team"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert main(["stories", "list", "--copies"]) == 0
    said = capsys.readouterr().out
    assert printed["export"]["id"] in said
    assert "A made-up team" in said


def test_a_backup_brings_an_installation_back(folder, monkeypatch, capsys):
    file = str(folder / "b.fhfastories")
    assert main(["stories", "backup", file]) == 0
    monkeypatch.setenv("FHFA_STORIES_DIR", str(folder / "other"))
    assert "one" not in listed(capsys).split()
    assert main(["stories", "restore", file]) == 0
    assert "one" in listed(capsys).split()


def test_withdrawing_and_erasing_say_who_to_tell(folder, capsys):
    assert main(["stories", "export", str(folder / "all.csv"), "--holder", "A made-up team"]) == 0
    assert main(["stories", "withdraw", "one"]) == 0
    assert "A made-up team" in capsys.readouterr().out
    assert main(["stories", "erase", "one"]) == 1
    assert main(["stories", "erase", "one", "--yes"]) == 0
    assert "A made-up team" in capsys.readouterr().out
    assert main(["stories", "import", str(folder / "all.csv"), "--as-exported"]) == 1
    assert "erased" in capsys.readouterr().err


def test_an_import_with_a_fault_changes_nothing_and_tells_each(folder, capsys):
    file = folder / "theirs.csv"
    values = {**story(title="MADE UP two").model_dump(mode="json"), "text": SAID}
    plain = {name: value for name, value in values.items() if isinstance(value, str | int)}
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, plain)
        writer.writeheader()
        writer.writerows([plain, {**plain, "people": 0}])
    before = listed(capsys)
    assert main(["stories", "import", str(file)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Row 3, Number of people: ")
    assert "zanzibarquartz" not in said
    assert listed(capsys) == before
    assert main(["stories", "import", str(file), "--set", "people=3", "--dry-run"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ["export", "x.docx"],
        ["export", "--format", "xlsx"],
        ["export", "--days", "0"],
        ["import", "x.csv", "--map", "Said"],
        ["import", "nowhere.csv"],
        ["restore", "nowhere"],
        ["withdraw", "nowhere"],
        ["erase", "nowhere", "--yes"],
    ],
)
def test_what_can_not_be_done_is_one_line(folder, wrong, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    assert main(["stories", *wrong]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_guide_explains_every_field(repository):
    guide = (repository / "docs" / "stories.md").read_text("utf-8")
    assert [name for name in Story.model_fields if f"`{name}`" not in guide] == []
