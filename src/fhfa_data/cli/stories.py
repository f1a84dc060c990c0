"""The commands about stories, as the command line takes them: ``fhfa stories …``."""

from __future__ import annotations

import argparse

from fhfa_data.cli import stories_keeping
from fhfa_data.cli.later import later

_GATE_EXITS = (
    "Exit codes: 0 every line was looked over, whatever the verdicts; 1 the file can't be read; "
    "3 some lines could not be, and standard error says which and why; the others were."
)


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add ``fhfa stories`` and what stands under it."""
    command = commands.add_parser(
        "stories", help="people's stories: keep them, look them over, bring in insight packs"
    )
    under = command.add_subparsers(required=True, metavar="COMMAND", parser_class=type(command))
    _add_gate(under)
    _add_import_pack(under)
    stories_keeping.add_commands(under)


def _add_gate(under: argparse._SubParsersAction) -> None:
    command = under.add_parser(
        "gate", help="find likely personal data in texts, one a line", epilog=_GATE_EXITS
    )
    command.add_argument(
        "file",
        metavar="FILE",
        help='lines of {"id": …, "text": …, "place": …}, or - for standard input',
    )
    command.add_argument("--format", choices=["table", "json"], default="table")
    command.add_argument(
        "--reworded", action="store_true", help="in JSON, give each text with the suggestions in it"
    )
    command.set_defaults(run=later("stories_gate"))


def _add_import_pack(under: argparse._SubParsersAction) -> None:
    command = under.add_parser(
        "import-pack", help="show what is found in an insight pack, or keep it"
    )
    command.add_argument("file", metavar="FILE", help="the pack: .txt, .md, .docx or .pdf")
    command.add_argument(
        "--format", choices=["table", "json"], default="table", help="tables to read, or JSON"
    )
    command.add_argument(
        "--yes", action="store_true", help="keep it: new, or in place of what was kept of it"
    )
    command.set_defaults(run=later("stories_pack"))
