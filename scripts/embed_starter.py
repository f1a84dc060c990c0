"""Turn the starter hand-over folder into the files embedded in ``data/starter``.

Run once per new starter:  python scripts/embed_starter.py PATH_TO_STARTER_FOLDER

Writes Parquet, GeoParquet and ``provenance.toml`` (rows and SHA-256 of each file, so that a damaged
copy is noticed before anyone reads a wrong figure from it).
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

TARGET = Path(__file__).resolve().parent.parent / "data" / "starter"
MADE_ON = "2026-11-30"
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Source: Office for National Statistics; Ministry of Housing, Communities and Local "
    "Government; Office for Health Improvement and Disparities; Department for Work and Pensions; "
    "NHS. Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © "
    "Royal Mail copyright and database right 2025. Neighbourhood names: House of Commons Library, "
    "Open Parliament Licence v3.0."
)

_WARD_SHAPES = ["ward24_code", "overlap_pct", "geometry"]
_CODES = ["lsoa21_code", "ward24_code", "ward22_code", "area_code"]
TEXT = dict.fromkeys([*_CODES, "postcode", "ward22_name", "age_band"], "string")
NUMBERS = {"easting": "int32", "northing": "int32", "quality": "int8"}
SMALL = {
    # A postcode is much like the one before it: what is kept is how they differ.
    "postcodes": {
        "compression": "zstd",
        "compression_level": 19,
        "use_dictionary": ["lsoa21_code", "ward24_code", "quality"],
        "column_encoding": {
            "postcode": "DELTA_BYTE_ARRAY",
            "easting": "DELTA_BINARY_PACKED",
            "northing": "DELTA_BINARY_PACKED",
        },
    }
}
"""Table → how its Parquet is written, where that makes it half as large."""


def embed(folder: Path) -> None:
    """Read the starter's CSV and GeoJSON, write Parquet and the provenance file."""
    TARGET.mkdir(parents=True, exist_ok=True)
    figures = pd.read_csv(
        folder / "figures.csv.gz",
        dtype={"period": "string", "value": float, "compared_to_england": "string"},
    )
    order = ["indicator", "area_type", "period", "sex", "area_code"]
    tables = {
        "figures": figures.sort_values(order, ignore_index=True),
        "areas": pd.read_csv(folder / "areas.csv", dtype="string"),
        "msoa11": pd.read_csv(folder / "msoa11.csv", dtype="string"),
        "places": pd.read_csv(folder / "places.csv", dtype={"as_of": "string"}),
        # Names and boroughs of wards are among the areas.
        "ward_footprints": gpd.read_file(folder / "ward_footprints.geojson")[_WARD_SHAPES],
        "lsoa_footprints": gpd.read_file(folder / "lsoa_footprints.geojson"),
        "postcodes": pd.read_csv(folder / "postcodes.csv.gz", dtype=TEXT | NUMBERS),
        "ages": pd.read_csv(folder / "ages.csv.gz", dtype=TEXT),
        "ward_changes": pd.read_csv(folder / "ward_changes.csv", dtype=TEXT),
    }
    sections = [_write(name, table) for name, table in tables.items()]
    head = f'made_on = "{MADE_ON}"\nattribution = "{ATTRIBUTION}"\n'
    (TARGET / "provenance.toml").write_text(head + "".join(sections), encoding="utf-8")


def _write(name: str, table: pd.DataFrame) -> str:
    path = TARGET / f"{name}.parquet"
    table.to_parquet(path, index=False, **SMALL.get(name, {"compression": "zstd"}))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f'\n[files."{path.name}"]\nrows = {len(table)}\nsha256 = "{digest}"\n'


if __name__ == "__main__":
    embed(Path(sys.argv[1]))
