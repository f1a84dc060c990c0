"""Pairing over every real place: unlike wards are told unlike things, and every insight is used."""

from __future__ import annotations

from collections import Counter

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.model.areas import AreaType
from fhfa_data.pairing.engine import EVIDENCE_LABEL, pair
from fhfa_data.pairing.gather import gather_facts
from fhfa_data.pairing.rules import load_rules

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pairs_of(warehouse, catalogue):
    """Code of a ward, borough or Greater Manchester → its pairs."""
    wisdom, rules = load_wisdom(), load_rules()
    kinds = (AreaType.WARD, AreaType.BOROUGH, AreaType.GM)
    return {
        one.code: pair(gather_facts(warehouse, catalogue, one), wisdom, rules)
        for one in warehouse.areas.values()
        if one.area_type in kinds
    }


@pytest.fixture(scope="module")
def ward_pairs(pairs_of, warehouse):
    return {one.code: pairs_of[one.code] for one in warehouse.wards()}


def ids(pairs):
    return tuple(one.insight.id for one in pairs)


def test_every_place_has_something_to_talk_about(pairs_of):
    assert all(1 <= len(found) <= 3 for found in pairs_of.values())


def test_every_insight_is_paired_with_some_real_ward(ward_pairs):
    used = {name for found in ward_pairs.values() for name in ids(found)}
    assert used == {one.id for one in load_wisdom().insights}


def test_no_insight_is_everywhere(ward_pairs):
    counts = Counter(name for found in ward_pairs.values() for name in ids(found))
    assert max(counts.values()) <= 0.6 * len(ward_pairs)


def test_unlike_wards_get_unlike_pairs(ward_pairs, warehouse):
    by_name = {one.full_name: ids(ward_pairs[one.code]) for one in warehouse.wards()}
    uniformly_deprived = by_name["Harpurhey, Manchester"]
    least_deprived = by_name["Bramhall South & Woodford, Stockport"]
    assert not set(uniformly_deprived) & set(least_deprived)
    assert len(set(by_name.values())) > 40


def test_a_reason_names_the_place_or_its_borough_and_a_number(ward_pairs, warehouse):
    for code, found in ward_pairs.items():
        area = warehouse.area(code)
        for one in found:
            assert area.name in one.reason or area.borough_name in one.reason
            assert any(letter.isdigit() for letter in one.reason)


def test_an_insight_is_never_said_to_be_about_the_ward(ward_pairs, warehouse):
    for code, found in ward_pairs.items():
        name = warehouse.area(code).name
        for one in found:
            assert one.evidence_label == EVIDENCE_LABEL
            assert name not in one.point.text
            assert name not in one.insight.meaning
