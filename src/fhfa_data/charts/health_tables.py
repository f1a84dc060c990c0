"""The tables on the Data health page; a dataset's age is drawn against the time until the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fhfa_data.model.checks import CheckResult
from fhfa_data.views.builds import BuildRow
from fhfa_data.views.changes import Listing
from fhfa_data.views.health import DatasetHealth, Freshness

KEY = (
    "In the picture: ● the age of this copy, long line: when a newer one is expected. The picture "
    "ends at twice that time."
)


def dataset_table(datasets: Sequence[DatasetHealth]) -> dict[str, Any]:
    """A row a dataset: this copy, its age against what is expected, how it stands, its checks."""
    labels = ["Dataset", "How it stands", "Age against expected", "This copy", "Checks"]
    return {"columns": _columns(labels), "rows": [_dataset(one) for one in datasets]}


def _dataset(one: DatasetHealth) -> list[dict[str, Any]]:
    late = "It" if one.freshness is Freshness.NOT_HERE else "A newer copy"
    why = f"{late} could not be had. {one.note}" if one.note else ""
    return [
        {"text": one.title, "note": one.publisher},
        {"text": one.freshness.value, "note": why},
        _age(one),
        {"text": one.copy, "note": one.cadence},
        {"text": one.checks or "With all figures together"},
    ]


def _age(one: DatasetHealth) -> dict[str, Any]:
    if one.share is None:
        return {"text": one.age or "Not known", "sort": None}
    marks = [
        {"label": "this copy", "value": one.share, "shape": "dot"},
        {"label": "newer one expected", "value": 1, "shape": "line"},
    ]
    strip = {"min": 0, "max": 2, "marks": marks, "interval": [0, one.share]}
    return {
        "text": f"{one.age} old; a newer one is expected {one.expected}",
        "note": f"{one.age}; expected {one.expected}",
        "sort": one.share,
        "strip": strip,
    }


def check_table(checks: Sequence[CheckResult], titles: Mapping[str, str]) -> dict[str, Any]:
    """A row a check, those that failed or could not be run first."""
    rows = [
        [
            {"text": one.outcome.plain},
            {"text": one.detail, "note": one.check},
            {"text": titles.get(one.dataset, one.dataset) or "All figures together"},
        ]
        for one in checks
    ]
    return {"columns": _columns(["Outcome", "What was checked", "Of what"]), "rows": rows}


def build_table(builds: Sequence[BuildRow]) -> dict[str, Any]:
    """A row each time that a build came into use, the latest first."""
    labels = ["When (UTC)", "What", "Contents", "Scope", "Fetched", "State"]
    rows = [
        [
            {"text": one.when or "Not recorded", "sort": -at},
            {"text": one.action},
            {"text": one.fingerprint},
            {"text": one.scope},
            {"text": one.fetched},
            {"text": one.state[:1].upper() + one.state[1:]},
        ]
        for at, one in enumerate(builds)
    ]
    return {"columns": _columns(labels), "rows": rows}


def listing_table(listing: Listing) -> dict[str, Any]:
    """One of the tables that say what differs between builds."""
    columns = [
        {"id": name, "label": name, "numeric": at in listing.numeric}
        for at, name in enumerate(listing.columns)
    ]
    rows = [
        [_number(text) if at in listing.numeric else {"text": text} for at, text in enumerate(row)]
        for row in listing.rows
    ]
    return {"columns": columns, "rows": rows}


def _number(text: str) -> dict[str, Any]:
    """A number as it is said, ordered by what it is."""
    bare = text.replace(",", "").replace("−", "-").rstrip("%")
    try:
        return {"text": text, "sort": float(bare)}
    except ValueError:
        return {"text": text}


def _columns(labels: Sequence[str]) -> list[dict[str, Any]]:
    return [{"id": one, "label": one} for one in labels]
