"""One click for an area's report: made when it is pressed, as PDF or as slides."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fhfa_data.model.areas import Area
from fhfa_data.ui import cache
from fhfa_data.ui.leaving import leaving
from fhfa_data.views.area_report import AreaReport, area_report

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def leaving_with_report(area: Area, attribution: str) -> None:
    """The buttons, then the last lines of a page of numbers."""
    report_buttons(area)
    leaving(attribution)


def report_buttons(area: Area) -> None:
    """Draw both buttons; on paper they don't show."""

    def report() -> AreaReport:
        atlas = cache.atlas()
        return area_report(atlas, atlas.place(area.code), date.today())

    def pdf() -> bytes:
        from fhfa_data.charts.reports.area_pdf import area_pdf

        return area_pdf(report(), cache.atlas().spans)

    def slides() -> bytes:
        from fhfa_data.charts.slides.area_deck import area_slides

        return area_slides(report())

    with st.container(key="report", horizontal=True, vertical_alignment="center"):
        st.download_button(
            f"Report on {area.name} (PDF)", pdf, file_name=f"report-{area.code}.pdf",
            mime="application/pdf", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Slides (PowerPoint)", slides, file_name=f"report-{area.code}.pptx",
            mime=_PPTX, on_click="ignore",
        )  # fmt: skip
