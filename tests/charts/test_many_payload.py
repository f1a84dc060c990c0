"""What the map is sent for all neighbourhoods: small, and every one has its own value."""

from __future__ import annotations

import json

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.many_payload import many_payload
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.lsoa_values import lsoa_values


@pytest.fixture(scope="module")
def atlas(warehouse, catalogue):
    return Atlas(warehouse, catalogue, load_wisdom())


def unpacked(payload):
    """Text and class of each neighbourhood, read back the slow way."""
    shared = payload["shared"]
    texts, unit = shared["text"]
    texts = [one + unit for one in texts.split("|")]
    width, entry = shared["width"], shared["entry"]
    at = [int(entry[start : start + width], 36) for start in range(0, len(entry), width)]
    return [(texts[one], shared["band"][one]) for one in at]


@pytest.mark.parametrize("indicator", ["core20_pct", "disabled_pct", "imd_score", "population"])
def test_every_neighbourhood_has_its_own_text_and_class(atlas, indicator):
    values = lsoa_values(atlas, indicator)
    read = unpacked(many_payload(values, geometry_url="", whole="Greater Manchester"))
    assert len(read) == 1702
    for (text, band), entry in zip(read, values.entry, strict=True):
        one = values.shared[entry]
        assert text == (f"Decile {one.text}" if values.deciles else one.text)
        assert band == str(one.band)


def test_equal_values_travel_once(atlas):
    sent = many_payload(lsoa_values(atlas, "disabled_pct"), geometry_url="", whole="England")
    assert len(json.dumps(sent)) < 1702 * 4
    assert len(sent["shared"]["band"]) < 400


def test_where_two_digits_are_too_few_three_are_sent(atlas):
    sent = many_payload(lsoa_values(atlas, "population"), geometry_url="", whole="England")
    values = lsoa_values(atlas, "population")
    assert sent["shared"]["width"] == (3 if len(values.shared) > 36 * 36 else 2)
    assert max(values.entry) < 36 ** sent["shared"]["width"]


def test_comparisons_are_marked_in_the_legend_by_their_class(atlas):
    values = lsoa_values(atlas, "disabled_pct")
    sent = many_payload(values, geometry_url="", whole="England")
    [england] = [one for one in values.benchmarks if one.area.name == "England"]
    assert england.mark == f"England {england.text}"
    assert [england.mark in one["marks"] for one in sent["legend"][:5]].index(True) == england.band
