"""`fhfa stories import-pack`: the preview, for people and for machines."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from made_up_packs import Style, packs, plain_text, written

from fhfa_data.cli import main


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(packs())
def test_json_holds_every_item_with_its_place(tmp_path, capsys, pack):
    file = tmp_path / "pack.txt"
    file.write_text(plain_text(pack, Style()), encoding="utf-8")
    assert main(["stories", "import-pack", str(file), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    items = found["items"]
    titles = [one["text"] for one in items if one["kind"] == "insight"]
    assert titles == [title for title, _, _ in written(pack)]
    quoted = [(o["insight"], o["point"], o["text"]) for o in items if o["kind"] == "quotation"]
    assert quoted == [
        (number, title, text)
        for number, (_, _, points) in enumerate(written(pack), 1)
        for title, _, said in points
        for text in said
    ]
    assert all(one["place"].startswith("line ") for one in items)
    assert found["found"]["ways_to_develop"] == len(pack.ways)


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "pack.txt"
    file.write_text(
        "Community insights of Nowhere\n\nInsight 1: [bold]Lantern\n\nCopper river\n\n"
        'Garden ribbon pocket. "marble basket velvet" they said.\n\n'
        "Insight 2: Barriers\n\nMeadow hedge\n",
        encoding="utf-8",
    )
    return file


def test_the_table_says_what_was_found_and_what_is_unsure(small, capsys):
    assert main(["stories", "import-pack", str(small)]) == 0
    said = capsys.readouterr().out
    for words in ("2 insights", "[bold]Lantern", "marble basket velvet", "1 barriers", "line 7"):
        assert words in said
    unsure = said.split("Unsure of")[1]
    assert "Meadow hedge" in unsure
    assert "the table of what and how" in unsure


def test_nothing_is_kept_without_yes(small, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)
    assert main(["stories", "import-pack", str(small)]) == 0
    assert "--yes" in capsys.readouterr().out
    assert not (tmp_path / "stories").exists()


def test_yes_keeps_it_and_again_changes_nothing(small, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)
    asked = ["stories", "import-pack", str(small), "--yes", "--format", "json"]
    kept = []
    for _ in range(2):
        assert main(asked) == 0
        kept.append(json.loads(capsys.readouterr().out)["kept"])
    assert kept[0] == {"new": 5, "changed": 0, "same": 0, "removed": 0}
    assert kept[1] == {"new": 0, "changed": 0, "same": 5, "removed": 0}
