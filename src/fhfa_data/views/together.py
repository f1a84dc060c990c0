"""Two indicators over the same areas: where each area stands, and how far they go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.gap_refusals import is_part_of_the_index
from fhfa_data.views.spread import chosen_sex
from fhfa_data.views.words import mid_sentence, say_value

_FEWEST, _FEW = 10, 30
_WEAK, _STRONG = 0.3, 0.7


@dataclass(frozen=True, slots=True)
class Spot:
    """One area: its values of the two indicators, and as said."""

    area: Area
    along: float
    up: float
    along_text: str
    up_text: str


@dataclass(frozen=True, slots=True)
class Together:
    """``correlation``: Spearman's rank correlation; None for fewer than ten areas.

    ``words`` says how far they go together and what that doesn't mean.
    """

    along: Indicator
    up: Indicator
    level: AreaType
    spots: tuple[Spot, ...]
    correlation: float | None
    words: str


def together(atlas: Atlas, along: Indicator, up: Indicator) -> Together:
    """Two indicators over all installed wards, or boroughs where one has no ward figures."""
    level = next(
        (kind for kind in (AreaType.WARD, AreaType.BOROUGH)
         if along.levels[kind].method is not None and up.levels[kind].method is not None),
        AreaType.BOROUGH,
    )  # fmt: skip
    if along.id == up.id:
        return Together(along, up, level, (), None, "That is one indicator twice. Choose two.")
    one, other = _values(atlas, along, level), _values(atlas, up, level)
    spots = tuple(
        Spot(
            atlas.warehouse.areas[code], one[code], other[code],
            say_value(along, one[code]), say_value(up, other[code]),
        )
        for code in sorted(one.keys() & other.keys())
    )  # fmt: skip
    found = rank_correlation([s.along for s in spots], [s.up for s in spots])
    return Together(along, up, level, spots, found, _words(along, up, level, len(spots), found))


def rank_correlation(one: list[float], other: list[float]) -> float | None:
    """Spearman's: the correlation of the ranks, ties sharing their mean rank.

    None for fewer than ten, or where one has the same value everywhere.

    Source: C. Spearman, "The proof and measurement of association between two things", American
    Journal of Psychology 15 (1904).
    """
    if len(one) < _FEWEST or len(set(one)) < 2 or len(set(other)) < 2:
        return None
    return float(np.corrcoef(rankdata(one), rankdata(other))[0, 1])


def _values(atlas: Atlas, indicator: Indicator, level: AreaType) -> dict[str, float]:
    if indicator.levels[level].method is None:
        return {}
    period = atlas.latest_period(indicator, level).label
    boroughs = [one.code for one in atlas.nesting.boroughs]
    figures = atlas.warehouse.figures_of(indicator.id, level, period, boroughs)
    sex = chosen_sex([one for one in figures if one.value is not None], "")
    return {f.area_code: f.value for f in figures if f.sex == sex and f.value is not None}


def _words(
    along: Indicator, up: Indicator, level: AreaType, areas: int, found: float | None
) -> str:
    names = f"{mid_sentence(along.short_name)} and {mid_sentence(up.short_name)}"
    if found is None:
        return f"Too few {level.plural} have both figures to say how far {names} go together."
    if abs(found) < _WEAK:
        said = f"{names[:1].upper()}{names[1:]} hardly go together"
    else:
        strength = "Mostly" if abs(found) >= _STRONG else "Often"
        way = "more" if found > 0 else "less"
        said = (
            f"{strength}, {level.plural} with more of one ({mid_sentence(along.short_name)}) have "
            f"{way} of the other ({mid_sentence(up.short_name)})"
        )
    shown = f"{found:.2f}".replace("-", "−")
    words = [
        f"{said}. Their rank correlation is {shown} over {areas:,} {level.plural}. There 1 is in "
        "step, 0 not at all, and −1 the other way round.",
        "That does not say that one causes the other, nor that the same residents have both.",
    ]
    if areas < _FEW:
        words.append(f"With {areas} {level.plural}, chance alone can give much of that.")
    if built_in := _by_construction(along, up):
        words.append(built_in)
    return " ".join(words)


def _is_made_of(whole: Indicator, part: Indicator) -> bool:
    return part.id in whole.made_of


def _by_construction(along: Indicator, up: Indicator) -> str:
    """Which part of a link is there because of what the two are made of; empty where none is."""
    whole = [one for one in (along, up) if one.id in roles().imd_ways]
    if len(whole) == 2:
        return "Both say the same index in two ways, so they go together by construction."
    if whole and all(
        is_part_of_the_index(one) or one.part_of_imd == "overlaps" for one in (along, up)
    ):
        return (
            "One is the index, and the other is in it or overlaps with it: part of any link is "
            "there by construction."
        )
    if _is_made_of(along, up) or _is_made_of(up, along):
        return (
            "One is in what the other is made of, or overlaps with it: part of any link is there "
            "by construction."
        )
    if along.whole and along.whole == up.whole:
        return "Both are shares of the same whole: more of one leaves less room for the other."
    return ""
