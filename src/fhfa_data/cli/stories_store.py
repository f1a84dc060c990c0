"""`fhfa stories list | backup | restore | withdraw | erase`: look after the store.

Whoever runs these has the database itself, so they have every role.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from fhfa_data.cli.tables import print_table
from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store import Store, open_store
from fhfa_data.stories.store.backup import back_up
from fhfa_data.stories.store.copies import Copy, copies
from fhfa_data.stories.store.deciding import withdraw
from fhfa_data.stories.store.erasing import erase
from fhfa_data.stories.store.reading import audit, due_for_renewal, visible
from fhfa_data.stories.store.restoring import restore


@contextmanager
def the_store() -> Generator[Store]:
    """This installation's store, closed afterwards."""
    store = open_store()
    try:
        yield store
    finally:
        store.close()


def run_list(options: argparse.Namespace) -> int:
    """Print stories as rows, or what was asked for instead."""
    with the_store() as store:
        if options.due:
            due = due_for_renewal(store, local_user(), date.today())
            rows = [[one.id, one.contributor, one.why] for one in due]
            print_table("Consents to ask about", ["Story", "Contributor", "Why"], rows)
        elif options.copies:
            _print_copies("Copies taken", copies(store, local_user()))
        elif options.audit:
            lines = audit(store, local_user())
            rows = [[one.at, one.by, one.action, one.subject] for one in lines]
            print_table("Who did what", ["When (UTC)", "Who", "What", "Story or copy"], rows)
        else:
            _print_stories(store, Use(options.use))
    return 0


def _print_stories(store: Store, use: Use) -> None:
    found = visible(store, local_user(), use, date.today())
    rows = [
        [o.standing.id, str(o.standing.revision), o.standing.state.label, o.story.place_name]
        for o in found
    ]
    columns = ["Story", "Revision>", "State", "Place", "Title"]
    cells = [[*row, o.story.title] for row, o in zip(rows, found, strict=True)]
    print_table(f"Stories for use: {use}", columns, cells)


def _print_copies(title: str, found: Sequence[Copy]) -> None:
    columns = ["When (UTC)", "What", "Copy", "Taken by", "Holder", "Delete by", "Where"]
    rows = [[o.at, o.kind, o.id, o.by, o.holder, o.expires_on, o.path] for o in found]
    print_table(title, columns, rows)


def run_backup(options: argparse.Namespace) -> int:
    """Write a backup."""
    with the_store() as store:
        copy = back_up(store, local_user(), Path(options.file))
    print(f"Backed up to {options.file} as {copy.id}. It holds every story: keep it safe.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Put a backup in place; what was there is backed up first."""
    with the_store() as store:
        stamp = store.now().strftime("%Y%m%dT%H%M%S%f")
        safety = Path(options.file).with_name(f"before-restore-{stamp}.fhfastories")
        number, kept = restore(store, local_user(), Path(options.file), safety)
    print(f"Restored {number} stories.")
    if kept:
        print(f"What was there before: {safety}")
    return 0


def run_withdraw(options: argparse.Namespace) -> int:
    """Withdraw consent; says who holds copies."""
    with the_store() as store:
        held = withdraw(store, local_user(), options.story, date.today(), options.consent)
    print("Withdrawn: no view shows it from now on. To erase its words: fhfa stories erase")
    _tell_holders(held)
    return 0


def run_erase(options: argparse.Namespace) -> int:
    """Erase a story, once it is said again that this is meant."""
    if not options.yes and not _is_sure():
        raise StoryError("Nothing was erased.", todo="To erase without being asked: --yes")
    with the_store() as store:
        erasure = erase(store, local_user(), options.story)
    print("Erased, with its history and drafts.")
    if not erasure.overwritten:
        how = "Close the atlas" if store.is_sqlite else "Run VACUUM FULL story, history, draft"
        print(f"Somebody was reading, so its bytes aren't overwritten yet. {how} to do it.")
    _tell_holders([one for one in erasure.copies if one.id not in erasure.reached])
    return 0


def _is_sure() -> bool:
    if not sys.stdin.isatty():
        return False
    return input("Erase this story for good? There is no undo. Type erase: ").strip() == "erase"


def _tell_holders(held: Sequence[Copy]) -> None:
    if held:
        _print_copies("Tell whoever has these copies to take it out:", held)
    else:
        print("No other copy is registered.")
