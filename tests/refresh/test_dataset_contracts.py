"""Each rule of a dataset's contract finds its fault: spoil a whole table, and nothing is taken."""

from __future__ import annotations

import math
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest

from fhfa_data.catalogue.contract import Contract
from fhfa_data.catalogue.fetching import Reading
from fhfa_data.catalogue.records import Source
from fhfa_data.refresh import contracts
from fhfa_data.refresh.contract_rules import RULES
from fhfa_data.refresh.contracts import ContractError, take

AREAS = 40
READING = {
    "area_code": "code",
    "period": "2025",
    "rows": [AREAS, AREAS],
    "columns": {
        "share": {"numerator": ["some"], "denominator": "all"},
        "score": {"value": "score", "ci95_low": "low", "ci95_high": "high"},
        "rank": {"value": "rank"},
        "decile": {"value": "decile"},
        "people": {"value": "people", "may_be_blank": True},
    },
}
CONTRACT = {
    "codes": {"district": "E0[6-9][0-9]{6}", "name": ".+"},
    "parents": {"name": "district"},
    "sums": [{"total": "all", "parts": ["some", "others"]}],
    "ranked": [{"rank": "rank", "decile": "decile", "score": "score"}],
    "plausible": {"score": [0, 100]},
}
SHARE = SimpleNamespace(unit=contracts.Unit.PERCENT, value_limits=(0, 100))
INDICATORS = {"share": SHARE}


def a_source(**contract):
    reading = Reading.model_validate(READING)
    told = Contract.model_validate({**CONTRACT, **contract})
    return Source.model_construct(id="sample", title="Sample", reading=reading, contract=told)


def whole() -> dict[str, list[str]]:
    """A published table that keeps its contract, as text."""
    ranks = list(range(1, AREAS + 1))
    some = [str(100 + rank) for rank in ranks]
    return {
        "code": [f"E01{rank:06d}" for rank in ranks],
        "district": [f"E0800000{1 + rank % 5}" for rank in ranks],
        "name": [f"District {1 + rank % 5}" for rank in ranks],
        "some": some,
        "others": ["200"] * AREAS,
        "all": [str(int(one) + 200) for one in some],
        "score": [f"{90 - 2 * rank + 0.5:.1f}" for rank in ranks],
        "low": ["0"] * AREAS,
        "high": ["100"] * AREAS,
        "rank": [str(rank) for rank in ranks],
        "decile": [str(math.ceil(10 * rank / AREAS)) for rank in ranks],
        "people": [str(1000 + rank) for rank in ranks],
    }


def table(columns) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="string")


def with_cell(column, row, cell):
    return lambda columns: columns[column].__setitem__(row, cell)


def without_last_row(columns):
    for cells in columns.values():
        cells.pop()


def first_row_again(columns):
    for cells in columns.values():
        cells[-1] = cells[0]


def more_than_all(columns):
    columns["some"][8], columns["others"][8] = "500", str(int(columns["all"][8]) - 500)


def all_alike(columns):
    columns["score"] = ["50"] * AREAS


FAULTS = {
    "columns_present": (lambda columns: columns.pop("rank"), "There is no column 'rank'."),
    "keys_unique": (first_row_again, "1 area(s) occur twice, E01000001 first."),
    "areas_counted": (without_last_row, "39 areas where there should be 40."),
    "codes_well_formed": (with_cell("district", 2, "E0800003"), "column district, E01000003"),
    "one_parent_each": (with_cell("district", 4, "E09000009"), "8 area(s) lie in a smaller one"),
    "parts_add_up": (with_cell("others", 6, "201"), "don't add up to 'all', E01000007 first"),
    "cells_are_numbers": (with_cell("score", 1, "many"), "'many' is neither a number"),
    "values_in_range": (with_cell("score", 0, "101"), "outside 0 to 100 (score), E01000001 first"),
    "values_differ": (all_alike, "one and the same value for all areas: score"),
    "value_in_interval": (with_cell("high", 3, "1"), "outside its interval: score, E01000004"),
    "numerator_in_denominator": (more_than_all, "the denominator: share, E01000009 first"),
    "ranks_whole": (with_cell("rank", 9, "9"), "a rank that can't be: rank"),
    "deciles_follow_ranks": (with_cell("decile", 9, "4"), "contradicts rank, E01000010 first"),
    "whole_or_blank": (with_cell("people", 7, ""), "others have: people, E01000008 first"),
    "scores_follow_ranks": (with_cell("score", 20, "99"), "score that contradicts rank, E01000021"),
}  # fmt: skip
BY_MISTAKE = {"status_fits_value", "withheld_stays_withheld"}
"""Rules that only a mistake of ours can break: see the tests of each."""


def test_a_whole_table_keeps_every_rule():
    taken = take(table(whole()), a_source(), INDICATORS)
    assert {one.check for one in taken.checks} == set(RULES)
    assert {one.outcome.value for one in taken.checks} == {"passed"}
    assert {one.dataset for one in taken.checks} == {"sample"}
    assert len(taken.table) == AREAS * len(READING["columns"])


def test_every_rule_has_its_fault_here():
    assert set(FAULTS) | BY_MISTAKE == set(RULES)


@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_is_found_and_told(rule):
    spoil, words = FAULTS[rule]
    columns = whole()
    spoil(columns)
    with pytest.raises(ContractError) as caught:
        take(table(columns), a_source(), INDICATORS)
    failed = {one.check: one for one in caught.value.results}
    assert failed[rule].outcome.value == "failed"
    assert words in failed[rule].detail
    assert failed[rule].detail.endswith("Nothing was taken from it.")


def test_faults_of_one_step_are_told_together():
    columns = whole()
    for rule in ("values_in_range", "value_in_interval", "deciles_follow_ranks"):
        FAULTS[rule][0](columns)
    with pytest.raises(ContractError) as caught:
        take(table(columns), a_source(), INDICATORS)
    found = {one.check for one in caught.value.results}
    assert found == {"values_in_range", "value_in_interval", "deciles_follow_ranks"}
    assert "Nothing was taken from it." in str(caught.value)
    assert "And 1 more." not in str(caught.value)


def test_areas_may_share_a_rank_only_where_ties_are_published():
    columns = whole()
    columns["rank"][9], columns["score"][9] = "9", columns["score"][8]
    columns["decile"][9] = columns["decile"][8]
    tied = {"rank": "rank", "decile": "decile", "score": "score", "ties": True}
    assert take(table(columns), a_source(ranked=[tied]), INDICATORS).checks
    columns["rank"][9] = "10.5"  # half-way between two: no way to rank
    with pytest.raises(ContractError, match="a rank that can't be"):
        take(table(columns), a_source(ranked=[tied]), INDICATORS)


def test_what_was_withheld_has_no_value_and_breaks_nothing():
    columns = whole()
    columns["score"][3], columns["some"][5] = "[c]", "*"
    taken = take(table(columns), a_source(ranked=[]), INDICATORS)
    hidden = taken.table[taken.table["status"] == "suppressed"]
    assert sorted(hidden["area_code"]) == ["E01000004", "E01000006"]
    assert hidden["value"].isna().all()


@pytest.mark.parametrize(
    ("rule", "mistake"),
    [
        ("withheld_stays_withheld", {"value": 12.0, "status": "ok"}),
        ("status_fits_value", {"status": "ok"}),
        ("status_fits_value", {"value": 12.0, "status": "as usual"}),
    ],
)
def test_a_mistake_in_reading_is_found(rule, mistake, monkeypatch):
    def mistaken(rows, reading):
        figures = contracts_read(rows, reading)
        score = figures["score"].copy()
        for name, cell in mistake.items():
            score.loc[3, name] = cell
        return {**figures, "score": score}

    contracts_read = contracts.figures_from
    monkeypatch.setattr(contracts, "figures_from", mistaken)
    columns = whole()
    columns["score"][3] = "[c]"
    with pytest.raises(ContractError) as caught:
        take(table(columns), a_source(ranked=[]), INDICATORS)
    assert rule in {one.check for one in caught.value.results}


def test_the_guide_lists_every_rule(repository):
    told = (repository / "docs" / "data-checks.md").read_text("utf-8")
    for rule, facts in RULES.items():
        assert f"| `{rule}` | {facts.holds} |" in told


@pytest.mark.process
def test_commands_that_fetch_nothing_do_without_the_validation_library():
    code = "import sys, fhfa_data.cli, fhfa_data.ui.shell; print('pandera' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
