"""Tables in the terminal: drawn with lines for people, plain aligned text for everything else."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a title; columns whose names end in ``>`` are set to the right."""
    names = [one.removesuffix(">") for one in columns]
    right = [one.endswith(">") for one in columns]
    if not sys.stdout.isatty():
        _print_plain(title, names, right, rows)
        return
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for name, to_right in zip(names, right, strict=True):
        table.add_column(name, justify="right" if to_right else "left")
    for row in rows:
        table.add_row(*map(escape, row))
    Console().print(table)


def _print_plain(
    title: str, names: Sequence[str], right: Sequence[bool], rows: Sequence[Sequence[str]]
) -> None:
    lines = [names, *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(names))]
    print(title)
    for line in lines:
        cells = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        print("  ".join(cells).rstrip())
