"""How neighbourhoods moved between two editions of the Index of Multiple Deprivation (IMD).

A place in the national order is relative, so this says how a neighbourhood (LSOA) moved relative to
other neighbourhoods in England, never how deprivation itself changed.

The editions are about neighbourhoods as drawn in 2011 and in 2021. One drawn alike is compared with
itself; the others by best fit, which :func:`best_fit` defines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.reading import LONG
from fhfa_data.model.figures import Status

DECILES = roles().imd_decile_moved
POSITION = roles().imd_position_moved
SAME_BORDERS = roles().imd_same_borders

SHARES: Mapping[str, Callable[[pd.Series], pd.Series]] = {
    roles().imd_towards_most: lambda moved: moved < 0,
    roles().imd_towards_least: lambda moved: moved > 0,
    roles().imd_same_decile: lambda moved: moved == 0,
}
"""Indicator → which neighbourhoods' residents it counts, by :data:`DECILES`."""

_UNCHANGED = "U"  # ONS's change indicator: U unchanged, S split, M merged, X redrawn otherwise


def best_fit(lookup: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """The neighbourhood of 2011 that each one of 2021 is compared with.

    It is the same one where it was not redrawn, the one it was split from, or of several that it
    was made from the one with most residents (the lower code of two alike).

    Parameters
    ----------
    lookup
        ``LSOA11CD``, ``LSOA21CD``, ``CHGIND``: a row for each pair.
    residents
        Residents of the neighbourhoods of 2011, by code.

    Returns
    -------
    Index ``LSOA21CD``; ``older`` (code) and ``same_borders`` (whether it is drawn alike).

    Source: ONS, LSOA (2011) to LSOA (2021) exact-fit lookup and its change indicator.
    """
    pairs = lookup.assign(residents=lookup["LSOA11CD"].map(residents))
    pairs = pairs.sort_values(["LSOA21CD", "residents", "LSOA11CD"], ascending=[True, False, True])
    first = pairs.drop_duplicates("LSOA21CD").set_index("LSOA21CD")
    same = (first["CHGIND"] == _UNCHANGED) & (first["LSOA11CD"] == first.index)
    return pd.DataFrame({"older": first["LSOA11CD"], "same_borders": same})


def movement(
    newer: pd.DataFrame, older: pd.DataFrame, lookup: pd.DataFrame, residents: pd.Series
) -> pd.DataFrame:
    """LSOA rows of :data:`DECILES`, :data:`POSITION` and :data:`SAME_BORDERS`.

    deciles moved = decile now - decile then; position moved = 100 × (rank now / neighbourhoods now
    - rank then / neighbourhoods then). Both are below 0 towards the most deprived end.

    Parameters
    ----------
    newer, older
        National rows of ``imd_rank`` and ``imd_decile`` (``older``: and ``population``), in the
        layout of :mod:`fhfa_data.indicators.reading`.
    lookup
        See :func:`best_fit`.
    residents
        Census 2021 residents of the neighbourhoods of 2021, by code.
    """
    then, now = _by_area(older), _by_area(newer)
    fit = best_fit(lookup, then[roles().population]).reindex(now.index)
    earlier = then.reindex(fit["older"]).set_index(now.index)
    rank, decile = roles().imd_rank, roles().imd_decile
    place_now = 100 * now[rank] / now[rank].count()
    place_then = 100 * earlier[rank] / then[rank].count()
    people = pd.Series(residents, dtype=float).reindex(now.index)
    same = fit["same_borders"].map({True: 1.0, False: 0.0})
    found = {
        DECILES: {"value": now[decile] - earlier[decile]},
        POSITION: {"value": place_now - place_then},
        SAME_BORDERS: {"value": 100 * same, "numerator": people * same, "denominator": people},
    }
    period = newer["period"].iloc[0]
    return pd.concat([_rows(name, part, period) for name, part in found.items()])


def _by_area(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.pivot(index="area_code", columns="indicator", values="value")


def _rows(indicator: str, part: dict[str, pd.Series], period: str) -> pd.DataFrame:
    rows = pd.DataFrame(part).rename_axis("area_code").reset_index()
    known = rows["value"].notna()
    return rows.assign(
        indicator=indicator,
        area_type="lsoa",
        period=period,
        sex="Persons",
        status=known.map({True: Status.OK.value, False: Status.NOT_AVAILABLE.value}),
    ).reindex(columns=LONG)


def moved_lsoa_counts(lsoa_rows: pd.DataFrame, lsoas: pd.DataFrame) -> pd.DataFrame:
    """Residents of each LSOA who live where :data:`SHARES` counts them, out of all its residents.

    Parameters
    ----------
    lsoa_rows
        Tidy LSOA rows; without :data:`DECILES` among them there is nothing to count.
    lsoas
        With ``lsoa21_code`` and ``residents`` (Census 2021).

    Returns
    -------
    Rows with ``numerator`` and ``denominator`` in residents, to be added up, not shown. The
    numerator is missing where it isn't known how the neighbourhood moved.
    """
    rows = lsoa_rows[lsoa_rows["indicator"] == DECILES]
    if rows.empty:
        return rows.head(0)
    moved = lsoas["lsoa21_code"].map(rows.set_index("area_code")["value"])
    counts = [
        pd.DataFrame(
            {
                "indicator": name,
                "area_code": lsoas["lsoa21_code"],
                "period": rows["period"].iloc[0],
                "sex": "Persons",
                "numerator": lsoas["residents"] * counted(moved).where(moved.notna()).astype(float),
                "denominator": lsoas["residents"],
            }
        )
        for name, counted in SHARES.items()
    ]
    return pd.concat(counts, ignore_index=True)
