"""`fhfa stories gate`: look texts over for personal data; no log or error quotes one."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from fhfa_data.catalogue.settings import read_settings
from fhfa_data.cli.progress import show_progress
from fhfa_data.cli.tables import print_table
from fhfa_data.errors import AtlasError
from fhfa_data.stories.gate import (
    PROMPT,
    Counted,
    Finding,
    Screening,
    Verdict,
    lexicon,
    mended,
    screen,
)
from fhfa_data.stories.gate.lines import Line, read_lines
from fhfa_data.views.story_places import StoryPlaces, place_names, story_places
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.read import Warehouse

SOME_LINES_BAD_EXIT = 3


def run(options: argparse.Namespace) -> int:
    """Screen every line; print what was found."""
    warehouse = Warehouse(ensure_warehouse(show_progress))
    known = lexicon(place_names(warehouse))
    fewest = read_settings().stories.fewest_people
    place_of: Callable[[str], StoryPlaces] = cache(lambda said: story_places(warehouse, said))
    done: list[dict[str, Any]] = []
    bad = 0
    with _opened(options.file) as raw:
        for line in read_lines(raw):
            if line.trouble:
                bad += 1
                print(f"fhfa: Line {line.number}: {line.trouble}.", file=sys.stderr)
                continue
            where = place_of(line.place)
            done.append(
                _row(line, where, screen(line.text, where.places, known, fewest), options.reworded)
            )
    if options.format == "json":
        _print_json(done)
    else:
        _print_tables(done)
    return SOME_LINES_BAD_EXIT if bad else 0


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as opened:
            yield opened
    except OSError as error:
        raise AtlasError(
            "The file of texts can't be read.",
            file,
            "Check the name, or give - for standard input.",
        ) from error


def _row(line: Line, where: StoryPlaces, found: Screening, with_text: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": line.id,
        "verdict": found.verdict.value,
        "findings": [_finding(one) for one in found.findings],
        "place": where.places[0].name if where.places else None,
        "place_note": where.note,
        "people": [_people(one) for one in found.counted],
        "reasons": list(found.reasons),
        "prompt": PROMPT if found.verdict is Verdict.STOP else "",
    }
    if with_text:
        row["reworded"] = mended(line.text, found.findings)
    return row


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "start": one.start,
        "end": one.end,
        "instead": one.instead,
        "note": one.note,
    }


def _people(one: Counted) -> dict[str, Any]:
    return {
        "start": one.finding.start,
        "end": one.finding.end,
        "at_most": one.here.at_most,
        "about": one.here.about,
        "how": one.here.how,
        "wider_place": one.wider.place if one.wider else None,
        "wider_about": one.wider.about if one.wider else None,
    }


def _print_json(rows: list[dict[str, Any]]) -> None:
    # A lone surrogate in an id has no UTF-8; its escape is what JSON has for it.
    said = json.dumps(rows, ensure_ascii=False, indent=1)
    print(said.encode("utf-8", "backslashreplace").decode("utf-8"))


def _print_tables(rows: list[dict[str, Any]]) -> None:
    listed = [
        [str(row["id"]), row["verdict"], str(len(row["findings"])), row["place"] or "not known"]
        for row in rows
    ]
    print_table("Verdicts", ["id", "verdict", "found>", "place"], listed)
    found = [
        [
            str(row["id"]),
            one["kind"],
            str(one["start"]),
            str(one["end"]),
            one["instead"] or "(nothing)",
        ]
        for row in rows
        for one in row["findings"]
    ]
    if found:
        print()
        print_table("Found", ["id", "kind", "start>", "end>", "say instead"], found)
    for row in rows:
        for said in [*row["reasons"], row["place_note"]]:
            if said:
                print(f"\n{row['id']}: {said}")
    if any(row["verdict"] == Verdict.STOP.value for row in rows):
        print(f"\n{PROMPT}")
