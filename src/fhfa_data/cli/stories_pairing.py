"""`fhfa stories speak | listened`: stories beside figures; rows to standard output, notes after.

Whoever runs these has the database itself, so they have every role; the use still decides.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from fhfa_data.cli.opened import opened_atlas
from fhfa_data.cli.stories_store import the_store
from fhfa_data.cli.tables import print_table
from fhfa_data.errors import StoryError
from fhfa_data.pairing.speaking import Speaks
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.fields import Use
from fhfa_data.stories.tables.cells import guarded
from fhfa_data.views.listening import Listened, Listening, listening
from fhfa_data.views.speaking import Reader, speaking

Rows = Sequence[dict[str, Any]]


def run_speak(options: argparse.Namespace) -> int:
    """Print the voices that speak to a place or an indicator, each with why."""
    if not (options.place or options.indicator or options.words):
        raise StoryError("Nothing was asked.", todo="Give --place, --indicator, --words, or more.")
    atlas = opened_atlas()
    with the_store() as store:
        found = speaking(
            atlas,
            store,
            _reader(options),
            place=options.place,
            indicator=options.indicator,
            words=options.words,
        )
    rows = [_spoken(one) for one in found[: options.limit]]
    if options.format == "table":
        columns = {"kind": "What", "place": "Place", "title": "Title", "why": "Why"}
        _print_rows("Voices, the strongest first", columns, rows)
    else:
        _print_data(rows, options.format)
    if not rows:
        print("Nobody who may be heard for this use speaks to it yet.", file=sys.stderr)
    return 0


def run_listened(options: argparse.Namespace) -> int:
    """Print whom we have listened to: wards, or with ``--coverage`` who spoke."""
    atlas = opened_atlas()
    with the_store() as store:
        view = listening(atlas, store, _reader(options))
    rows = _covered(view) if options.coverage else [_ward(one) for one in view.wards]
    if options.format != "table":
        _print_data(rows, options.format)
    elif options.coverage:
        columns = {"kind": "What", "name": "Who", "voices": "People heard"}
        _print_rows("Who was heard", columns, rows)
    else:
        columns = {
            "ward": "Ward",
            "borough": "Borough",
            "core20_residents": "Residents in Core20>",
            "voices": "People heard",
        }
        _print_rows("Where have we listened?", columns, rows)
    notes = (view.words, view.source, view.rule, view.note if options.coverage else "")
    for note in filter(None, notes):
        print(note, file=sys.stderr)
    return 0


def _reader(options: argparse.Namespace) -> Reader:
    return Reader(local_user(), Use(options.use), date.today())


def _spoken(one: Speaks) -> dict[str, Any]:
    voice = one.voice
    return {
        "id": voice.id,
        "kind": voice.kind.value,
        "place": voice.place,
        "title": voice.title,
        "strength": one.strength,
        "why": " ".join(one.why),
        "evidence": voice.evidence,
    }


def _ward(one: Listened) -> dict[str, Any]:
    return {
        "ward_code": one.area.code,
        "ward": one.area.name,
        "borough": one.area.borough_name,
        "core20_residents": one.core20,
        "voices": one.voices,
        "words": one.words,
    }


def _covered(view: Listening) -> Rows:
    return [
        {"kind": one.kind, "name": one.name, "voices": one.voices, "words": one.words}
        for one in view.coverage
    ]


def _print_rows(title: str, columns: dict[str, str], rows: Rows) -> None:
    print_table(title, list(columns.values()), [[_cell(one[n]) for n in columns] for one in rows])


def _cell(value: Any) -> str:
    if value is None:
        return "not known"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _print_data(rows: Rows, form: str) -> None:
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: guarded(v) if isinstance(v, str) else v for name, v in one.items()}
            for one in rows
        )
