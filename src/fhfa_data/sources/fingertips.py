"""OHID's Fingertips: the CSV of all data of some indicators, one for each kind of area.

Columns are matched by name: exports have 26 or 27 of them, and the name of the second comparison
column depends on the parent area.

Source: Fingertips API, ``all_data/csv/by_indicator_id`` (https://fingertips.phe.org.uk/api).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from fhfa_data.catalogue.fetching import Fetch
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import SourceError
from fhfa_data.model.areas import ENGLAND, AreaType
from fhfa_data.sources.asking import Asked, fetch_of
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.receipts import Part, Receipt, verified_bytes
from fhfa_data.sources.tabular import read_table

PARENT_COMPARISON = "Compared to parent value or percentiles"
"""What the comparison with the parent area is called here, whichever parent it was."""

NEEDED = (
    "Indicator ID",
    "Indicator Name",
    "Area Code",
    "Area Name",
    "Area Type",
    "Sex",
    "Age",
    "Category Type",
    "Category",
    "Time period",
    "Value",
    "Lower CI 95.0 limit",
    "Upper CI 95.0 limit",
    "Count",
    "Denominator",
    "Value note",
    "Time period Sortable",
)
"""Columns that every export has."""

_OPTIONAL = ("Time period range",)
_COMPARISON = re.compile(r"Compared to (?!England\b|goal\b).*percentiles")


def download(
    source: Source,
    fetcher: Fetcher,
    into: Path,
    *,
    codes: Sequence[str] = (),
    known: Receipt | None = None,
) -> tuple[Part, ...] | NotModified:
    """Download all indicators, one file for each of ``fetch.area_types``, all England in each.

    Raises
    ------
    SourceError
        If it can't be had, or there are no areas of that type in it.
    """
    asked = Asked(source, fetcher, into, known)
    for area_type in asked.fetch.area_types:
        query = _query(asked.fetch, area_type)
        data = asked.get(f"{area_type.value}.csv", asked.fetch.address, query=query)
        _one_type(data, asked.fetch, area_type)
    return asked.outcome()


def _query(fetch: Fetch, area_type: AreaType) -> dict[str, str]:
    return {
        "parent_area_type_id": "15",  # England
        "include_sortable_time_periods": "yes",
        **fetch.query,
        "indicator_ids": ",".join(str(number) for number in fetch.indicators.values()),
        "child_area_type_id": str(fetch.area_types[area_type]),
    }


def read(receipt: Receipt, source: Source) -> pd.DataFrame:
    """All rows of all files, dtype ``string``, whatever their layout.

    Returns
    -------
    DataFrame
        The export's columns; ``Time period range`` is NA where the export has none, the comparison
        with the parent is called :data:`PARENT_COMPARISON`. ``area_type``: ours, of the file the
        row is from; England's rows are in every file. ``attrs["absent"]`` lists, as
        ``[area type, indicator]``, indicators that a file has nothing about.

    Raises
    ------
    SourceError
        If a column is missing, or a file has no areas of its type.
    RawDataError
        If a file is missing or its bytes have changed.
    """
    fetch = fetch_of(source)
    frames, absent = [], []
    for part in receipt.parts:
        area_type = _area_type(part, fetch)
        frame = _one_type(verified_bytes(receipt, part), fetch, area_type)
        frames.append(frame)
        there = set(frame.loc[frame["Area Code"] != ENGLAND, "Indicator ID"])
        absent += [
            [area_type.value, ours]
            for ours, theirs in fetch.indicators.items()
            if str(theirs) not in there
        ]
    whole = pd.concat(frames, ignore_index=True)
    whole.attrs["absent"] = absent
    return whole


def _area_type(part: Part, fetch: Fetch) -> AreaType:
    """The area type in the file's name; a file downloaded by hand has another name."""
    name = Path(part.name).stem
    for area_type in fetch.area_types:
        if area_type.value == name or len(fetch.area_types) == 1:
            return area_type
    wanted = ", ".join(f"{area_type.value}.csv" for area_type in fetch.area_types)
    raise SourceError(
        "The file's name does not say which kind of area it is for.",
        part.name,
        f"Call it {wanted}.",
    )


def _one_type(data: bytes, fetch: Fetch, area_type: AreaType) -> pd.DataFrame:
    needed = fetch.model_copy(update={"fields": tuple(dict.fromkeys([*NEEDED, *fetch.fields]))})
    frame = read_table(data, needed)
    if not (frame["Area Code"] != ENGLAND).any() and area_type is not AreaType.ENGLAND:
        raise SourceError(
            f"Fingertips has no {area_type.plain} in its answer: wrong area type "
            f"{fetch.area_types[area_type]}?",
            fetch.address,
            "Fingertips renumbers area types when boundaries change: look the number up in "
            "https://fingertips.phe.org.uk/api/area_types and correct area_types in the entry.",
        )
    frame = frame.rename(columns=_comparison_names(frame))
    for name in _OPTIONAL:
        if name not in frame:
            frame[name] = pd.Series(pd.NA, index=frame.index, dtype="string")
    frame["area_type"] = pd.Series(area_type.value, index=frame.index, dtype="string")
    return frame


def _comparison_names(frame: pd.DataFrame) -> dict[str, str]:
    found = [name for name in frame.columns if _COMPARISON.fullmatch(name)]
    return {found[0]: PARENT_COMPARISON} if len(found) == 1 else {}
