"""Shapes of areas from pages of GeoJSON: all there, all in England's part of the world, all valid.

Source: RFC 7946 (GeoJSON is always longitude and latitude on WGS 84).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from fhfa_data.catalogue.fetching import Fetch
from fhfa_data.errors import SourceError

_LOG = logging.getLogger(__name__)
_UK = (-9.0, 49.0, 3.0, 61.5)  # degrees: west, south, east, north; all of the UK lies inside
_SHOWN = 5


def shapes(
    table: pd.DataFrame, pages: Sequence[bytes], given: Sequence[object], fetch: Fetch
) -> gpd.GeoDataFrame:
    """The table with the shapes of the pages' features, EPSG:4326; invalid ones mended.

    ``given`` is what each feature has as its geometry, None if nothing.
    ``attrs["mended"]`` lists the values of ``fetch.order`` whose shape had to be mended.

    Raises
    ------
    SourceError
        If a shape is missing, can't be read, or lies outside the UK (another reference system).
    """
    keys = table[fetch.order].to_numpy()
    _refuse(np.array([one is None for one in given]), keys, "have no shape", fetch)
    parts = [_parts(page, fetch) for page in pages]
    drawn = np.concatenate(parts) if parts else np.array([], dtype=object)
    if len(drawn) != len(table):
        raise SourceError("Some rows have no shape.", fetch.address, "Refresh again.")
    _refuse(shapely.is_missing(drawn) | shapely.is_empty(drawn), keys, "have no shape", fetch)
    bounds = shapely.bounds(drawn)
    outside = (bounds[:, :2] < _UK[:2]).any(axis=1) | (bounds[:, 2:] > _UK[2:]).any(axis=1)
    _refuse(outside, keys, "lie outside the UK: the service did not send degrees", fetch)
    drawn, mended = _mended(drawn, keys, fetch)
    frame = gpd.GeoDataFrame(table, geometry=drawn, crs="EPSG:4326")
    frame.attrs["mended"] = mended
    return frame


def _parts(page: bytes, fetch: Fetch) -> np.ndarray:
    """One shape a feature, in the features' order."""
    try:
        return shapely.get_parts(shapely.from_geojson(page))
    except (shapely.errors.ShapelyError, ValueError, TypeError) as error:
        raise SourceError("A shape can't be read.", fetch.address, "Refresh again.") from error


def _mended(drawn: np.ndarray, keys: np.ndarray, fetch: Fetch) -> tuple[np.ndarray, list[str]]:
    bad = ~shapely.is_valid(drawn)
    if not bad.any():
        return drawn, []
    drawn = drawn.copy()
    # "structure" keeps areas as areas; the other way may leave lines beside them.
    drawn[bad] = shapely.make_valid(drawn[bad], method="structure", keep_collapsed=False)
    _refuse(shapely.is_empty(drawn), keys, "have a shape that can't be mended", fetch)
    mended = [str(key) for key in keys[bad]]
    _LOG.warning(
        "%d shapes of %s crossed themselves and were mended: %s",
        *(len(mended), fetch.address, _some(mended)),
    )
    return drawn, mended


def _refuse(wrong: np.ndarray, keys: np.ndarray, what: str, fetch: Fetch) -> None:
    if wrong.any():
        raise SourceError(
            f"{int(wrong.sum()):,} of {len(keys):,} rows {what}: {_some(keys[wrong])}.",
            fetch.address,
            "Refresh again; if it stays so, the layer has changed.",
        )


def _some(keys: Sequence[object] | np.ndarray) -> str:
    more = f" and {len(keys) - _SHOWN:,} more" if len(keys) > _SHOWN else ""
    return ", ".join(str(key) for key in keys[:_SHOWN]) + more
