"""The paragraph beside the map: what the figures show, in plain English, made from the data."""

from __future__ import annotations

from collections.abc import Sequence

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.model.periods import Period
from fhfa_data.views.certainty import how_sure_of_many
from fhfa_data.views.spread_model import AreaValue, Benchmark
from fhfa_data.views.words import mid_sentence, say_list, unit_words, with_sex

_NAMED = (AreaType.WARD, AreaType.BOROUGH, AreaType.REGION)


def spread_summary(
    indicator: Indicator,
    place: Area | None,
    when: Period,
    values: Sequence[AreaValue],
    benchmarks: Sequence[Benchmark],
    figures: Sequence[Figure],
) -> str:
    """One paragraph: the range over wards, the wider areas, and how sure we are."""
    known = [one for one in values if one.figure.value is not None]
    if not known:
        return (
            f"There is no ward figure for this. {values[0].figure.reason if values else ''}".strip()
        )
    parts = [_range_words(indicator, place, when, known)]
    if benchmarks:
        parts.append(_benchmark_words(benchmarks))
    if missing := len(values) - len(known):
        have = "has" if missing == 1 else "have"
        parts.append(f"{missing} of {len(values)} {_plural(values)} {have} no figure.")
    parts.append(how_sure_of_many(indicator, figures))
    return " ".join(parts)


def _range_words(
    indicator: Indicator, place: Area | None, when: Period, known: Sequence[AreaValue]
) -> str:
    low, high = known[0], known[-1]
    within = place is not None and place.area_type in _NAMED
    where = f"{place.whose} " if place and within else ""
    where += f"{len(known)} {_plural(known)}"
    named = with_sex(indicator.short_name, known[0].figure.sex)
    first, last = _who(known, low, within=within), _who(known, high, within=within)
    unit = unit_words(indicator)
    said = f"from {low.text} ({first}) to {high.text} ({last})" + (f" {unit}" if unit else "")
    return f"Across {where}, {mid_sentence(named)}: {said}, {when.plain}."


def _who(known: Sequence[AreaValue], one: AreaValue, *, within: bool) -> str:
    """The area's name, or how many areas share its value."""
    same = sum(other.text == one.text for other in known)
    if same > 1:
        return f"{same} {_plural(known)}"
    return one.area.name if within else one.area.full_name


def _plural(values: Sequence[AreaValue]) -> str:
    return values[0].area.area_type.plural


def _benchmark_words(benchmarks: Sequence[Benchmark]) -> str:
    said = [f"{one.area.name} {one.text}" for one in benchmarks]
    return f"For comparison: {say_list(said)}."
