"""A publisher's table into figures, by what its source's ``[reading]`` says of its columns."""

from __future__ import annotations

import pandas as pd

from fhfa_data.catalogue.fetching import Column, Reading
from fhfa_data.indicators.tidy import NUMBERS, VERDICT
from fhfa_data.model.figures import Status
from fhfa_data.sources.tabular import numbers

LONG = ["indicator", "area_type", "area_code", "period", "sex", *NUMBERS, "status"]

SEXES = {"Not applicable": "Persons", "All": "Persons", "": "Persons"}
"""What publishers say for "not by sex"; other words stand as they are."""


def figures_from(rows: pd.DataFrame, reading: Reading) -> dict[str, pd.DataFrame]:
    """One row a figure from a published table, wide or long; a frame for each of its parts.

    Parameters
    ----------
    rows
        From :func:`rows_of_areas`: the publisher's table as text, one column a published column.
    reading
        What its columns mean.

    Returns
    -------
    By the names of the reading's ``parts``, frames with :data:`LONG` and the index of their rows,
    none for a column that may be blank and is: ``value`` is as published, or 100 × numerator /
    denominator where the reading names no value (missing where the denominator is 0); ``status`` is
    ``ok``, ``suppressed`` or ``not_available``. Where the table has the publisher's verdicts, they
    stand in :data:`fhfa_data.indicators.tidy.VERDICT`.

    Raises
    ------
    SourceError
        If a cell is not a number.
    """
    whole = None if reading.indicator_column else _told(rows, reading)
    figures = {}
    for name, indicator, column in reading.parts:
        its = rows if whole is not None else rows_of_indicator(rows, column, reading)
        part = _value(its, column, reading) if column.value else _share(its, column)
        if column.may_be_blank and part["value"].isna().all():
            continue
        told = _told(its, reading) if whole is None else whole
        told = told.assign(period=column.period) if column.period else told
        told = told.assign(indicator=indicator, **part).reindex(columns=LONG)
        figures[name] = told.assign(**_verdict(its, reading))
    return figures


def _verdict(rows: pd.DataFrame, reading: Reading) -> dict[str, pd.Series]:
    if reading.verdict_column not in rows:
        return {}
    said = rows[reading.verdict_column]
    return {VERDICT: said.where(~said.isin(["", "Not compared"]))}


def _told(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Area, kind of area, period and sex of each row."""
    codes = rows[reading.area_code]
    kinds = pd.Series(pd.NA, index=rows.index, dtype="string")
    for kind, pattern in reading.patterns.items():
        kinds = kinds.where(~_matches(codes, pattern), kind.value)
    sexes = rows[reading.sex_column].fillna("").replace(SEXES) if reading.sex_column else "Persons"
    period = rows[reading.period_column] if reading.period_column else reading.period
    told = pd.DataFrame({"area_type": kinds, "area_code": codes})
    return told.assign(period=period, sex=sexes)


def rows_of_areas(table: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """The rows whose code has the form asked for and that ``where`` keeps."""
    codes = table[reading.area_code]
    kept = pd.Series(False, index=table.index)
    for pattern in reading.patterns.values():
        kept |= _matches(codes, pattern)
    for name, cells in reading.where.items():
        kept &= table[name].fillna("").isin(cells)
    return table[kept]


def rows_of_indicator(rows: pd.DataFrame, column: Column, reading: Reading) -> pd.DataFrame:
    """The rows of a long table that are about one indicator."""
    return rows[rows[reading.indicator_column] == column.key] if column.key else rows


def _matches(codes: pd.Series, pattern: str) -> pd.Series:
    return codes.str.fullmatch(pattern).fillna(False).astype(bool)


def _value(rows: pd.DataFrame, column: Column, reading: Reading) -> dict[str, pd.Series]:
    """The published value, and what stands beside it; nothing stands beside none."""
    value, status = numbers(rows[column.value])
    if reading.note_column:
        withheld = rows[reading.note_column].str.contains(reading.suppressed_note).fillna(False)
        status = status.where(value.notna() | ~withheld, Status.SUPPRESSED.value)
    part = {"value": _scaled(value, rows[column.value], column), "status": status}
    for name in ("ci95_low", "ci95_high"):
        if named := getattr(column, name):
            part[name] = _scaled(numbers(rows[named])[0], rows[named], column)
    if column.numerator:
        part["numerator"] = _counted(rows, column)[0].where(value.notna())
    if column.denominator:
        part["denominator"] = numbers(rows[column.denominator])[0].where(value.notna())
    return part


def _scaled(value: pd.Series, cells: pd.Series, column: Column) -> pd.Series:
    """The value times what the column says, unless its cell says per cent already."""
    if column.times == 1:
        return value
    return value.where(cells.str.contains("%").fillna(False).astype(bool), value * column.times)


def _share(rows: pd.DataFrame, column: Column) -> dict[str, pd.Series]:
    denominator, status = numbers(rows[column.denominator])
    numerator, counted = _counted(rows, column)
    status = status.where(status != Status.OK.value, counted)
    value = 100 * numerator / denominator.where(denominator > 0)
    known = status == Status.OK.value
    status = status.where(~known | value.notna(), Status.NOT_AVAILABLE.value)
    return {"value": value, "status": status, "numerator": numerator, "denominator": denominator}


def _counted(rows: pd.DataFrame, column: Column) -> tuple[pd.Series, pd.Series]:
    """The sum of the numerator's columns, and why there is none where there is none."""
    count, status = numbers(rows[column.numerator[0]])
    for name in column.numerator[1:]:
        more, its_status = numbers(rows[name])
        count = count + more
        status = status.where(status != Status.OK.value, its_status)
    return count, status
