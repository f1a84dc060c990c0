"""`fhfa meetings`: slides and actions from the command line."""

from __future__ import annotations

import csv
import io

import pytest
from pptx import Presentation

from fhfa_data.cli import main
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.meetings.records import Action, Agenda
from fhfa_data.stories.store.meetings import save_record


@pytest.fixture
def folder(tmp_path, store):
    """An installation with one meeting and two actions, one of them of no meeting."""
    agenda = Agenda(title="MADE UP hour", places=("E08000003",), indicators=("core20_pct",))
    save_record(store, local_user(), agenda, record_id="hour")
    here = Action(what="=1+1 MADE UP", owner_role="Lead", place="E08000003")
    save_record(store, local_user(), here, agenda="hour")
    save_record(store, local_user(), Action(what="MADE UP other", owner_role="Lead"))
    store.close()
    return tmp_path


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_meetings_are_listed_and_their_slides_written(folder, capsys):
    assert main(["meetings", "list"]) == 0
    assert "MADE UP hour" in capsys.readouterr().out
    file = folder / "hour.pptx"
    assert main(["meetings", "slides", "hour", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    titles = [one.shapes.title.text_frame.text for one in Presentation(str(file)).slides]
    assert titles[0] == "MADE UP hour"
    assert "What we will do" in titles


def test_actions_are_printed_and_no_cell_runs_as_a_formula(folder, capsys):
    assert main(["meetings", "actions"]) == 0
    found = {one["what"]: one for one in rows(capsys.readouterr().out)}
    assert set(found) == {"'=1+1 MADE UP", "MADE UP other"}
    assert found["'=1+1 MADE UP"]["place_name"] == "Manchester"


def test_actions_of_one_meeting_go_to_a_file(folder, capsys):
    file = folder / "actions.csv"
    assert main(["meetings", "actions", str(file), "--meeting", "hour"]) == 0
    assert "1 action written" in capsys.readouterr().out
    assert len(rows(file.read_text("utf-8-sig"))) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["slides", "none", "x.pptx"], "no agenda"), (["slides", "hour", "x.docx"], "FILE.pptx")],
)
def test_a_wrong_name_is_said_in_one_line(folder, capsys, arguments, said):
    assert main(["meetings", *arguments]) == 1
    found = capsys.readouterr().err.strip()
    assert said in found
    assert len(found.splitlines()) == 1
