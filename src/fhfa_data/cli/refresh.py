"""`fhfa refresh`: fetch the official figures, check them, put them to use."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.cli.progress import show_progress
from fhfa_data.errors import UnknownName
from fhfa_data.model.locations import raw_folder
from fhfa_data.model.nearest import nearest
from fhfa_data.model.scope import GM, read_scope
from fhfa_data.refresh.gather import Errand, Had
from fhfa_data.refresh.run import Listeners, Refreshed, fetchable, refresh
from fhfa_data.sources.http import Fetcher

MIRROR = "FHFA_MIRROR_URL"
STRICT_EXIT = 3

_STATES = {
    "new": "fetched",
    "unchanged": "unchanged",
    "kept": "could not be fetched: the copy of {day} stays",
    "starter": "could not be fetched: the embedded figures stay",
}


def run(options: argparse.Namespace) -> int:
    """Refresh; exit code 0, or 3 with ``--strict`` if any dataset could not be fetched."""
    scope = read_scope(options.scope)
    if scope != GM:
        raise UnknownName("scope that can be refreshed yet", options.scope, ("gm",))
    fetcher = None if options.offline else Fetcher(mirror=os.environ.get(MIRROR, ""))
    by_hand = dict(map(_by_hand, options.file))
    errand = Errand(raw_folder(), scope, fetcher, datetime.now(UTC).date(), by_hand)
    quiet = options.quiet or options.json
    listeners = Listeners() if quiet else Listeners(_say_had, show_progress)
    done = refresh(errand, listeners)
    print(json.dumps(_report(done), indent=1) if options.json else _words(done))
    return STRICT_EXIT if options.strict and done.failed else 0


def _by_hand(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    known = [one.id for one in fetchable(load_catalogue())]
    if name not in known:
        raise UnknownName("dataset", name, nearest(name, known))
    return name, Path(path)


def _say_had(had: Had) -> None:
    print(f"      {had.source.short_title}: {_state(had)}", file=sys.stderr, flush=True)


def _state(had: Had) -> str:
    day = had.receipt.date if had.receipt else ""
    words = _STATES[had.state].format(day=day)
    return f"{words}. {had.note}" if had.note else words


def _words(done: Refreshed) -> str:
    lines = [f"Figures {'refreshed' if done.changed else 'unchanged'}: {done.file}"]
    lines.append(f"Contents:  {done.fingerprint}")
    if done.failed:
        names = ", ".join(one.source.id for one in done.failed)
        lines.append(f"Not fetched ({len(done.failed)}): {names}. Older copies stand in for them.")
    return "\n".join(lines)


def _report(done: Refreshed) -> dict[str, object]:
    datasets = [
        {
            "source": one.source.id,
            "state": one.state,
            "as_of": one.receipt.date if one.receipt else None,
            "digest": one.receipt.digest if one.receipt else None,
            "note": one.note,
        }
        for one in done.found
    ]
    return {
        "fingerprint": done.fingerprint,
        "file": str(done.file),
        "changed": done.changed,
        "datasets": datasets,
    }
