"""What `fhfa refresh --dry-run --json` said, in words: how far it is, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from fhfa_data.catalogue.fetching import Protocol
from fhfa_data.catalogue.load import Catalogue
from fhfa_data.model.scope import read_scope
from fhfa_data.views.changes import Listing, changes_shown
from fhfa_data.views.words import say_times
from fhfa_data.warehouse.compare import read_changes

BUILD_STEPS = 3
"""Lines a rehearsal prints while it builds: working out, writing, checking."""

_COMPLAINT = "fhfa: "


@dataclass(frozen=True, slots=True)
class HowFar:
    """``share`` of the lines to come that have come, between 0 and 1; what it is at, in words."""

    share: float
    words: str


@dataclass(frozen=True, slots=True)
class RehearsalShown:
    """How it ended. ``trouble`` says why there is no answer; empty if there is one.

    ``warning`` says that the answer is only part of one, and why.
    """

    summary: str = ""
    trouble: str = ""
    warning: str = ""
    listings: tuple[Listing, ...] = field(default=())


def fetched_titles(catalogue: Catalogue, scope: str) -> frozenset[str]:
    """The datasets that a refresh of a scope asks for, as its lines name them."""
    kind = read_scope(scope).kind
    return frozenset(
        one.short_title
        for one in catalogue.sources.values()
        if one.fetch
        and one.reading
        and one.fetch.protocol is not Protocol.LOCAL_FILE
        and (not one.fetch.scopes or kind in one.fetch.scopes)
    )


def how_far(lines: Sequence[str], titles: Collection[str]) -> HowFar:
    """How far a rehearsal is that has printed these lines.

    >>> how_far(["      Census: fetched"], ["Census", "Wards"])
    HowFar(share=0.2, words='1 of 2 datasets done')
    >>> how_far([" 60%  Writing the warehouse"], ["Census", "Wards"]).words
    'Writing the warehouse'
    """
    asked = {title for title in titles for line in lines if line.startswith(f"      {title}: ")}
    steps = [line for line in lines if line[3:4] == "%"]
    if steps:
        share = (len(titles) + min(len(steps), BUILD_STEPS)) / (len(titles) + BUILD_STEPS)
        return HowFar(share, steps[-1][4:].strip())
    words = f"{len(asked)} of {say_times(len(titles), 'dataset')} done"
    return HowFar(len(asked) / (len(titles) + BUILD_STEPS), words)


def rehearsal_shown(
    code: int, output: str, lines: Sequence[str], catalogue: Catalogue, titles: Collection[str]
) -> RehearsalShown:
    """How a rehearsal ended, from its exit code, standard output and lines of progress.

    ``titles``: from :func:`fetched_titles`.
    """
    if code != 0:
        said = [line.removeprefix(_COMPLAINT) for line in lines if line.startswith(_COMPLAINT)]
        return RehearsalShown(trouble=said[-1] if said else "It stopped and didn't say why.")
    try:
        report: dict[str, Any] = json.loads(output)
        lacking: dict[str, str] = report.pop("not_fetched")
        shown = changes_shown(read_changes(report), catalogue)
    except (ValueError, KeyError, TypeError):
        return RehearsalShown(trouble="Its answer can't be read.")
    return RehearsalShown(
        summary=shown.summary,
        warning=_warning(lacking, len(titles)),
        listings=(*shown.listings, _not_fetched(lacking, catalogue)),
    )


def _warning(lacking: dict[str, str], asked: int) -> str:
    if not lacking:
        return ""
    if len(lacking) >= asked:
        return (
            "No dataset could be fetched, so this compares the copies that are here already. Is "
            "this computer online? Is a proxy needed (HTTPS_PROXY)? The last table says what went "
            "wrong for each."
        )
    count = say_times(len(lacking), "dataset")
    return f"{count} could not be fetched; the copies that are here stand in for them."


def _not_fetched(lacking: dict[str, str], catalogue: Catalogue) -> Listing:
    rows = tuple(
        (catalogue.sources[name].short_title if name in catalogue.sources else name, note)
        for name, note in lacking.items()
    )
    nothing = "Every dataset was fetched, or had not changed."
    return Listing("What could not be fetched, and why", ("Dataset", "Why"), rows, nothing=nothing)
