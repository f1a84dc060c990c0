"""The closed list of facts that a rule may ask about or put into a sentence, declared once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite

from fhfa_data.pairing.facts import DOMAINS, HIGH_SHARE, PARTNER_DOMAINS, GapTrend, PlaceFacts

FactValue = float | str | bool | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: how it is read from ``PlaceFacts``, and how a sentence says it."""

    read: Callable[[PlaceFacts], FactValue]
    say: Callable[[float], str] = lambda value: f"{value:,.0f}"
    is_number: bool = True


def known_facts(facts: PlaceFacts) -> dict[str, FactValue]:
    """Every fact of the closed list for this place; None where unknown or not a finite number."""
    return {name: _finite(fact.read(facts)) for name, fact in FACTS.items()}


def spoken(values: Mapping[str, FactValue]) -> dict[str, str]:
    """Each fact as a sentence would say it; facts that are unknown are left out.

    >>> spoken({"core20_pct": 39.52, "lsoa_count": 1702, "place_name": "Hulme", "imd_score": None})
    {'core20_pct': '39.5%', 'lsoa_count': '1,702', 'place_name': 'Hulme'}
    """
    return {
        name: value if isinstance(value, str) else FACTS[name].say(value)
        for name, value in values.items()
        if value is not None
    }


def _finite(value: FactValue) -> FactValue:
    return None if isinstance(value, float) and not isfinite(value) else value


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _share(part: float | None, whole: float | None, of: float = 100) -> float | None:
    return None if part is None or not whole or whole < 0 else of * part / whole


def _balance(facts: PlaceFacts) -> float | None:
    share = facts.core20_pct
    return None if share is None else min(share, 100 - share)


def _top_partner(facts: PlaceFacts) -> tuple[str, float] | None:
    shares = [(name, facts.domain_shares.get(name)) for name in PARTNER_DOMAINS]
    known = [(name, value) for name, value in shares if value is not None and isfinite(value)]
    return max(known, key=lambda entry: entry[1], default=None)


def _top_partner_name(facts: PlaceFacts) -> str | None:
    top = _top_partner(facts)
    return DOMAINS[top[0]] if top else None


def _top_partner_share(facts: PlaceFacts) -> float | None:
    top = _top_partner(facts)
    return top[1] if top else None


def _high(facts: PlaceFacts, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if facts.domain_shares.get(name, 0.0) >= HIGH_SHARE]


def _count_high(facts: PlaceFacts, names: tuple[str, ...]) -> float | None:
    return float(len(_high(facts, names))) if facts.domain_shares else None


def _high_partner_names(facts: PlaceFacts) -> str | None:
    names = [DOMAINS[name] for name in _high(facts, PARTNER_DOMAINS)]
    if len(names) < 2:
        return names[0] if names else None
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _children_change(facts: PlaceFacts) -> float | None:
    return _difference(facts.children_low_income_pct, facts.children_low_income_then_pct)


def _size(read: Callable[[PlaceFacts], float | None]) -> Callable[[PlaceFacts], float | None]:
    def size(facts: PlaceFacts) -> float | None:
        value = read(facts)
        return None if value is None else abs(value)

    return size


def _percent(value: float) -> str:
    return f"{value:.{0 if value in (0, 100) else 1}f}%"


def _one_decimal(value: float) -> str:
    return f"{value:.1f}"


def _points(value: float) -> str:
    return f"{abs(value):.0f} percentage points"


def _of_gap(which: str, read: Callable[[GapTrend], FactValue]) -> Callable[[PlaceFacts], FactValue]:
    def value(facts: PlaceFacts) -> FactValue:
        trend: GapTrend | None = getattr(facts, which)
        return None if trend is None else read(trend)

    return value


def _gap_words(gap: float, unit_words: str) -> str:
    side = "above" if gap > 0 else "below"
    return f"{abs(gap):.1f} {unit_words} {side}" if round(gap, 1) else "level with"


def _gap_facts(which: str) -> dict[str, Fact]:
    texts: dict[str, Callable[[GapTrend], FactValue]] = {
        "name": lambda one: one.indicator_name,
        "area": lambda one: one.area_name,
        "period_then": lambda one: one.period_then,
        "period_now": lambda one: one.period_now,
        "then": lambda one: _gap_words(one.gap_then, one.unit_words),
        "now": lambda one: _gap_words(one.gap_now, one.unit_words),
    }
    numbers = {f"{which}_closed_pct": Fact(_of_gap(which, lambda one: one.closed_pct), _percent)}
    return numbers | {
        f"{which}_{name}": Fact(_of_gap(which, read), is_number=False)
        for name, read in texts.items()
    }


FACTS: Mapping[str, Fact] = {
    "place_name": Fact(lambda one: one.place_name, is_number=False),
    "area_type": Fact(lambda one: one.area_type.value, is_number=False),
    "area_type_plain": Fact(lambda one: one.area_type.plain, is_number=False),
    "parent_name": Fact(lambda one: one.parent_name or None, is_number=False),
    "parent_core20_pct": Fact(lambda one: one.parent_core20_pct, _percent),
    "england_core20_pct": Fact(lambda one: one.england_core20_pct, _percent),
    "core20_minus_parent": Fact(
        lambda one: _difference(one.core20_pct, one.parent_core20_pct), _points
    ),
    "population": Fact(lambda one: one.population),
    "core20_pct": Fact(lambda one: one.core20_pct, _percent),
    "core10_pct": Fact(lambda one: one.core10_pct, _percent),
    "core20_balance": Fact(_balance, _percent),
    "imd_score": Fact(lambda one: one.imd_score, _one_decimal),
    "lsoa_count": Fact(lambda one: one.lsoa_count),
    "lsoas_in_core20": Fact(lambda one: one.lsoas_in_core20),
    "lsoas_in_core20_pct": Fact(lambda one: _share(one.lsoas_in_core20, one.lsoa_count), _percent),
    "decile_min": Fact(lambda one: one.decile_min),
    "decile_max": Fact(lambda one: one.decile_max),
    "decile_spread": Fact(lambda one: _difference(one.decile_max, one.decile_min)),
    "domains_high": Fact(lambda one: _count_high(one, tuple(DOMAINS))),
    "partner_domains_high": Fact(lambda one: _count_high(one, PARTNER_DOMAINS)),
    "partner_domains_high_names": Fact(_high_partner_names, is_number=False),
    "top_partner_domain": Fact(_top_partner_name, is_number=False),
    "top_partner_pct": Fact(_top_partner_share, _percent),
    "top_partner_minus_core20": Fact(
        lambda one: _difference(_top_partner_share(one), one.core20_pct), _points
    ),
    "headline_count": Fact(lambda one: one.headline_count),
    "headline_missing": Fact(lambda one: one.headline_missing),
    "missing_pct": Fact(lambda one: _share(one.headline_missing, one.headline_count), _percent),
    "places_count": Fact(lambda one: one.places_count),
    "places_per_10k": Fact(lambda one: _share(one.places_count, one.population, 1e4), _one_decimal),
    "children_low_income_pct": Fact(lambda one: one.children_low_income_pct, _percent),
    "children_low_income_then_pct": Fact(lambda one: one.children_low_income_then_pct, _percent),
    "children_low_income_change": Fact(_children_change, _points),
    "children_low_income_change_size": Fact(_size(_children_change), _points),
    "children_period_then": Fact(
        lambda one: one.children_periods[0] if one.children_periods else None, is_number=False
    ),
    "children_period_now": Fact(
        lambda one: one.children_periods[1] if one.children_periods else None, is_number=False
    ),
    "ethnic_diversity_pct": Fact(lambda one: one.ethnic_diversity_pct, _percent),
    "life_expectancy_gap_years": Fact(lambda one: one.life_expectancy_gap_years, _one_decimal),
    "life_expectancy_period": Fact(lambda one: one.life_expectancy_period, is_number=False),
    "msoas_without_life_expectancy": Fact(lambda one: one.msoas_without_life_expectancy),
    **_gap_facts("slowest_gap"),
    **_gap_facts("fastest_gap"),
}
"""By name, as the rulebook writes it."""
