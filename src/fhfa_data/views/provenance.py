"""The source line that every figure on screen carries."""

from __future__ import annotations

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.weighting import weights_words
from fhfa_data.model.areas import GEOGRAPHY_VINTAGE, AreaType
from fhfa_data.model.figures import FROM_LSOAS, Evidence, Method

WORKED_OUT = "Worked out here from official statistics"
_AS_PUBLISHED = (Method.PUBLISHED, Method.MODELLED, None)


def source_line(
    catalogue: Catalogue,
    indicator: Indicator,
    area_type: AreaType,
    period_text: str,
    vintage: str = "",
) -> str:
    """Evidence, dataset, period, geography vintage and method, as one line.

    ``vintage``: of an area that is not published as such; else that of the kind of area.
    """
    source = catalogue.sources[indicator.source_of(area_type)]
    method = indicator.levels[area_type].method
    parts = [
        evidence_words(indicator, area_type),
        source.short_title,
        period_text,
        vintage or GEOGRAPHY_VINTAGE[area_type],
    ]
    if method is not None:
        parts.append(method.plain)
    if method in FROM_LSOAS and (whose := weights_words(indicator)):
        parts[-1] += f", {whose}"
    return " · ".join(parts)


def evidence_words(indicator: Indicator, area_type: AreaType) -> str:
    """What kind of evidence a figure is; what is worked out here is no official statistic."""
    derived = indicator.levels[area_type].method not in _AS_PUBLISHED
    if derived and indicator.evidence is Evidence.OFFICIAL:
        return WORKED_OUT
    return indicator.evidence.label


def is_local(indicator: Indicator) -> bool:
    """Whether a user of the atlas added it: it is labelled wherever its name stands."""
    return indicator.evidence is Evidence.LOCAL


def caveat_texts(catalogue: Catalogue, indicator: Indicator) -> tuple[str, ...]:
    """The indicator's cautions as sentences."""
    return tuple(catalogue.caveats[one].text for one in indicator.caveats)
