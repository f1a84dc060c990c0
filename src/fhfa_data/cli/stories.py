"""The commands about stories, as the command line takes them: ``fhfa stories …``."""

from __future__ import annotations

import argparse

from fhfa_data.cli import stories_gate, stories_keeping


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add ``fhfa stories`` and what stands under it."""
    command = commands.add_parser(
        "stories", help="people's stories: keep them, look them over, bring in insight packs"
    )
    under = command.add_subparsers(required=True, metavar="COMMAND", parser_class=type(command))
    stories_gate.add_command(under)
    _add_import_pack(under)
    stories_keeping.add_commands(under)


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
    command.set_defaults(run=_import_pack)


def _import_pack(options: argparse.Namespace) -> int:
    from fhfa_data.cli import stories_pack  # the readers of Word and PDF take a while to load

    return stories_pack.run(options)
