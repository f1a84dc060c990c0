"""A small app for the browser tests: 3,600 made-up neighbourhoods, so that they are on a canvas.

Squares of one kilometre, 60 by 60, in nine boroughs. A square's class follows its column: the
westernmost twelve columns are class 0, the next twelve class 1, and so on.
Query: ``indicator`` (share, or gaps, where the northernmost row has no data), ``focus``.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st

from fhfa_data.charts.many_payload import many_payload
from fhfa_data.geography.lsoa_file import whole_geometry
from fhfa_data.geography.static_file import write_once
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Polarity, Status
from fhfa_data.model.selection import Classes
from fhfa_data.ui.elements import assets
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.views.lsoa_values import LsoaValues, SharedValue
from fhfa_data.views.spread_model import Benchmark

STATIC = Path(__file__).parent / "static" / "atlas"
SIDE, KILOMETRE = 60, 1000.0


@st.cache_resource
def geometry():
    assets.publish(STATIC)
    squares = [(row, column) for row in range(SIDE) for column in range(SIDE)]
    lsoas = gpd.GeoDataFrame(
        {
            "code": [f"E01{row * SIDE + column:06}" for row, column in squares],
            "name": [f"Square {row:02}-{column:02}" for row, column in squares],
            "parent": [f"E0600000{row // 20 * 3 + column // 20}" for row, column in squares],
        },
        geometry=[
            shapely.box(
                *(400_000 + KILOMETRE * column, 460_000 - KILOMETRE * (row + 1)),
                *(400_000 + KILOMETRE * (column + 1), 460_000 - KILOMETRE * row),
            )
            for row, column in squares
        ],
        crs=27700,
    )
    boroughs = pd.DataFrame(
        {"code": [f"E0600000{at}" for at in range(9)], "name": [f"Borough {at}" for at in range(9)]}
    )
    return whole_geometry(lsoas, boroughs)


@st.cache_data
def values(indicator: str) -> LsoaValues:
    shared = [
        SharedValue(f"{column}.0%", float(column), column // 12, Status.OK)
        for column in range(SIDE)
    ]
    shared.append(SharedValue("No data", None, None, Status.NOT_AVAILABLE))
    first = SIDE if indicator == "gaps" else None
    entry = [
        first
        if row == 0 and first is not None
        else (SIDE - 1 - column if indicator == "turned" else column)
        for row in range(SIDE)
        for column in range(SIDE)
    ]
    england = Area("E92000001", "England", AreaType.ENGLAND)
    return LsoaValues(
        indicator_id="made_up",
        title="Made-up share",
        unit_label="% of residents",
        polarity=Polarity.LOWER_IS_BETTER,
        level=AreaType.LSOA,
        period_label="2025",
        period_text="2025",
        sex="Persons",
        shared=tuple(shared),
        entry=tuple(entry),
        benchmarks=(Benchmark(england, 30.0, "30.0%", 2, "England 30.0%"),),
        band_texts=tuple(f"{low}% to {low + 11}%" for low in range(0, 60, 12)),
        worst_band=4,
        classes=Classes.EQUAL,
        classes_text="",
        deciles=False,
        summary="",
        provenance="",
        caveats=(),
    )


st.set_page_config(page_title="Many areas", layout="wide")
query = st.query_params
st.session_state.setdefault("picked", "nothing")
st.button("Other indicator", on_click=lambda: query.update(indicator="turned"))
address = assets.served_url(write_once(STATIC, geometry().name, geometry().text).name)
atlas_map(
    many_payload(
        values(query.get("indicator", "share")),
        geometry_url=address,
        whole="England",
        selected=st.session_state["picked"],
        focus_borough=query.get("focus"),
    ),
    key="map",
    height=460,
    geometry_text=lambda: geometry().text,
    on_pick=lambda code: st.session_state.update(picked=code),
)
st.write(f"Picked: {st.session_state['picked']}")
