"""`fhfa stories import-pack`: what is found in an insight pack, and what we are unsure of."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from fhfa_data.cli.tables import print_table
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.pack import Pack, read_pack
from fhfa_data.stories.pack.blocks import PackError
from fhfa_data.stories.pack.items import PackItem, items_of
from fhfa_data.stories.pack.model import Insight
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.packs import Changes, keep_pack

NOT_A_PACK_EXIT = 2
LONGEST_CELL = 60


def run(options: argparse.Namespace) -> int:
    """Show what is found, and keep it with ``--yes``. Exit code 2: no pack that can be read."""
    try:
        pack = read_pack(Path(options.file))
    except PackError as error:
        print(f"fhfa: {error}", file=sys.stderr)
        return NOT_A_PACK_EXIT
    changes = _keep(pack) if options.yes else None
    if options.format == "json":
        kept = {"kept": asdict(changes) if changes else None}
        print(json.dumps({**as_json(pack), **kept}, ensure_ascii=False, indent=1))
    else:
        _print(pack)
        print()
        print(_said_of(changes))
    return 0


def _keep(pack: Pack) -> Changes:
    store = open_store()
    try:
        return keep_pack(store, local_user(), pack)
    finally:
        store.close()


def _said_of(changes: Changes | None) -> str:
    if changes is None:
        return "Nothing was kept. To keep it: the same command with --yes"
    return (
        f"Kept: {changes.new} new, {changes.changed} changed, {changes.same} as before, "
        f"{changes.removed} no longer in it."
    )


def as_json(pack: Pack) -> dict[str, object]:
    """The preview for machines: the pack's facts, its items in order, and what is unsure."""
    return {
        "pack": {
            "title": pack.title,
            "kind": pack.kind,
            "published": pack.published,
            "heard": pack.heard,
        },
        "found": _counts(pack),
        "items": [asdict(one) for one in items_of(pack)],
        "unsure": [
            {"place": one.place.words, "about": one.about, "why": one.why} for one in pack.doubts
        ],
    }


def _counts(pack: Pack) -> dict[str, int]:
    quotations = [one for _, _, one in pack.placed_quotations()]
    return {
        "insights": len(pack.insights),
        "sub_points": sum(len(one.points) for one in pack.insights),
        "barriers": len(pack.barriers),
        "quotations": sum(one.kind == "quotation" for one in quotations),
        "phrases": sum(one.kind == "phrase" for one in quotations),
        "ways_to_develop": len(pack.hows),
        "table_rows": len(pack.table),
    }


def _print(pack: Pack) -> None:
    facts = (pack.title, pack.kind and f"{pack.kind} pack", pack.published)
    print(" · ".join(one for one in facts if one))
    if pack.heard:
        print(f"Heard {pack.heard}")
    print()
    rows = [_row(one) for one in pack.insights]
    title = f"{len(rows)} insights"
    print_table(title, ["No.>", "Insight", "Filed under", "Sub-points>", "Quotations>"], rows)
    print()
    ways = [[str(one.number), one.title, str(len(one.quotations))] for one in pack.hows]
    print_table(f"{len(ways)} ways to develop", ["No.>", "Way", "Quotations>"], ways)
    print()
    quoted = [one for one in items_of(pack) if one.kind in ("quotation", "phrase")]
    rows = [_quoted_row(one) for one in quoted]
    print_table(f"{len(rows)} quotations", ["Place", "Under", "Quotation"], rows)
    print()
    if pack.barriers:
        barriers = [[one.place.words, _short(one.title)] for one in pack.barriers]
        print_table(f"{len(barriers)} barriers", ["Place", "Barrier"], barriers)
        print()
    _print_doubts([(one.place.words, one.about, one.why) for one in pack.doubts])


def _row(insight: Insight) -> list[str]:
    quotations = len(insight.quotations) + sum(len(one.quotations) for one in insight.points)
    return [
        str(insight.number),
        _short(insight.title),
        insight.way,
        str(len(insight.points)),
        str(quotations),
    ]


def _quoted_row(one: PackItem) -> list[str]:
    under = f"{one.insight}. {one.under}" if one.insight else one.under or "nothing"
    return [one.place, _short(under), _short(one.text)]


def _print_doubts(doubts: Sequence[tuple[str, str, str]]) -> None:
    if not doubts:
        print("Nothing is unsure.")
        return
    rows = [[place, _short(about), why] for place, about, why in doubts]
    print_table(f"Unsure of {len(rows)}", ["Place", "What", "Why"], rows)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_CELL else line[: LONGEST_CELL - 1] + "…"
