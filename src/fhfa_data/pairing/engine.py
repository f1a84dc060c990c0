"""Pair a place with insights: by what its figures show, never by topic words alone.

The insights are Greater Manchester-wide. A pair says "your figures show this; leaders across
Greater Manchester spoke about acting on such a thing", and never that an insight is about a place.
"""

from __future__ import annotations

from dataclasses import dataclass

from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL, Insight, Point, Way, Wisdom
from fhfa_data.pairing.fact_list import FactValue, known_facts, spoken
from fhfa_data.pairing.facts import PlaceFacts
from fhfa_data.pairing.rules import Rule, Rules

__all__ = ["EVIDENCE_LABEL", "SAME_WAY_COST", "Pair", "pair"]

SAME_WAY_COST = 0.2
"""What a pair loses in the ranking for each pair before it of the same way (thinking, doing, ...).

A fifth of the scale: a clearly stronger pattern still wins, an about equal one makes room.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """An insight beside a place's figures, why it is there, and what to ask in the meeting."""

    insight: Insight
    point: Point
    rule_id: str
    reason: str
    ask: str
    strength: float
    evidence_label: str = EVIDENCE_LABEL


def pair(facts: PlaceFacts, wisdom: Wisdom, rules: Rules, limit: int = 3) -> tuple[Pair, ...]:
    """The insights that speak most to what the figures show for this place.

    Each insight appears once at most, by the strongest of its rules. Different ways come first
    where strengths are about equal. The same facts always give the same pairs. Where nothing
    stands out, the answer is a fallback that says so.
    """
    values = known_facts(facts)
    telling = [one for one in rules.rules if not one.fallback]
    found = _applying(telling, values, wisdom)
    if not found:
        found = _applying([one for one in rules.rules if one.fallback], values, wisdom)
    return _varied(_one_each(found), limit)


def _applying(rules: list[Rule], values: dict[str, FactValue], wisdom: Wisdom) -> list[Pair]:
    words = spoken(values)
    return [
        _made(rule, values, words, wisdom)
        for rule in rules
        if all(one.holds(values[one.fact]) for one in rule.when) and rule.placeholders <= set(words)
    ]


def _made(rule: Rule, values: dict[str, FactValue], words: dict[str, str], wisdom: Wisdom) -> Pair:
    insight = wisdom.insight(rule.insight)
    return Pair(
        insight=insight,
        point=insight.point(rule.point),
        rule_id=rule.id,
        reason=rule.reason.format_map(words),
        ask=rule.ask.format_map(words),
        strength=round(rule.strength.of(values.get(rule.strength.fact)), 4),
    )


def _rank(one: Pair) -> tuple[float, int, str]:
    return (-one.strength, one.insight.number, one.rule_id)


def _one_each(pairs: list[Pair]) -> list[Pair]:
    strongest: dict[str, Pair] = {}
    for one in sorted(pairs, key=_rank):
        strongest.setdefault(one.insight.id, one)
    return list(strongest.values())


def _varied(ranked: list[Pair], limit: int) -> tuple[Pair, ...]:
    left, chosen = list(ranked), list[Pair]()

    def cost(one: Pair) -> tuple[float, tuple[float, int, str]]:
        ways: list[Way] = [other.insight.way for other in chosen]
        return (SAME_WAY_COST * ways.count(one.insight.way) - one.strength, _rank(one))

    while left and len(chosen) < limit:
        best = min(left, key=cost)
        left.remove(best)
        chosen.append(best)
    return tuple(chosen)
