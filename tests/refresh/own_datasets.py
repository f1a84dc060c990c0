"""Five invented datasets, one on each protocol, as an analyst would add them: and who answers.

The fifth is a Fingertips indicator that ships, under another name.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

SOURCE = """
id = "{id}"
title = "Invented dataset {id}"
short_title = "{id}"
publisher = "A test"
licence = "None"
licence_url = ""
landing_page = ""
edition = "2026"
geography = "Greater Manchester"
period = "2026"
cadence = "Never"
retrieved = "With a refresh."
attribution = "A test."
notes = "Invented."
evidence = "official"

[fetch]
cadence_days = 400
{fetch}

[reading]
{reading}

[reading.columns]
{id}_pct = {column}
"""

INDICATOR = """
id = "{id}_pct"
name = "Invented share {id}"
short_name = "Share {id}"
meaning = "An invented share."
why_it_matters = "It is only a test."
unit = "percent"
unit_label = "% of residents"
decimals = 1
polarity = "neutral"
evidence = "official"
source = "{id}"
also_uses = []
period_kinds = [{kinds}]
calendar = "calendar"
absent_means = "not_available"
numerator_label = ""
denominator_label = ""
caveats = ["best_fit_wards"]
core20plus5 = "none"
themes = ["people"]
part_of_imd = "no"
headline = true

[levels]
lsoa = {{ {lsoa} }}
msoa = {{ status = "not_available", reason = "msoa_2011_not_derived" }}
ward = {{ {ward} }}
borough = {{ {borough} }}
gm = {{ {gm} }}
england = {{ {england} }}
"""

NONE = 'status = "not_available", reason = "local_not_given"'
PUBLISHED, SUMMED = 'method = "published"', 'method = "sum_of_lsoas"'
OF_LSOAS = {"lsoa": PUBLISHED, "ward": SUMMED, "borough": SUMMED, "gm": SUMMED, "england": SUMMED}
OF_WARDS = dict.fromkeys(OF_LSOAS, NONE) | {"ward": PUBLISHED}
OF_BOROUGHS = dict.fromkeys(OF_LSOAS, NONE) | {"borough": PUBLISHED, "england": PUBLISHED}
LSOA_ROWS = 'area_type = "lsoa"\nperiod = "2026"\nrows = [1702, 1702]'
SHARE = '{{ numerator = ["{}"], denominator = "{}" }}'


@dataclass
class Dataset:
    """One dataset to add: what its two files say."""

    id: str
    fetch: str
    reading: str
    column: str
    levels: dict[str, str]
    kinds: str = '"snapshot"'

    def write(self, folder: Path) -> None:
        parts = {"sources": SOURCE.format(**vars(self))}
        parts["indicators"] = INDICATOR.format(id=self.id, kinds=self.kinds, **self.levels)
        for kind, text in parts.items():
            (folder / kind).mkdir(parents=True, exist_ok=True)
            name = f"{self.id}_pct" if kind == "indicators" else self.id
            (folder / kind / f"{name}.toml").write_text(text, "utf-8")


DATASETS = [
    Dataset(
        "own_file",
        'protocol = "govuk_file"\naddress = "https://assets.example.uk/own.csv"\nform = "csv"\n'
        'header = "Area"',
        f'area_code = "Area"\n{LSOA_ROWS}',
        SHARE.format("Some", "All"),
        OF_LSOAS,
    ),
    Dataset(
        "own_layer",
        'protocol = "arcgis"\naddress = "https://layers.example.uk/rest/Own/FeatureServer/0"\n'
        'form = "json"\nfields = ["WD24CD", "Share"]\norder = "WD24CD"',
        'area_code = "WD24CD"\narea_type = "ward"\narea_pattern = "E05[0-9]{6}"\n'
        'period = "2026"\nrows = [215, 215]',
        '{ value = "Share" }',
        OF_WARDS,
    ),
    Dataset(
        "own_bulk",
        'protocol = "nomis_bulk"\naddress = "https://www.nomisweb.co.uk/output/own/own.zip"\n'
        'form = "csv"\nmember = "own-lsoa.csv"\nheader = "date"',
        f'area_code = "geography code"\n{LSOA_ROWS}',
        SHARE.format("Own: Some", "Own: Total"),
        OF_LSOAS,
    ),
    Dataset(
        "own_api",
        'protocol = "nomis_api"\n'
        'address = "https://www.nomisweb.co.uk/api/v01/dataset/NM_9999_1.data.csv"\nform = "csv"\n'
        'query = { geography = "TYPE151", measures = "20100", own_2 = "0,1" }',
        f'area_code = "geography code"\n{LSOA_ROWS}',
        SHARE.format("Some", "Total"),
        OF_LSOAS,
    ),
    Dataset(
        "own_profile",
        'protocol = "fingertips"\nform = "csv"\n'
        'address = "https://fingertips.phe.org.uk/api/all_data/csv/by_indicator_id"\n'
        "area_types = { borough = 501 }\nindicators = { own_profile_pct = 92443 }",
        'area_code = "Area Code"\n'
        'area_patterns = { borough = "E0[6-9][0-9]{6}", england = "E92000001" }\n'
        'indicator_column = "Indicator ID"\nperiod_column = "Time period"\nsex_column = "Sex"\n'
        'where = { Category = [""] }\nrows = [200, 420]',
        '{ key = "92443", value = "Value" }',
        OF_BOROUGHS,
        '"annual"',
    ),
]


def some_of(number: int, of: str) -> int:
    """How many of the 100 of the LSOA or ward at this place in its list: invented."""
    return (number * {"own_file": 7, "own_layer": 3, "own_bulk": 11, "own_api": 13}[of]) % 101


def table(rows) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


class Publishers:
    """Answers for the first four; ``Reply`` is the replica's."""

    def __init__(self, areas, reply) -> None:
        self.lsoas = sorted(row["lsoa21_code"] for row in areas)
        self.wards = sorted({row["ward24_code"] for row in areas})
        self.reply = reply

    def answer(self, path: str, query) -> object | None:
        ways = {
            "assets.example.uk/own.csv": self.file,
            "layers.example.uk/": self.layer,
            "output/own/own.zip": self.bulk,
            "NM_9999_1": self.api,
        }
        for part, way in ways.items():
            if part in path:
                return self.reply(way(query), "text/csv")
        return None

    def counted(self, of):
        return [(code, some_of(n, of)) for n, code in enumerate(self.lsoas)]

    def file(self, _query):
        rows = [[code, some, 100] for code, some in self.counted("own_file")]
        return table([["A note above"], ["Area", "Some", "All"], *rows])

    def layer(self, query):
        if query.get("returncountonly") == "true":
            return json.dumps({"count": len(self.wards)}).encode()
        rows = [
            {"attributes": {"WD24CD": code, "Share": float(some_of(n, "own_layer")) % 100}}
            for n, code in enumerate(self.wards)
        ]
        return json.dumps({"features": rows}).encode()

    def bulk(self, _query):
        rows = [["2026", "Place", code, 100, some] for code, some in self.counted("own_bulk")]
        head = ["date", "geography", "geography code", "Own: Total", "Own: Some"]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("own-lsoa.csv", table([head, *rows]))
        return out.getvalue()

    def api(self, query):
        cells = [
            ["2026", "Place", code, value, name]
            for code, some in self.counted("own_api")
            for name, value in (("Total", 100), ("Some", some))
        ]
        start = int(query["recordoffset"])
        page = cells[start : start + 2000]  # fewer than are asked for, so there are pages
        head = ["DATE_NAME", "GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "OBS_VALUE", "OWN_2_NAME"]
        rows = [[*row, start + n, len(cells)] for n, row in enumerate(page)]
        return table([[*head, "RECORD_OFFSET", "RECORD_COUNT"], *rows])
