"""Read the command line, call one command, turn errors into one clear line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from fhfa_data import __version__
from fhfa_data.cli import for_analysts, for_meetings, stories
from fhfa_data.cli.later import later
from fhfa_data.errors import AtlasError, UnknownName
from fhfa_data.model.areas import AreaType

UNKNOWN_NAME_EXIT = 2
STOPPED_EXIT = 130
FAILED_EXIT = 1
REFRESH_EXITS = (
    "Exit codes: 0 done, perhaps with older copies of some datasets; 1 nothing was changed, and "
    "the message says why; 2 a name or option that isn't known; 3 --strict, and a dataset could "
    "not be fetched or a check failed; 130 stopped with Ctrl-C, nothing was changed."
)


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage is a `--help` away."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNKNOWN_NAME_EXIT, f"{self.prog}: {message}. See: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed, 2 unknown name, 130 stopped."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except UnknownName as error:
        print(f"fhfa: {error}", file=sys.stderr)
        return UNKNOWN_NAME_EXIT
    except AtlasError as error:
        print(f"fhfa: {error}", file=sys.stderr)
        return FAILED_EXIT
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return STOPPED_EXIT
    except BrokenPipeError:  # the reader (`head`, say) has had enough; that is no failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8() -> None:
    # A Windows console may speak another encoding; names and dashes must not crash the command.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(
        prog="fhfa", description="Fairer Health Atlas: numbers and wisdom, ward by ward."
    )
    parser.add_argument("--version", action="version", version=f"fhfa {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_OneLineParser)
    _add_serve(commands)
    _add_figures(commands)
    _add_refresh(commands)
    _add_small(commands)
    _add_builds(commands)
    for_analysts.add_commands(commands)
    stories.add_commands(commands)
    for_meetings.add_commands(commands)
    _add_report(commands)
    _add_postcodes(commands)
    return parser


def _add_serve(commands: argparse._SubParsersAction[_OneLineParser]) -> None:
    command = commands.add_parser("serve", help="open the dashboard in a browser")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on")
    command.add_argument("--port", type=_port, default=8501, help="port to listen on")
    command.add_argument("--no-browser", action="store_true", help="don't open a browser")
    command.add_argument(
        "--demo",
        action="store_true",
        help="open a place that does not exist, with made-up figures and stories; "
        "all of it, and what you add, is thrown away at the end",
    )
    command.set_defaults(run=later("serve"))


def _add_figures(commands: argparse._SubParsersAction[_OneLineParser]) -> None:
    command = commands.add_parser("figures", help="print figures as tidy rows")
    command.add_argument("--indicator", required=True, help="an id that `fhfa indicators` lists")
    command.add_argument(
        "--area-type", required=True, choices=[one.value for one in AreaType], help="kind of area"
    )
    command.add_argument("--within", metavar="CODE", help="only areas inside this one")
    command.add_argument("--period", default="latest", help="latest, all or a label such as 2025")
    command.add_argument("--format", choices=["csv", "json"], default="csv")
    command.set_defaults(run=later("figures"))


def _add_refresh(commands: argparse._SubParsersAction[_OneLineParser]) -> None:
    command = commands.add_parser(
        "refresh", help="fetch the official figures and put them to use", epilog=REFRESH_EXITS
    )
    _add_what(command)
    command.add_argument(
        "--offline", action="store_true", help="build again from the raw bytes kept, fetch nothing"
    )
    command.add_argument(
        "--strict",
        action="store_true",
        help="exit with 3 if any dataset could not be fetched or any check failed",
    )
    command.add_argument(
        "--timeout",
        type=_seconds,
        default=600.0,
        metavar="SECONDS",
        help="how long one file may take; 600 unless given",
    )
    command.add_argument("--quiet", action="store_true", help="say nothing but how it ended")
    command.add_argument("--json", action="store_true", help="say how it ended as JSON")
    command.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )
    command.set_defaults(run=later("refresh"))


def _add_report(commands: argparse._SubParsersAction[_OneLineParser]) -> None:
    command = commands.add_parser(
        "report", help="write the report of an area, of your own neighbourhood, or of every ward"
    )
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("area", nargs="?", metavar="CODE", help="a ward, borough or wider area")
    own = "your own neighbourhood, as its page's file has it"
    which.add_argument("--own", default="", metavar="FILE", help=own)
    which.add_argument("--all", action="store_true", help="a report for every installed ward")
    command.add_argument("--format", choices=["pdf", "pptx"], default="pdf")
    where = "the file, or with --all the folder; here, or in reports, unless given"
    command.add_argument("--out", default="", metavar="PATH", help=where)
    command.set_defaults(run=later("report"))


def _add_what(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scope",
        default="",
        metavar="SCOPE",
        help="which part of England: gm, england, codes of boroughs with commas between, or of "
        "one integrated care board (ICB); the one installed unless given, and gm at first",
    )
    command.add_argument(
        "--file",
        action="append",
        default=[],
        metavar="[NAME=]PATH",
        help="take a dataset (NAME) from a file downloaded by hand, or the table of a local "
        "indicator; can be given again",
    )
    command.add_argument(
        "--indicator",
        action="append",
        default=[],
        metavar="PATH",
        help="add a local indicator: the TOML that says what the table given with --file is",
    )
    command.add_argument(
        "--forget",
        action="append",
        default=[],
        metavar="ID",
        help="take a local indicator away again",
    )


def _add_small(commands: argparse._SubParsersAction[_OneLineParser]) -> None:
    listing = commands.add_parser("indicators", help="list the indicators")
    listing.add_argument("--format", choices=["csv", "json"], default="csv")
    listing.set_defaults(run=later("figures", "run_indicators"))
    command = commands.add_parser("status", help="say what is installed, from when, from where")
    command.add_argument("--checks", action="store_true", help="say what was checked, and how")
    command.add_argument(
        "--history", action="store_true", help="list the builds there have been, the latest first"
    )
    command.set_defaults(run=later("status"))
    command = commands.add_parser("build", help="build the warehouse from the embedded figures")
    command.add_argument("--force", action="store_true", help="build again even if it is there")
    command.set_defaults(run=later("status", "run_build"))


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds (up to a day)")
    return seconds


def _add_builds(commands: argparse._SubParsersAction[_OneLineParser]) -> None:
    command = commands.add_parser("rollback", help="go back to an earlier build of the figures")
    _add_fingerprint(command)
    command.set_defaults(run=later("rollback"))
    command = commands.add_parser("diff", help="say what differs from an earlier build")
    _add_fingerprint(command)
    command.add_argument("--json", action="store_true", help="say it all as JSON")
    command.set_defaults(run=later("diff"))


def _add_fingerprint(command: _OneLineParser) -> None:
    command.add_argument(
        "fingerprint",
        nargs="?",
        default="",
        metavar="FINGERPRINT",
        help="a build that `fhfa status --history` lists; the one before if left out",
    )


def _add_postcodes(commands: argparse._SubParsersAction[_OneLineParser]) -> None:
    words = "install a lookup of postcodes for own neighbourhoods"
    command = commands.add_parser("postcodes", help=words)
    about = "CSV by ONS, unpacked: Postcode Directory, NSPL, or postcode to LSOA 2021"
    command.add_argument("file", metavar="FILE", help=about)
    command.set_defaults(run=later("postcodes"))


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port (1 to 65535)")
    return int(text)
