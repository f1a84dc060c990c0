"""`fhfa stories gate`: what it prints, what a bad line brings, and that no error quotes a text."""

from __future__ import annotations

import io
import json
import sys

import pytest

from fhfa_data.cli import main

SECRET = "Zbigniew"


@pytest.fixture
def gate(capsys, monkeypatch, warehouse_file, tmp_path):
    """Run the command over lines; what came back: exit code, standard output, standard error."""

    def run(*lines, options=("--format", "json"), stdin=False):
        raw = b"\n".join(
            one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines
        )
        file = tmp_path / "texts.jsonl"
        file.write_bytes(raw)
        if stdin:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code = main(["stories", "gate", "-" if stdin else str(file), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.mark.parametrize("stdin", [False, True])
def test_findings_and_verdict_per_id(gate, stdin):
    text = "I asked Mrs Begum on 3 March 2024."
    code, out, _ = gate({"id": "a", "text": text, "place": "Harpurhey"}, stdin=stdin)
    (row,) = json.loads(out)
    found = [(one["kind"], text[one["start"] : one["end"]]) for one in row["findings"]]
    assert (code, row["id"], row["verdict"]) == (0, "a", "reword")
    assert found == [("name", "Mrs Begum"), ("date", "3 March 2024")]
    assert row["place"] == "Harpurhey, Manchester"


@pytest.mark.parametrize(
    ("place", "name", "note"),
    [
        ("E05011366", "Harpurhey, Manchester", ""),
        ("harpurhey, manchester", "Harpurhey, Manchester", ""),
        ("Manchester", "Manchester", ""),
        ("Brooklands", None, "More than one place"),
        ("Brooklands, Trafford", "Brooklands, Trafford", ""),
        ("Narnia", None, "not known"),
        ("", None, "No place was given"),
        (None, None, "No place was given"),
    ],
)
def test_a_place_by_code_or_name_or_why_not(gate, place, name, note):
    _, out, _ = gate({"id": 1, "text": "We wait.", "place": place})
    (row,) = json.loads(out)
    assert row["place"] == name
    assert note in row["place_note"]
    assert bool(row["place_note"]) == (name is None)


def test_census_counts_of_the_ward_and_wider_places(gate, warehouse):
    """The bound is the ward's own count of Asian residents, read another way here."""
    text = "An 82-year-old Bangladeshi woman told us."
    _, out, _ = gate({"id": 1, "text": text, "place": "Harpurhey"})
    (row,) = json.loads(out)
    (asian, old) = (
        warehouse.records(
            "SELECT numerator FROM latest_figure WHERE area_code = 'E05011366' AND indicator = ?",
            [indicator],
        )[0]["numerator"]
        for indicator in ("asian_pct", "aged_65_over_pct")
    )
    (people,) = row["people"]
    assert row["verdict"] == "stop"
    assert people["at_most"] == int(min(asian, old))
    assert people["about"] < 10 <= people["wider_about"]
    assert people["wider_place"] in ("Manchester", "Greater Manchester")
    assert row["prompt"]


def test_a_ward_is_not_taken_for_a_person(gate, warehouse):
    names = [ward.name for ward in warehouse.wards()]
    lines = [{"id": one, "text": f"We asked for a clinic in {one} last year."} for one in names]
    _, out, _ = gate(*lines)
    assert [row["id"] for row in json.loads(out) if row["verdict"] != "clear"] == []


def test_a_neighbourhood_stands_for_its_ward(gate, warehouse):
    (row,) = warehouse.records("SELECT lsoa21_code, ward24_code FROM lsoa LIMIT 1")
    _, out, _ = gate({"id": 1, "text": "We wait.", "place": row["lsoa21_code"]})
    assert json.loads(out)[0]["place"] == warehouse.area(row["ward24_code"]).full_name


def test_bad_lines_are_told_by_number_and_the_rest_is_done(gate):
    code, out, err = gate(
        {"id": 1, "text": "fine"},
        f'{{"id": 2, "text": "{SECRET}'.encode(),
        {"text": SECRET},
        {"id": 4, "text": 5},
        {"id": 5, "text": SECRET, "place": 7},
        [SECRET],
        b'{"id": 7, "text": "\xff Zbigniew"}',
        b"",
        {"id": 9, "text": "x" * 200_001},
        {"id": 10, "text": ""},
    )
    assert code == 3
    assert [row["id"] for row in json.loads(out)] == [1, 10]
    assert [int(line.split()[2].rstrip(":")) for line in err.splitlines()] == [2, 3, 4, 5, 6, 7, 9]
    assert SECRET not in err


def test_the_text_comes_back_only_when_asked_for(gate):
    line = {"id": 1, "text": f"{SECRET} told us.", "place": "Harpurhey"}
    for options in (("--format", "json"), ()):
        _, out, err = gate(line, options=options)
        assert SECRET not in out + err
    _, out, _ = gate(line, options=("--format", "json", "--reworded"))
    assert json.loads(out)[0]["reworded"] == "Someone told us."


def test_a_table_for_people(gate):
    code, out, _ = gate({"id": "a", "text": "The only deaf pupil.", "place": "Hulme"}, options=())
    assert code == 0
    assert "motivated intruder" in out
    assert "stop" in out


def test_a_file_that_is_not_there(capsys, warehouse_file):
    assert main(["stories", "gate", "nowhere.jsonl"]) == 1
    assert "can't be read" in capsys.readouterr().err


def test_an_id_with_half_a_character_can_be_printed(gate):
    code, out, _ = gate(b'{"id": "\\ud800", "text": "We wait."}')
    assert code == 0
    assert json.loads(out)[0]["id"] == "\ud800"


def test_the_setting_for_the_fewest_people_is_read(tmp_path, monkeypatch, capsys):
    lines = tmp_path / "texts.jsonl"
    said = {"id": "1", "text": "A Muslim woman of 45 asked.", "place": "E05011366"}
    lines.write_text(json.dumps(said), "utf-8")
    verdicts = []
    for fewest in (10, 1_000):
        settings = tmp_path / f"{fewest}.toml"
        settings.write_text(f"[stories]\nfewest_people = {fewest}\n", "utf-8")
        monkeypatch.setenv("FHFA_SETTINGS", str(settings))
        assert main(["stories", "gate", str(lines), "--format", "json"]) == 0
        verdicts.append(json.loads(capsys.readouterr().out))
    first, second = (one[0] if isinstance(one, list) else one for one in verdicts)
    assert first["verdict"] != "stop"
    assert second["verdict"] == "stop"
