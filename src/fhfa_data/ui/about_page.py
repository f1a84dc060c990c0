"""The About page: where every figure comes from, how it is worked out, and files to take away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fhfa_data.charts.about_tables import indicator_table, level_table, source_table
from fhfa_data.model.selection import Selection
from fhfa_data.ui import state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.views.about import copies_words, indicator_facts
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.csvw import csvw_file
from fhfa_data.views.downloads import Asked, csv_file, parquet_file, zipped_csv_file
from fhfa_data.views.frame import spread_level
from fhfa_data.views.geopackage import geopackage_file


def about_page(atlas: Atlas, selection: Selection) -> None:
    """Draw the page; the chosen indicator is told in full."""
    st.title("About the data", anchor=False)
    st.markdown(
        f"Every figure here is real and open. This atlas holds {atlas.warehouse.meta['scope']}, "
        f"{copies_words(atlas)}. Nothing is filled in: a figure that is withheld, missing or "
        "impossible says so."
    )
    _one_indicator(atlas, selection)
    _downloads(atlas, selection)
    st.header("All indicators", anchor=False)
    st.markdown("Choose one here, or in the Indicator box above, to read about it.")
    data_table(
        indicator_table(atlas),
        key="indicators",
        caption=f"{len(atlas.catalogue.indicators)} indicators",
        selected=selection.indicator,
        height=480,
        on_pick=lambda name: state.change(indicator=name, period="latest"),
    )
    st.header("All datasets", anchor=False)
    count = len(atlas.catalogue.sources)
    data_table(source_table(atlas), key="sources", caption=f"{count} datasets", height=480)
    st.markdown(
        f":small[{atlas.warehouse.meta['attribution']} Build {atlas.warehouse.fingerprint}.]"
    )


def _one_indicator(atlas: Atlas, selection: Selection) -> None:
    facts = indicator_facts(atlas, selection.indicator)
    indicator = facts.indicator
    st.header(indicator.name, anchor=False)
    st.markdown(f"{indicator.meaning} {indicator.why_it_matters}")
    left, right = st.columns([62, 38], gap="large")
    with left:
        data_table(
            level_table(facts),
            key="levels",
            caption=f"{indicator.short_name}, by kind of area",
            searchable=False,
        )
    with right:
        told = {
            "Kind of evidence": indicator.evidence.label,
            "Which way is better": facts.polarity,
            "Counted": facts.numerator,
            "Out of": facts.denominator,
            "Core20PLUS5": facts.core20plus5,
            "IMD": facts.part_of_imd,
            "Theme": facts.theme,
        }
        st.markdown("  \n".join(f"**{key}:** {text}" for key, text in told.items() if text))
        for one in facts.sources:
            title = f"[{one.title}]({one.landing_page})" if one.landing_page else one.title
            st.markdown(f"{title}, {one.publisher}. {one.licence}.")
    st.markdown("**Take care**\n" + "\n".join(f"- {one}" for one in facts.caveats))


def _downloads(atlas: Atlas, selection: Selection) -> None:
    st.header("Take it away", anchor=False)
    st.markdown(
        "Each row carries its status, method, source, licence and geography vintage. CSVW is "
        "CSV with a file that says what each column means; a GeoPackage holds shapes too, for maps."
    )
    area = atlas.place(selection.place)
    everything = area == atlas.nesting.home and not area.borough_code
    within = None if everything else area.code
    indicator = atlas.catalogue.indicator(selection.indicator)
    level = spread_level(atlas.nesting, area, indicator)
    shown = Asked(indicator.id, level, within, selection.period)
    name = indicator.short_name
    choices = {
        f"{name}, {level.plain}s, {area.name}": shown,
        f"{name}, every area and period": Asked(indicator.id, period="all"),
        f"Every indicator, {area.name} and the areas in it": Asked(within=area.code),
    }
    for label, asked in choices.items():
        _buttons(atlas, label, asked, zipped=False)
    _buttons(atlas, "Everything", Asked(period="all"), zipped=True)


def _buttons(atlas: Atlas, label: str, asked: Asked, *, zipped: bool) -> None:
    words, *columns = st.columns([5, 2, 2, 2, 2], vertical_alignment="center")
    words.markdown(f"**{label}**  \n:small[{asked.stem}]")
    first = ("CSV in a ZIP", ".zip", zipped_csv_file) if zipped else ("CSV", ".csv", csv_file)
    forms = [first, *_OTHER_FORMS]
    for column, (name, ending, make) in zip(columns, forms, strict=True):
        column.download_button(
            name,
            data=partial(make, atlas, asked),
            file_name=asked.stem + ending,
            mime=_MIME[ending.rpartition(".")[2]],
            key=f"{name}_{asked.stem}",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


_OTHER_FORMS = (
    ("CSVW", ".csvw.zip", csvw_file),
    ("Parquet", ".parquet", parquet_file),
    ("GeoPackage", ".gpkg", geopackage_file),
)
_MIME = {
    "zip": "application/zip",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
}
