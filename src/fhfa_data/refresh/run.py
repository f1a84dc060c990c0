"""One refresh, from the first question to the swap: nothing in use changes until all is checked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from fhfa_data.catalogue.load import Catalogue, load_catalogue
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import WarehouseError
from fhfa_data.indicators.holdings import Dataset
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.refresh.assemble import assemble
from fhfa_data.refresh.gather import Errand, Had, gather
from fhfa_data.sources.starter import read_starter
from fhfa_data.warehouse.build import install
from fhfa_data.warehouse.pointer import read_pointer

LOCK = "refresh.lock"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How a refresh ended. ``fingerprint`` and ``file`` are those of the warehouse in use now."""

    found: tuple[Had, ...]
    file: Path
    fingerprint: str
    changed: bool

    @property
    def failed(self) -> tuple[Had, ...]:
        """The datasets that could not be fetched; older copies stand in for them."""
        return tuple(one for one in self.found if one.note)


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who is told of each dataset as it is had, and of the build's progress."""

    had: Callable[[Had], None] = lambda _had: None
    building: Callable[[float, str], None] = lambda _share, _words: None


def refresh(errand: Errand, listeners: Listeners | None = None) -> Refreshed:
    """Fetch, assemble, build, check, swap.

    Raises
    ------
    SourceError
        If a required dataset can't be had and there is no earlier copy.
    WarehouseError
        If another refresh is running, the checks fail or the folder can't be written. Whatever is
        raised, the figures in use before stay in use.
    """
    told = listeners or Listeners()
    catalogue, folder = load_catalogue(), warehouse_folder()
    with _alone(folder):
        before = read_pointer(folder)
        found = tuple(gather(fetchable(catalogue), errand, told.had))
        tables = {one.source.id: one.table for one in found if one.table is not None}
        holdings = assemble(tables, _datasets(found), read_starter(), errand.scope, catalogue)
        file = install(holdings, told.building)
    now = read_pointer(folder)
    fingerprint = now.fingerprint if now else ""
    changed = before is None or before.fingerprint != fingerprint
    return Refreshed(found, file, fingerprint, changed)


def fetchable(catalogue: Catalogue) -> list[Source]:
    """The sources that say how they are fetched and read."""
    return [one for one in catalogue.sources.values() if one.fetch and one.reading]


def _datasets(found: Iterable[Had]) -> tuple[Dataset, ...]:
    return tuple(
        Dataset(one.source.id, "refresh", one.receipt.date, one.receipt.digest, one.note)
        for one in found
        if one.receipt is not None
    )


@contextmanager
def _alone(folder: Path) -> Generator[None, None, None]:
    """Hold the lock of this folder. The system lets go of it when the process ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK, timeout=0):
            yield
    except Timeout as error:
        raise WarehouseError(
            "Another refresh is running.",
            str(folder),
            "Wait until it has ended, then run yours. The figures in use are untouched.",
        ) from error
    except OSError as error:
        raise WarehouseError(
            f"The figures can't be written: {error}.",
            str(folder),
            "Make room or set FHFA_WAREHOUSE_DIR to a folder you can write to.",
        ) from error
