"""Nothing acknowledged is lost, whenever the process that wrote it is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from in_the_store import history
from killed_writers import FEWEST, words
from made_up_stories import ADA, CARA, TODAY

from fhfa_data.stories.fields import Use
from fhfa_data.stories.store.reading import audit, visible

pytestmark = pytest.mark.process

SAVES = 1_000
HERE = Path(__file__).resolve().parent


def written_by_killed_writers(address):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    command = [sys.executable, str(HERE / "killed_writers.py"), address, str(SAVES)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    pairs = (line.split() for line in done.stdout.splitlines())
    return [(name, int(revision)) for name, revision in pairs], int(done.stderr.split()[0])


def test_of_1000_acknowledged_saves_none_is_missing(address, store):
    """And a save is a story, its history and its log, or none of them."""
    acknowledged, killed = written_by_killed_writers(address)
    assert len(acknowledged) >= SAVES
    assert killed >= FEWEST
    latest = {one.standing.id: one for one in visible(store, CARA, Use.CARE, TODAY)}
    for name, revision in acknowledged:
        assert latest[name].standing.revision >= revision
    logged = Counter(one.subject for one in audit(store, ADA))
    for name, kept in latest.items():
        assert kept.story.text == words(name, kept.standing.revision).strip()
        assert logged[name] == kept.standing.revision
    for name in list(latest)[-50:]:
        lines = history(store, name)
        assert [one.revision for one in lines] == list(range(1, latest[name].standing.revision + 1))
