"""The rulebook is refused with every fault named, and its conditions mean what they say."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files

import pytest
from pydantic import ValidationError

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.errors import CatalogueError
from fhfa_data.pairing.rules import Condition, Strength, load_rules, read_rules


@pytest.fixture
def folder(tmp_path):
    """A copy of the rulebook that a test may damage."""
    with as_file(files("fhfa_data.pairing") / "rulebook") as original:
        return shutil.copytree(original, tmp_path / "rulebook")


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} has no {old!r} to change"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder) -> str:
    with pytest.raises(CatalogueError) as caught:
        read_rules(folder, load_wisdom())
    return str(caught.value)


def test_the_rulebook_leads_to_all_fourteen_insights():
    led_to = {one.insight for one in load_rules().rules if not one.fallback}
    assert led_to == {one.id for one in load_wisdom().insights}


def test_the_order_of_files_does_not_matter(folder):
    (folder / "doing.toml").rename(folder / "a.toml")
    assert read_rules(folder, load_wisdom()) == load_rules()


def test_every_fault_is_reported_together(folder):
    change(folder / "doing.toml", 'point = "residents"', 'point = "resident"')
    change(folder / "doing.toml", 'insight = "good-storytellers"', 'insight = "storytellers"')
    change(folder / "thinking.toml", 'fact = "decile_spread"', 'fact = "decile_sprawl"')
    change(folder / "relating.toml", "{top_partner_pct}", "{top_partner_share}")
    change(folder / "feeling.toml", 'id = "stark-number-in-a-borough"', 'id = "stark-number"')
    (folder / "fallback.toml").write_text("rules = [", encoding="utf-8")
    (folder / "more.toml").write_text("rulez = 1", encoding="utf-8")
    faults = faults_of(folder)
    for expected in (
        "withheld-figure: There is no point called 'resident'. Did you mean residents?",
        "hidden-pocket: There is no insight called 'storytellers'.",
        "thinking.toml: wide-spread: when.1 Value error, there is no fact called 'decile_sprawl'",
        "one-domain-apart:  Value error, a sentence names a fact that does not exist",
        "2 rules are called 'stark-number'",
        "fallback.toml: not valid TOML",
        "more.toml: nothing called 'rulez' is expected here",
    ):
        assert expected in faults, faults


def test_an_insight_that_no_rule_leads_to_is_a_fault(folder):
    (folder / "feeling.toml").unlink()
    assert "no rule leads to insight 10, 'feeling'" in faults_of(folder)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{place_name}", "the ward", "the reason must name the place"),
        ("{place_name}", "{place_name", "expected '}' before end of string"),
        ("{core10_pct}", "{core10_pct:.2f}", "a fact is said as it is"),
        ("{place_name}", "{}", "a fact that does not exist"),
        ("base = 0.55", "base = 1.5", "less than or equal to 1"),
        ("gain = 0.35", "gain = 0.5", "exceed 1"),
        ("full = 100", "full = 44", "start and full are the same"),
        ('fact = "core10_pct", start', 'fact = "place_name", start', "no numeric fact"),
        ('op = ">=", value = 44', 'op = "~", value = 44', "when.1.op"),
    ],
)
def test_each_rule_of_a_rule_is_kept(folder, old, new, expected):
    text = (folder / "feeling.toml").read_text(encoding="utf-8")
    if old == "{place_name}" and new == "the ward":
        (folder / "feeling.toml").write_text(text.replace(old, new), encoding="utf-8")
    else:
        change(folder / "feeling.toml", old, new)
    assert expected in faults_of(folder)


@pytest.mark.parametrize(
    ("fact", "op", "value", "holds_for", "fails_for"),
    [
        ("core20_pct", ">=", 20, [20, 20.1], [19.9, None]),
        ("core20_pct", "<=", 20, [20, 0], [20.1, None]),
        ("core20_pct", "between", [10, 20], [10, 20], [9.9, 20.1, None]),
        ("core20_pct", "==", 0, [0.0], [0.1, None]),
        ("core20_pct", "is_missing", None, [None], [0.0]),
        ("area_type", "==", "ward", ["ward"], ["gm", None]),
        ("area_type", "in", ["gm", "borough"], ["gm"], ["ward", None]),
    ],
)
def test_a_condition_means_what_it_says(fact, op, value, holds_for, fails_for):
    condition = Condition.model_validate({"fact": fact, "op": op, "value": value})
    assert all(condition.holds(one) for one in holds_for)
    assert not any(condition.holds(one) for one in fails_for)


@pytest.mark.parametrize(
    ("fact", "op", "value"),
    [
        ("core20_pct", ">=", "many"),
        ("core20_pct", ">=", None),
        ("core20_pct", "between", [20, 10]),
        ("core20_pct", "between", 20),
        ("area_type", ">=", 2),
        ("area_type", "==", 2),
        ("core20_pct", "is_missing", 2),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(fact, op, value):
    with pytest.raises(ValidationError, match="can't be asked"):
        Condition.model_validate({"fact": fact, "op": op, "value": value})


def test_strength_rises_between_start_and_full_and_stays_there():
    rising = Strength(base=0.5, fact="core20_pct", start=20, full=60, gain=0.4)
    told = [rising.of(value) for value in (None, 0, 20, 40, 60, 100)]
    assert told == pytest.approx([0.5, 0.5, 0.5, 0.7, 0.9, 0.9])


def test_strength_may_rise_as_a_figure_falls():
    falling = Strength(base=0.5, fact="imd_score", start=14.5, full=4.5, gain=0.2)
    assert [falling.of(value) for value in (20, 9.5, 2)] == pytest.approx([0.5, 0.6, 0.7])
