"""Reports on paper and as slides: tagged, whole, and with the figures of the pages."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from figures_of_reports import figures_said
from pptx import Presentation

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.reports.area_pdf import area_pdf
from fhfa_data.charts.slides.area_deck import area_slides
from fhfa_data.model.own_selection import own
from fhfa_data.views.area_report import area_report
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.own_area import own_area
from fhfa_data.views.own_report import own_report
from fhfa_data.warehouse.installed import catalogue_of

HARPURHEY = "E05011366"
PLACES = [
    *(HARPURHEY, "E47000001"),
    *(pytest.param(code, marks=pytest.mark.slow)
      for code in ("E05014818", "E05013021", "E08000003", "E08000009")),
]  # fmt: skip
HOSTILE = '#panic("x") *bold* $y$ <script>&"\\ @cite _x_'


@pytest.fixture(scope="module")
def atlas(warehouse):
    return Atlas(warehouse, catalogue_of(warehouse), load_wisdom())


def report_of(atlas, code):
    return area_report(atlas, atlas.place(code), date(2026, 11, 27))


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(pdf):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


@pytest.mark.parametrize("code", PLACES)
def test_it_is_tagged_has_a_language_and_fits_on_four_pages(atlas, code):
    pdf = read(area_pdf(report_of(atlas, code), atlas.spans))
    root = pdf.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata.title.startswith(atlas.place(code).full_name)
    assert 2 <= len(pdf.pages) <= 4


@pytest.mark.parametrize("code", PLACES)
def test_every_figure_of_the_profile_is_in_it_with_its_sources(atlas, code):
    report = report_of(atlas, code)
    said = text_of(read(area_pdf(report, atlas.spans)))
    assert all(one in said for one in figures_said(report))
    for one in report.findings:
        assert one.sentence.replace("−", "−") in said
        assert one.source in said
    assert "Take care" in said
    assert all(name in said for name, _ in report.sources)
    assert "Open Government Licence v3.0" in said
    assert "None" not in said.replace("None of", "")


def test_ones_own_neighbourhood_is_laid_out_as_a_ward_is(atlas):
    mine = own_report(atlas, own_area(atlas, own("North", [HARPURHEY])), date(2026, 11, 29))
    pdf = read(area_pdf(mine, atlas.spans))
    said = text_of(pdf)
    assert len(pdf.pages) <= 4
    assert all(one in said for one in figures_said(mine))
    assert "None" not in said.replace("None of", "")
    assert "grouped by you" in said


def test_whose_life_expectancy_and_which_caution_is_said_with_a_name(atlas):
    said = text_of(read(area_pdf(report_of(atlas, HARPURHEY), atlas.spans)))
    assert "In Manchester as a whole: female 80.5 years" in said
    assert "Disabled residents: It is not adjusted for age." in said


def test_no_story_is_in_it(atlas):
    assert "Story" not in text_of(read(area_pdf(report_of(atlas, HARPURHEY), atlas.spans)))


def test_a_name_is_never_read_as_markup(atlas):
    report = report_of(atlas, HARPURHEY)
    hostile = replace(report, title=HOSTILE, area=replace(report.area, name=HOSTILE))
    pdf = read(area_pdf(hostile, atlas.spans))
    assert pdf.metadata.title.startswith(HOSTILE)
    assert HOSTILE in text_of(pdf)


def test_pictures_say_their_values_in_words(atlas):
    pdf = read(area_pdf(report_of(atlas, HARPURHEY), atlas.spans))
    alternatives = [
        one["/Alt"]
        for one in (pdf.get_object(number) for number in range(1, len(pdf.xref[0]) + 1))
        if isinstance(one, pypdf.generic.DictionaryObject) and "/Alt" in one
    ]
    assert any("Harpurhey 100%" in one and "England 20.2%" in one for one in alternatives)
    assert len(alternatives) > 30


def test_a_demonstration_says_so_on_every_page(atlas):
    report = replace(report_of(atlas, HARPURHEY), made_up=True)
    for page in read(area_pdf(report, atlas.spans)).pages:
        assert "Made up: a demonstration" in page.extract_text()


def test_slides_have_native_charts_tables_and_every_figure(atlas):
    report = report_of(atlas, HARPURHEY)
    deck = Presentation(io.BytesIO(area_slides(report)))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert sum(shape.has_chart for shape in shapes) == 5
    cells = {cell.text for s in shapes if s.has_table for row in s.table.rows for cell in row.cells}
    assert set(figures_said(report)) <= cells
    assert deck.slides[0].shapes.title.text == "Harpurhey, Manchester"
    themes = [row.cells[0] for s in shapes if s.has_table for row in s.table.rows
              if row.cells[0].is_merge_origin]  # fmt: skip
    assert [one.text for one in themes] == [one.theme for one in report.groups]
    assert len(deck.slides) <= 24
    for shape in shapes:
        if shape.has_chart or shape.has_table:
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
