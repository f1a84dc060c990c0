"""`fhfa refresh`: fetch the official figures, check them, put them to use."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from fhfa_data.catalogue.settings import read_settings
from fhfa_data.cli.diff import print_changes
from fhfa_data.cli.progress import Teller, telling
from fhfa_data.errors import AtlasError, UnknownName, WarehouseError
from fhfa_data.model.locations import raw_folder, warehouse_folder
from fhfa_data.model.nearest import nearest
from fhfa_data.model.scope import GM, read_scope
from fhfa_data.refresh.gather import Errand, Had
from fhfa_data.refresh.run import (
    Listeners,
    Refreshed,
    Rehearsed,
    catalogue_in_use,
    fetchable,
    refresh,
    rehearse,
)
from fhfa_data.sources.http import Fetcher
from fhfa_data.warehouse.serving import serving

MIRROR = "FHFA_MIRROR_URL"
STRICT_EXIT = 3

_STATES = {
    "new": "fetched",
    "unchanged": "unchanged",
    "kept": "could not be fetched: the copy of {day} stays",
    "starter": "could not be fetched: what is embedded of it stays",
    "none": "could not be fetched, and there is no earlier copy",
}


def run(options: argparse.Namespace) -> int:
    """Refresh; 0, or 3 with ``--strict`` if a dataset could not be fetched or a check failed."""
    scope = read_scope(options.scope or _installed_scope())
    by_hand, local = _files(options.file, options.indicator)
    today, forget = datetime.now(UTC).date(), tuple(options.forget)
    with telling(quiet=options.quiet) as teller:
        fetcher = None if options.offline else _fetcher(options, teller)
        errand = Errand(raw_folder(), scope, fetcher, today, by_hand, local, forget)
        listeners = Listeners(partial(_say_had, teller), teller.building)
        done = (rehearse if options.dry_run else refresh)(errand, listeners)
    if isinstance(done, Rehearsed):
        _say_rehearsed(done, as_json=options.json)
    else:
        print(json.dumps(_report(done), indent=1) if options.json else _words(done))
    return STRICT_EXIT if options.strict and (done.failed or done.failed_checks) else 0


def _installed_scope() -> str:
    """The scope in use, so that a refresh without one never narrows it; at first ``gm``."""
    try:
        return serving(warehouse_folder()).pointer.scope
    except WarehouseError:
        return GM.text


def _say_rehearsed(done: Rehearsed, *, as_json: bool) -> None:
    if as_json:
        failed = {one.source.id: one.note for one in done.failed}
        report = {**asdict(done.changes), "not_fetched": failed, **_checks_report(done)}
        print(json.dumps(report, indent=1, ensure_ascii=False))
        return
    print(f"Nothing was changed. A refresh would build {done.fingerprint}.")
    print_changes(done.changes)
    for line in _checks_words(done):
        print(line)


def _fetcher(options: argparse.Namespace, teller: Teller) -> Fetcher:
    return Fetcher(
        mirror=os.environ.get(MIRROR) or read_settings().mirror_url,
        deadline_seconds=options.timeout,
        progress=teller.waiting,
        received=teller.received,
    )


def _files(
    files: Sequence[str], definitions: Sequence[str]
) -> tuple[dict[str, Path], tuple[tuple[Path, Path], ...]]:
    """Files downloaded by hand, by dataset; and local tables, each with its definition."""
    tables = [Path(one) for one in files if "=" not in one]
    if len(tables) != len(definitions):
        raise AtlasError(
            f"There are {len(tables)} table(s) of local indicators and {len(definitions)} "
            "definition(s).",
            todo="Give each as: --file TABLE.csv --indicator DEFINITION.toml. A dataset downloaded "
            "by hand is --file NAME=PATH.",
        )
    local = tuple(zip(tables, map(Path, definitions), strict=True))
    return dict(_by_hand(one) for one in files if "=" in one), local


def _by_hand(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    known = [one.id for one in fetchable(catalogue_in_use()[0])]
    if name not in known:
        raise UnknownName("dataset", name, nearest(name, known))
    return name, Path(path)


def _say_had(teller: Teller, had: Had) -> None:
    teller.ended(had.source.short_title, _state(had))


def _state(had: Had) -> str:
    day = had.receipt.date if had.receipt else ""
    nothing = had.state == "starter" and not had.source.embedded
    words = _STATES["none" if nothing else had.state].format(day=day)
    return f"{words}. {had.note}" if had.note else words


def _words(done: Refreshed) -> str:
    lines = [f"Figures {'refreshed' if done.changed else 'unchanged'}: {done.file}"]
    lines.append(f"Contents:  {done.fingerprint}")
    if done.failed:
        names = ", ".join(one.source.id for one in done.failed)
        lines.append(
            f"Not fetched ({len(done.failed)}): {names}. What there was of them before stays."
        )
    lines += _checks_words(done)
    lines += [f"Left out:  {one}" for one in done.left_out]
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
        "left_out": list(done.left_out),
        **_checks_report(done),
    }


def _checks_words(done: Refreshed | Rehearsed) -> list[str]:
    return [f"Failed:    {one.detail} ({one.dataset}, {one.check})" for one in done.failed_checks]


def _checks_report(done: Refreshed | Rehearsed) -> dict[str, object]:
    return {"failed_checks": [asdict(one) for one in done.failed_checks]}
