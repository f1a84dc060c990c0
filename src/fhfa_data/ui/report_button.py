"""One click for an area's report: made when it is pressed, as PDF or as slides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from fhfa_data.model.areas import Area
from fhfa_data.ui import cache
from fhfa_data.ui.leaving import leaving
from fhfa_data.views.area_report import AreaReport, area_report

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def leaving_with_report(area: Area, attribution: str) -> None:
    """The buttons, then the last lines of a page of numbers."""

    def report() -> AreaReport:
        atlas = cache.atlas()
        return area_report(atlas, atlas.place(area.code), date.today())

    report_buttons(report, f"Report on {area.name} (PDF)", area.code)
    leaving(attribution)


def report_buttons(report: Callable[[], AreaReport], words: str, code: str) -> None:
    """Draw both buttons; on paper they don't show. ``code``: in the files' names."""

    def pdf() -> bytes:
        from fhfa_data.charts.reports.area_pdf import area_pdf

        return area_pdf(report(), cache.atlas().spans)

    def slides() -> bytes:
        from fhfa_data.charts.slides.area_deck import area_slides

        return area_slides(report())

    with st.container(key="report", horizontal=True, vertical_alignment="center"):
        st.download_button(
            words, pdf, file_name=f"report-{code}.pdf", mime="application/pdf", on_click="ignore"
        )
        st.download_button(
            "Slides (PowerPoint)", slides, file_name=f"report-{code}.pptx",
            mime=_PPTX, on_click="ignore",
        )  # fmt: skip
