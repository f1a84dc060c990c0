"""Local indicators in a refresh: those to add, those kept from before, those to forget."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from fhfa_data.catalogue.fetching import Form, Provides
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.local import PREFIX, Local, read_local
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import AtlasError, RawDataError, SourceError, UnknownName
from fhfa_data.model.areas import AreaType
from fhfa_data.model.nearest import nearest
from fhfa_data.refresh.gather import Errand, Had, read_table_of
from fhfa_data.sources.keeping import scratch_folder, write_receipt
from fhfa_data.sources.local_file import DEFINITION, definition_of, take
from fhfa_data.sources.receipts import ANY_SCOPE, Receipt, latest_receipt

_TODO = "Nothing was changed. Correct the table or the TOML; docs/analysts.md has an example."

Codes = Mapping[AreaType, pd.Index]
"""The codes of England's (or the installed) areas of each kind."""


@dataclass(frozen=True, slots=True)
class Owned:
    """The local indicators of a refresh, with the copies of their tables.

    ``left_out`` says which of those kept from before can't be used any more, and why.
    """

    local: tuple[Local, ...]
    had: tuple[Had, ...]
    left_out: tuple[str, ...]


def known_codes(found: Iterable[Had], embedded: pd.DataFrame) -> Codes:
    """The codes that a local table may have: all England's where the ward lookup was fetched."""
    frame = embedded
    columns = {AreaType.LSOA: "lsoa21_code", AreaType.WARD: "ward24_code"}
    columns[AreaType.BOROUGH] = "borough_code"
    for one in found:
        reading = one.source.reading
        if one.table is not None and reading and reading.provides is Provides.LSOAS:
            frame = one.table
            columns = dict(zip(columns, ("LSOA21CD", "WD24CD", "LAD24CD"), strict=True))
    return {kind: pd.Index(frame[name].unique()) for kind, name in columns.items()}


def gather_local(errand: Errand, catalogue: Catalogue, codes: Codes) -> Owned:
    """Local indicators kept from before and those to add now, in the order of their ids.

    Raises
    ------
    CatalogueError, SourceError
        If one to add is not what it should be; nothing of it is kept.
    UnknownName
        If there is none with an id to forget.
    """
    names = _names(errand.raw)
    for name in errand.forget:
        if name not in names:
            raise UnknownName("local indicator", name, nearest(name, names))
    found, left_out = _kept(names, errand, catalogue, codes)
    for table, definition in errand.local:
        local, had = _added(table, definition, errand, catalogue, codes)
        found[local.indicator.id] = local, had
        left_out.pop(local.indicator.id, None)
    ordered = [found[name] for name in sorted(found)]
    said = tuple(f"{name}: {why}" for name, why in left_out.items())
    return Owned(tuple(one for one, _ in ordered), tuple(had for _, had in ordered), said)


@contextmanager
def undone(owned: Owned, *, always: bool = False) -> Generator[None, None, None]:
    """Take away the copies that were made now if what is done with them fails, or always."""
    keep = False
    try:
        yield
        keep = not always
    finally:
        for had in owned.had:
            if not keep and had.state == "new" and had.receipt is not None:
                shutil.rmtree(had.receipt.folder, ignore_errors=True)


def forget(errand: Errand) -> None:
    """Take away all copies of the indicators to forget."""
    for name in errand.forget:
        shutil.rmtree(errand.raw / f"{PREFIX}{name}", ignore_errors=True)


def _names(raw: Path) -> list[str]:
    folders = raw.glob(f"{PREFIX}*")
    return sorted(one.name.removeprefix(PREFIX) for one in folders if one.is_dir())


def _kept(
    names: Iterable[str], errand: Errand, catalogue: Catalogue, codes: Codes
) -> tuple[dict[str, tuple[Local, Had]], dict[str, str]]:
    """Those added earlier. One that can't be used any more is left out and stays on disk."""
    found: dict[str, tuple[Local, Had]] = {}
    left_out: dict[str, str] = {}
    for name in names:
        if name in errand.forget:
            continue
        try:
            receipt = latest_receipt(errand.raw, f"{PREFIX}{name}", ANY_SCOPE)
            if receipt is None:
                raise RawDataError("Its copy is damaged.", todo=f"Add it again or --forget {name}.")
            found[name] = _read(receipt, catalogue, codes, "unchanged")
        except AtlasError as error:
            left_out[name] = str(error)
    return found, left_out


def _added(
    table: Path, definition: Path, errand: Errand, catalogue: Catalogue, codes: Codes
) -> tuple[Local, Had]:
    source = read_local(_text_of(definition), definition.name, catalogue, _form(table)).source
    day = errand.today.isoformat()
    with scratch_folder(errand.raw, source.id, day) as scratch:
        parts = take(source, table, definition, scratch)
        draft = Receipt(source.id, ANY_SCOPE, day, source.licence, parts, scratch)
        local, checked = _read(draft, catalogue, codes, "new")  # before anything is kept
        before = latest_receipt(errand.raw, source.id, ANY_SCOPE)
        if before is not None and before.digest == draft.digest:
            return local, replace(checked, state="unchanged", receipt=before)
        receipt = write_receipt(
            scratch,
            source=source.id,
            scope=ANY_SCOPE,
            date=day,
            licence=source.licence,
            parts=parts,
        )
    return local, replace(checked, receipt=receipt)


def _read(receipt: Receipt, catalogue: Catalogue, codes: Codes, state: str) -> tuple[Local, Had]:
    form = next(_form(Path(part.name)) for part in receipt.parts if part.name.startswith("table"))
    local = read_local(definition_of(receipt), DEFINITION, catalogue, form)
    taken = read_table_of(local.source, receipt, {local.indicator.id: local.indicator})
    table = _checked(taken.table, local, codes)
    return local, Had(local.source, state, receipt, table, checks=taken.checks)


def _text_of(definition: Path) -> str:
    try:
        return definition.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"The file can't be read: {error}.", str(definition)) from error


def _form(table: Path) -> str:
    form = table.suffix.lower().removeprefix(".")
    known = [Form.CSV.value, Form.XLSX.value, Form.ODS.value]
    if form not in known:
        raise SourceError("A local table is a CSV, XLSX or ODS file.", str(table), _TODO)
    return form


def _checked(table: pd.DataFrame, local: Local, codes: Codes) -> pd.DataFrame:
    """The figures, refused if an area or a period is not what the atlas knows."""
    for kind, rows in table.groupby("area_type"):
        _refuse_codes(rows["area_code"], AreaType(kind), local.source, codes)
    for label in table["period"].unique():
        period = local.indicator.read_period(str(label))
        if period.kind not in local.indicator.period_kinds:
            raise SourceError(
                f"The period '{label}' is {period.kind.plain}, which period_kinds lacks.",
                local.source.title,
                _TODO,
            )
    return table


def _refuse_codes(found: pd.Series, kind: AreaType, source: Source, codes: Codes) -> None:
    unknown = found[~found.isin(codes[kind])].unique()
    if len(unknown):
        alike = nearest(str(unknown[0]), codes[kind]) if len(codes[kind]) < 10_000 else ()
        hint = f" Did you mean {', '.join(alike)}?" if alike else ""
        raise SourceError(
            f"{len(unknown)} code(s) belong to no {kind.plain} that the atlas knows: "
            f"{', '.join(map(str, unknown[:3]))}.{hint}",
            source.title,
            _TODO,
        )
