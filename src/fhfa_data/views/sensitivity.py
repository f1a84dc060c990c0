"""How much a ward's Core20 hangs on giving each neighbourhood whole to one ward."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fhfa_data.indicators.apportion import APPORTIONED, HEADLINE, SharedBy
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.warehouse.read import Warehouse

POINTS = 5.0
"""Percentage points; where the two ways are further apart, the page says so beside the number."""

_HOW = {
    SharedBy.OUTPUT_AREAS: "shared out by output area (about 130 households each)",
    SharedBy.AREA: "shared out by area",
    SharedBy.NOTHING: "shared out",
}

_QUERY = """
SELECT whole.area_code, whole.period, whole.sex, whole.value AS whole_pct, parts.value AS shared_pct
FROM figure AS whole JOIN figure AS parts USING (area_type, area_code, period, sex)
WHERE whole.indicator = $headline AND parts.indicator = $apportioned AND area_type = $ward
  AND abs(whole.value - parts.value) > $points
ORDER BY area_code
"""


@dataclass(frozen=True, slots=True)
class TwoWays:
    """A ward's Core20 both ways in words; ``far_apart`` if by more than :data:`POINTS`."""

    words: str
    far_apart: bool


NEITHER = TwoWays("", far_apart=False)


def two_ways(warehouse: Warehouse, own: Figure | None) -> TwoWays:
    """The headline share beside the one with neighbourhoods shared out, or why there is none.

    It is for wards' Core20 only; for any other figure there is nothing to say.
    """
    if own is None or own.indicator != HEADLINE or own.value is None:
        return NEITHER
    series = warehouse.series(APPORTIONED, [own.area_code])
    other = next((one for one in series if one.period == own.period), None)
    if other is None or warehouse.area(own.area_code).area_type is not AreaType.WARD:
        return NEITHER
    best_fit = f"Each neighbourhood given whole to one ward (best fit): {own.value:.1f}%."
    if other.value is None:
        return TwoWays(f"{best_fit} {other.reason}", far_apart=False)
    shared = f"Neighbourhoods {shared_words(warehouse)}: {other.value:.1f}%."
    if abs(own.value - other.value) <= POINTS:
        return TwoWays(f"{best_fit} {shared}", far_apart=False)
    return TwoWays(
        f"With neighbourhoods {shared_words(warehouse)} it would be {other.value:.1f}%, not "
        f"{own.value:.1f}%: some lie across the ward's edge, and here each is given whole to one "
        "ward. Neither is exact; say “roughly”.",
        far_apart=True,
    )


def shared_words(warehouse: Warehouse) -> str:
    """How neighbourhoods were shared out between wards in this warehouse."""
    return _HOW[SharedBy(warehouse.meta.get("core20_shared_by", ""))]


def far_apart(warehouse: Warehouse) -> pd.DataFrame:
    """Wards whose two shares are more than :data:`POINTS` apart.

    Returns
    -------
    area_code, period, sex, whole_pct (best fit), shared_pct.
    """
    asked = {"headline": HEADLINE, "apportioned": APPORTIONED, "ward": AreaType.WARD.value}
    return warehouse.frame(_QUERY, {**asked, "points": POINTS})


def notes_of(warehouse: Warehouse, rows: pd.DataFrame) -> pd.Series:
    """A note for each row of figures: for wards whose Core20 depends on the way, else empty."""
    apart = far_apart(warehouse)
    how = shared_words(warehouse)
    said = {
        (HEADLINE, one.area_code, one.period, one.sex): (
            f"{one.shared_pct:.1f}% with neighbourhoods {how}: see {APPORTIONED}"
        )
        for one in apart.itertuples()
    }
    keys = rows[["indicator", "area_code", "period", "sex"]].itertuples(index=False, name=None)
    return pd.Series([said.get(key, "") for key in keys], rows.index, dtype="string")
