"""An empty set of wide slides, and the plain parts that every slide is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from fhfa_data.model.locations import is_demonstration

INK, QUIET, ACCENT = "14181C", "4A5560", "0E4263"
_TITLE_SLIDE, _TITLE_ONLY = "Title Slide", "Title Only"


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in inches; a slide is 13.33 by 7.5."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The same in the format's own unit."""
        left, top, width, height = (
            Inches(one) for one in (self.left, self.top, self.width, self.height)
        )
        return left, top, width, height


TITLE_BOX = Box(0.6, 0.4, 12.13, 1.25)
BODY_BOX = Box(0.6, 1.8, 12.13, 4.75)
FOOT_BOX = Box(0.6, 6.65, 12.13, 0.6)
_MARK_BOX = Box(0.6, 0.08, 4.0, 0.3)


def new_deck(title: str) -> Any:
    """A presentation of 16:9 with two layouts: a cover, and a title with room under it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    deck.core_properties.title = title
    deck.core_properties.author = "Fairer Health Atlas"
    deck.core_properties.language = "en-GB"
    for layout in list(deck.slide_layouts):
        if layout.name not in (_TITLE_SLIDE, _TITLE_ONLY):
            deck.slide_layouts.remove(layout)
    _widen(deck.slide_master.placeholders, BODY_BOX)
    _widen(_layout(deck, _TITLE_ONLY).placeholders, BODY_BOX)
    _widen(_layout(deck, _TITLE_SLIDE).placeholders, Box(0.6, 4.0, 12.13, 2.0))
    return deck


def _layout(deck: Any, name: str) -> Any:
    return next(one for one in deck.slide_layouts if one.name == name)


def _widen(placeholders: Any, body: Box) -> None:
    """The template is made for 4:3; dates, footers and numbers go, what is left is widened."""
    for one in list(placeholders):
        kind = one.placeholder_format.type.name
        if kind in ("DATE", "FOOTER", "SLIDE_NUMBER"):
            one._element.getparent().remove(one._element)
            continue
        box = TITLE_BOX if kind == "TITLE" else body
        if kind == "CENTER_TITLE":
            box = Box(0.6, 2.2, 12.13, 1.6)
        one.left, one.top, one.width, one.height = box.emu


def cover(deck: Any, title: str, lines: list[str]) -> None:
    """The first slide."""
    slide = deck.slides.add_slide(_layout(deck, _TITLE_SLIDE))
    write(slide.shapes.title.text_frame, [title], size=40, bold=True, colour=ACCENT)
    write(slide.placeholders[1].text_frame, lines, size=22, colour=INK)


def titled_slide(deck: Any, title: str) -> Any:
    """A slide with its title; the longer the title, the smaller."""
    slide = deck.slides.add_slide(_layout(deck, _TITLE_ONLY))
    frame = slide.shapes.title.text_frame
    frame.vertical_anchor = MSO_ANCHOR.TOP
    size = 32 if len(title) <= 70 else 26 if len(title) <= 140 else 20
    write(frame, [title], size=size, bold=True, colour=ACCENT, left=True)
    if is_demonstration():
        text_box(slide, _MARK_BOX, ["Made up: a demonstration"], size=12, colour=QUIET, bold=True)
    return slide


def text_box(
    slide: Any, box: Box, lines: list[str], *, size: int, colour: str = INK, bold: bool = False
) -> None:
    """Some paragraphs in a box of their own."""
    shape = slide.shapes.add_textbox(*box.emu)
    write(shape.text_frame, lines, size=size, colour=colour, bold=bold)


def write(
    frame: Any,
    lines: list[str],
    *,
    size: int,
    colour: str = INK,
    bold: bool = False,
    left: bool = False,
) -> None:
    """Put paragraphs into a frame, in British English for those who have them read aloud."""
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = line
        if left:
            paragraph.alignment = 1
        if at:
            paragraph.space_before = Pt(size * 0.4)
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = RGBColor.from_string(colour)
            run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def describe(graphic: Any, name: str, words: str) -> None:
    """Give a chart or table its name and the text that a screen reader says."""
    facts = graphic._element.nvGraphicFramePr.cNvPr
    facts.set("name", name)
    facts.set("descr", words)
