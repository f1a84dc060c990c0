"""What the replica lacks and the checks need: published totals, laid out as published.

File 10's figures stand beside the replica as a CSV. Residents of districts are published beside it
for Greater Manchester's ten only; the others are added up from neighbourhoods, so that there is a
row for each.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from xml.sax.saxutils import escape

FILE_10 = "iod2025/local_authority_district_summaries_ltla24_england.csv"
BANDS = "census/2021_population_by_5_year_age_bands_la_gm.csv"
OLDER_LOOKUP = "ons/LSOA11_LSOA21_LAD22_EW_LU.csv.gz"
SUMMARY = {
    "Local Authority District code (2024)": "ltla24_code",
    "Local Authority District name (2024)": "ltla24_name",
    "IMD - Average rank ": "imd_average_rank",
    "IMD - Average score ": "imd_average_score",
    "IMD - Proportion of LSOAs in most deprived 10% nationally ": (
        "imd_proportion_of_lso_as_in_most_deprived_10_percent_nationally"
    ),
    "IMD25 - Extent": "imd25_extent",
}
"""Column of the workbook → column of the CSV."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def routes(replica):
    """Addresses of the replica's own making: a pattern and what answers."""
    nomis = r"www\.nomisweb\.co\.uk/api/v01/dataset/(?P<dataset>NM_2020_1)\.data\.csv"
    file_10 = r"assets\..*/File_10_-_IoD2025_.*\.xlsx"
    answers = {file_10: _file_10(replica), nomis: _residents(replica)}
    return [(re.compile(pattern, re.I), answer) for pattern, answer in answers.items()]


def summaries(root) -> dict[str, dict[str, str]]:
    """File 10: district → its row."""
    with (root / FILE_10).open(encoding="utf-8-sig", newline="") as file:
        return {row["ltla24_code"]: row for row in csv.DictReader(file)}


def _file_10(replica):
    def answer(store, _match, _query):
        rows = [list(SUMMARY)]
        for row in summaries(store.root).values():
            cells = [row[name] for name in SUMMARY.values()]
            rows.append([*cells[:2], *(float(cell) for cell in cells[2:])])
        return replica.Reply(workbook(rows, "IMD"), replica.XLSX, store.mtime(FILE_10))

    return answer


def _residents(replica):
    def answer(store, match, query):
        if query.get("geography") != "TYPE154":
            return replica.nomis(store, match, query)
        totals = residents_of_districts(store)
        head = "DATE_NAME,GEOGRAPHY_NAME,GEOGRAPHY_CODE,C2021_AGE_19_NAME,OBS_VALUE"
        lines = [f"{head},RECORD_OFFSET,RECORD_COUNT"]
        for at, (code, people) in enumerate(sorted(totals.items())):
            lines.append(f"2021,{code},{code},Total,{people},{at},{len(totals)}")
        return replica.Reply("\n".join(lines).encode(), replica.CSV, store.mtime(BANDS))

    return answer


def residents_of_districts(store) -> dict[str, int]:
    """District of 2022 → residents: as published for Greater Manchester, else added up."""
    older = {row[2]: row[5] for row in store.table(OLDER_LOOKUP)[1:]}
    totals: dict[str, int] = defaultdict(int)
    for row in store.table("census/nomis_query_TS007A_age_five_year_lsoa21_ew.csv.gz"):
        if row[1:2] and row[1].startswith("E01"):
            totals[older[row[1]]] += int(row[2])
    bands: dict[str, int] = defaultdict(int)
    for row in store.table(BANDS)[1:]:
        bands[row[0]] += int(row[-1])
    return {**totals, **bands}


def workbook(rows, sheet: str) -> bytes:
    """An Excel workbook with one sheet, as small as can be."""
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    sheets = f'<sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="r1"/></sheets>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _tie("r", "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _tie("r1", "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():  # dated, so that the same rows make the same bytes
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _tie(name: str, kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="{name}" '
        f'Type="{_RELS}/{kind}" Target="{target}"/></Relationships>'
    )


def _cell(value) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value!r}</v></c>"
