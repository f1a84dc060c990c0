"""The rows of the embedded files that a figure was made from."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from fhfa_data.indicators.tidy import AREA_TYPE_OF
from fhfa_data.model.areas import AreaType
from fhfa_data.model.locations import data_folder
from fhfa_data.sources.starter import read_provenance, verified_file
from fhfa_data.tracing.trace_model import RawFile, RawRow

_FIGURES, _AREAS = "figures.parquet", "areas.parquet"
_NAME_OF = {kind: name for name, kind in AREA_TYPE_OF.items()}
_SHOWN = ["period", "sex", "value", "numerator", "denominator"]
_LOOKUP = ["ward24_code", "ward24_name", "borough_code", "borough_name"]


def figure_rows_of(
    indicator: str, area_type: AreaType, codes: Collection[str] | None, series: dict[str, str]
) -> tuple[RawFile, tuple[RawRow, ...]]:
    """The embedded figures of an indicator for these areas (None: all) in this period and sex.

    Raises
    ------
    StarterError
        If the embedded file is missing or damaged.
    """
    file = _file(_FIGURES)
    table = pd.read_parquet(file.path)
    wanted = (table["indicator"] == indicator) & (table["area_type"] == _NAME_OF.get(area_type))
    for name, value in series.items():
        wanted &= table[name] == value
    return file, _rows(table[wanted], "area_code", codes, _SHOWN, _FIGURES)


def lookup_rows_of(codes: Collection[str]) -> tuple[RawFile, tuple[RawRow, ...]]:
    """The embedded lookup's rows for these neighbourhoods.

    Raises
    ------
    StarterError
        If the embedded file is missing or damaged.
    """
    file = _file(_AREAS)
    table = pd.read_parquet(file.path)
    return file, _rows(table, "lsoa21_code", codes, _LOOKUP, _AREAS)


def _rows(
    table: pd.DataFrame, code: str, codes: Collection[str] | None, shown: list[str], file: str
) -> tuple[RawRow, ...]:
    kept = table if codes is None else table[table[code].isin(list(codes))]
    return tuple(
        RawRow(
            area_code=str(row[code]),
            file=file,
            member="",
            row=int(str(number)) + 1,
            offset=None,
            length=None,
            cells={name: str(row[name]) for name in shown if not pd.isna(row[name])},
        )
        for number, row in zip(kept.index, kept.to_dict("records"), strict=True)
    )


def _file(name: str) -> RawFile:
    folder = data_folder() / "starter"
    provenance = read_provenance(folder)
    facts = provenance["files"][name]
    path = verified_file(folder / name, facts)
    size = path.stat().st_size
    return RawFile(path, size, facts["sha256"], made_on=provenance["made_on"])
