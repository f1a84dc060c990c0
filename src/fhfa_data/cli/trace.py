"""`fhfa trace`: from a figure back to the rows, files and receipts it was made from."""

from __future__ import annotations

import argparse
import json

from fhfa_data.cli.progress import show_progress
from fhfa_data.tracing import Input, RawFile, RawRow, Trace, trace
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

_SHOWN, _FILES = 10, 3
_ROLES = {
    "figures": "What was measured",
    "weights": "Residents, to weigh or divide by",
    "lookup": "Which neighbourhoods lie in it",
    "earlier": "The edition compared with",
    "older_lookup": "Which neighbourhoods they were then",
}


def run(options: argparse.Namespace) -> int:
    """Print where the figure comes from."""
    warehouse = Warehouse(ensure_warehouse(show_progress))
    found = trace(
        warehouse,
        catalogue_of(warehouse),
        options.indicator,
        options.area,
        options.period,
        options.sex,
    )
    if options.json:
        print(json.dumps(found.as_dict(), indent=1, ensure_ascii=False))
    else:
        print("\n".join(_words(found, every_row=options.all)))
    return 0


def _words(found: Trace, *, every_row: bool) -> list[str]:
    lines = [f"{found.indicator_name}", f"{found.area_name} ({found.area_code}), {found.period}"]
    lines.append(f"Value:     {_value(found)}")
    lines.append(f"Method:    {found.method or 'none'}; areas: {found.geography_vintage}")
    lines.append(f"Warehouse: {found.fingerprint}")
    for number, one in enumerate(found.inputs, 1):
        lines += ["", f"{number}. {_ROLES[one.role]}: {one.title}", *_input_lines(one)]
        shown = one.rows if every_row else one.rows[:_SHOWN]
        lines += [f"   {_row(row, several=len(one.files) > 1)}" for row in shown]
        if len(shown) < len(one.rows):
            lines.append(f"   … and {len(one.rows) - len(shown):,} more rows: add --all or --json")
    return lines


def _value(found: Trace) -> str:
    if found.value is None:
        return f"none ({found.status}): {found.reason}"
    counts = ""
    if found.numerator is not None and found.denominator is not None:
        counts = f" = {found.numerator:,.10g} of {found.denominator:,.10g}"
    return f"{found.value!r} ({found.unit}){counts}, {found.sex}"


def _input_lines(one: Input) -> list[str]:
    lines = [f"   {one.note}"] if one.note else []
    for file in one.files[:_FILES]:
        lines += _file_lines(file)
    if len(one.files) > _FILES:
        lines.append(f"   … and {len(one.files) - _FILES} more files: add --json")
    if one.rows:
        lines.append(f"   Rows:     {len(one.rows):,}")
    return lines


def _file_lines(file: RawFile) -> list[str]:
    lines = [f"   File:     {file.path} ({file.size:,} bytes)", f"   SHA-256:  {file.sha256}"]
    if file.made_on:
        return [*lines, f"   Embedded: made on {file.made_on}; see its provenance.toml"]
    asked = f"{file.address}?{file.query}" if file.query else file.address
    return [*lines, f"   From:     {asked}", f"   Fetched:  {file.fetched_at}"]


def _row(row: RawRow, *, several: bool) -> str:
    name = row.member or (row.file if several else "")
    inside = f" of {name}" if name else ""
    where = f"row {row.row}{inside}"
    if row.offset is not None and row.length is not None:
        where += f", bytes {row.offset} to {row.offset + row.length - 1}"
    told = "; ".join(f"{name} = {text}" for name, text in row.cells.items())
    return f"{row.area_code}  {where}  {told}"
