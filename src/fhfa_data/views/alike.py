"""Statistical neighbours: the wards most like a ward by who lives there and how deprived it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.words import mid_sentence, say_list

NEAREST = 8
_UNLIKE = 1.0
_VALUES = """
SELECT area_code, indicator, value FROM latest_figure
WHERE area_type = 'ward' AND indicator IN (SELECT unnest($measures)) AND status = 'ok'
"""


@dataclass(frozen=True, slots=True)
class AlikeWard:
    """A ward and how far it is from the one asked about: 0 is alike, 1 is one standard deviation.

    ``differs``: in what it is least alike, in words; empty where nothing stands out.
    """

    area: Area
    distance: float
    differs: str


def alike_wards(atlas: Atlas, ward: Area, count: int = NEAREST) -> tuple[AlikeWard, ...]:
    """The nearest installed wards, the most alike first; none for what is no ward.

    The distance is the root of the mean squared difference of standard scores (each measure's
    value less its mean over all installed wards, over its standard deviation), every measure
    counting the same.

    Source: the idea of CIPFA's Nearest Neighbours model, which standardises measures and takes
    Euclidean distances; the choice of measures and of equal weights is ours.
    """
    if ward.area_type is not AreaType.WARD:
        return ()
    rows = atlas.warehouse.frame(_VALUES, {"measures": list(roles().alike)})
    wide = rows.pivot(index="area_code", columns="indicator", values="value").dropna()
    if ward.code not in wide.index:
        return ()
    scores = ((wide - wide.mean()) / wide.std(ddof=0)).fillna(0.0)
    apart = scores - scores.loc[ward.code]
    distance = np.sqrt((apart**2).mean(axis=1)).drop(ward.code).sort_values(kind="stable")
    return tuple(
        AlikeWard(atlas.warehouse.areas[str(code)], float(far), _differs(atlas, apart.loc[code]))
        for code, far in distance.head(count).items()
    )


def _differs(atlas: Atlas, apart: pd.Series) -> str:
    far = apart[apart.abs() >= _UNLIKE].sort_values(key=abs, ascending=False).head(2)
    said = [
        f"{'higher' if value > 0 else 'lower'}: "
        + mid_sentence(atlas.catalogue.indicator(str(name)).short_name)
        for name, value in far.items()
    ]
    return "; ".join(said)


def alike_words(ward: Area, found: tuple[AlikeWard, ...], whole: str) -> str:
    """What the list is, and what it isn't."""
    nearest = say_list([f"{one.area.name} ({one.area.borough_name})" for one in found[:3]])
    return (
        f"Of all wards of {whole}, the most like {ward.name} are {nearest}. They are alike by "
        f"deprivation, age, disability, homes and ethnic groups. That is {len(roles().alike)} "
        "measures, not everything. It says whom to ask what they have tried."
    )
