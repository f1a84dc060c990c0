"""One refresh, from the first question to the swap: nothing in use changes until all is checked."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from fhfa_data.catalogue.added import Added
from fhfa_data.catalogue.load import Catalogue, load_catalogue
from fhfa_data.catalogue.own import read_own
from fhfa_data.catalogue.records import Source
from fhfa_data.catalogue.settings import read_settings
from fhfa_data.errors import WarehouseError
from fhfa_data.indicators.holdings import Holdings
from fhfa_data.model.checks import CheckResult, Outcome
from fhfa_data.model.locations import own_catalogue_folder, warehouse_folder
from fhfa_data.model.scope import Scope
from fhfa_data.refresh.assemble import assemble
from fhfa_data.refresh.gather import Errand, Had, gather_scope, refuse_missing
from fhfa_data.refresh.local import Owned, forget, gather_local, known_codes, undone
from fhfa_data.refresh.scoping import Reach
from fhfa_data.refresh.settling import settled
from fhfa_data.refresh.standing import standing
from fhfa_data.sources.starter import read_starter
from fhfa_data.warehouse.alone import alone
from fhfa_data.warehouse.build import draft, install
from fhfa_data.warehouse.compare import Changes, compare
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.serving import serving


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How a refresh ended. ``fingerprint`` and ``file`` are those of the warehouse in use now.

    ``left_out``: local indicators kept from before that can't be used any more, and why.
    """

    found: tuple[Had, ...]
    file: Path
    fingerprint: str
    changed: bool
    left_out: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Had, ...]:
        """The datasets that could not be fetched; older copies stand in for them."""
        return tuple(one for one in self.found if one.note)

    @property
    def failed_checks(self) -> tuple[CheckResult, ...]:
        """What didn't hold of the datasets, and what was done about it."""
        return _failed_checks(self.found)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """How a rehearsal ended: the build there would be, and what would differ."""

    found: tuple[Had, ...]
    fingerprint: str
    changes: Changes

    @property
    def failed(self) -> tuple[Had, ...]:
        """The datasets that could not be fetched; older copies would stand in for them."""
        return tuple(one for one in self.found if one.note)

    @property
    def failed_checks(self) -> tuple[CheckResult, ...]:
        """What didn't hold of the datasets, and what would be done about it."""
        return _failed_checks(self.found)


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
    folder = warehouse_folder()
    with alone(folder):
        before = _pointed(folder)
        with _gathered(errand, told) as (found, own, holdings):
            file = install(holdings, told.building)
        forget(errand)
    fingerprint = _pointed(folder)
    return Refreshed(found, file, fingerprint, before != fingerprint, own.left_out)


def rehearse(errand: Errand, listeners: Listeners | None = None) -> Rehearsed:
    """Fetch, assemble, build, check, and compare with the figures in use; change nothing.

    The raw bytes that were fetched are kept: a refresh afterwards need not fetch them again.

    Raises
    ------
    SourceError
        If a required dataset can't be had and there is no earlier copy.
    WarehouseError
        If nothing is installed, another refresh is running, the checks fail or the folder can't be
        written.
    """
    told = listeners or Listeners()
    folder = warehouse_folder()
    with alone(folder, "refresh (dry run)"):
        now = serving(folder)
        with (
            _gathered(errand, told, rehearsal=True) as (found, _, holdings),
            draft(holdings, told.building) as (scratch, fingerprint),
        ):
            return Rehearsed(found, fingerprint, compare(now.path, scratch))


def _failed_checks(found: Iterable[Had]) -> tuple[CheckResult, ...]:
    every = (check for one in found for check in one.checks)
    return tuple(check for check in every if check.outcome is Outcome.FAILED)


@contextmanager
def _gathered(
    errand: Errand, told: Listeners, *, rehearsal: bool = False
) -> Generator[tuple[tuple[Had, ...], Owned, Holdings], None, None]:
    """All that a build is made from; new local tables are let go again in a rehearsal."""
    starter, (catalogue, additions) = read_starter(), catalogue_in_use()
    errand = replace(errand, indicators=catalogue.indicators)
    found, reach = _settled(errand, catalogue, told)
    own = gather_local(errand, catalogue, known_codes(found, starter.areas))
    with undone(own, always=rehearsal):
        found = (*found, *own.had)
        tables = {one.source.id: one.table for one in found if one.table is not None}
        whole = Added().with_local(own.local).over(catalogue)
        stand = standing(found, starter.made_on)
        held = assemble(tables, stand, starter, errand.scope, reach, whole)
        checks = tuple(check for one in found for check in one.checks)
        # England's tables take half a gigabyte, which the build needs: nothing may point to them.
        tables, found = {}, tuple(replace(one, table=None, cells=None) for one in found)
        yield found, own, replace(held, local=own.local, own=additions, checks=checks)


def _settled(
    errand: Errand, catalogue: Catalogue, told: Listeners
) -> tuple[tuple[Had, ...], Reach]:
    """Every dataset as it was had and agrees with the others; and the scope's reach."""
    gathered, reach = gather_scope(fetchable(catalogue, errand.scope), errand, told.had)
    found = settled(gathered, replace(errand, boroughs=reach.boroughs), told.had)
    refuse_missing(found, errand)
    return found, reach


def _pointed(folder: Path) -> str:
    """The fingerprint pointed to; empty if there is none, or the pointer is damaged."""
    try:
        pointer = read_pointer(folder)
    except WarehouseError:
        return ""
    return pointer.fingerprint if pointer else ""


def catalogue_in_use() -> tuple[Catalogue, Added]:
    """The catalogue that ships with what this installation adds over it; and the latter alone.

    Raises
    ------
    CatalogueError
        If the installation's own files have faults; all are told.
    """
    shipped = load_catalogue()
    own = read_own(shipped, own_catalogue_folder(), read_settings())
    return own.over(shipped), own


def fetchable(catalogue: Catalogue, scope: Scope | None = None) -> list[Source]:
    """The sources that say how they are fetched and read; those of the scope, if one is given."""
    return [
        one
        for one in catalogue.sources.values()
        if one.fetch
        and one.reading
        and (scope is None or not one.fetch.scopes or scope.kind in one.fetch.scopes)
    ]
