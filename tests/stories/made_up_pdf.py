"""A made-up pack as a PDF that holds nothing but lines of text."""

from __future__ import annotations

import io

from made_up_packs import MadePack, Style, plain_text
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf(pack: MadePack, style: Style, lines_a_page: int = 40) -> bytes:
    """A PDF set in Courier, wrapped at 70 characters, with a running footer."""
    text = plain_text(pack, Style(**{**vars(style), "width": 70, "ending": "\n"}))
    lines = text.split("\n")
    pages = [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Courier"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for number, page_lines in enumerate(pages, 1):
        page = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(_drawn([*page_lines, "", f"Nowhere pack, page {number}"]))
        page[NameObject("/Contents")] = writer._add_object(content)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _drawn(lines: list[str]) -> bytes:
    drawn = [b"BT /F1 10 Tf 14 TL 60 800 Td"]
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawn.append(b"(" + escaped.encode("cp1252") + b") Tj T*")
    return b"\n".join([*drawn, b"ET"])
