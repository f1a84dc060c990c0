"""The command line that the Data health page starts, and what the page then says of it."""

from __future__ import annotations

import time

import pytest
from fhfa_process import SETTINGS, Serving
from lacking import LACKING

from fhfa_data.ui.rehearsal import Rehearsals, rehearsal_command
from fhfa_data.views.rehearsal import fetched_titles, how_far, rehearsal_shown
from fhfa_data.warehouse.alone import alone

pytestmark = pytest.mark.process


@pytest.fixture
def looked(place, monkeypatch, catalogue):
    """A way to look what would change at the refreshed place; gives the run and what is shown."""

    def look(mirror):
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.lower(), raising=False)
        monkeypatch.setenv("FHFA_RAW_DIR", str(place.raw))
        monkeypatch.setenv("FHFA_MIRROR_URL", mirror)
        runs = Rehearsals(seconds=200)
        assert runs.start(rehearsal_command())
        while runs.latest.running:
            time.sleep(0.05)
        run, titles = runs.latest, fetched_titles(catalogue, "gm")
        return run, rehearsal_shown(run.code, run.output, run.lines, catalogue, titles)

    return look


def test_what_would_change_is_shown_and_every_step_is_counted(
    place, endpoints, changing, looked, catalogue
):
    serving = Serving(place.warehouses)

    def published_again(reply):
        return reply._replace(body=reply.body + b"\n")

    with changing(File_7_IoD2025=published_again):
        run, shown = looked(endpoints.url)
    assert run.code == 0
    assert shown.trouble == ""
    assert shown.warning.startswith(f"{len(LACKING)} datasets could not be fetched; the copies")
    assert shown.summary.startswith("Nothing differs")
    [datasets] = [one for one in shown.listings if one.title == "Datasets whose bytes changed"]
    assert [row[0] for row in datasets.rows] == [
        catalogue.sources["mhclg_iod2025_file7"].short_title
    ]
    titles = fetched_titles(catalogue, "gm")
    shares = [how_far(run.lines[:at], titles).share for at in range(len(run.lines) + 1)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    serving.check()


def test_offline_the_copies_that_are_here_are_compared_and_it_is_said(place, looked, catalogue):
    run, shown = looked("http://127.0.0.1:9")
    assert run.code == 0
    assert shown.warning.startswith("No dataset could be fetched")
    assert "Is this computer online?" in shown.warning
    why = shown.listings[-1]
    assert len(why.rows) == len(fetched_titles(catalogue, "gm"))
    assert all("The connection was refused" in row[1] for row in why.rows)


def test_while_a_refresh_runs_it_says_whose(place, looked):
    with alone(place.warehouses):
        run, shown = looked("http://127.0.0.1:9")
    assert run.code == 1
    assert shown.trouble.startswith("Another refresh is running, begun by ")
