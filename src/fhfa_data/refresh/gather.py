"""Have every dataset: fetch it, or keep the last good copy and say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pandas as pd

from fhfa_data.catalogue.fetching import Protocol, Provides
from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.catalogue.records import Indicator, Source
from fhfa_data.errors import AtlasError, RawDataError, SourceError
from fhfa_data.model.areas import AreaType
from fhfa_data.model.checks import CheckResult
from fhfa_data.model.scope import Scope, ScopeKind
from fhfa_data.refresh.contracts import ContractError, Taken, take
from fhfa_data.refresh.corrected import corrected
from fhfa_data.refresh.scoping import FIRST, Reach, reach_of
from fhfa_data.sources import arcgis, by_hand, fingertips, govuk_file, local_file, nomis
from fhfa_data.sources.asking import fetch_of
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.keeping import scratch_folder, write_checked, write_receipt
from fhfa_data.sources.receipts import ANY_SCOPE, Part, Receipt, now, receipts_of

AT_ONCE = 4
"""Downloads at the same time: polite to publishers, and enough to keep a line busy."""

_PROTOCOLS: dict[Protocol, ModuleType] = {
    Protocol.ARCGIS: arcgis,
    Protocol.FINGERTIPS: fingertips,
    Protocol.GOVUK_FILE: govuk_file,
    Protocol.LOCAL_FILE: local_file,
    Protocol.NOMIS_BULK: nomis,
    Protocol.NOMIS_API: nomis,
}


@dataclass(frozen=True, slots=True)
class Had:
    """One dataset after its turn.

    ``state`` is ``new`` (fetched now), ``unchanged`` (the publisher's is the copy we have),
    ``kept`` (could not be fetched; an earlier copy stands) or ``starter`` (could not be fetched and
    there is no earlier copy: the embedded figures stand). ``note`` says why, if it could not.
    ``cells`` are the published cells that its contract names. ``checks``: how its contract and its
    corrections came out; those of a refused copy come first. Once a build is assembled, ``table``
    and ``cells`` are let go.
    """

    source: Source
    state: str
    receipt: Receipt | None
    table: pd.DataFrame | None
    note: str = ""
    checks: tuple[CheckResult, ...] = ()
    cells: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """What a gathering needs to know: where raw bytes are kept, for which scope, and how to ask.

    ``fetcher`` is None when nothing may be fetched (``--offline``). ``by_hand``: source id → a
    file that was downloaded by hand. ``local``: tables and definitions (TOML) of local indicators
    to add; ``forget``: ids of those to take away. ``boroughs`` and ``lsoas`` are the codes
    of the scope's and ``msoas`` the names, once the lookup has told them. ``indicators`` are those
    that datasets may be about, if they are not just those that ship.
    """

    raw: Path
    scope: Scope
    fetcher: Fetcher | None
    today: date
    by_hand: Mapping[str, Path] = field(default_factory=dict)
    local: tuple[tuple[Path, Path], ...] = ()
    forget: tuple[str, ...] = ()
    boroughs: tuple[str, ...] = ()
    lsoas: tuple[str, ...] = ()
    msoas: tuple[str, ...] = ()
    indicators: Mapping[str, Indicator] | None = None

    @property
    def only_local(self) -> bool:
        """Whether it is asked for nothing but to add or to forget local indicators."""
        return bool(self.local or self.forget) and not self.by_hand


Said = Callable[[Had], None]


def gather_scope(sources: Iterable[Source], errand: Errand, said: Said) -> tuple[list[Had], Reach]:
    """Gather what says which areas the scope holds, then the rest; and the scope's reach.

    Raises
    ------
    UnknownName
        If there is no such borough or ICB; little has been fetched then.
    SourceError
        If a required source can't be had and there is no earlier copy of it.
    """
    asked = list(sources)
    first = [one for one in asked if one.reading and one.reading.provides in FIRST]
    found = gather(first, errand, said)
    refuse_missing(found, errand)
    reach = reach_of(errand.scope, tables_by_use(found))
    knowing = replace(errand, boroughs=reach.boroughs, lsoas=reach.lsoas, msoas=reach.msoas)
    found += gather([one for one in asked if one not in first], knowing, said)
    refuse_missing(found, errand)
    return found, reach


def tables_by_use(found: Iterable[Had]) -> dict[Provides, pd.DataFrame]:
    """What datasets provide → the table, of those that were had; for uses that have one dataset."""
    return {
        one.source.reading.provides: one.table
        for one in found
        if one.source.reading is not None and one.table is not None
    }


def gather(sources: Iterable[Source], errand: Errand, said: Said = lambda _had: None) -> list[Had]:
    """Fetch and read every source, at most :data:`AT_ONCE` at once; in the order given.

    ``said`` is called with each as soon as it is had, from the thread that had it.
    """

    def have(source: Source) -> Had:
        had = _have(source, errand)
        said(had)
        return had

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(have, sources))


def refuse_missing(found: Sequence[Had], errand: Errand) -> None:
    """Stop unless every required source was had, now or before.

    Where nothing was ever fetched and nothing is asked for (``--offline``), the embedded figures
    are a whole of their own: local indicators can be added to them.

    Raises
    ------
    SourceError
        If a required source can't be had and there is no earlier copy of it.
    """
    if errand.fetcher is None and errand.only_local and all(one.receipt is None for one in found):
        return
    lacking = [
        one
        for one in found
        if one.state == "starter" and one.source.fetch and one.source.fetch.required
    ]
    if lacking:
        hint = " To add a local indicator to the figures there are: --offline."
        raise SourceError(
            f"{lacking[0].source.title} is needed and can't be had: {lacking[0].note}",
            todo="Nothing was changed. Try again, or give the file with --file NAME=PATH."
            + (hint if errand.local else ""),
        )


def _have(source: Source, errand: Errand) -> Had:
    known = _readable(source, errand)
    if errand.fetcher is None and source.id not in errand.by_hand:
        state = "unchanged" if known.receipt else "starter"
        return replace(known, state=state)
    try:
        receipt = _received(source, errand, known.receipt)
        if known.receipt is not None and receipt.digest == known.receipt.digest:
            return replace(known, state="unchanged", note="")
        return had_of(source, "new", receipt, errand)
    except AtlasError as error:
        state = "kept" if known.receipt else "starter"
        refused = error.results if isinstance(error, ContractError) else ()
        return replace(
            known, state=state, note=str(error), checks=with_results(refused, known.checks)
        )


def had_of(source: Source, state: str, receipt: Receipt, errand: Errand, note: str = "") -> Had:
    """A dataset as its raw bytes make it, refused unless it keeps its contract."""
    taken = read_table_of(source, receipt, errand.indicators)
    return Had(source, state, receipt, taken.table, note, taken.checks, taken.cells)


def with_results(
    first: Sequence[CheckResult], others: Sequence[CheckResult]
) -> tuple[CheckResult, ...]:
    """Both, one of each name: of two of one name the former, such as a refused copy's."""
    names = {one.check for one in first}
    return (*first, *(one for one in others if one.check not in names))


def _readable(source: Source, errand: Errand) -> Had:
    """The newest earlier copy that can be read and is what it should be."""
    note = "It has not been fetched yet."
    for receipt in copies_of(source, errand):
        try:
            return had_of(source, "kept", receipt, errand)
        except (SourceError, RawDataError) as error:
            note = str(error)
    return Had(source, "starter", None, None, note)


def copies_of(source: Source, errand: Errand) -> Iterable[Receipt]:
    """The copies that were had before and would do now, the newest first."""
    return receipts_of(errand.raw, source.id, _scope_of_copies(source, errand))


def _scope_of_copies(source: Source, errand: Errand) -> str | None:
    """The scope that a copy must be for; None where every copy is of all England."""
    return errand.scope.text if fetch_of(source).scope_field else None


def _received(source: Source, errand: Errand, known: Receipt | None) -> Receipt:
    """The receipt of a new copy, or the known one where the publisher's hasn't changed."""
    day = errand.today.isoformat()
    with scratch_folder(errand.raw, source.id, day) as scratch:
        parts = _parts(source, errand, scratch, known)
        if isinstance(parts, NotModified):
            return write_checked(known, now()) if known else _raise_nothing_sent(source)
        return write_receipt(
            scratch,
            source=source.id,
            scope=_scope_of_copies(source, errand) or ANY_SCOPE,
            date=day,
            licence=source.licence,
            parts=parts,
        )


def _parts(
    source: Source, errand: Errand, scratch: Path, known: Receipt | None
) -> tuple[Part, ...] | NotModified:
    if source.id in errand.by_hand:
        return by_hand.take(source, errand.by_hand[source.id], scratch)
    download = _PROTOCOLS[fetch_of(source).protocol].download
    fetcher, codes = errand.fetcher.named(source.short_title), _codes(source, errand)
    return download(source, fetcher, scratch, codes=codes, known=known)


def _codes(source: Source, errand: Errand) -> tuple[str, ...]:
    """What a source with a ``scope_field`` is asked for; none where the whole of it is wanted."""
    fetch = fetch_of(source)
    if not fetch.scope_field or errand.scope.kind is ScopeKind.ENGLAND:
        return ()
    finer = {AreaType.LSOA: errand.lsoas, AreaType.MSOA: errand.msoas}
    codes = finer.get(fetch.scope_level, errand.boroughs)
    if not codes:  # asking for none would bring the whole layer
        raise SourceError(
            "It can be asked for only once the lookup of neighbourhoods is there.", source.title
        )
    return codes


def _raise_nothing_sent(source: Source) -> NoReturn:
    raise SourceError("The publisher says nothing has changed, but there is no copy.", source.title)


def read_table_of(
    source: Source, receipt: Receipt, indicators: Mapping[str, Indicator] | None = None
) -> Taken:
    """The table of a copy, its known faults corrected, refused unless it keeps its contract.

    ``indicators``: those the table is about, if they are not the catalogue's.
    """
    if source.fetch is None:
        raise SourceError(f"{source.id} doesn't say how it is fetched.", f"{source.id}.toml")
    catalogue = load_catalogue()
    known = [one for one in catalogue.corrections.values() if one.source == source.id]
    table = _PROTOCOLS[source.fetch.protocol].read(receipt, source)
    table, faults = corrected(table, known)
    taken = take(table, source, indicators or catalogue.indicators)
    return replace(taken, checks=(*faults, *taken.checks))
