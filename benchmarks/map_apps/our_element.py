"""Our own element: shapes by address, values only on a change."""

from __future__ import annotations

from pathlib import Path

import made_up
import streamlit as st

from fhfa_data.charts.map_payload import map_payload
from fhfa_data.geography.map_file import map_geometry
from fhfa_data.geography.static_file import write_once
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Status
from fhfa_data.ui.elements import assets
from fhfa_data.ui.elements.atlas_map import atlas_map
from fhfa_data.views.spread_model import AreaValue, Benchmark, Spread

STATIC = Path(__file__).parent / "static" / "atlas"


@st.cache_resource
def address() -> str:
    """Write what the browser fetches once; its address."""
    assets.publish(STATIC)
    shapes = map_geometry(made_up.footprints(), made_up.areas(), made_up.places())
    path = write_once(STATIC, shapes.name, shapes.text)
    return assets.served_url(path.name)


def area_value(row) -> AreaValue:
    """One row as the screen object has it."""
    area = Area(row.ward24_code, row.ward24_name, AreaType.WARD, row.borough_code, row.borough_name)
    figure = Figure(
        "made_up", area.code, "2025", "Persons", row.value, None, None, None, None,
        Status.OK, None, "", "Ward 2024",
    )  # fmt: skip
    return AreaValue(area, figure, f"{row.value:.1f}%", "", row.band)


@st.cache_data
def spread(indicator: str) -> Spread:
    """The screen object that feeds the element."""
    rows = made_up.values(indicator).sort_values("value").itertuples()
    gm = Area("E47000001", "Greater Manchester", AreaType.GM)
    second = indicator == "second"
    return Spread(
        indicator_id=indicator,
        title="Made-up share",
        unit_label="% of residents",
        polarity=Polarity.NEUTRAL if second else Polarity.LOWER_IS_BETTER,
        level=AreaType.WARD,
        period_label="2025",
        period_text="2025",
        sex="Persons",
        values=tuple(area_value(row) for row in rows),
        benchmarks=(Benchmark(gm, 39.5, "39.5%"),),
        band_texts=tuple(f"{low}% to {low + 20}%" for low in range(0, 100, 20)),
        worst_band=None if second else 4,
        summary="",
        provenance="",
        caveats=(),
    )


st.set_page_config(layout="wide")
indicator = "second" if st.toggle("Second indicator") else "first"
atlas_map(map_payload(spread(indicator), geometry_url=address()), key="map", height=500)
made_up.settle()
