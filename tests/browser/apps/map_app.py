"""A small app for the browser tests: map, table and mosaic of Greater Manchester, made-up values.

Query: ``indicator`` (share or partial), ``view``, ``focus``, ``geometry`` (none: nothing served).
"""

from __future__ import annotations

import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import streamlit as st

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.charts.mosaic_payload import mosaic_payload
from fhfa_data.geography.map_file import map_geometry
from fhfa_data.geography.static_file import write_once
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Status
from fhfa_data.model.selection import View
from fhfa_data.ui.elements import assets
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.mosaic import mosaic
from fhfa_data.views.mosaic_model import MosaicCell
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread

STATIC = Path(__file__).parent / "static" / "atlas"
STARTER = Path(os.environ["FHFA_TEST_STARTER"])


def frames():
    areas = pd.read_parquet(STARTER / "areas.parquet")
    return (
        gpd.read_parquet(STARTER / "ward_footprints.parquet"),
        areas[["ward24_code", "ward24_name", "borough_code", "borough_name"]].drop_duplicates(),
        pd.read_parquet(STARTER / "places.parquet"),
    )


@st.cache_resource
def geometry_address():
    assets.publish(STATIC)
    shapes = map_geometry(*frames())
    return assets.served_url(write_once(STATIC, shapes.name, shapes.text).name)


@st.cache_data
def geometry_text():
    return map_geometry(*frames()).text


def area_value(rank, row, indicator):
    """Values run with the alphabet; "partial" has intervals, a gap and a withheld value."""
    partial = indicator == "partial"
    status = {3: Status.SUPPRESSED, 9: Status.NOT_AVAILABLE}.get(rank if partial else -1, Status.OK)
    value = (214 - rank if partial else rank) * 100 / 214 if status is Status.OK else None
    interval = (value - 2, value + 2) if partial and value is not None else (None, None)
    area = Area(row.ward24_code, row.ward24_name, AreaType.WARD, row.borough_code, row.borough_name)
    figure = Figure(
        indicator, area.code, "2025", "Persons", value, *interval, None, None,
        status, None, "", "Ward 2024",
    )  # fmt: skip
    text = status.plain if value is None else f"{value:.1f}%"
    words = "" if interval[0] is None else f"95% interval {interval[0]:.1f}% to {interval[1]:.1f}%"
    return AreaValue(area, figure, text, words, None if value is None else min(int(value // 20), 4))


@st.cache_data
def spread_of(indicator):
    rows = frames()[1].sort_values(["ward24_name", "ward24_code"]).itertuples()
    values = [area_value(rank, row, indicator) for rank, row in enumerate(rows)]
    values.sort(key=lambda one: (one.figure.value is None, one.figure.value or 0.0))
    gm = Benchmark(
        Area("E47000001", "Greater Manchester", AreaType.GM),
        39.5,
        "39.5%",
        1,
        "Greater Manchester 39.5%",
    )
    texts = tuple(f"{low}% to {low + 20}%" for low in range(0, 100, 20))
    return Spread(
        indicator_id=indicator,
        title="Made-up share",
        unit_label="% of residents",
        polarity=Polarity.LOWER_IS_BETTER,
        level=AreaType.WARD,
        period_label="2025",
        period_text="2025",
        sex="Persons",
        values=tuple(values),
        benchmarks=(gm,),
        band_texts=texts,
        worst_band=4,
        summary="",
        provenance="",
        caveats=(),
    )


def table_payload(spread):
    columns = [
        {"id": "ward", "label": "Ward", "numeric": False},
        {"id": "value", "label": "Share", "numeric": True, "help": "Of residents"},
        {"id": "strip", "label": "Beside Greater Manchester", "numeric": False, "sortable": False},
    ]
    return {"columns": columns, "rows": [table_row(value) for value in spread.values]}


def table_row(one):
    marks = [
        {"label": "Ward", "value": one.figure.value, "shape": "dot"},
        {"label": "Greater Manchester", "value": 39.5, "shape": "line"},
    ]
    words = f"{one.area.name} {one.text}, Greater Manchester 39.5%"
    return [
        {"text": one.area.name, "code": one.area.code, "note": one.area.borough_name},
        {"text": one.text, "sort": one.figure.value},
        {"text": words, "strip": {"min": 0, "max": 100, "marks": marks}},
    ]


st.set_page_config(page_title="Map element", layout="wide")
query = st.query_params
shown = spread_of(query.get("indicator", "share"))
address = "/app/static/atlas/absent.json" if "geometry" in query else geometry_address()
st.session_state.setdefault("picked", "nothing")
st.button("Other indicator", on_click=lambda: query.update(indicator="partial"))
atlas_map(
    map_payload(
        shown,
        geometry_url=address,
        view=View(query.get("view", "map")),
        selected=st.session_state["picked"],
        focus_borough=query.get("focus"),
    ),
    key="map",
    height=460,
    geometry_text=geometry_text,
    on_pick=lambda code: st.session_state.update(picked=code),
    on_view=lambda view: query.update(view=view),
)
st.write(f"Picked: {st.session_state['picked']}")
data_table(
    table_payload(shown),
    key="table",
    caption="Made-up share by ward",
    height=300,
    on_pick=lambda code: st.session_state.update(picked=code),
)
mosaic(
    mosaic_payload(
        [MosaicCell(f"E0100000{d}", f"Test 00{d}A", d, 1500 + d, d <= 2) for d in (1, 2, 5, 9)],
        place="Harpurhey",
    ),
    key="mosaic",
)
