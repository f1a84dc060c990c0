"""The commands that keep stories, as the command line takes them: ``fhfa stories list`` ..."""

from __future__ import annotations

import argparse

from fhfa_data.cli.later import later


def add_commands(under: argparse._SubParsersAction) -> None:
    """Add what ``fhfa stories`` can do with the store."""
    _add_list(under)
    _add_pairing(under)
    _add_export(under)
    _add_import(under)
    _add_backups(under)
    _add_endings(under)


def _add_list(under: argparse._SubParsersAction) -> None:
    command = under.add_parser("list", help="list stories, what is due, or who holds copies")
    which = command.add_mutually_exclusive_group()
    _add_use(which)
    which.add_argument("--due", action="store_true", help="consents that run out or were withdrawn")
    which.add_argument("--copies", action="store_true", help="exports and backups ever taken")
    which.add_argument("--audit", action="store_true", help="who did what, and when")
    command.set_defaults(run=later("stories_store", "run_list"))


def _add_use(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--use",
        default="care",
        choices=["care", "internal", "partners", "public"],
        help="what they are for; care unless given: all that is yours to look after",
    )


def _add_pairing(under: argparse._SubParsersAction) -> None:
    command = under.add_parser(
        "speak", help="which stories and insights speak to a place or an indicator, and why"
    )
    command.add_argument("--place", default="", metavar="CODE", help="a ward, borough or wider")
    command.add_argument("--indicator", default="", metavar="ID", help="an indicator")
    command.add_argument("--words", default="", metavar="TEXT", help="words; local names count")
    command.add_argument(
        "--limit", type=int, default=10, metavar="N", help="at most; 10 unless given"
    )
    _add_reading(command)
    command.set_defaults(run=later("stories_pairing", "run_speak"))
    command = under.add_parser(
        "listened", help="where have we listened? people heard, ward by ward, beside Core20"
    )
    command.add_argument("--coverage", action="store_true", help="who spoke, and which groups")
    _add_reading(command)
    command.set_defaults(run=later("stories_pairing", "run_listened"))


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--use",
        default="internal",
        choices=["internal", "partners", "public"],
        help="what it is for; internal unless given",
    )
    command.add_argument("--format", default="table", choices=["table", "csv", "json"])


def _add_export(under: argparse._SubParsersAction) -> None:
    command = under.add_parser("export", help="write stories to a file, and register who has it")
    command.add_argument("file", nargs="?", default="-", metavar="FILE", help="where to; - prints")
    command.add_argument(
        "--format", choices=["csv", "json", "xlsx"], help="by FILE's name unless given"
    )
    _add_use(command)
    command.add_argument("--holder", default="", metavar="WHO", help="who is given it: a role")
    command.add_argument(
        "--days", type=int, default=30, help="how long it may be kept; 30 unless given"
    )
    command.set_defaults(run=later("stories_files", "run_export"))


def _add_import(under: argparse._SubParsersAction) -> None:
    command = under.add_parser("import", help="bring stories in from CSV, XLSX or JSON")
    command.add_argument("file", metavar="FILE")
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="which field a column of theirs is; can be given again",
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what to write where a row doesn't say; can be given again",
    )
    command.add_argument("--dry-run", action="store_true", help="say what would come in")
    command.add_argument(
        "--as-exported",
        action="store_true",
        help="with id, revision, state and contributor as in the file",
    )
    command.set_defaults(run=later("stories_files", "run_import"))


def _add_backups(under: argparse._SubParsersAction) -> None:
    command = under.add_parser("backup", help="write the whole store to one file")
    command.add_argument("file", metavar="FILE")
    command.set_defaults(run=later("stories_store", "run_backup"))
    command = under.add_parser("restore", help="put a backup in the place of what is there")
    command.add_argument("file", metavar="FILE")
    command.set_defaults(run=later("stories_store", "run_restore"))


def _add_endings(under: argparse._SubParsersAction) -> None:
    command = under.add_parser("withdraw", help="withdraw consent: gone from every view at once")
    command.add_argument("story", metavar="ID")
    command.add_argument(
        "--consent", action="append", default=[], metavar="ID", help="only this entry"
    )
    command.set_defaults(run=later("stories_store", "run_withdraw"))
    command = under.add_parser("erase", help="erase a story for good")
    command.add_argument("story", metavar="ID")
    command.add_argument("--yes", action="store_true", help="don't ask")
    command.set_defaults(run=later("stories_store", "run_erase"))
