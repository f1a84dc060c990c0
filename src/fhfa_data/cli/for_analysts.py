"""The commands for analysts, as the command line takes them."""

from __future__ import annotations

import argparse

from fhfa_data.cli.later import later


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add ``fhfa export``, ``snapshot``, ``sql`` and ``trace``."""
    _add_export(commands)
    _add_trace(commands)
    _add_sql(commands)
    _add_snapshot(commands)


def _add_export(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("export", help="write all figures and shapes for other tools")
    command.add_argument("--parquet", metavar="FOLDER", help="a folder of Parquet files")
    command.add_argument("--geopackage", metavar="FILE", help="one GeoPackage, FILE.gpkg")
    command.set_defaults(run=later("export"))


def _add_trace(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("trace", help="say which bytes of which file a figure is from")
    command.add_argument("indicator", metavar="INDICATOR", help="an id of `fhfa indicators`")
    command.add_argument("area", metavar="AREA", help="an ONS code")
    command.add_argument("period", metavar="PERIOD", nargs="?", default="latest")
    command.add_argument("--sex", default="", choices=["", "Persons", "Female", "Male"])
    command.add_argument("--all", action="store_true", help="every row, not the first 10")
    command.add_argument("--json", action="store_true", help="all of it, as JSON")
    command.set_defaults(run=later("trace"))


def _add_sql(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("sql", help="answer a query of your own, read-only")
    command.add_argument("query", metavar="QUERY", help="SQL, or - to read it from standard input")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="all rows as CSV")
    form.add_argument("--json", action="store_true", help="all rows as JSON")
    form.add_argument("--parquet", metavar="FILE", help="all rows into a Parquet file")
    command.add_argument("--seconds", type=float, default=60.0, help="how long it may take")
    command.set_defaults(run=later("sql"))


def _add_snapshot(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("snapshot", help="make the installed figures a starter to ship")
    command.add_argument("folder", metavar="FOLDER", help="where to: a new folder called starter")
    command.set_defaults(run=later("snapshot"))
