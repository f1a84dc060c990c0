"""All figures and shapes as a folder of Parquet files that R, Python, DuckDB and Spark read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.views.area_shapes import area_shapes, shaped
from fhfa_data.views.catalogue_rows import indicator_rows, source_rows
from fhfa_data.views.replaced_folder import replaced_folder
from fhfa_data.warehouse.read import Warehouse

MANIFEST = "provenance.json"
LICENCE = "Open Government Licence v3.0"

_FIGURES = """
SELECT indicator, area_type, area_code, area.name AS area_name, area.borough_code,
       area.borough_name, period, period_kind, period_start, period_end, is_latest, sex, value,
       ci95_low, ci95_high, numerator, denominator, status, reason, method, source,
       title AS source_title, publisher, licence, landing_page, geography_vintage
FROM figure
JOIN area USING (area_code, area_type)
JOIN period USING (indicator, area_type, period)
LEFT JOIN (SELECT unnest($sources, recursive := true)) USING (source)
WHERE area_type = $area_type
ORDER BY indicator, period_end, sex, area_code
"""
_PLAIN_TABLES = ("area", "lsoa", "place", "period", "dataset", "rural_urban")
_README = """Fairer Health Atlas: all figures and shapes as Parquet files

{attribution}
Licence: {licence}. Figures {fingerprint}.

figure/      figures, one file for each kind of area; every row with its source and licence
shape/       GeoParquet, EPSG:4326; "shape" says whether each is exact or approximate
*.parquet    areas, neighbourhoods, places, periods, indicators, sources, fetched datasets
{manifest}   each file's rows and SHA-256

A value is missing unless status is "ok"; reason says why. Columns: docs/analysts.md of the project.
"""


def write_parquet_folder(warehouse: Warehouse, catalogue: Catalogue, folder: Path) -> int:
    """Write the folder, whole or not at all; an earlier one of ours is replaced.

    Figures are written kind of area by kind of area, piece by piece: all England needs no more
    memory than one borough.

    Returns
    -------
    How many figures were written.

    Raises
    ------
    AtlasError
        If the folder holds something else or can't be written.
    """
    with replaced_folder(folder, MANIFEST) as scratch:
        rows = _write_figures(warehouse, catalogue, scratch / "figure")
        _write_shapes(warehouse, scratch / "shape")
        for name in _PLAIN_TABLES:
            _write(warehouse.frame(f"SELECT * FROM {name}"), scratch / f"{name}.parquet")
        meanings = pd.Series({one.id: one.meaning for one in catalogue.indicators.values()})
        indicators = indicator_rows(catalogue)
        indicators["meaning"] = indicators["indicator"].map(meanings)
        _write(indicators, scratch / "indicator.parquet")
        _write(source_rows(catalogue, warehouse), scratch / "source.parquet")
        _write_words(warehouse, scratch)
    return rows


def _write_figures(warehouse: Warehouse, catalogue: Catalogue, folder: Path) -> int:
    folder.mkdir()
    sources = [
        {
            "source": one.id,
            "title": one.title,
            "publisher": one.publisher,
            "licence": one.licence,
            "landing_page": one.landing_page,
        }
        for one in catalogue.sources.values()
    ]
    total = 0
    for kind in warehouse.kinds:
        asked = {"sources": sources, "area_type": kind.value}
        batches = warehouse.batches(_FIGURES, asked)
        schema = batches.schema.with_metadata(_metadata(warehouse))
        with pq.ParquetWriter(folder / f"{kind.value}.parquet", schema, compression="zstd") as file:
            for batch in batches:
                file.write_batch(batch)
                total += batch.num_rows
    return total


def _write_shapes(warehouse: Warehouse, folder: Path) -> None:
    folder.mkdir()
    names = pd.DataFrame(
        [(one.code, one.name, one.borough_name) for one in warehouse.areas.values()],
        columns=["area_code", "area_name", "borough_name"],
    )
    for kind in shaped(warehouse):
        shapes = area_shapes(warehouse, kind).merge(names, on="area_code")
        shapes.to_parquet(folder / f"{kind.value}.parquet", index=False)


def _write(rows: pd.DataFrame, path: Path) -> None:
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), path, compression="zstd")


def _metadata(warehouse: Warehouse) -> dict[str, str]:
    return {
        "attribution": warehouse.meta["attribution"],
        "warehouse_fingerprint": warehouse.fingerprint,
        "licence": LICENCE,
    }


def _write_words(warehouse: Warehouse, folder: Path) -> None:
    files = {
        path.relative_to(folder).as_posix(): {
            "rows": pq.read_metadata(path).num_rows,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*.parquet"))
    }
    said = {**_metadata(warehouse), "files": files}
    (folder / MANIFEST).write_text(json.dumps(said, indent=1, ensure_ascii=False), "utf-8")
    words = _README.format(
        attribution=warehouse.meta["attribution"],
        licence=LICENCE,
        fingerprint=warehouse.fingerprint,
        manifest=MANIFEST,
    )
    (folder / "README.txt").write_text(words, "utf-8")
