"""A source's entry in the catalogue as pandera schemas: each check bears the id of its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pandera.pandas as pa

from fhfa_data.catalogue.contract import PartsAddUp
from fhfa_data.catalogue.fetching import Column, Reading
from fhfa_data.catalogue.records import Source
from fhfa_data.model.figures import Status

VARIED = 20
"""Areas; where fewer are published, they may well have one value."""

_NEARLY = 1e-6  # of rounding in sums of decimals
_KNOWN = [one.value for one in Status]

_Rule = Callable[[pd.DataFrame], pd.Series]
_OF_FIGURES: dict[str, _Rule] = {
    "status_fits_value": lambda rows: (rows["status"] == Status.OK.value) == rows["value"].notna(),
    "value_in_interval": lambda rows: (
        ~((rows["value"] < rows["ci95_low"]) | (rows["value"] > rows["ci95_high"]))
    ),
    "numerator_in_denominator": lambda rows: ~(rows["numerator"] > rows["denominator"]),
    "whole_or_blank": lambda rows: rows["value"].notna(),
    "withheld_stays_withheld": lambda rows: ~(rows["withheld"] & rows["value"].notna()),
}
"""Rule → whether each row keeps it."""


def columns_schema(source: Source, reading: Reading) -> pa.DataFrameSchema:
    """Of the whole published table: the columns that are read or named in the contract."""
    names = dict.fromkeys((*reading.names, *source.contract.names))
    return pa.DataFrameSchema({name: pa.Column(nullable=True) for name in names})


def rows_schema(source: Source, reading: Reading) -> pa.DataFrameSchema:
    """Of the published rows that are read: text, but for the columns that are added up."""
    contract = source.contract
    checks = [_areas_counted(reading)]
    checks += [_one_parent(child, parent) for child, parent in contract.parents.items()]
    checks += [_adds_up(one) for one in contract.sums]
    columns = {
        name: pa.Column(
            checks=pa.Check.str_matches(f"^(?:{form})$", name="codes_well_formed", error=name),
            nullable=False,
        )
        for name, form in contract.codes.items()
    }
    return pa.DataFrameSchema(columns, checks, unique=reading.keys, report_duplicates="all")


def figures_schema(
    indicator: str, column: Column, limits: Iterable[tuple[float, float]], *, share: bool
) -> pa.DataFrameSchema:
    """Of the figures of one indicator, with ``withheld``: whether the publisher wrote no value.

    ``share``: whether the numerator is counted among the denominator.
    """
    ranges = [
        pa.Check.in_range(
            low, high, name="values_in_range", error=f"{low:g} to {high:g} ({indicator})"
        )
        for low, high in limits
    ]
    columns = {
        "value": pa.Column(float, ranges, nullable=True),
        "status": pa.Column(checks=pa.Check.isin(_KNOWN, name="status_fits_value")),
    }
    applies = {
        "value_in_interval": bool(column.ci95_low),
        "numerator_in_denominator": share,
        "whole_or_blank": column.may_be_blank,
    }
    rules = {name: rule for name, rule in _OF_FIGURES.items() if applies.get(name, True)}
    checks = [_row_check(rule, indicator, name) for name, rule in rules.items()]
    checks.append(pa.Check(_differ, name="values_differ", error=indicator))
    return pa.DataFrameSchema(columns, checks)


def ranked_schema(ranking: str, *, decile: bool, score: bool, ties: bool) -> pa.DataFrameSchema:
    """Of one ranking of all areas: a row an area with ``rank``, ``decile`` and ``score``.

    decile = ceil(10 × rank / number of areas).

    Source: MHCLG, English Indices of Deprivation 2025, Research Report: deciles divide the ranked
    neighbourhoods into ten groups of the same number.
    """
    rules: dict[str, _Rule] = {
        "ranks_whole": lambda rows: rows["rank"].rank(method="min") == rows["rank"],
    }
    if decile:
        rules["deciles_follow_ranks"] = lambda rows: (
            rows["decile"] == np.ceil(10 * rows["rank"] / len(rows))
        )
    if score:
        rules["scores_follow_ranks"] = _falls_with_rank
    checks = [_row_check(rule, ranking, name) for name, rule in rules.items()]
    alone = [] if ties else [pa.Check(_no_two, name="ranks_whole", error=ranking)]
    return pa.DataFrameSchema({"rank": pa.Column(checks=alone, nullable=True)}, checks)


def _row_check(rule: _Rule, about: str, name: str) -> pa.Check:
    return pa.Check(rule, name=name, error=about, ignore_na=False)


def _areas_counted(reading: Reading) -> pa.Check:
    least, most = reading.rows

    def counted(rows: pd.DataFrame) -> bool:
        return bool(least <= rows[reading.area_code].nunique() <= most)

    return pa.Check(counted, name="areas_counted")


def _one_parent(child: str, parent: str) -> pa.Check:
    def one(rows: pd.DataFrame) -> pd.Series:
        return rows.groupby(child)[parent].transform("nunique") <= 1

    return _row_check(one, f"{child} and {parent}", "one_parent_each")


def _adds_up(told: PartsAddUp) -> pa.Check:
    def same(rows: pd.DataFrame) -> pd.Series:
        gap = rows[told.total] - rows[list(told.parts)].sum(axis=1, skipna=False)
        return ~(gap.abs() > _NEARLY)

    return _row_check(same, f"'{told.total}'", "parts_add_up")


def _differ(rows: pd.DataFrame) -> bool:
    return rows["value"].nunique() > 1 or rows["value"].count() < VARIED


def _no_two(ranks: pd.Series) -> pd.Series:
    return ~ranks.duplicated(keep=False)


def _falls_with_rank(rows: pd.DataFrame) -> pd.Series:
    """False where a row's score is above that of the row ranked before it."""
    ordered = rows.sort_values("rank", kind="stable")
    return ~(ordered["score"].diff() > 0).reindex(rows.index)
