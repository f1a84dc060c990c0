"""CSV on the Web: figures as CSV with a JSON file that says what every column is.

Source: W3C, "Metadata Vocabulary for Tabular Data" (https://www.w3.org/TR/tabular-metadata/).
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pandas as pd

from fhfa_data.catalogue.tables import TableColumn, load_query_schema
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.downloads import Asked, readme, rows_to_take

_DATATYPES: dict[str, Any] = {
    "area_code": {"base": "string", "format": "[EWSN][0-9]{8}"},
    "status": {"base": "string", "format": "ok|suppressed|not_available|not_applicable"},
    "sex": {"base": "string", "format": "Persons|Female|Male"},
    "landing_page": "anyURI",
}
_KEY = ["indicator", "area_type", "area_code", "period", "sex"]
_IN_THE_INDICATORS_UNIT = ("value", "ci95_low", "ci95_high")


def csvw_file(atlas: Atlas, asked: Asked) -> bytes:
    """A ZIP with the rows as CSV, ``…csv-metadata.json`` beside it, and a README."""
    rows = rows_to_take(atlas, asked)
    name = f"{asked.stem}.csv"
    said = json.dumps(csvw_metadata(atlas, asked, rows, name), indent=1, ensure_ascii=False)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, rows.to_csv(index=False, lineterminator="\r\n"))
        archive.writestr(f"{name}-metadata.json", said)
        archive.writestr("README.txt", readme(atlas))
    return buffer.getvalue()


def csvw_metadata(atlas: Atlas, asked: Asked, rows: pd.DataFrame, name: str) -> dict[str, Any]:
    """What the file ``name`` with these rows is: title, licence, sources, periods, columns."""
    columns = load_query_schema().file_columns
    unit = _unit(atlas, asked)
    sources = [atlas.catalogue.sources[one] for one in sorted(set(rows["source"]))]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@type": "Table",
        "url": name,
        "dc:title": _title(atlas, asked),
        "dc:description": _DESCRIPTION,
        "dc:license": [{"@id": one} for one in sorted({s.licence_url for s in sources}) if one],
        "dc:rights": atlas.warehouse.meta["attribution"],
        "dc:publisher": [{"schema:name": one} for one in sorted({s.publisher for s in sources})],
        "dc:source": [
            {
                "dc:title": one.title,
                "dc:identifier": one.id,
                "schema:url": {"@id": one.landing_page},
            }
            for one in sources
        ],
        "dc:temporal": sorted(set(rows["period"])),
        "dc:identifier": atlas.warehouse.fingerprint,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(columns[one], unit) for one in rows.columns],
            "primaryKey": _KEY,
        },
    }


_DESCRIPTION = (
    "One row a figure. An empty value is not zero: the column status says whether it was withheld, "
    "is not available or does not apply."
)


def _title(atlas: Atlas, asked: Asked) -> str:
    what = atlas.catalogue.indicator(asked.indicator).name if asked.indicator else "All indicators"
    of = f", {asked.area_type.plain}s" if asked.area_type else ""
    where = f", {atlas.warehouse.area(asked.within).full_name}" if asked.within else ""
    return f"{what}{of}{where}"


def _unit(atlas: Atlas, asked: Asked) -> str:
    """The unit of the values, where all are of one indicator."""
    return atlas.catalogue.indicator(asked.indicator).unit_label if asked.indicator else ""


def _column(column: TableColumn, unit: str) -> dict[str, Any]:
    kind = "double" if column.type == "DOUBLE" else "string"
    own = unit if column.name in _IN_THE_INDICATORS_UNIT and unit else column.unit
    said: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": _DATATYPES.get(column.name, kind),
        "null": "",
    }
    if column.name in _KEY:
        said["required"] = True
    return said | ({"schema:unitText": own} if own else {})
