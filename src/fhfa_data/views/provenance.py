"""The source line that every figure on screen carries."""

from __future__ import annotations

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.weighting import weights_words
from fhfa_data.model.areas import GEOGRAPHY_VINTAGE, AreaType
from fhfa_data.model.figures import FROM_LSOAS, Evidence


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
        indicator.evidence.label,
        source.short_title,
        period_text,
        vintage or GEOGRAPHY_VINTAGE[area_type],
    ]
    if method is not None:
        parts.append(method.plain)
    if method in FROM_LSOAS and (whose := weights_words(indicator)):
        parts[-1] += f", {whose}"
    return " · ".join(parts)


def is_local(indicator: Indicator) -> bool:
    """Whether a user of the atlas added it: it is labelled wherever its name stands."""
    return indicator.evidence is Evidence.LOCAL


def uncertainty_words(indicator: Indicator, *, has_interval: bool) -> str:
    """How sure we are, in one sentence."""
    if has_interval:
        return "Lines show 95% confidence intervals."
    if indicator.evidence is Evidence.CENSUS:
        return (
            "A census counts everyone, so there is no sampling interval. The Office for National "
            "Statistics (ONS) alters some small counts to protect people."
        )
    return (
        "No confidence interval is published here, so we don't say whether a difference is real "
        "and we don't rank."
    )


def caveat_texts(catalogue: Catalogue, indicator: Indicator) -> tuple[str, ...]:
    """The indicator's cautions as sentences."""
    return tuple(catalogue.caveats[one].text for one in indicator.caveats)
