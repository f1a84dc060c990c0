"""What an analyst sees while a refresh works: bars at a terminal, plain lines anywhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading

import pytest
from faulty_endpoints import FILE_7, NEEDED, slowly, status
from fhfa_process import complaint, environment, fhfa

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
COMMAND = [sys.executable, "-m", "fhfa_data", "refresh"]


@pytest.fixture
def slow(faults, broken):
    """Endpoints that take two seconds for File 7, which then lacks a column, so all ends there."""

    def slow_and_wrong(reply, query):
        changed = reply.body.replace(b"Crime Score", b"Crime Points", 1)
        return slowly(reply._replace(body=changed), query)

    faults.others_gone, faults.of = True, {**NEEDED, FILE_7: slow_and_wrong}
    return broken


def seen_on_a_terminal(command, settings) -> str:
    """Everything that a command writes on a terminal 160 columns wide."""
    import pty

    ours, theirs = pty.openpty()
    settings = {**settings, "TERM": "xterm-256color", "COLUMNS": "160"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=settings):
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 65536):
                seen += piece
        except OSError:  # the other end has closed
            pass
    os.close(ours)
    return seen.decode()


@posix
def test_a_terminal_has_bars_with_size_rate_and_time_left(unrefreshed, slow):
    seen = seen_on_a_terminal(COMMAND, environment(unrefreshed, slow))
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)
    bars = [line for line in re.split(r"[\r\n]+", bare) if "━" in line and "File 7" in line]
    assert bars
    assert any(re.search(r"\d+\.\d/\d+\.\d MB", line) for line in bars)
    assert any(re.search(r"\d MB/s", line) for line in bars)
    assert any(re.search(r"0:00:0[0-9]", line) for line in bars)
    assert "best-fit lookup: fetched" in bare
    assert "fhfa: English Indices of Deprivation 2025, File 7" in bare
    assert seen.count("\x1b[?25l") == seen.count("\x1b[?25h")  # the cursor is given back


def after(event: threading.Event, fault):
    """The fault's answer, not before this has happened."""

    def wait(reply, query):
        assert event.wait(60)
        return fault(reply, query)

    return wait


def seen_again(event: threading.Event, refusal):
    """Refused the first time; the event is that it is asked for again."""
    refused = []

    def act(reply, query):
        if refused:
            event.set()
            return reply
        refused.append(True)
        return refusal(reply, query)

    return act


def test_a_pipe_has_plain_lines(unrefreshed, slow, faults):
    again = threading.Event()  # File 7 ends it all, so it has to come last, however busy we are
    faults.of[FILE_7] = after(again, faults.of[FILE_7])
    faults.of["census2021-ts038"] = seen_again(again, status(429, Retry_After="1"))
    done = fhfa(unrefreshed, "refresh", "--json", mirror=slow)
    assert done.stdout == ""  # JSON goes there, progress never does
    assert not CONTROL.search(done.stderr)
    assert "best-fit lookup: fetched\n" in done.stderr
    assert "(TS011): could not be fetched: what is embedded of it stays. There is n" in done.stderr
    assert "too often (429). Asking again in 1.0 seconds.\n" in done.stderr
    complaint(done)


@pytest.mark.parametrize("options", [["--quiet"], ["--quiet", "--json"]])
def test_quiet_says_only_how_it_ended(unrefreshed, slow, options):
    done = fhfa(unrefreshed, "refresh", *options, mirror=slow)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == complaint(done) + "\n"


@pytest.mark.process
def test_the_help_says_the_exit_codes(unrefreshed):
    words = " ".join(fhfa(unrefreshed, "refresh", "--help").stdout.split())
    assert "Exit codes: 0 done" in words
    assert "3 --strict, and a dataset could not be fetched" in words
