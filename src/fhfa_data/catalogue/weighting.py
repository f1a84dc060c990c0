"""Which residents an indicator's larger areas are weighted by, in the catalogue's own words."""

from __future__ import annotations

from collections.abc import Mapping

from fhfa_data.catalogue.records import Indicator

CENSUS_RESIDENTS = "ons_census2021_ts007a"
"""The dataset of the residents that stand in where an indicator's own aren't known."""

_CENSUS_WORDS, _OWN_WORDS = "Census 2021", "mid-2022"
_CENSUS_CAVEATS = {"census_2021_population", "approximate_mean_working_age"}
_OWN_CAVEAT = "mid_2022_population"


def weighted(indicator: Indicator, indicators: Mapping[str, Indicator], *, own: bool) -> Indicator:
    """The indicator as it is worked out: with its ``own`` weights, or with census residents.

    With its own, it says mid-2022 where it said Census 2021, and loses the cautions about the
    census; without, it names no weights of its own any more.
    """
    if not indicator.weighted_by:
        return indicator
    if not own:
        return indicator.model_copy(update={"weighted_by": ""})
    kept = tuple(one for one in indicator.caveats if one not in _CENSUS_CAVEATS)
    source = indicators[indicator.weighted_by].source
    used = (source if one == CENSUS_RESIDENTS else one for one in indicator.also_uses)
    return indicator.model_copy(
        update={
            "caveats": (*kept, _OWN_CAVEAT),
            "also_uses": tuple(dict.fromkeys(used)),
            "denominator_label": indicator.denominator_label.replace(_CENSUS_WORDS, _OWN_WORDS),
        }
    )


def weights_words(indicator: Indicator) -> str:
    """Whose numbers weigh in an installed indicator's larger areas; empty where nobody's do."""
    if indicator.weighted_by:
        return f"{_OWN_WORDS} residents"
    return f"{_CENSUS_WORDS} residents" if CENSUS_RESIDENTS in indicator.also_uses else ""
