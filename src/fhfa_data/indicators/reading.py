"""A publisher's table into figures, by what its source's ``[reading]`` says of its columns."""

from __future__ import annotations

import pandas as pd

from fhfa_data.catalogue.fetching import Column, Reading
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import SourceError
from fhfa_data.indicators.tidy import NUMBERS
from fhfa_data.model.figures import Status
from fhfa_data.model.nearest import nearest
from fhfa_data.sources.tabular import numbers

LONG = ["indicator", "area_type", "area_code", "period", "sex", *NUMBERS, "status"]


def figures_from(table: pd.DataFrame, source: Source) -> pd.DataFrame:
    """One row a figure from a table with one row an area.

    Parameters
    ----------
    table
        The publisher's table as text, one column a published column.
    source
        A source with a ``[reading]``.

    Returns
    -------
    A frame with :data:`LONG`: ``value`` is 100 × numerator / denominator where the reading names
    both (missing where the denominator is 0), else the published number; ``status`` is ``ok``,
    ``suppressed`` or ``not_available``.

    Raises
    ------
    SourceError
        If areas are missing or occur twice, or a cell is not a number.
    """
    reading = source.reading
    if reading is None:
        raise SourceError(f"{source.id} doesn't say how it is read.", f"{source.id}.toml")
    areas = rows_of_areas(table, source, reading)
    codes = areas[reading.area_code].reset_index(drop=True)
    parts = []
    for indicator, column in reading.columns.items():
        part = _share(areas, column) if column.numerator else _value(areas, column)
        facts = {"indicator": indicator, "area_type": reading.area_type.value}
        parts.append(part.assign(**facts, area_code=codes, period=reading.period, sex="Persons"))
    return pd.concat(parts, ignore_index=True).reindex(columns=LONG)


def rows_of_areas(table: pd.DataFrame, source: Source, reading: Reading) -> pd.DataFrame:
    """The rows whose code has the form asked for: each area once, as many as there should be.

    Raises
    ------
    SourceError
        If a column is missing, an area occurs twice, or there are too few or too many.
    """
    _refuse_missing_columns(table, source, reading)
    codes = table[reading.area_code]
    rows = table[codes.str.fullmatch(reading.area_pattern).fillna(False)]
    twice = rows.loc[rows[reading.area_code].duplicated(), reading.area_code]
    if len(twice):
        raise SourceError(
            f"{len(twice)} area(s) occur twice, {twice.iloc[0]} first.",
            source.title,
            "Nothing was taken from it. Ask the publisher, or give a mended file with --file.",
        )
    least, most = reading.rows
    if not least <= len(rows) <= most:
        raise SourceError(
            f"{len(rows):,} areas where there should be {_between(least, most)}.",
            source.title,
            "Nothing was taken from it. The download may be cut short, or the edition new.",
        )
    return rows


def _refuse_missing_columns(table: pd.DataFrame, source: Source, reading: Reading) -> None:
    named = [reading.area_code]
    for column in reading.columns.values():
        named += [column.value, column.denominator, *column.numerator]
    for name in filter(None, named):
        if name not in table:
            close = ", ".join(f"'{one}'" for one in nearest(name, list(table.columns)))
            raise SourceError(
                f"There is no column '{name}'." + (f" There is {close}." if close else ""),
                source.title,
                "Nothing was taken from it. If it was renamed, say so in the source's [reading].",
            )


def _between(least: int, most: int) -> str:
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def _value(areas: pd.DataFrame, column: Column) -> pd.DataFrame:
    value, status = numbers(areas[column.value])
    return _part(value, status)


def _share(areas: pd.DataFrame, column: Column) -> pd.DataFrame:
    denominator, status = numbers(areas[column.denominator])
    numerator = denominator * 0.0
    for name in column.numerator:
        count, its_status = numbers(areas[name])
        numerator = numerator + count
        status = status.where(status != Status.OK.value, its_status)
    value = 100 * numerator / denominator.where(denominator > 0)
    known = status == Status.OK.value
    status = status.where(~known | value.notna(), Status.NOT_AVAILABLE.value)
    return _part(value, status).assign(
        numerator=numerator.reset_index(drop=True), denominator=denominator.reset_index(drop=True)
    )


def _part(value: pd.Series, status: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"value": value.to_numpy(), "status": status.to_numpy()})
