"""What datasets must agree on: neighbourhoods with published totals, lookups with one another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fhfa_data.catalogue.roles import roles
from fhfa_data.indicators.deprivation import EXTENT, extent_weights
from fhfa_data.model.areas import AreaType

FILE_7, FILE_10 = "mhclg_iod2025_file7", "mhclg_iod2025_file10"
FILE_1, FILE_3 = "mhclg_iod2025_file1", "mhclg_iod2025_file3"
LOOKUP, WARDS = "ons_lsoa21_ward24_lookup", "ons_wards24_bgc"
RESIDENTS, RESIDENTS_OF_DISTRICTS = "ons_census2021_ts007a", "ons_census2021_ts007a_districts"
CENSUS = tuple(f"ons_census2021_{table}" for table in ("ts011", "ts021", "ts038"))
DISTRICT = "Local Authority District code (2024)"

MOVED_PCT = 2.0
"""Per cent of a district's residents who may live in another of its neighbourhoods in mid-2022 than
on census day, 15 months before. MHCLG weights by mid-2022 residents and we by Census 2021 where its
file leaves them blank, so averages differ; by no more than this share of the distance between the
district's least and most deprived neighbourhoods. Real estimates for Trafford's 139 neighbourhoods
say 0.9% by mid-2022 and 1.7% by mid-2024.

Source: two weightings whose shares differ by a total of 2d give means that differ by at most
d × (largest − smallest value); ONS small area population estimates for Trafford.
"""

FEW_PCT = 1.0
"""Per cent of districts that may lie beyond, named, by up to as much again, where we weigh by the
census: in a small or fast-growing one more people can have moved. None may where we weigh by what
MHCLG weighs by."""

NOISE_OF_ONE = 3.0
"""Residents: the standard deviation of the small changes that ONS makes to a neighbourhood's total.
Measured between tables of the same people (TS007A and TS021: 3.0; TS007A and TS038: 2.5)."""

_SIGMAS = 5
_SHARE_ROUNDED_PCT = 0.005_001  # published as proportions with four decimals
_SCORE_ROUNDED = 0.01  # published with three decimals; ten times what rounding can do
_EXTENT_ROUNDED_PCT = 0.1  # published as a proportion with four decimals; ten times as well


Boroughs = Collection[str]
"""The codes of the scope's boroughs."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A dataset that was had: what was taken from it, and the cells that its contract names."""

    table: pd.DataFrame
    cells: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether datasets agree, in words with the largest difference seen."""

    agrees: bool
    words: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing that ``about`` and the datasets it ``needs`` must agree on.

    ``refuses``: whether a copy that doesn't agree is not taken; else it is told, and taken.
    """

    check: str
    about: str
    needs: tuple[str, ...]
    find: Callable[[Mapping[str, Copy], Boroughs], Finding]
    refuses: bool = True


def _neighbourhoods_known(copies: Mapping[str, Copy], about: str) -> Finding:
    table = copies[about].table
    said = pd.Index(table.loc[table["area_type"] == AreaType.LSOA.value, "area_code"].unique())
    looked_up = pd.Index(copies[LOOKUP].table["LSOA21CD"])
    unknown, lacking = said.difference(looked_up), looked_up.difference(said)
    if not (len(unknown) or len(lacking)):
        return Finding(True, f"Its {len(said):,} neighbourhoods are those of the lookup.")
    told = {"not in the lookup": unknown, "in the lookup alone": lacking}
    parts = [
        f"{len(codes):,} {words}, {codes[0]} first" for words, codes in told.items() if len(codes)
    ]
    return Finding(False, f"Neighbourhoods differ from the lookup's: {'; '.join(parts)}.")


def _districts_agree(copies: Mapping[str, Copy], _boroughs: Boroughs) -> Finding:
    said = copies[FILE_7].cells.set_index("LSOA code (2021)")[DISTRICT]
    looked_up = copies[LOOKUP].table.set_index("LSOA21CD")["LAD24CD"]
    other = said.index[said != looked_up.reindex(said.index)]
    if not len(other):
        return Finding(True, "Every neighbourhood is in the district that MHCLG says.")
    names = ", ".join(other[:3])
    return Finding(
        False, f"{len(other)} neighbourhood(s) are in another district than MHCLG says: {names}."
    )


def _averages_agree(copies: Mapping[str, Copy], _boroughs: Boroughs) -> Finding:
    lsoas = _weighted(copies)
    name = roles().imd_score
    published = _values(copies[FILE_10].table, name)
    return _means_agree(lsoas, name, published, "Average IMD scores", _SCORE_ROUNDED)


def _extents_agree(copies: Mapping[str, Copy], _boroughs: Boroughs) -> Finding:
    lsoas = _weighted(copies)
    lsoas[EXTENT] = 100 * extent_weights(lsoas[roles().imd_rank])
    published = _values(copies[FILE_10].table, EXTENT)
    return _means_agree(lsoas, EXTENT, published, "Extents", _EXTENT_ROUNDED_PCT)


def _tenths_agree(copies: Mapping[str, Copy], _boroughs: Boroughs) -> Finding:
    lsoas = _iod_lsoas(copies[FILE_7])
    ours = 100 * (lsoas[roles().imd_decile] == 1).groupby(lsoas["district"]).mean()
    published = _values(copies[FILE_10].table, "tenth_of_lsoas_pct")
    return _compared(ours, published, _SHARE_ROUNDED_PCT, "Shares of neighbourhoods in decile 1")


def _residents_add_up(copies: Mapping[str, Copy], _boroughs: Boroughs) -> Finding:
    residents = _values(copies[RESIDENTS].table, roles().population)
    district = copies[LOOKUP].table.set_index("LSOA21CD")["LAD24CD"].reindex(residents.index)
    by_district = residents.groupby(district.to_numpy())
    published = _values(copies[RESIDENTS_OF_DISTRICTS].table, roles().population)
    # Districts that were merged since the census have no published total of their own.
    same = by_district.sum().index.intersection(published.index)
    allowed = _SIGMAS * NOISE_OF_ONE * np.sqrt(by_district.size().loc[same])
    ours, theirs = by_district.sum().loc[same], published.loc[same]
    return _compared(ours, theirs, allowed, "Residents")


def _wards_have_shapes(copies: Mapping[str, Copy], boroughs: Boroughs) -> Finding:
    lookup = copies[LOOKUP].table
    wards = pd.Index(lookup.loc[lookup["LAD24CD"].isin(list(boroughs)), "WD24CD"].unique())
    lacking = wards.difference(pd.Index(copies[WARDS].table["WD24CD"]))
    if not len(lacking):
        return Finding(True, f"All {len(wards):,} wards have an exact shape.")
    return Finding(
        False,
        f"{len(lacking):,} of {len(wards):,} wards have no exact shape, {lacking[0]} first. They "
        "are drawn by an approximate one and say so.",
    )


def _published_twice(name: str) -> Callable[[Mapping[str, Copy], Boroughs], Finding]:
    """What compares the ranks and deciles that a file has again with those of File 7."""

    def agree(copies: Mapping[str, Copy], _boroughs: Boroughs) -> Finding:
        again, key = copies[name].table, ["indicator", "area_code"]
        figures = copies[FILE_7].table
        same = figures[figures["indicator"].isin(again["indicator"].unique())]
        theirs = same.set_index(key)["value"].rename("value_7")
        both = again.set_index(key)[["value"]].join(theirs)
        other = both[both["value"] != both["value_7"]]
        if other.empty:
            return Finding(True, f"All {len(both):,} ranks and deciles are the same in File 7.")
        (indicator, code), values = other.index[0], other.iloc[0]
        return Finding(
            False,
            f"{len(other):,} of {len(both):,} ranks and deciles are others in File 7, first "
            f"{indicator} of {code}: {values['value']:g} here, {values['value_7']:g} there. Those "
            "of File 7 are used.",
        )

    return agree


def _weighted(copies: Mapping[str, Copy]) -> pd.DataFrame:
    """Neighbourhoods with ``weight``: mid-2022 residents, or Census 2021 where those are blank."""
    lsoas = _iod_lsoas(copies[FILE_7])
    theirs = roles().imd_population
    own = theirs in lsoas
    weight = lsoas[theirs] if own else _values(copies[RESIDENTS].table, roles().population)
    lsoas["weight"] = weight.reindex(lsoas.index)
    lsoas.attrs["own"] = own
    return lsoas


def _iod_lsoas(copy: Copy) -> pd.DataFrame:
    """A row a neighbourhood: its district, and a column for each figure of File 7."""
    district = copy.cells.set_index("LSOA code (2021)")[DISTRICT]
    part = roles()
    wanted = [part.imd_score, part.imd_rank, part.imd_decile, part.imd_population]
    rows = copy.table[copy.table["indicator"].isin(wanted)]
    wide = rows.pivot(index="area_code", columns="indicator", values="value")
    return wide.assign(district=district.reindex(wide.index).to_numpy())


def _means_agree(
    lsoas: pd.DataFrame, name: str, published: pd.Series, what: str, rounded: float
) -> Finding:
    """Means weighted by residents against the published ones.

    ``rounded`` is allowed, and where the weights aren't MHCLG's own what :data:`MOVED_PCT` says.
    """
    by_district = lsoas.assign(part=lsoas[name] * lsoas["weight"]).groupby("district")
    ours = by_district["part"].sum() / by_district["weight"].sum()
    spread = by_district[name].max() - by_district[name].min()
    own = lsoas.attrs["own"]
    limit = rounded + spread * (0 if own else MOVED_PCT / 100)
    weights = "mid-2022" if own else "Census 2021"
    said = f"{what}, weighted by {weights} residents,"
    return _compared(ours, published, limit, said, few=0 if own else FEW_PCT)


def _compared(
    ours: pd.Series,
    published: pd.Series,
    allowed: pd.Series | float,
    what: str,
    few: float = 0,
) -> Finding:
    """The largest difference, and the districts where it is more than allowed; few may be."""
    theirs = published.reindex(ours.index)
    gaps = (ours - theirs).abs().fillna(np.inf).sort_values(ascending=False, kind="stable")
    limits = pd.Series(allowed, index=ours.index)
    beyond = gaps.index[gaps > limits[gaps.index]]
    told = [f"{one} ({ours[one]:,.3f}, published {theirs[one]:,.3f})" for one in beyond[:3]]
    agreeing = len(ours) - len(beyond)
    words = f"{what} agree with those published in {agreeing} of {len(ours)} districts"
    if len(beyond):
        borne = 100 * len(beyond) <= few * len(ours) and (gaps <= 2 * limits[gaps.index]).all()
        return Finding(bool(borne), f"{words}, not in {', '.join(told)}.")
    most = gaps.index[0]
    return Finding(
        True,
        f"{words}. The largest difference is {gaps[most]:,.3g} ({most}), where "
        f"{limits[most]:,.3g} is allowed.",
    )


def _values(table: pd.DataFrame, indicator: str) -> pd.Series:
    rows = table[table["indicator"] == indicator]
    return rows.set_index("area_code")["value"]


def _known(about: str) -> Agreement:
    def find(copies: Mapping[str, Copy], _boroughs: Boroughs) -> Finding:
        return _neighbourhoods_known(copies, about)

    return Agreement("neighbourhoods_known", about, (LOOKUP,), find)


AGREEMENTS = (
    *(_known(about) for about in (FILE_7, RESIDENTS, *CENSUS)),
    Agreement("districts_agree", LOOKUP, (FILE_7,), _districts_agree, refuses=False),
    Agreement("wards_have_exact_shapes", WARDS, (LOOKUP,), _wards_have_shapes, refuses=False),
    Agreement("residents_add_up", RESIDENTS, (RESIDENTS_OF_DISTRICTS, LOOKUP), _residents_add_up),
    Agreement("tenths_agree", FILE_7, (FILE_10,), _tenths_agree),
    Agreement("averages_agree", FILE_7, (FILE_10, RESIDENTS), _averages_agree),
    Agreement("extents_agree", FILE_7, (FILE_10, RESIDENTS), _extents_agree),
    Agreement("same_in_file_7", FILE_1, (FILE_7,), _published_twice(FILE_1), refuses=False),
    Agreement("same_in_file_7", FILE_3, (FILE_7,), _published_twice(FILE_3), refuses=False),
)
"""In this order: a dataset that is refused can't be held against by those after it."""
