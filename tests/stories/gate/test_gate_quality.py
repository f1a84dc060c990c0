"""How well the gate does on texts it was not tuned to, and that the guide says the same."""

from __future__ import annotations

import subprocess
import sys

import pytest
from gate_texts import clean_share, measure, read, total

HALVES = ["development", "held_out"]
NUMBERED = ["nhs_number", "national_insurance", "email", "phone", "postcode", "vehicle"]


@pytest.fixture(scope="module", params=HALVES)
def half(request):
    """The texts of one half and its scores by kind."""
    texts = read(request.param)
    return texts, measure(texts)


def test_there_are_enough_texts():
    texts = [one for name in HALVES for one in read(name)]
    assert sum(bool(one.spans) for one in texts) >= 250
    assert sum(not one.spans for one in texts) >= 150


def test_most_personal_data_is_found(half):
    assert total(half[1].values()).recall >= 0.96


def test_most_of_it_to_the_character(half):
    assert total(half[1].values()).exactness >= 0.93


def test_most_findings_are_personal_data(half):
    assert total(half[1].values()).precision >= 0.95


def test_names_are_found(half):
    assert half[1]["name"].recall >= 0.95
    assert half[1]["name"].precision >= 0.94


@pytest.mark.parametrize("kind", NUMBERED)
def test_what_has_a_form_is_always_found(half, kind):
    assert half[1][kind].recall == 1


def test_plain_texts_come_out_clear(half):
    assert clean_share(half[0]) >= 0.95


@pytest.mark.process
def test_the_guide_has_what_is_measured(repository):
    script = repository / "benchmarks" / "gate_quality.py"
    said = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    assert said in (repository / "docs" / "gate.md").read_text("utf-8"), (
        "Run: python benchmarks/gate_quality.py --write"
    )
