"""GeoPackage files: shapes with their figures for QGIS, R's sf and other maps' makers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.errors import AtlasError
from fhfa_data.model.areas import AreaType
from fhfa_data.views.area_shapes import area_shapes, shaped
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.catalogue_rows import indicator_rows, source_rows
from fhfa_data.views.downloads import Asked, rows_to_take
from fhfa_data.views.figure_rows import figure_rows
from fhfa_data.warehouse.read import Warehouse

LAYERS = {
    AreaType.LSOA: "neighbourhoods",
    AreaType.MSOA: "middle_layer_areas",
    AreaType.WARD: "wards",
    AreaType.BOROUGH: "boroughs",
    AreaType.GM: "greater_manchester",
    AreaType.REGION: "regions",
}


def write_geopackage(warehouse: Warehouse, catalogue: Catalogue, path: Path) -> None:
    """Write shapes, the latest figures beside them, and all figures as a table.

    Layers ``neighbourhoods`` and ``middle_layer_areas`` (where their shapes are installed),
    ``wards``, ``boroughs`` and, where they are wholly installed, ``greater_manchester`` and
    ``regions`` hold a column an indicator with its latest value, one for each sex
    (``…_female``, ``…_male``) where it is published by sex, missing where there is none.
    Tables without shapes: ``figures`` (every period and kind of area but LSOAs, one a row, with
    status and source), ``indicators``, ``sources`` and ``about``. LSOAs stay out of ``figures``
    because a file of all England's would be too large to open; the Parquet files hold them.

    Raises
    ------
    AtlasError
        If the file can't be written.
    """
    if path.suffix.lower() != ".gpkg":
        raise AtlasError("A GeoPackage's name ends in .gpkg.", str(path))
    with _scratch(path) as scratch:
        for kind in shaped(warehouse):
            _write(_wide(warehouse, kind, _latest(warehouse, kind)), scratch, LAYERS[kind])
        told = [kind for kind in warehouse.kinds if kind is not AreaType.LSOA]
        for kind in told:
            rows = figure_rows(warehouse, catalogue, area_type=kind, period="all").rows
            _write(rows, scratch, "figures", append=kind is not told[0])
        for name, rows in _tables(warehouse, catalogue).items():
            _write(rows, scratch, name)


def geopackage_file(atlas: Atlas, asked: Asked) -> bytes:
    """The rows asked for as a GeoPackage: the same layers and tables, with just these figures.

    A layer is there if any of its areas have a row; all rows are in the table ``figures``.
    """
    rows = rows_to_take(atlas, asked)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{asked.stem}.gpkg"
        for kind in shaped(atlas.warehouse):
            own = rows[rows["area_type"] == kind.value]
            if len(own):
                wide = _wide(atlas.warehouse, kind, _last_of_each(own))
                inside = wide["area_code"].isin(own["area_code"])
                _write(wide[inside], path, LAYERS[kind])
        _write(rows, path, "figures")
        for name, table in _tables(atlas.warehouse, atlas.catalogue).items():
            _write(table, path, name)
        return path.read_bytes()


def _last_of_each(rows: pd.DataFrame) -> pd.DataFrame:
    """Each area's latest value of each indicator and sex; rows come by period."""
    known = rows[rows["status"] == "ok"]
    return known.drop_duplicates(["area_code", "indicator", "sex"], keep="last")


@contextmanager
def _scratch(path: Path) -> Generator[Path, None, None]:
    """A file to write to that takes the place of ``path`` once it is whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.stem}-", dir=path.parent) as beside:
            scratch = Path(beside) / path.name
            yield scratch
            os.replace(scratch, path)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error
    except pyogrio.errors.DataSourceError as error:
        raise _unwritable(path, str(error)) from error


def _latest(warehouse: Warehouse, kind: AreaType) -> pd.DataFrame:
    return warehouse.frame(
        """SELECT area_code, indicator, sex, value FROM figure
        JOIN period USING (indicator, area_type, period)
        WHERE is_latest AND area_type = $kind AND status = 'ok'""",
        {"kind": kind.value},
    )


def _wide(warehouse: Warehouse, kind: AreaType, latest: pd.DataFrame) -> gpd.GeoDataFrame:
    """Shapes of one kind of area with a column for each indicator's and sex's latest value."""
    whose = latest["sex"].map({"Persons": "", "Female": "_female", "Male": "_male"})
    named = latest.assign(column=latest["indicator"] + whose)
    values = named.pivot(index="area_code", columns="column", values="value").reset_index()
    names = warehouse.frame(
        "SELECT area_code, name AS area_name, borough_code, borough_name FROM area"
    )
    shapes = area_shapes(warehouse, kind).merge(names, on="area_code")
    return shapes.merge(values, on="area_code", how="left")


def _tables(warehouse: Warehouse, catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    about = {
        "attribution": warehouse.meta["attribution"],
        "licence": "Open Government Licence v3.0",
        "warehouse_fingerprint": warehouse.fingerprint,
        "coordinates": "EPSG:4326",
    }
    return {
        "indicators": indicator_rows(catalogue),
        "sources": source_rows(catalogue, warehouse),
        "about": pd.DataFrame(list(about.items()), columns=["key", "value"]),
    }


def _write(rows: pd.DataFrame, path: Path, layer: str, *, append: bool = False) -> None:
    pyogrio.write_dataframe(rows, path, layer=layer, driver="GPKG", append=append)


def _unwritable(path: Path, why: str) -> AtlasError:
    return AtlasError(
        f"The GeoPackage can't be written: {why}.", str(path), "Name a folder you can write to."
    )
