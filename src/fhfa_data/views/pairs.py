"""Which insights speak to a place's figures."""

from __future__ import annotations

from fhfa_data.model.areas import Area
from fhfa_data.pairing.engine import Pair, pair
from fhfa_data.pairing.facts import PlaceFacts
from fhfa_data.pairing.gather import gather_facts
from fhfa_data.pairing.rules import load_rules
from fhfa_data.views.atlas import Atlas

PAIRS_SHOWN = 3


def paired_insights(atlas: Atlas, area: Area) -> tuple[Pair, ...]:
    """Up to three insights paired with what the place's figures show, the strongest first."""
    return insights_for(atlas, gather_facts(atlas.warehouse, atlas.catalogue, area))


def insights_for(atlas: Atlas, facts: PlaceFacts) -> tuple[Pair, ...]:
    """The same for facts that were gathered already."""
    return pair(facts, atlas.wisdom, load_rules(), limit=PAIRS_SHOWN)
