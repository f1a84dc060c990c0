"""`fhfa stories speak | listened`: rows for people and programs, and the use that decides."""

from __future__ import annotations

import csv
import io
import json

import pytest
from made_up_stories import consent, story

from fhfa_data.cli import main
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.deciding import approve
from fhfa_data.stories.store.saving import save

ARDWICK = "E05011351"
SAID = "MADE UP: a sentence found nowhere else, zanzibarquartz, about the doctors."


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch, warehouse_file):
    """A store with one approved story of Ardwick, for inside use alone."""
    monkeypatch.setenv("FHFA_STORIES_DIR", str(tmp_path / "stories"))
    monkeypatch.delenv("FHFA_STORIES_URL", raising=False)
    one = story(
        title="=MADE UP()",
        text=SAID,
        ward=ARDWICK,
        ward_name="Ardwick",
        borough="E08000003",
        borough_name="Manchester",
        themes_teller=("homes",),
        consents=(consent(purposes=("internal",), audiences=("organisation",)),),
    )
    store = open_store()
    save(store, local_user(), one, story_id="one", submit=True)
    approve(store, local_user(), "one", 1)
    store.close()


def printed(capsys, *words):
    capsys.readouterr()
    code = main(["stories", *words])
    return code, capsys.readouterr()


def test_speak_gives_why_and_evidence_and_never_the_text(capsys):
    words = ("speak", "--place", ARDWICK, "--indicator", "overcrowded_pct", "--format", "json")
    code, said = printed(capsys, *words)
    first = json.loads(said.out)[0]
    assert code == 0
    assert (first["id"], first["kind"]) == ("one", "story")
    assert "Told in Ardwick itself." in first["why"]
    assert "not a figure" in first["evidence"]
    assert "zanzibarquartz" not in said.out + said.err


@pytest.mark.parametrize("use", ["partners", "public"])
def test_the_use_decides(capsys, use):
    code, said = printed(capsys, "speak", "--words", "GP surgery", "--use", use)
    assert code == 0
    assert "MADE UP" not in said.out
    assert "Ardwick" in printed(capsys, "speak", "--words", "GP surgery")[1].out


def test_cells_run_no_formula_in_a_spreadsheet(capsys):
    _, said = printed(capsys, "speak", "--place", ARDWICK, "--format", "csv", "--limit", "1")
    (row,) = csv.DictReader(io.StringIO(said.out))
    assert row["title"] == "'=MADE UP()"


def test_nothing_asked_is_told(capsys):
    code, said = printed(capsys, "speak")
    assert code != 0
    assert "--place" in said.err


@pytest.mark.parametrize(
    "asked",
    [("--place", "E05999999"), ("--indicator", "overcrowding_pct")],
    ids=["place", "figure"],
)
def test_an_unknown_name_is_told(capsys, asked):
    code, said = printed(capsys, "speak", *asked)
    assert code != 0
    assert asked[1] in said.err


def test_listened_is_the_same_in_each_form(capsys):
    as_json = json.loads(printed(capsys, "listened", "--format", "json")[1].out)
    as_csv = list(
        csv.DictReader(io.StringIO(printed(capsys, "listened", "--format", "csv")[1].out))
    )
    assert [str(one["core20_residents"]) for one in as_json] == [
        one["core20_residents"] for one in as_csv
    ]
    assert [one["voices"] for one in as_json] == [one["voices"] for one in as_csv]
    assert {one["ward"]: one["voices"] for one in as_json}["Ardwick"] == "1 to 9"
    _, said = printed(capsys, "listened")
    assert "silence" in said.out
    assert "Silence says nothing about need." in said.err
    assert "Deprivation 2025" in said.err


def test_coverage_says_who_spoke(capsys):
    _, said = printed(capsys, "listened", "--coverage", "--format", "json")
    rows = {one["name"]: one["voices"] for one in json.loads(said.out)}
    assert rows["A resident"] == "1 to 9"
    assert rows["Disabled people"] == "silence"
    _, said = printed(capsys, "listened", "--coverage", "--use", "public")
    assert "isn't told in public" in said.err
