"""The installed areas: which ward, borough and middle-layer areas each neighbourhood is in."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.refresh.scoping import Lookups

_REGION_COLUMNS = {"LAD24CD": "borough_code", "RGN24CD": "region_code", "RGN24NM": "region_name"}
_AREA_COLUMNS = {
    "LSOA21CD": "lsoa21_code",
    "LSOA21NM": "lsoa21_name",
    "WD24CD": "ward24_code",
    "WD24NM": "ward24_name",
    "LAD24CD": "borough_code",
    "LAD24NM": "borough_name",
}
_MSOAS = ["msoa21_code", "msoa21_name", "msoa11_code"]


def areas_within(
    boroughs: Collection[str], embedded: pd.DataFrame, lookups: Lookups
) -> pd.DataFrame:
    """One row an LSOA of the boroughs, in the layout of the starter's ``areas``.

    Wards and boroughs are as the fetched lookup says now, or as embedded where none was fetched.
    Middle-layer areas (MSOAs) are as embedded, or else as the lookups between 2011 and 2021 say;
    empty where those weren't fetched either.
    """
    if Provides.LSOAS not in lookups:
        return embedded[embedded["borough_code"].isin(boroughs)]
    lookup = lookups[Provides.LSOAS]
    rows = lookup[lookup["LAD24CD"].isin(boroughs)].rename(columns=_AREA_COLUMNS)
    known = embedded.set_index("lsoa21_code")[_MSOAS]
    found = known.reindex(rows["lsoa21_code"]).reset_index(drop=True)
    told = _msoas_by_lookup(rows.reset_index(drop=True), lookups)
    rows = rows.reset_index(drop=True)[list(_AREA_COLUMNS.values())]
    joined = rows.join(found.fillna(told).fillna("")).astype("string")
    return joined.sort_values("lsoa21_code", ignore_index=True)[list(embedded.columns)]


def _msoas_by_lookup(rows: pd.DataFrame, lookups: Lookups) -> pd.DataFrame:
    """MSOAs of 2021 and of 2011, through names.

    ONS names an LSOA after its MSOA and adds a letter (source: ONS, "2021 Census geographies"), and
    the lookup of MSOAs has the code of every name. An LSOA joined from several of 2011 that lie in
    two MSOAs goes with the first by code (three in England).
    """
    blank = pd.DataFrame(pd.NA, index=rows.index, columns=_MSOAS, dtype="string")
    if not {Provides.OLDER_LSOAS, Provides.OLDER_MSOAS} <= set(lookups):
        return blank
    msoas, older = lookups[Provides.OLDER_MSOAS], lookups[Provides.OLDER_LSOAS]
    code_2011 = msoas.drop_duplicates("MSOA11NM").set_index("MSOA11NM")["MSOA11CD"]
    code_2021 = msoas.drop_duplicates("MSOA21NM").set_index("MSOA21NM")["MSOA21CD"]
    older = older.sort_values("LSOA11CD").drop_duplicates("LSOA21CD")
    in_2011 = older.set_index("LSOA21CD")["LSOA11NM"].str[:-1].map(code_2011)
    name = rows["lsoa21_name"].str[:-1]
    return blank.assign(
        msoa21_code=name.map(code_2021),
        msoa21_name=name.where(name.isin(code_2021.index)),
        msoa11_code=rows["lsoa21_code"].map(in_2011),
    )


def msoas_within(areas: pd.DataFrame, embedded: pd.DataFrame, lookups: Lookups) -> pd.DataFrame:
    """One row an MSOA (2011) that LSOAs of ``areas`` are in, in the layout of the starter's.

    One that reaches into several boroughs is listed with the borough of most of its LSOAs. Local
    names are known of the embedded ones only.
    """
    known = embedded[embedded["msoa11_code"].isin(areas["msoa11_code"])]
    others = areas[~areas["msoa11_code"].isin(known["msoa11_code"]) & areas["msoa11_code"].ne("")]
    if others.empty:
        return known
    counts = others.groupby(["msoa11_code", "borough_code", "borough_name"], as_index=False).size()
    counts = counts.sort_values(["size", "borough_code"], ascending=[False, True])
    most = counts.drop_duplicates("msoa11_code").drop(columns="size")
    lookup = lookups[Provides.OLDER_MSOAS]
    names = lookup.drop_duplicates("MSOA11CD").set_index("MSOA11CD")["MSOA11NM"]
    found = most.assign(msoa11_name=most["msoa11_code"].map(names), local_name="")
    joined = pd.concat([known, found[list(embedded.columns)]], ignore_index=True)
    return joined.sort_values("msoa11_code", ignore_index=True)


def regions_of(lookups: Lookups) -> pd.DataFrame:
    """borough_code, region_code and region_name of all England's boroughs; no rows if not had."""
    if Provides.REGIONS not in lookups:
        return pd.DataFrame(columns=list(_REGION_COLUMNS.values()), dtype="string")
    return lookups[Provides.REGIONS].rename(columns=_REGION_COLUMNS)[list(_REGION_COLUMNS.values())]
