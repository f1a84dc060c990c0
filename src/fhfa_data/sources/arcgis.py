"""Layers of the ONS Open Geography Portal, by way of ArcGIS's query endpoint, page by page.

Lookups (``f=json``) become strings, boundaries (``f=geojson``) shapes in EPSG:4326. Each page is a
raw part; ``count.json`` says how many rows there should be. A service may answer an error with
HTTP 200, send a page twice or leave rows out: all of that is found here.

Source: ArcGIS REST API, "Query (Feature Service/Layer)"
(https://developers.arcgis.com/rest/services-reference/enterprise/query-feature-service-layer/).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

import geopandas as gpd
import pandas as pd

from fhfa_data.catalogue.fetching import Fetch, Form
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import SourceError
from fhfa_data.sources.arcgis_pages import Rows, read_count, read_page
from fhfa_data.sources.arcgis_shapes import shapes
from fhfa_data.sources.asking import Asked, fetch_of
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.receipts import Part, Receipt, verified_bytes
from fhfa_data.sources.tabular import require_columns, string_frame

_BATCH = 200  # codes in one where clause
_PAGE = "1000"  # rows; ONS layers send 1,000 or 2,000 at most
_LONGEST_GET = 1500  # characters of query: some proxies cut addresses over 2,000
_COUNT = "count.json"


def download(
    source: Source,
    fetcher: Fetcher,
    into: Path,
    *,
    codes: Sequence[str] = (),
    known: Receipt | None = None,
) -> tuple[Part, ...] | NotModified:
    """Download the layer's rows into the folder ``into``: all, or those of ``codes``.

    ``codes`` are values of ``fetch.scope_field``; a layer without one is had whole. They are asked
    for 200 at a time, each lot paged and counted.

    Raises
    ------
    SourceError
        If it can't be had, the service reports an error, or rows are missing or come twice.
    """
    asked = Asked(source, fetcher, into, known)
    wheres = list(_wheres(asked.fetch, codes))
    rows = Rows(asked.fetch)
    for number, where in enumerate(wheres, 1):
        _download_lot(asked, where, f"lot-{number:03d}-" if len(wheres) > 1 else "", rows)
    rows.check_any()
    return asked.outcome()


def _download_lot(asked: Asked, where: str, lot: str, rows: Rows) -> None:
    fetch = asked.fetch
    query = {"where": where, "returnCountOnly": "true", "f": "json"}
    total = read_count(_ask(asked, f"{lot}{_COUNT}", query), fetch)
    got, page, more = 0, 0, False
    while got < total or more:
        page += 1
        name = f"{lot}page-{page:04d}.{fetch.form.value}"
        features, more = read_page(_ask(asked, name, _page_query(fetch, where, got)), fetch)
        if not features:
            break
        rows.take(features)
        got += len(features)
    rows.check_total(got, total)


def _ask(asked: Asked, name: str, query: dict[str, str]) -> bytes:
    address = f"{asked.fetch.address}/query"
    if len(urlencode(query)) > _LONGEST_GET:
        return asked.get(name, address, form=query)
    return asked.get(name, address, query=query)


def _page_query(fetch: Fetch, where: str, offset: int) -> dict[str, str]:
    shaped = fetch.form is Form.GEOJSON
    return {
        "resultRecordCount": _PAGE,
        **fetch.query,
        "where": where,
        # A service that calls a field otherwise refuses to be asked for it by our name.
        "outFields": "*" if fetch.aliases else ",".join(fetch.fields),
        "orderByFields": fetch.order,
        "returnGeometry": "true" if shaped else "false",
        **({"outSR": "4326"} if shaped else {}),
        "resultOffset": str(offset),
        "f": fetch.form.value,
    }


def _wheres(fetch: Fetch, codes: Sequence[str]) -> Iterator[str]:
    """One where clause for each lot of codes, or one for all rows."""
    fixed = fetch.query.get("where", "")
    if not (codes and fetch.scope_field):
        yield fixed or "1=1"
        return
    fixed = f"({fixed}) AND " if " or " in fixed.lower() else f"{fixed} AND " if fixed else ""
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), _BATCH):
        quoted = ",".join("'" + code.replace("'", "''") + "'" for code in wanted[start:][:_BATCH])
        yield f"{fixed}{fetch.scope_field} IN ({quoted})"


def read(receipt: Receipt, source: Source) -> pd.DataFrame | gpd.GeoDataFrame:
    """The rows of all pages: ``fetch.fields`` as ``string`` columns, and shapes where there are.

    Shapes are in EPSG:4326 and valid. Those that had to be mended are named in a log message and
    in ``attrs["mended"]``, a list of values of ``fetch.order``.

    Raises
    ------
    SourceError
        If pages lack rows or fields, hold rows twice, or a shape is missing or can't be read.
    RawDataError
        If a file is missing or its bytes have changed.
    """
    fetch = fetch_of(source)
    counts = [part for part in receipt.parts if part.name.endswith(_COUNT)]
    pages = [
        verified_bytes(receipt, part)
        for part in sorted(receipt.parts, key=lambda part: part.name)
        if part not in counts
    ]
    features = [feature for page in pages for feature in read_page(page, fetch)[0]]
    rows = Rows(fetch)
    rows.take(features)
    if counts:  # a file downloaded by hand has none
        total = sum(read_count(verified_bytes(receipt, part), fetch) for part in counts)
        rows.check_total(len(features), total)
    rows.check_any()
    table = _table([rows.values_of(feature) for feature in features], fetch)
    if fetch.form is not Form.GEOJSON:
        return table
    return shapes(table, pages, [feature.get("geometry") for feature in features], fetch)


def _table(values: list[dict[str, object]], fetch: Fetch) -> pd.DataFrame:
    # Hosted services find fields whatever their case, and answer in their own.
    own = {name.casefold(): name for name in values[0]}
    also = {ours: theirs for theirs, ours in fetch.aliases.items() if theirs.casefold() in own}
    names = {field: own.get(field.casefold(), also.get(field, "")) for field in fetch.fields}
    names = {field: own.get(name.casefold(), field) for field, name in names.items()}
    require_columns(
        [*own.values(), *(field for field in names if names[field] in values[0])], fetch
    )
    try:
        columns = {field: [row[name] for row in values] for field, name in names.items()}
    except KeyError as error:
        raise SourceError(
            f"Some rows lack the field {error}.", fetch.address, "Refresh again."
        ) from error
    return string_frame(columns)
