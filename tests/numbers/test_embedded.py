"""What is embedded is what was handed over, row for row."""

from __future__ import annotations

import csv
import gzip
import io
import json

import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import shape

NUMBERS = {"value", "ci95_low", "ci95_high", "numerator", "denominator", "lon", "lat"}


def handed_over(path):
    """A CSV's rows as dictionaries; numbers as floats, blanks as None."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        yield {name: convert(name, value) for name, value in row.items()}


def convert(name, value):
    if value == "":
        return None
    return float(value) if name in NUMBERS else value


def sorted_rows(rows):
    return sorted(tuple((key, row[key]) for key in sorted(row)) for row in stringless_none(rows))


def stringless_none(rows):
    """None and text don't sort together: None becomes a marker that no file holds."""
    return [
        {key: "∅" if value is None else repr(value) for key, value in row.items()} for row in rows
    ]


@pytest.mark.parametrize(
    ("embedded", "original", "rows"),
    [
        ("figures.parquet", "figures.csv.gz", 82_012),
        ("areas.parquet", "areas.csv", 1_702),
        ("msoa11.parquet", "msoa11.csv", 346),
        ("places.parquet", "places.csv", 863),
    ],
)
def test_tables(repository, shared, embedded, original, rows):
    ours = pq.read_table(repository / "data" / "starter" / embedded).to_pylist()
    theirs = list(handed_over(shared / "starter" / original))
    assert len(ours) == len(theirs) == rows
    assert sorted_rows(ours) == sorted_rows(theirs)


def test_shapes(repository, shared):
    ours = pq.read_table(repository / "data" / "starter" / "ward_footprints.parquet").to_pylist()
    content = json.loads((shared / "starter" / "ward_footprints.geojson").read_text("utf-8"))
    theirs = {one["properties"]["ward24_code"]: one for one in content["features"]}
    assert len(ours) == len(theirs) == 215
    for row in ours:
        original = theirs[row["ward24_code"]]
        assert row["overlap_pct"] == original["properties"]["overlap_pct"]
        assert shapely.from_wkb(row["geometry"]).equals_exact(shape(original["geometry"]), 0)
