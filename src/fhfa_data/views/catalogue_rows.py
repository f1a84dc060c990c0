"""The catalogue as tables: indicators and datasets, one a row."""

from __future__ import annotations

import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.model.areas import AreaType
from fhfa_data.warehouse.read import Warehouse


def indicator_rows(catalogue: Catalogue) -> pd.DataFrame:
    """One row an indicator; ``area_types`` are the kinds of area that have figures."""
    rows = [
        {
            "indicator": one.id,
            "name": one.name,
            "unit": one.unit_label,
            "polarity": one.polarity.value,
            "evidence": one.evidence.label,
            "source": catalogue.sources[one.source].title,
            "area_types": " ".join(
                level.value for level in AreaType if one.levels[level].method is not None
            ),
        }
        for one in catalogue.indicators.values()
    ]
    return pd.DataFrame(rows)


def source_rows(catalogue: Catalogue, warehouse: Warehouse) -> pd.DataFrame:
    """One row a dataset, with the day it was fetched and the digest of its raw bytes, if it was."""
    fetched = warehouse.fetched()
    rows = [
        {
            "source": one.id,
            "title": one.title,
            "publisher": one.publisher,
            "licence": one.licence,
            "landing_page": one.landing_page,
            "as_of": fetched.get(one.id, {}).get("as_of", ""),
            "digest": fetched.get(one.id, {}).get("digest", ""),
        }
        for one in catalogue.sources.values()
    ]
    return pd.DataFrame(rows)
