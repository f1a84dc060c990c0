"""Read the figures and shapes embedded in ``data/starter``, refusing damaged files."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from fhfa_data.errors import StarterError
from fhfa_data.model.locations import data_folder

_FILES = {f"{name}.parquet" for name in ("figures", "areas", "msoa11", "places", "ward_footprints")}
_TODO = "Get the project's data/starter folder again (git checkout -- data/starter)."

POSTCODES = ["postcode", "lsoa21_code", "ward24_code", "easting", "northing", "quality"]
AGES = ["area_code", "age_band", "residents"]
WARD_CHANGES = ["ward22_code", "ward22_name", "ward24_code", "share_pct", "postcodes"]
LSOA_FOOTPRINTS = ["lsoa21_code", "drawn", "overlap_pct", "geometry"]


@dataclass(frozen=True, slots=True)
class Starter:
    """The embedded tables. The last four may be empty: a starter can do without their files.

    ``figures``: indicator, area_type (``lsoa21``, ``msoa11``, ``ward24``, ``borough``,
    ``england``), area_code, period, sex, value, ci95_low, ci95_high, numerator, denominator, and
    maybe compared_to_england (the publisher's own verdict).
    ``areas``: one row an LSOA 2021 with its MSOAs, ward and borough. ``msoas``: MSOA 2011, with the
    ``local_name`` people use.
    ``places``: points of interest (WGS84). ``footprints``: approximate ward shapes, EPSG:4326.
    ``lsoa_footprints``: shapes of LSOAs, EPSG:4326, with ``drawn`` (how) and ``overlap_pct``;
    maybe ``source``, which layer they are from.
    ``postcodes``: :data:`POSTCODES`; ``ages``: :data:`AGES`; ``ward_changes``:
    :data:`WARD_CHANGES`, where wards of December 2022 that are no more went.
    ``scope`` and ``scope_name``: which part of England it is, as ``--scope`` and as people say it.
    """

    figures: pd.DataFrame
    areas: pd.DataFrame
    msoas: pd.DataFrame
    places: pd.DataFrame
    footprints: gpd.GeoDataFrame
    lsoa_footprints: gpd.GeoDataFrame
    postcodes: pd.DataFrame
    ages: pd.DataFrame
    ward_changes: pd.DataFrame
    made_on: str
    attribution: str
    scope: str = "gm"
    scope_name: str = "Greater Manchester"


def read_starter(folder: Path | None = None) -> Starter:
    """Read and verify the embedded files.

    Raises
    ------
    StarterError
        If a file is missing, damaged or can't be read; the message says which and what to do.
    """
    folder = folder or data_folder() / "starter"
    provenance = read_provenance(folder)
    paths = {
        name: verified_file(folder / name, facts) for name, facts in provenance["files"].items()
    }
    return Starter(
        figures=pd.read_parquet(paths["figures.parquet"]),
        areas=pd.read_parquet(paths["areas.parquet"]),
        msoas=_msoas(paths["msoa11.parquet"]),
        places=pd.read_parquet(paths["places.parquet"]),
        footprints=gpd.read_parquet(paths["ward_footprints.parquet"]),
        lsoa_footprints=_lsoa_footprints(paths),
        postcodes=_if_there("postcodes", POSTCODES, paths),
        ages=_if_there("ages", AGES, paths),
        ward_changes=_if_there("ward_changes", WARD_CHANGES, paths),
        made_on=provenance["made_on"],
        attribution=provenance["attribution"],
        **{name: provenance[name] for name in ("scope", "scope_name") if name in provenance},
    )


def _msoas(path: Path) -> pd.DataFrame:
    """A starter made before there were local names has none."""
    rows = pd.read_parquet(path)
    return rows if "local_name" in rows else rows.assign(local_name="")


def _if_there(name: str, columns: list[str], paths: Mapping[str, Path]) -> pd.DataFrame:
    path = paths.get(f"{name}.parquet")
    return pd.DataFrame(columns=columns) if path is None else pd.read_parquet(path)[columns]


def _lsoa_footprints(paths: Mapping[str, Path]) -> gpd.GeoDataFrame:
    path = paths.get("lsoa_footprints.parquet")
    if path is None:
        return gpd.GeoDataFrame(columns=LSOA_FOOTPRINTS, geometry="geometry", crs=4326)
    return gpd.read_parquet(path)


def read_provenance(folder: Path) -> dict[str, Any]:
    """The content of ``provenance.toml``: when the starter was made, rows and SHA-256 of each file.

    Raises
    ------
    StarterError
        If the file is missing, can't be read or lacks a part.
    """
    path = folder / "provenance.toml"
    try:
        provenance = tomllib.loads(path.read_text(encoding="utf-8"))
        if not _is_whole(provenance):
            raise ValueError("a part is missing")
        return provenance
    except FileNotFoundError as error:
        raise StarterError("The embedded figures are missing.", str(path), _TODO) from error
    except (OSError, ValueError) as error:  # bad TOML and bad UTF-8 are ValueErrors too
        raise StarterError("The list of embedded files is damaged.", str(path), _TODO) from error


def _is_whole(provenance: dict[str, Any]) -> bool:
    files = provenance.get("files")
    return (
        {"made_on", "attribution"} <= set(provenance)
        and isinstance(files, dict)
        and set(files) >= _FILES
        and all(isinstance(one, dict) and {"rows", "sha256"} <= set(one) for one in files.values())
    )


def verified_file(path: Path, facts: dict[str, Any]) -> Path:
    """The path, if the file's SHA-256 and number of rows are what ``provenance.toml`` says.

    Raises
    ------
    StarterError
        If the file is missing, its contents have changed, or it has more or fewer rows than said.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise StarterError("An embedded file is missing.", str(path), _TODO) from error
    if digest != facts["sha256"]:
        raise StarterError(
            "An embedded file is damaged: its contents have changed.", str(path), _TODO
        )
    rows = pq.read_metadata(path).num_rows
    if rows != facts["rows"]:
        raise StarterError(
            f"An embedded file has {rows:,} rows, not the {facts['rows']:,} that are listed.",
            str(path),
            _TODO,
        )
    return path
