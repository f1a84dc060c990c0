"""The commands about meetings, as the command line takes them: ``fhfa meetings …``."""

from __future__ import annotations

import argparse

from fhfa_data.cli.later import later


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add ``fhfa meetings`` and what stands under it."""
    command = commands.add_parser("meetings", help="what meetings left with: slides, actions")
    under = command.add_subparsers(required=True, metavar="COMMAND", parser_class=type(command))
    under.add_parser("list", help="the meetings that are kept").set_defaults(
        run=later("meetings", "run_list")
    )
    slides = under.add_parser("slides", help="write a meeting's slides")
    slides.add_argument("agenda", metavar="MEETING", help="an id of `fhfa meetings list`")
    slides.add_argument("file", metavar="FILE.pptx")
    slides.add_argument(
        "--with-stories",
        action="store_true",
        help="with the words of its stories that consent allows; the copy is registered",
    )
    slides.add_argument("--holder", default="", help="which team or role keeps the slides")
    slides.set_defaults(run=later("meetings", "run_slides"))
    actions = under.add_parser("actions", help="write the actions as CSV; no story is in it")
    actions.add_argument("file", metavar="FILE", nargs="?", default="-", help="- prints them")
    actions.add_argument("--meeting", metavar="MEETING", help="those of one meeting")
    actions.set_defaults(run=later("meetings", "run_actions"))
