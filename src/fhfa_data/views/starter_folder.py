"""The installed figures as a starter: the folder of embedded files that a first build reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.indicators.tidy import AREA_TYPE_OF
from fhfa_data.model.provenance import SIGN, facts, listed, quoted
from fhfa_data.views.replaced_folder import replaced_folder
from fhfa_data.warehouse.read import Warehouse

_FIGURE = "indicator, area_type, area_code, period, sex, value, ci95_low, ci95_high, numerator"
_FIGURES = f"""
SELECT {_FIGURE}, denominator, compared_to_england, status FROM figure
WHERE method IS NOT NULL
  AND (area_type IN ('lsoa', 'msoa', 'england')
       OR (area_type IN ('ward', 'borough') AND method IN ('published', 'modelled')))
ORDER BY indicator, area_type, period, sex, area_code
"""
_AREAS = """
SELECT lsoa.* EXCLUDE (residents), ward.name AS ward24_name, borough.name AS borough_name
FROM lsoa
JOIN area AS ward ON ward.area_code = ward24_code
JOIN area AS borough ON borough.area_code = lsoa.borough_code
ORDER BY lsoa21_code
"""
_MSOAS = """
SELECT area_code AS msoa11_code, name AS msoa11_name, borough_code, borough_name, local_name
FROM area WHERE area_type = 'msoa' ORDER BY area_code
"""
_TABLES = {
    "areas": _AREAS,
    "msoa11": _MSOAS,
    "places": "FROM place ORDER BY ALL",
    "postcodes": "FROM postcode ORDER BY postcode",
    "ages": "FROM age ORDER BY ALL",
    "ward_changes": "FROM ward_change ORDER BY ALL",
}
"""File → what is in it; figures and shapes are written on their own."""
_README = """# Embedded figures

Made on {made_on} by `fhfa snapshot` from the figures {fingerprint}. The layout is that of the
project's `data/starter`, whose README tells of every column. `provenance.toml` says which datasets
were fetched, and when.

To use them: put this folder, called `starter`, into a folder of your own, set `FHFA_DATA_DIR` to
that folder, and run `fhfa build`.

{attribution}
"""


def write_starter(warehouse: Warehouse, catalogue: Catalogue, folder: Path) -> int:
    """Write the folder, whole or not at all; an earlier snapshot is replaced.

    Figures of wards, boroughs and the whole that are worked out from neighbourhoods are left out: a
    build works them out again. Rows without a value are kept only where their status is not the one
    that the catalogue says a missing row has.

    Returns
    -------
    How many figures were written.

    Raises
    ------
    AtlasError
        If the folder holds something else or can't be written.
    """
    with replaced_folder(folder, SIGN) as scratch:
        figures = _figures(warehouse, catalogue)
        _write(figures, scratch / "figures.parquet")
        for name, query in _TABLES.items():
            _write(warehouse.frame(query), scratch / f"{name}.parquet")
        _write(_shapes(warehouse.ward_shapes()), scratch / "ward_footprints.parquet")
        if warehouse.has_lsoa_shapes:
            _write(_shapes(warehouse.lsoa_shapes()), scratch / "lsoa_footprints.parquet")
        _write_words(warehouse, scratch)
    return len(figures)


def _figures(warehouse: Warehouse, catalogue: Catalogue) -> pd.DataFrame:
    rows = warehouse.frame(_FIGURES)
    absent = rows["indicator"].map(
        {k: v.absent_means.value for k, v in catalogue.indicators.items()}
    )
    rows = rows[rows["indicator"].isin(list(catalogue.indicators)) & (rows["status"] != absent)]
    names = {kind.value: name for name, kind in AREA_TYPE_OF.items()}
    rows = rows.assign(area_type=rows["area_type"].map(names)).reset_index(drop=True)
    return rows.drop(columns="status") if (rows["status"] == "ok").all() else rows


def _shapes(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    shapes = gpd.GeoSeries.from_wkb(rows["wkb"].map(bytes), crs=4326)
    return gpd.GeoDataFrame(rows.drop(columns="wkb"), geometry=shapes)


def _write(rows: pd.DataFrame, path: Path) -> None:
    rows.to_parquet(path, index=False, compression="zstd")


def _write_words(warehouse: Warehouse, folder: Path) -> None:
    made_on, attribution = date.today().isoformat(), warehouse.meta["attribution"]
    said = {
        "made_on": made_on,
        "attribution": attribution,
        "made_from": warehouse.fingerprint,
        "scope": warehouse.meta["scope_asked"],
        "scope_name": warehouse.meta["scope"],
    }
    lines = facts(said)
    for path in sorted(folder.glob("*.parquet")):
        lines += listed(path, pq.read_metadata(path).num_rows)
    for source, one in warehouse.fetched().items():
        lines += ["", f"[datasets.{quoted(source)}]"]
        lines += facts({name: one[name] for name in ("as_of", "digest")})
    (folder / SIGN).write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = _README.format(
        made_on=made_on, fingerprint=warehouse.fingerprint, attribution=attribution
    )
    (folder / "README.md").write_text(words, encoding="utf-8")
