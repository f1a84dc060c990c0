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

_ROW = ["Indicator ID", "Area Code", "Sex", "Age", "Category Type", "Category", "Time period"]
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
    """Download all indicators, one file for each number of ``fetch.area_types``, all England.

    A kind of area may have several numbers: some indicators are for districts and unitary
    authorities, others for counties and unitary authorities, and a borough is in both.

    Raises
    ------
    SourceError
        If it can't be had, or there are no areas of that type in it.
    """
    asked = Asked(source, fetcher, into, known)
    for area_type, numbers in asked.fetch.area_types.items():
        for number in numbers:
            name = f"{area_type.value}.csv" if number == numbers[0] else f"{area_type}-{number}.csv"
            data = asked.get(name, asked.fetch.address, query=_query(asked.fetch, number))
            _one_type(data, asked.fetch, area_type)
    return asked.outcome()


def _query(fetch: Fetch, number: int) -> dict[str, str]:
    return {
        "parent_area_type_id": "15",  # England
        "include_sortable_time_periods": "yes",
        **fetch.query,
        "indicator_ids": ",".join(str(number) for number in fetch.indicators.values()),
        "child_area_type_id": str(number),
    }


def read(receipt: Receipt, source: Source) -> pd.DataFrame:
    """All rows of all files, dtype ``string``, whatever their layout.

    Returns
    -------
    DataFrame
        The export's columns; ``Time period range`` is NA where the export has none, the comparison
        with the parent is called :data:`PARENT_COMPARISON`. ``area_type``: ours, of the file the
        row is from. A row that is in several files, as England's are, is there once.
        ``attrs["absent"]`` lists, as ``[area type, indicator]``, indicators that no file of that
        kind of area has anything about.

    Raises
    ------
    SourceError
        If a column is missing, or a file has no areas of its type.
    RawDataError
        If a file is missing or its bytes have changed.
    """
    fetch = fetch_of(source)
    frames = [
        _one_type(verified_bytes(receipt, part), fetch, _area_type(part, fetch)).assign(file=number)
        for number, part in enumerate(receipt.parts)
    ]
    whole = pd.concat(frames, ignore_index=True)
    first = whole.groupby(_ROW, dropna=False)["file"].transform("min")
    whole = whole[whole["file"] == first].drop(columns="file").reset_index(drop=True)
    whole.attrs["absent"] = _absent(whole, fetch)
    return whole


def _absent(whole: pd.DataFrame, fetch: Fetch) -> list[list[str]]:
    areas = whole[whole["Area Code"] != ENGLAND]
    there = set(areas[["area_type", "Indicator ID"]].itertuples(index=False, name=None))
    return [
        [area_type.value, ours]
        for area_type in fetch.area_types
        for ours, theirs in fetch.indicators.items()
        if (area_type.value, str(theirs)) not in there
    ]


def _area_type(part: Part, fetch: Fetch) -> AreaType:
    """The area type in the file's name; a file downloaded by hand has another name."""
    name = Path(part.name).stem
    for area_type in fetch.area_types:
        if area_type.value == name.partition("-")[0] or len(fetch.area_types) == 1:
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
            f"{' or '.join(map(str, fetch.area_types[area_type]))}?",
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
