"""What a scope means: its boroughs and its name, by what the lookups say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.errors import SourceError, UnknownName
from fhfa_data.model.nearest import nearest
from fhfa_data.model.scope import Scope, ScopeKind

Lookups = Mapping[Provides, pd.DataFrame]
"""What a dataset provides → its table."""

FIRST = (Provides.LSOAS, Provides.ICBS)
"""What has to be had before it is known which areas a scope holds."""

GM_NAME, ENGLAND_NAME = "Greater Manchester", "England"


@dataclass(frozen=True, slots=True)
class Reach:
    """A scope's name in words, its boroughs (LAD 2024, always whole) and LSOAs, codes in order.

    ``msoas`` are the names of its MSOAs (2021): ONS names an LSOA after its MSOA and adds a letter.
    ``lsoas`` and ``msoas`` are empty where no lookup was had.
    """

    name: str
    boroughs: tuple[str, ...]
    lsoas: tuple[str, ...]
    msoas: tuple[str, ...] = ()


def reach_of(scope: Scope, lookups: Lookups) -> Reach:
    """The boroughs of a scope.

    An integrated care board (ICB) whose edge cuts through a borough brings that borough whole: a
    figure for the part that lies in it would not be the borough's.

    Raises
    ------
    UnknownName
        If there is no such borough or ICB, with the nearest.
    SourceError
        If a lookup that it takes isn't there.
    """
    name, boroughs = _name_and_boroughs(scope, lookups)
    if Provides.LSOAS not in lookups:
        return Reach(name, boroughs, ())
    areas = lookups[Provides.LSOAS]
    inside = areas[areas["LAD24CD"].isin(boroughs)]
    msoas = inside["LSOA21NM"].str[:-1].unique()
    return Reach(name, boroughs, tuple(sorted(inside["LSOA21CD"])), tuple(sorted(msoas)))


def _name_and_boroughs(scope: Scope, lookups: Lookups) -> tuple[str, tuple[str, ...]]:
    if scope.kind is ScopeKind.GM:
        return GM_NAME, scope.codes
    areas = _needed(lookups, Provides.LSOAS, "which wards and boroughs there are")
    names = areas.drop_duplicates("LAD24CD").set_index("LAD24CD")["LAD24NM"].sort_index()
    if scope.kind is ScopeKind.ENGLAND:
        return ENGLAND_NAME, tuple(names.index)
    if scope.kind is ScopeKind.BOROUGHS:
        _refuse_unknown("borough", scope.codes, names)
        one = len(scope.codes) == 1
        return str(names[scope.codes[0]]) if one else f"{len(scope.codes)} boroughs", scope.codes
    boards = _needed(lookups, Provides.ICBS, "which neighbourhoods are in which ICB")
    board_names = boards.drop_duplicates("ICB24CD").set_index("ICB24CD")["ICB24NM"]
    (code,) = scope.codes
    _refuse_unknown("integrated care board (ICB)", [code], board_names)
    inside = areas["LSOA21CD"].isin(boards.loc[boards["ICB24CD"] == code, "LSOA21CD"])
    return str(board_names[code]), tuple(sorted(areas.loc[inside, "LAD24CD"].unique()))


def _needed(lookups: Lookups, provides: Provides, what: str) -> pd.DataFrame:
    if provides not in lookups:
        raise SourceError(
            f"The lookup that says {what} can't be had, so this scope can't be installed.",
            todo="Nothing was changed. Try again, or choose a list of boroughs, gm or england.",
        )
    return lookups[provides]


def _refuse_unknown(kind: str, codes: Iterable[str], names: pd.Series) -> None:
    labels = {f"{code} ({name})": code for code, name in names.items()}
    for code in codes:
        if code not in names.index:
            alike = nearest(code, list(labels.values()))
            raise UnknownName(kind, code, tuple(one for one in labels if labels[one] in alike))
