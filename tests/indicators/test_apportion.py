"""Neighbourhoods shared out between wards: squares whose areas anyone can work out by hand."""

from __future__ import annotations

import io
import math

import geopandas as gpd
import pandas as pd
import pytest
from shapely.affinity import translate
from shapely.geometry import box

from fhfa_data.catalogue.fetching import Provides
from fhfa_data.indicators.apportion import SharedBy, apportioned_core20, parts_of
from fhfa_data.indicators.holdings import OUTPUT_AREAS, Holdings, no_shapes
from fhfa_data.refresh.contracts import take
from fhfa_data.refresh.output_areas import output_areas_within
from fhfa_data.sources.tabular import read_table

# A (1,200 people, decile 1) reaches from ward W1 a sixth into W2; B (800, decile 5) is all in W2.
LSOAS = pd.DataFrame(
    {
        "lsoa21_code": ["E01000001", "E01000002"],
        "ward24_code": ["E05000001", "E05000002"],
        "residents": [1200.0, 800.0],
    }
)
WARDS = {"E05000001": box(0, 0, 1000, 1000), "E05000002": box(1000, 0, 2000, 1000)}
SHAPES = {"E01000001": box(0, 0, 1200, 1000), "E01000002": box(1200, 0, 2000, 1000)}
HERE = 380_000  # metres east and north, so that the squares lie in England


def layer(shapes, **columns):
    moved = gpd.GeoSeries([translate(one, HERE, HERE) for one in shapes.values()], crs=27700)
    return gpd.GeoDataFrame(columns, geometry=moved).to_crs(4326)


@pytest.fixture
def held():
    """What is held, with shapes of wards and neighbourhoods unless the test says otherwise."""

    def of(overlap=100.0, source="ons_lsoa21_bgc", output_areas=None, lsoas=SHAPES):
        wards = layer(WARDS, ward24_code=list(WARDS), overlap_pct=overlap)
        shapes = layer(lsoas, area_code=list(lsoas), source=source) if lsoas else no_shapes()
        more = {} if output_areas is None else {"output_areas": output_areas}
        empty = pd.DataFrame()
        return Holdings(empty, LSOAS, empty, empty, wards, "", "", lsoa_shapes=shapes, **more)

    return of


def deciles(*values):
    rows = {"indicator": "imd_decile", "period": "2025", "area_code": LSOAS["lsoa21_code"]}
    return pd.DataFrame({**rows, "value": values})


@pytest.fixture
def shared_out(catalogue):
    def of(holdings, *values):
        parts = parts_of(holdings, catalogue)
        rows = apportioned_core20(parts, deciles(*(values or (1.0, 5.0))), LSOAS, catalogue)
        return parts.by, rows.set_index("area_code")

    return of


def test_by_area_each_ward_gets_the_part_that_lies_in_it(held, shared_out):
    by, found = shared_out(held())
    assert by is SharedBy.AREA
    assert math.isclose(found.loc["E05000001", "denominator"], 1000, rel_tol=1e-3)
    assert found.loc["E05000001", "value"] == 100
    assert math.isclose(found.loc["E05000002", "denominator"], 1000, rel_tol=1e-3)
    assert math.isclose(found.loc["E05000002", "value"], 20, rel_tol=1e-3)
    assert math.isclose(found["denominator"].sum(), LSOAS["residents"].sum(), rel_tol=1e-6)


def test_by_output_area_people_are_where_they_live(held, shared_out):
    """Of A's 1,200 only 120 of its 240 counted live in W2's part: half, though a sixth by area."""
    rows = [
        ("E00000001", "E01000001", "E05000001", 120.0),
        ("E00000002", "E01000001", "E05000002", 120.0),
        ("E00000003", "E01000002", "E05000002", 300.0),
    ]
    by, found = shared_out(held(output_areas=pd.DataFrame(rows, columns=OUTPUT_AREAS)))
    assert by is SharedBy.OUTPUT_AREAS
    assert found.loc["E05000001", ["numerator", "denominator", "value"]].tolist() == [600, 600, 100]
    assert found.loc["E05000002", "denominator"] == 600 + 800
    assert math.isclose(found.loc["E05000002", "value"], 100 * 600 / 1400)


def test_pieced_together_shapes_share_nothing_out(held, shared_out):
    """A ward joined from whole neighbourhoods would only give best fit again."""
    by, found = shared_out(held(overlap=[100.0, float("nan")]))
    assert by is SharedBy.AREA
    assert found.loc["E05000001", "status"] == "ok"
    assert found.loc["E05000002", "status"] == "not_available"
    assert "pieced together from whole neighbourhoods" in found.loc["E05000002", "reason"]
    assert math.isnan(found.loc["E05000002", "value"])


@pytest.mark.parametrize(
    "lacking", [{"overlap": 80.0}, {"source": "ons_lsoa21_bsc"}, {"lsoas": None}]
)
def test_without_exact_wards_or_fine_neighbourhoods_nothing_is_shared_out(
    held, shared_out, lacking
):
    by, found = shared_out(held(**lacking))
    assert by is SharedBy.NOTHING
    assert set(found["status"]) == {"not_available"}
    assert found["reason"].str.contains("once a refresh has brought").all()


def test_a_neighbourhood_without_a_decile_leaves_its_wards_without_a_figure(held, shared_out):
    _, found = shared_out(held(), float("nan"), 5.0)
    assert set(found["status"]) == {"not_available"}
    _, found = shared_out(held(), 1.0, float("nan"))
    assert found["status"].to_dict() == {"E05000001": "ok", "E05000002": "not_available"}


TS001 = """date,geography,geography code,Residence type: Total; measures: Value,Residence type: Lives in a household; measures: Value
2021,E00000001,E00000001,120,118
2021,E00000002,E00000002,"1,120",1120
2021,W00000001,W00000001,300,300
"""  # noqa: E501


@pytest.fixture
def lookups(catalogue):
    """What a refresh reads of output areas, from small samples in the published layout."""
    source = catalogue.sources["ons_census2021_ts001_oa"]
    small = source.reading.model_copy(update={"rows": (2, 2)})
    fetch = source.fetch.model_copy(update={"member": ""})
    source = source.model_copy(update={"reading": small})
    residents = take(read_table(TS001.encode(), fetch), source, catalogue.indicators).table
    nested = {"OA21CD": ["E00000001", "E00000002"], "LSOA21CD": ["E01000001", "E01000002"]}
    wards = {"OA21CD": ["E00000002", "E00000001"], "WD24CD": ["E05000002", "E05000001"]}
    return {
        Provides.OUTPUT_AREA_LSOAS: pd.DataFrame(nested),
        Provides.OUTPUT_AREA_WARDS: pd.DataFrame(wards),
        Provides.OUTPUT_AREA_RESIDENTS: residents,
    }


def test_output_areas_are_joined_from_three_datasets(lookups):
    found = output_areas_within(LSOAS["lsoa21_code"], lookups)
    assert (
        found.to_csv(index=False, lineterminator="\n")
        == io.StringIO(
            "oa21_code,lsoa21_code,ward24_code,residents\n"
            "E00000001,E01000001,E05000001,120.0\n"
            "E00000002,E01000002,E05000002,1120.0\n"
        ).read()
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lookups: lookups.pop(Provides.OUTPUT_AREA_WARDS),
        lambda lookups: lookups.update({Provides.OUTPUT_AREA_LSOAS: pd.DataFrame(
            {"OA21CD": ["E00000001"], "LSOA21CD": ["E01000001"]})}),
        lambda lookups: lookups.update({Provides.OUTPUT_AREA_WARDS: pd.DataFrame(
            {"OA21CD": ["E00000001"], "WD24CD": ["E05000001"]})}),
    ],
    ids=["a dataset", "a neighbourhood's", "a ward"],
)  # fmt: skip
def test_output_areas_that_are_not_all_there_are_not_used(lookups, spoil):
    spoil(lookups)
    assert output_areas_within(LSOAS["lsoa21_code"], lookups).empty
