"""Ranks that two files publish: the same, others, or one of the files not there."""

from __future__ import annotations

import pandas as pd
import pytest

from fhfa_data.refresh.agreements import AGREEMENTS, FILE_1, FILE_3, FILE_7, Copy


def copy(**ranks):
    rows = [
        {"indicator": "imd_rank", "area_code": code, "value": rank} for code, rank in ranks.items()
    ]
    return Copy(pd.DataFrame(rows), pd.DataFrame())


@pytest.fixture
def agreement():
    [found] = [one for one in AGREEMENTS if one.about == FILE_1]
    return found


@pytest.mark.parametrize(
    ("again", "agrees", "words"),
    [
        ({"A": 1.0, "B": 2.0}, True, "All 2 ranks and deciles are the same"),
        ({"A": 1.0, "B": 3.0}, False, "1 of 2 ranks and deciles are others in File 7, first"),
        ({"A": 1.0, "C": 2.0}, False, "imd_rank of C: 2 here, nan there"),
    ],
)
def test_it_says_how_it_came_out_and_file_7_stands(agreement, again, agrees, words):
    finding = agreement.find({FILE_1: copy(**again), FILE_7: copy(A=1.0, B=2.0)}, ())
    assert finding.agrees is agrees
    assert words in finding.words
    assert not agreement.refuses


def test_both_supplementary_files_are_compared():
    compared = {one.about for one in AGREEMENTS if one.check == "same_in_file_7"}
    assert compared == {FILE_1, FILE_3}
