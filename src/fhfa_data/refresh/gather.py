"""Have every dataset: fetch it, or keep the last good copy and say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pandas as pd

from fhfa_data.catalogue.fetching import Protocol, Provides
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import AtlasError, RawDataError, SourceError
from fhfa_data.indicators.reading import figures_from, rows_of_areas
from fhfa_data.model.scope import Scope
from fhfa_data.sources import arcgis, fingertips, govuk_file, nomis
from fhfa_data.sources.asking import fetch_of
from fhfa_data.sources.by_hand import take
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.keeping import scratch_folder, write_checked, write_receipt
from fhfa_data.sources.receipts import Part, Receipt, now, receipts_of

AT_ONCE = 4
"""Downloads at the same time: polite to publishers, and enough to keep a line busy."""

_PROTOCOLS: dict[Protocol, ModuleType] = {
    Protocol.ARCGIS: arcgis,
    Protocol.FINGERTIPS: fingertips,
    Protocol.GOVUK_FILE: govuk_file,
    Protocol.NOMIS_BULK: nomis,
    Protocol.NOMIS_API: nomis,
}


@dataclass(frozen=True, slots=True)
class Had:
    """One dataset after its turn.

    ``state`` is ``new`` (fetched now), ``unchanged`` (the publisher's is the copy we have),
    ``kept`` (could not be fetched; an earlier copy stands) or ``starter`` (could not be fetched and
    there is no earlier copy: the embedded figures stand). ``note`` says why, if it could not.
    """

    source: Source
    state: str
    receipt: Receipt | None
    table: pd.DataFrame | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a gathering needs to know: where raw bytes are kept, for which scope, and how to ask.

    ``fetcher`` is None when nothing may be fetched (``--offline``). ``by_hand``: source id → a
    file that was downloaded by hand.
    """

    raw: Path
    scope: Scope
    fetcher: Fetcher | None
    today: date
    by_hand: Mapping[str, Path] = field(default_factory=dict)


def gather(
    sources: Iterable[Source], errand: Errand, said: Callable[[Had], None] = lambda _had: None
) -> list[Had]:
    """Fetch and read every source, at most :data:`AT_ONCE` at once; in the order given.

    ``said`` is called with each as soon as it is had, from the thread that had it.

    Raises
    ------
    SourceError
        If a required source can't be had and there is no earlier copy of it.
    """

    def have(source: Source) -> Had:
        had = _have(source, errand)
        said(had)
        return had

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(have, sources))
    _refuse_missing(found)
    return found


def _refuse_missing(found: Sequence[Had]) -> None:
    lacking = [
        one
        for one in found
        if one.state == "starter" and one.source.fetch and one.source.fetch.required
    ]
    if lacking:
        raise SourceError(
            f"{lacking[0].source.title} is needed and can't be had: {lacking[0].note}",
            todo="Nothing was changed. Try again, or give the file with --file NAME=PATH.",
        )


def _have(source: Source, errand: Errand) -> Had:
    known = _readable(source, errand)
    if errand.fetcher is None and source.id not in errand.by_hand:
        state = "unchanged" if known.receipt else "starter"
        return Had(source, state, known.receipt, known.table, known.note)
    try:
        receipt = _received(source, errand, known.receipt)
        if known.receipt is not None and receipt.digest == known.receipt.digest:
            return Had(source, "unchanged", known.receipt, known.table)
        return Had(source, "new", receipt, _read(source, receipt))
    except AtlasError as error:
        state = "kept" if known.receipt else "starter"
        return Had(source, state, known.receipt, known.table, str(error))


def _readable(source: Source, errand: Errand) -> Had:
    """The newest earlier copy that can be read and is what it should be."""
    note = "It has not been fetched yet."
    for receipt in receipts_of(errand.raw, source.id, errand.scope.text):
        try:
            return Had(source, "kept", receipt, _read(source, receipt))
        except (SourceError, RawDataError) as error:
            note = str(error)
    return Had(source, "starter", None, None, note)


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
            scope=errand.scope.text,
            date=day,
            licence=source.licence,
            parts=parts,
        )


def _parts(
    source: Source, errand: Errand, scratch: Path, known: Receipt | None
) -> tuple[Part, ...] | NotModified:
    if source.id in errand.by_hand:
        return take(source, errand.by_hand[source.id], scratch)
    fetch = fetch_of(source)
    codes = errand.scope.codes if fetch.scope_field else ()
    download = _PROTOCOLS[fetch.protocol].download
    return download(source, errand.fetcher, scratch, codes=codes, known=known)


def _raise_nothing_sent(source: Source) -> NoReturn:
    raise SourceError("The publisher says nothing has changed, but there is no copy.", source.title)


def _read(source: Source, receipt: Receipt) -> pd.DataFrame:
    """The table of a copy, refused unless it is what its source says it should be."""
    if source.fetch is None or source.reading is None:
        raise SourceError(f"{source.id} doesn't say how it is read.", f"{source.id}.toml")
    table = _PROTOCOLS[source.fetch.protocol].read(receipt, source)
    if source.reading.provides is Provides.FIGURES:
        return figures_from(table, source)
    return rows_of_areas(table, source, source.reading)
