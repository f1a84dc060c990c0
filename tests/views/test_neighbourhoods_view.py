"""A ward's neighbourhoods, all of them at once, and how rural a ward is: against plain SQL."""

from __future__ import annotations

import json
import re
from collections import Counter

import pandas as pd
import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.errors import UnknownName
from fhfa_data.model.selection import Classes
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.lsoa_geometry import borough_lsoas
from fhfa_data.views.lsoa_values import lsoa_values
from fhfa_data.views.neighbourhoods import neighbourhoods
from fhfa_data.views.rural_urban import rural_urban_words

HARPURHEY = "E05011366"


@pytest.fixture(scope="module")
def atlas(warehouse, catalogue):
    return Atlas(warehouse, catalogue, load_wisdom())


def figures(warehouse, indicator, ward=None):
    rows = warehouse.frame(
        "SELECT area_code, value FROM figure JOIN lsoa ON lsoa21_code = area_code "
        "WHERE indicator = $indicator AND area_type = 'lsoa' AND status = 'ok' "
        "AND ($ward IS NULL OR ward24_code = $ward)",
        {"indicator": indicator, "ward": ward},
    )
    return rows.set_index("area_code")["value"]


def test_a_core20_share_of_one_neighbourhood_makes_no_sense_so_deciles_are_shown(atlas, warehouse):
    shown = neighbourhoods(atlas, HARPURHEY, "core20_pct")
    assert not shown.can_show_value
    known = figures(warehouse, "imd_decile", HARPURHEY)
    assert {one.area.code: one.band for one in shown.spread.values} == {
        code: decile - 1 for code, decile in known.items()
    }
    assert shown.spread.deciles
    assert shown.spread.worst_band is None
    assert "10 neighbourhoods (LSOAs): all in the most deprived fifth" in shown.spread.summary
    assert all("residents (Census 2021)" in one.interval_text for one in shown.spread.values)


def test_an_indicator_with_values_shows_them_in_the_classes_of_all_neighbourhoods(atlas, warehouse):
    shown = neighbourhoods(atlas, HARPURHEY, "disabled_pct")
    own, every = figures(warehouse, "disabled_pct", HARPURHEY), figures(warehouse, "disabled_pct")
    assert shown.by_value
    assert {one.area.code: one.figure.value for one in shown.spread.values} == own.to_dict()
    fifths = pd.qcut(every, 5, labels=False)
    assert {one.area.code: one.band for one in shown.spread.values} == {
        code: fifths[code] for code in own.index
    }
    assert [one.area.name for one in shown.spread.benchmarks] == [
        "Harpurhey", "Manchester", "Greater Manchester", "England",
    ]  # fmt: skip
    assert "Across Harpurhey's 10 neighbourhoods (LSOAs)" in shown.spread.summary
    assert "LSOA 2021" in shown.spread.provenance


def test_the_visitor_may_ask_for_deciles_all_the_same(atlas):
    shown = neighbourhoods(atlas, HARPURHEY, "disabled_pct", by_value=False)
    assert shown.spread.deciles
    assert shown.can_show_value
    assert not shown.by_value


def test_ranks_are_never_drawn_as_values(atlas):
    assert not neighbourhoods(atlas, HARPURHEY, "imd_rank").can_show_value


def test_a_period_without_figures_for_neighbourhoods_is_answered_with_their_latest(atlas):
    shown = neighbourhoods(atlas, HARPURHEY, "disabled_pct", period="1999")
    assert shown.spread.period_label == "2021"


def test_what_is_no_ward_is_refused(atlas):
    with pytest.raises(UnknownName):
        neighbourhoods(atlas, "E08000003", "core20_pct")


@pytest.mark.parametrize("indicator", ["disabled_pct", "imd_score"])
@pytest.mark.parametrize("classes", list(Classes))
def test_all_at_once_every_neighbourhood_has_its_own_value(atlas, warehouse, indicator, classes):
    values = lsoa_values(atlas, indicator, classes=classes)
    codes = warehouse.frame("SELECT lsoa21_code FROM lsoa ORDER BY 1")["lsoa21_code"]
    known = figures(warehouse, indicator)
    assert len(values.entry) == len(codes) == 1702
    for code, entry in zip(codes, values.entry, strict=True):
        text = values.shared[entry].text
        assert float(text.rstrip("%")) == pytest.approx(known[code], abs=0.0501)
    bands = pd.Series([values.shared[one].band for one in values.entry], index=codes)
    order = bands.groupby(known.reindex(codes)).first()
    assert order.is_monotonic_increasing
    assert set(bands) == set(range(len(values.band_texts)))


def test_all_at_once_by_decile_counts_the_most_deprived_fifth(atlas, warehouse):
    values = lsoa_values(atlas, "core20_pct")
    counted = Counter(values.shared[one].text for one in values.entry)
    known = Counter(str(int(one)) for one in figures(warehouse, "imd_decile"))
    assert counted == known
    assert values.summary.startswith("629 of 1,702 neighbourhoods (LSOAs) are among England's")


def test_neighbourhoods_without_a_figure_are_counted_and_say_why(atlas):
    values = lsoa_values(atlas, "mood_anxiety")
    missing = [one for one in values.shared if one.value is None]
    without = sum(values.shared[one].value is None for one in values.entry)
    if without:
        assert f"{without:,} of 1,702 have no figure." in values.summary
        assert {one.text for one in missing} <= {"Withheld", "Not available", "No data"} | {
            one.status.plain for one in missing
        }


def test_how_rural_a_ward_is_counts_residents_not_neighbourhoods(shaped, catalogue):
    own = shaped.frame(
        "SELECT residents, is_urban FROM lsoa JOIN rural_urban USING (lsoa21_code) "
        "WHERE ward24_code = ?", [HARPURHEY],
    )  # fmt: skip
    share = own.loc[own["is_urban"], "residents"].sum() / own["residents"].sum()
    said = rural_urban_words(Atlas(shaped, catalogue, load_wisdom()), HARPURHEY)
    first, second = (int(one) for one in re.findall(r"(\d+)% (?:of|in)", said))
    assert first == round(100 * share)
    assert first + second == 100
    assert "classed as urban, nearer to a major town or city" in said
    assert "ONS, rural urban classification 2021" in said
    assert "Census 2021" in said


def test_without_classes_nothing_is_said(atlas):
    assert rural_urban_words(atlas, HARPURHEY) == ""


def test_the_embedded_shapes_say_how_far_they_are_from_the_true_ones(atlas, warehouse):
    overlaps = warehouse.frame(
        "SELECT overlap_pct FROM lsoa_shape JOIN lsoa USING (lsoa21_code) WHERE borough_code = ?",
        ["E08000003"],
    )["overlap_pct"]
    said = json.loads(borough_lsoas(atlas, "E08000003").text)["about_shapes"]
    assert f"{overlaps.mean():.0f}% on average here, {overlaps.min():.0f}% at least" in said


def test_shapes_from_the_publisher_are_not_called_approximate(shaped, catalogue):
    drawn = borough_lsoas(Atlas(shaped, catalogue, load_wisdom()), "E08000003")
    assert json.loads(drawn.text)["about_shapes"] == ""
