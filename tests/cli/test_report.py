"""`fhfa report`: one file, or one for each ward; whole or not at all."""

from __future__ import annotations

from typing import NamedTuple

import pypdf
import pytest

from fhfa_data.cli import report
from fhfa_data.cli.commands import main
from fhfa_data.model.areas import Area
from fhfa_data.model.own_selection import own

HARPURHEY = "E05011366"


def test_one_areas_report_is_written_where_it_is_asked_for(tmp_path, capsys):
    path = tmp_path / "here" / "harpurhey.pdf"
    assert main(["report", HARPURHEY, "--out", str(path)]) == 0
    assert len(pypdf.PdfReader(path).pages) <= 4
    assert str(path) in capsys.readouterr().out
    assert [one.name for one in path.parent.iterdir()] == ["harpurhey.pdf"]


class Titled(NamedTuple):
    area: Area


def test_ones_own_neighbourhood_has_a_report_from_its_file(tmp_path, capsys):
    kept = tmp_path / "own.json"
    kept.write_bytes(own("North team", [HARPURHEY, "E05011367"]).to_file())
    assert main(["report", "--own", str(kept), "--out", str(tmp_path / "own.pdf")]) == 0
    pages = pypdf.PdfReader(tmp_path / "own.pdf").pages
    assert len(pages) <= 4
    assert "North team" in pages[0].extract_text()
    kept.write_text("{}")
    assert main(["report", "--own", str(kept)]) == 1
    assert "no neighbourhood that was kept" in capsys.readouterr().err
    kept.write_bytes(own("Nowhere", ["E05999999"]).to_file())
    assert main(["report", "--own", str(kept)]) == 1
    assert "None of its areas is installed here" in capsys.readouterr().err


def test_all_wards_reports_are_named_by_code_and_place(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(report, "area_report", lambda _atlas, area, _day: Titled(area))
    monkeypatch.setattr(
        report, "writer_of", lambda _atlas, form: lambda one: one.area.code.encode()
    )
    assert main(["report", "--all", "--format", "pptx", "--out", str(tmp_path)]) == 0
    assert len(list(tmp_path.iterdir())) == 215
    assert (tmp_path / "E05011366-harpurhey.pptx").read_bytes() == HARPURHEY.encode()
    assert "215 reports" in capsys.readouterr().out


def test_an_unknown_place_says_which_are_near(capsys):
    assert main(["report", "E05011999"]) == 2
    assert "E05011999" in capsys.readouterr().err


def test_what_can_not_be_written_says_what_to_do_and_leaves_nothing(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert main(["report", HARPURHEY, "--out", str(tmp_path / "file" / "x.pdf")]) == 1
    assert "--out" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], [HARPURHEY, "--all"], ["--own", "x.json", "--all"]])
def test_one_area_or_all_and_not_both(arguments, capsys):
    with pytest.raises(SystemExit):
        main(["report", *arguments])
    assert "report" in capsys.readouterr().err
