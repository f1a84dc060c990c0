"""What a legend, a label or a fifth says of a value agrees with the value: everywhere."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pytest
from made_up_scopes import small_england

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.map_payload import class_entries
from fhfa_data.model.areas import ENGLAND, AreaType
from fhfa_data.model.selection import Classes
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.comparison import comparison
from fhfa_data.views.difference import difference_spread
from fhfa_data.views.lsoa_values import lsoa_values
from fhfa_data.views.neighbourhoods import has_lsoa_values
from fhfa_data.views.scale import scale_of
from fhfa_data.views.spread import area_spread
from fhfa_data.warehouse.installed import catalogue_of
from fhfa_data.warehouse.read import Warehouse

NUMBER = re.compile(r"−?[0-9][0-9,]*(?:\.[0-9]+)?")


def number(text):
    """The first number in a text, as a reader takes it."""
    return float(NUMBER.search(text)[0].replace(",", "").replace("−", "-"))


def ends(text):
    """The lowest and highest number of a class: "4.8% to 18.2%" or "18.2%"."""
    found = [number(one) for one in text.split(" to ")]
    return found[0], found[-1]


@pytest.fixture(scope="module", params=["Greater Manchester", "all England"])
def installed(request, atlas, warehouse_file, tmp_path_factory):
    """The embedded figures, and an England that is installed whole."""
    if request.param == "Greater Manchester":
        yield atlas
        return
    opened = Warehouse(small_england(warehouse_file, tmp_path_factory.mktemp("marks")))
    yield Atlas(opened, catalogue_of(opened), load_wisdom())
    opened.close()


def maps(atlas, sample, number):
    """Indicators over the wards of every borough and over all, in both kinds of classes."""
    homes = [*atlas.nesting.boroughs, atlas.nesting.home]
    every = product(atlas.catalogue.headline_indicators, homes, Classes)
    kept: dict = {}

    def scale(indicator, *asked):  # as pages keep it: the same for every borough
        if (indicator.id, *asked) not in kept:
            kept[indicator.id, *asked] = scale_of(atlas, indicator, *asked)
        return kept[indicator.id, *asked]

    for indicator, place, classes in sample(every, number):
        shown = area_spread(atlas, indicator, place, period="latest", classes=classes, scale=scale)
        yield indicator, place, shown


def assert_marks_agree(spread):
    """Each mark stands with the class whose numbers hold it, or says that it is beyond them all."""
    entries = class_entries(spread)
    told = [mark for one in entries for mark in one["marks"]]
    assert len(told) == len([one for one in spread.benchmarks if entries])
    for entry in entries:
        low, high = ends(entry["text"])
        for mark in entry["marks"]:
            value = number(mark.removeprefix(next(
                one.area.name for one in spread.benchmarks if one.mark == mark
            )))  # fmt: skip
            if mark.endswith("lower than all"):
                assert value < low
                assert entry is entries[0]
            elif mark.endswith("higher than all"):
                assert value > high
                assert entry is entries[-1]
            else:
                assert low <= value <= high


def assert_labels_meet(texts):
    """Class follows class: none holds a number of its neighbour's."""
    for (_, below), (above, _) in pairwise(map(ends, texts)):
        assert below < above


def assert_agrees(shown, values):
    """Marks, labels, and each value's class."""
    assert_marks_agree(shown)
    assert_labels_meet(shown.band_texts)
    for one in values:
        if one.band is not None:
            low, high = ends(shown.band_texts[one.band])
            assert low <= number(one.text) <= high


def test_every_value_and_mark_stands_in_the_class_that_holds_it(installed, sample):
    for _, _, shown in maps(installed, sample, 60):
        assert_agrees(shown, shown.values)


def test_neighbourhoods_stand_in_the_class_that_holds_them(installed, sample):
    there = [one for one in installed.catalogue.indicators.values() if has_lsoa_values(one)]
    for indicator, classes in sample(product(there, Classes), 4):
        shown = lsoa_values(installed, indicator.id, classes=classes)
        assert_agrees(shown, shown.shared)


def test_coloured_by_difference_the_class_says_the_difference_that_is_said(installed, sample):
    for indicator, place, plain in maps(installed, sample, 30):
        for compared in plain.benchmarks:
            known = installed.warehouse.values_of(
                indicator.id, plain.level, plain.period_label, plain.sex
            )
            shown = difference_spread(plain, known, indicator, compared.area.code)
            near, far = number(shown.band_texts[2]), number(shown.band_texts[4])
            assert number(shown.band_texts[1]) > near
            for one in shown.values:
                if one.band is None:
                    continue
                away = number(re.search(r"\(([+−].*)\)", one.text)[1].replace("+", ""))
                side = (away > 0) - (away < 0)
                reach = (abs(away) > near) + (abs(away) > far)
                assert one.band == 2 + side * reach, (indicator.id, place.name, one.text)


def test_the_fifth_of_a_place_is_its_class_on_the_map(installed, sample):
    indicators = tuple(installed.catalogue.headline_indicators)
    for place in sample(installed.nesting.boroughs, 2):
        for row, indicator in zip(
            comparison(installed, [place], indicators), indicators, strict=True
        ):
            (one,) = row.places
            if one.fifth is None or place.area_type is not AreaType.BOROUGH:
                continue
            shown = area_spread(
                installed, indicator, installed.nesting.home, period="latest", sex=one.figure.sex
            )
            if shown.level is AreaType.BOROUGH and len(shown.band_texts) == 5:
                [same] = [two for two in shown.values if two.area.code == place.code]
                assert one.fifth == same.band + 1


def test_england_is_among_the_marks(atlas):
    """The searches above look at something: England is marked, in a class of its own value."""
    shown = area_spread(
        atlas, atlas.catalogue.indicator("core20_pct"), atlas.nesting.home, period="latest"
    )
    assert any(one.area.code == ENGLAND and one.band is not None for one in shown.benchmarks)
