"""What stands after a refresh: which copy of each dataset, and why no newer one."""

from __future__ import annotations

from collections.abc import Sequence

from fhfa_data.catalogue.fetching import Protocol
from fhfa_data.indicators.holdings import Dataset
from fhfa_data.refresh.gather import Had
from fhfa_data.sources.asking import fetch_of


def standing(found: Sequence[Had], made_on: str) -> tuple[Dataset, ...]:
    """Where each dataset's figures are from, and why no newer ones.

    Where nothing official was ever fetched, the embedded figures are no older copy of anything.

    ``made_on`` is the day (YYYY-MM-DD) the embedded figures were made.
    """
    fetched = any(one.receipt is not None and not _is_local(one) for one in found)
    return tuple(
        _stands(one, made_on if one.source.embedded else "")
        for one in found
        if fetched or one.receipt is not None
    )


def _is_local(had: Had) -> bool:
    return fetch_of(had.source).protocol is Protocol.LOCAL_FILE


def _stands(had: Had, made_on: str) -> Dataset:
    if had.receipt is not None:
        return Dataset(had.source.id, "refresh", had.receipt.date, had.receipt.digest, had.note)
    return Dataset(had.source.id, "starter" if made_on else "none", made_on, "", had.note)
