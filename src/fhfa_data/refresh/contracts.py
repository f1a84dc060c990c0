"""What a dataset must be before anything is taken from it: its contract, enforced with pandera."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd
import pandera.pandas as pa

from fhfa_data.catalogue.contract import Ranked
from fhfa_data.catalogue.fetching import Column, Provides, Reading
from fhfa_data.catalogue.records import Indicator, Source
from fhfa_data.errors import SourceError
from fhfa_data.indicators.reading import figures_from, rows_of_areas
from fhfa_data.indicators.tidy import NUMBERS
from fhfa_data.model.checks import CheckResult, Outcome
from fhfa_data.model.figures import Unit
from fhfa_data.refresh.contract_rules import RULES, Breach
from fhfa_data.refresh.contract_schemas import (
    columns_schema,
    figures_schema,
    ranked_schema,
    rows_schema,
)
from fhfa_data.sources.published_numbers import numbers, withheld

Reason = pa.errors.SchemaErrorReason

NOTHING_TAKEN = "Nothing was taken from it."
_SHOWN = 3
_LOOKED_AT = [*NUMBERS, "status"]

_READ_AS_FIGURES = (
    Provides.FIGURES,
    Provides.PUBLISHED_TOTALS,
    Provides.OLDER_FIGURES,
    Provides.SAME_FIGURES,
    Provides.OUTPUT_AREA_RESIDENTS,
)


class ContractError(SourceError):
    """A published table is not what it should be. ``results`` are the checks that failed."""

    def __init__(self, faults: Mapping[str, list[str]], source: Source) -> None:
        told = [words for words_of_rule in faults.values() for words in words_of_rule]
        more = f" And {len(told) - _SHOWN} more." if len(told) > _SHOWN else ""
        todo = f"{NOTHING_TAKEN} {RULES[next(iter(faults))].todo}"
        super().__init__(" ".join(told[:_SHOWN]) + more, source.title, todo)
        self.results = tuple(
            CheckResult(rule, source.id, Outcome.FAILED, " ".join([*words[:_SHOWN], NOTHING_TAKEN]))
            for rule, words in faults.items()
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """A dataset that kept its contract: rows as text, or figures; and what was checked of it.

    ``cells`` are the published cells that its contract names, a row an area.
    """

    table: pd.DataFrame
    cells: pd.DataFrame
    checks: tuple[CheckResult, ...]


def take(table: pd.DataFrame, source: Source, indicators: Mapping[str, Indicator]) -> Taken:
    """The rows of areas in a published table, read as figures where the source gives figures.

    Parameters
    ----------
    table
        As text, one column a published column; a GeoDataFrame for shapes.
    indicators
        The catalogue's, and the local one where the source is local: they know their units.

    Raises
    ------
    ContractError
        If the table breaks a rule; all breaches found at the same step are told together.
    SourceError
        If the source doesn't say how it is read.
    """
    if source.reading is None:
        raise SourceError(f"{source.id} doesn't say how it is read.", f"{source.id}.toml")
    return _Inspection(source, source.reading, indicators).take(table)


@dataclass(frozen=True, slots=True)
class _Breached:
    """A rule that a table breaks: in which of its rows (index), and about what."""

    rule: str
    rows: tuple[object, ...] = ()
    columns: tuple[str, ...] = ()
    about: str = ""


class _Inspection:
    """One table's way through its contract; ``kept`` are the rules that held so far."""

    def __init__(
        self, source: Source, reading: Reading, indicators: Mapping[str, Indicator]
    ) -> None:
        self.source, self.reading, self.indicators = source, reading, indicators
        self.kept: dict[str, None] = {}
        self.faults: dict[str, list[str]] = {}
        self.blank: list[str] = []

    def take(self, table: pd.DataFrame) -> Taken:
        self._look(columns_schema(self.source, self.reading), table, table)
        self._refuse_if_broken()
        rows = rows_of_areas(table, self.reading)
        cells = self._numbered(rows)
        self._look(rows_schema(self.source, self.reading), cells, rows)
        self._refuse_if_broken()
        taken = self._figures(rows) if self.reading.provides in _READ_AS_FIGURES else rows
        return Taken(taken, cells, tuple(self._results()))

    def _results(self) -> Iterator[CheckResult]:
        for rule in self.kept:
            yield CheckResult(rule, self.source.id, Outcome.PASSED, RULES[rule].holds)
        if self.blank and "whole_or_blank" not in self.kept:
            words = f"Blank in this copy: {', '.join(self.blank)}."
            yield CheckResult("whole_or_blank", self.source.id, Outcome.NOT_RUN, words)

    def _numbered(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The columns that the contract is about, those it adds up as numbers."""
        names = dict.fromkeys((*self.reading.keys, *self.source.contract.names))
        plain = pd.DataFrame({name: rows[name] for name in names})
        added = {name: self._numbers(rows[name]) for name in self.source.contract.summed}
        return plain.assign(**added)

    def _numbers(self, cells: pd.Series) -> pd.Series:
        try:
            return numbers(cells)[0]
        except SourceError as error:
            raise self._no_numbers(error) from error

    def _no_numbers(self, error: SourceError) -> ContractError:
        return ContractError({"cells_are_numbers": [f"{error.what} ({error.where})"]}, self.source)

    def _figures(self, rows: pd.DataFrame) -> pd.DataFrame:
        try:
            figures = figures_from(rows, self.reading)
        except SourceError as error:
            raise self._no_numbers(error) from error
        self.kept["cells_are_numbers"] = None
        self.blank = [name for name, *_ in self.reading.parts if name not in figures]
        for name, indicator, column in self.reading.parts:
            if name in self.blank:
                continue
            its, limits = figures[name], self._limits(indicator)
            hidden = _withheld(rows, its.index, column)
            schema = figures_schema(name, column, limits, share=self._is_share(indicator))
            self._look(schema, its[_LOOKED_AT].assign(withheld=hidden), rows, name)
        for ranking in self.source.contract.ranked:
            self._look_at_ranking(figures, rows, ranking)
        self._refuse_if_broken()
        return pd.concat(figures.values(), ignore_index=True)

    def _limits(self, name: str) -> Iterable[tuple[float, float]]:
        unit = self.indicators[name].value_limits if name in self.indicators else None
        return filter(None, (unit, self.source.contract.plausible.get(name)))

    def _is_share(self, name: str) -> bool:
        return name in self.indicators and self.indicators[name].unit is Unit.PERCENT

    def _look_at_ranking(
        self, figures: Mapping[str, pd.DataFrame], rows: pd.DataFrame, ranking: Ranked
    ) -> None:
        named = {"rank": ranking.rank, "decile": ranking.decile, "score": ranking.score}
        table = {part: figures[name]["value"] for part, name in named.items() if name}
        schema = ranked_schema(
            ranking.rank,
            decile=bool(ranking.decile),
            score=bool(ranking.score),
            ties=ranking.ties,
        )
        self._look(schema, pd.DataFrame(table), rows, ranking.rank)

    def _look(
        self, schema: pa.DataFrameSchema, table: pd.DataFrame, rows: pd.DataFrame, about: str = ""
    ) -> None:
        """Hold a table that has the rows' index against a schema."""
        broken = _broken(schema, table)
        for rule, breached in broken.items():
            named = rows.loc[list(breached.rows), self.reading.area_code]
            places = (*breached.columns, *named.astype("string"))
            breach = Breach(self.source, self.reading, rows, places, breached.about or about)
            self.faults.setdefault(rule, []).append(RULES[rule].told(breach))
        self.kept.update(dict.fromkeys(_rules_of(schema) - set(broken)))

    def _refuse_if_broken(self) -> None:
        if self.faults:
            raise ContractError(self.faults, self.source)


def _rules_of(schema: pa.DataFrameSchema) -> set[str]:
    checks = [*schema.checks, *(one for column in schema.columns.values() for one in column.checks)]
    rules = {str(one.name) for one in checks} | ({"keys_unique"} if schema.unique else set())
    return rules or {"columns_present"}


def _broken(schema: pa.DataFrameSchema, table: pd.DataFrame) -> dict[str, _Breached]:
    """Rule → where the table breaks it."""
    found: dict[str, _Breached] = {}
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            breached = _told(error)
            before = found.get(breached.rule, breached)
            both = dict.fromkeys((*before.rows, *breached.rows))
            columns = dict.fromkeys((*before.columns, *breached.columns))
            found[breached.rule] = replace(before, rows=tuple(both), columns=tuple(columns))
    return found


def _told(error: pa.errors.SchemaError) -> _Breached:
    """What a pandera error says: its check bears the rule's name and what it is about."""
    reason, cases = error.reason_code, error.failure_cases
    if reason is Reason.COLUMN_NOT_IN_DATAFRAME:
        return _Breached("columns_present", columns=(str(cases),))
    if reason is Reason.DUPLICATES:
        return _Breached("keys_unique")
    rows = tuple(cases["index"].dropna().unique()) if isinstance(cases, pd.DataFrame) else ()
    if reason is Reason.SERIES_CONTAINS_NULLS:
        return _Breached("codes_well_formed", rows, about=str(error.schema.name))
    return _Breached(str(error.check.name), rows, about=str(error.check.error or ""))


def _withheld(rows: pd.DataFrame, index: pd.Index, column: Column) -> pd.Series:
    """Whether the publisher withheld the value, or a count that it would be made from."""
    names = (column.value,) if column.value else column.names
    hidden = pd.Series(False, index=index)
    for name in names:
        cells = rows[name]
        hidden |= withheld(cells if cells.index is index else cells.loc[index])
    return hidden
