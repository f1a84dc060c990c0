"""Excel and OpenDocument workbooks, made by tests as small as they can be."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Share(float):
    """A cell that a spreadsheet shows as a percentage: 0.263 is shown as 26.3%."""


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def excel_cell(row, column, value):
    place = f"{'ABCDEFGH'[column]}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def excel(rows, *sheets):
    lines = "".join(
        f'<row r="{n}">{"".join(excel_cell(n, at, value) for at, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    )
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    ties = "".join(
        f'<Relationship Id="r{n}" Type="{RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    empty = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    pages = {f"xl/worksheets/sheet{n}.xml": empty for n in range(1, len(sheets))}
    whole = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    return packed(
        **{
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
            f'Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{names}'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{ties}'
            "</Relationships>",
            **pages,
            f"xl/worksheets/sheet{len(sheets)}.xml": whole,
        }
    )


def open_document_cell(value):
    if isinstance(value, str):
        said = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'
    kind = "percentage" if isinstance(value, Share) else "float"
    return f'<table:table-cell office:value-type="{kind}" office:value="{float(value)!r}"/>'


def open_document(rows, sheet):
    lines = "".join(
        f"<table:table-row>{''.join(map(open_document_cell, row)) or '<table:table-cell/>'}"
        "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
        f'xmlns:text="{TEXT}"><office:body><office:spreadsheet>'
        f'<table:table table:name="{sheet}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(mimetype=kind, **{"content.xml": content, "META-INF/manifest.xml": "<m/>"})
