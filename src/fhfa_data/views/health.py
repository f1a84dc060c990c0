"""Data health: how old each dataset is, what was checked, and what could not be had, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from fhfa_data.catalogue.fetching import Protocol
from fhfa_data.catalogue.records import Source
from fhfa_data.model.checks import CheckResult, Outcome
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.builds import say_moment
from fhfa_data.views.words import plain_day, say_list, say_times
from fhfa_data.warehouse.pointer import Pointer

_DAYS_A_MONTH = 365.25 / 12
_DAYS_A_YEAR = 365.25
_FEW = 3


class Freshness(StrEnum):
    """How a dataset stands. ``EARLY``: its day is still to come, so some clock is wrong."""

    WITHIN = "As expected"
    LATE = "Older than expected"
    NO_CADENCE = "No set cadence"
    EARLY = "From the future"
    NOT_HERE = "Not here yet"


@dataclass(frozen=True, slots=True)
class DatasetHealth:
    """One dataset in words.

    ``share`` is its age as a share of the time until a newer copy is expected; None where either
    isn't known. ``note`` says why a newer copy could not be had, where it couldn't.
    """

    title: str
    publisher: str
    copy: str
    age: str
    expected: str
    cadence: str
    share: float | None
    freshness: Freshness
    checks: str
    note: str


@dataclass(frozen=True, slots=True)
class Health:
    """All datasets, the ones that need a look first, and how every check came out."""

    refreshed: bool
    finding: str
    sentences: tuple[str, ...]
    datasets: tuple[DatasetHealth, ...]
    checks: tuple[CheckResult, ...]
    checks_words: str
    titles: Mapping[str, str]


def health(atlas: Atlas, pointer: Pointer, today: date) -> Health:
    """How the figures in use stand on a day; ``pointer`` says when they came into use."""
    known = {one["source"]: one for one in atlas.warehouse.datasets()}
    fetched = [one for one in known.values() if one["origin"] == "refresh"]
    results = atlas.warehouse.check_results()
    counts = _counts_by_dataset(results)
    sources = list(atlas.catalogue.sources.values())
    rows = [_dataset(atlas, one, known.get(one.id), counts, today) for one in sources]
    words = checks_words(results)
    return Health(
        refreshed=bool(fetched),
        finding=_finding(atlas, pointer, len(fetched)),
        sentences=(*_how_they_stand(rows), words),
        datasets=tuple(sorted(rows, key=_by_need)),
        checks=tuple(sorted(results, key=_by_outcome)),
        checks_words=words,
        titles={one.id: one.short_title for one in sources},
    )


def say_age(days: int) -> str:
    """A length of time as people say it.

    >>> say_age(0), say_age(1), say_age(45), say_age(400), say_age(2200)
    ('less than a day', '1 day', '45 days', '13 months', '6 years')
    """
    if days < 1:
        return "less than a day"
    if days < 60:
        return say_times(days, "day")
    if days < 3 * _DAYS_A_YEAR:
        return say_times(round(days / _DAYS_A_MONTH), "month")
    return say_times(round(days / _DAYS_A_YEAR), "year")


def checks_words(results: Sequence[CheckResult]) -> str:
    """How the checks came out, in a sentence."""
    counts = Counter(one.outcome for one in results)
    failed, left = counts[Outcome.FAILED], counts[Outcome.NOT_RUN]
    if not results:
        return "How the checks came out is not recorded."
    if not (failed or left):
        return f"All {say_times(len(results), 'check')} passed before these figures were used."
    told = {"passed": counts[Outcome.PASSED], "failed": failed, "could not be run": left}
    parts = [f"{count} {word}" for word, count in told.items() if count]
    return f"Of {say_times(len(results), 'check')}, {say_list(parts)}."


def _finding(atlas: Atlas, pointer: Pointer, fetched: int) -> str:
    if not fetched:
        day = plain_day(atlas.warehouse.meta["starter_made_on"])
        return f"Nothing has been refreshed yet: these are the embedded figures of {day}."
    words = f"Last refreshed on {say_moment(pointer.built_at)} (UTC)"
    if pointer.action == "rollback":
        words += f"; put back to use on {say_moment(pointer.in_use_from)}"
    return f"{words}: {say_times(fetched, 'dataset')} fetched, the others embedded."


def _how_they_stand(rows: Sequence[DatasetHealth]) -> list[str]:
    late = [one.title for one in rows if one.freshness is Freshness.LATE]
    early = [one.title for one in rows if one.freshness is Freshness.EARLY]
    lacking = [one.title for one in rows if one.note and one.freshness is not Freshness.NOT_HERE]
    never = [one.title for one in rows if one.note and one.freshness is Freshness.NOT_HERE]
    said = [
        f"{say_times(len(late), 'dataset')} older than expected{_named(late)}."
        if late
        else "No dataset is older than expected."
    ]
    if early:
        said.append(
            f"{'; '.join(early)} bear a day that is still to come: the clock of this computer, or "
            "of the one that refreshed, is wrong."
        )
    if lacking:
        count = say_times(len(lacking), "dataset")
        said.append(f"A newer copy of {count} could not be had{_named(lacking)}.")
    if never:
        said.append(f"No copy yet of {say_times(len(never), 'dataset')}{_named(never)}.")
    return said


def _named(titles: Sequence[str]) -> str:
    """The datasets by name, if they are few: the table, which has them first, names them all.

    >>> _named(["File 8", "TS052"]), _named(["File 8", "TS037", "TS039", "TS052"])
    (': File 8; TS052', '')
    """
    return f": {'; '.join(titles)}" if len(titles) <= _FEW else ""


def _dataset(
    atlas: Atlas,
    source: Source,
    known: Mapping[str, Any] | None,
    counts: Mapping[str, Counter[Outcome]],
    today: date,
) -> DatasetHealth:
    fetched = known is not None and known["origin"] == "refresh"
    here = fetched or source.embedded
    day = known["as_of"] if known and fetched else atlas.warehouse.meta["starter_made_on"]
    days = (today - date.fromisoformat(day)).days if here else None
    expected = _expected_days(source)
    return DatasetHealth(
        title=source.short_title,
        publisher=source.publisher,
        copy=_copy(source, day, fetched=fetched) if here else "Comes with a refresh",
        age=_say_days(days),
        expected=f"every {say_age(expected)}" if expected else "",
        cadence=source.cadence,
        share=days / expected if days is not None and days >= 0 and expected else None,
        freshness=_freshness(days, expected),
        checks=_say_counts(counts.get(source.id, Counter())),
        note=known["note"] if known else "",
    )


def _say_days(days: int | None) -> str:
    if days is None:
        return ""
    return say_age(days) if days >= 0 else "Its day is still to come"


def _copy(source: Source, day: str, *, fetched: bool) -> str:
    if not fetched:
        return f"Embedded, made {plain_day(day)}"
    by_hand = source.fetch is not None and source.fetch.protocol is Protocol.LOCAL_FILE
    return f"{'Added' if by_hand else 'Fetched'} {plain_day(day)}"


def _expected_days(source: Source) -> int | None:
    if source.fetch is None or source.fetch.protocol is Protocol.LOCAL_FILE:
        return None
    return source.fetch.cadence_days


def _freshness(days: int | None, expected: int | None) -> Freshness:
    if days is None:
        return Freshness.NOT_HERE
    if days < 0:
        return Freshness.EARLY
    if expected is None:
        return Freshness.NO_CADENCE
    return Freshness.LATE if days > expected else Freshness.WITHIN


def _counts_by_dataset(results: Sequence[CheckResult]) -> dict[str, Counter[Outcome]]:
    counts: dict[str, Counter[Outcome]] = {}
    for one in results:
        counts.setdefault(one.dataset, Counter())[one.outcome] += 1
    return counts


def _say_counts(counts: Counter[Outcome]) -> str:
    return ", ".join(f"{counts[one]} {one.plain.lower()}" for one in Outcome if counts[one])


def _by_need(row: DatasetHealth) -> tuple[bool, int, float, str]:
    order = [Freshness.EARLY, Freshness.LATE, Freshness.WITHIN, Freshness.NO_CADENCE]
    rank = order.index(row.freshness) if row.freshness in order else len(order)
    return not row.note, rank, -(row.share or 0.0), row.title


def _by_outcome(one: CheckResult) -> tuple[int, str, str]:
    order = [Outcome.FAILED, Outcome.NOT_RUN, Outcome.PASSED]
    return order.index(one.outcome), one.dataset, one.check
