"""A figure is the same wherever it leaves the atlas: 25 places, every indicator, every way out."""

from __future__ import annotations

import io
import random
import re

import pandas as pd
import pytest

from fhfa_data.api.open_atlas import OpenAtlas
from fhfa_data.cli.commands import main
from fhfa_data.model.areas import AreaType
from fhfa_data.model.gap_selection import Groups
from fhfa_data.model.own_selection import own
from fhfa_data.views.beside import beside
from fhfa_data.views.certainty import limits_of, say_interval
from fhfa_data.views.comparison import comparison
from fhfa_data.views.core20plus5 import core20plus5
from fhfa_data.views.downloads import Asked, csv_file, rows_to_take
from fhfa_data.views.gap_page import gap_facts
from fhfa_data.views.headline import headline
from fhfa_data.views.own_area import own_area
from fhfa_data.views.profile import all_rows, profile_groups
from fhfa_data.views.ward import ward_facts

SEED = 2_025
KINDS = (AreaType.WARD, AreaType.BOROUGH, AreaType.GM)


@pytest.fixture(scope="module", params=[(2, 1), pytest.param((20, 4), marks=pytest.mark.slow)])
def places(atlas, request):
    """Some wards, some boroughs and Greater Manchester, by chance that repeats itself."""
    chance, (of_wards, of_boroughs) = random.Random(SEED), request.param
    wards = [one for inside in atlas.nesting.wards.values() for one in inside]
    boroughs = chance.sample(atlas.nesting.boroughs, of_boroughs)
    return [*chance.sample(wards, of_wards), *boroughs, atlas.nesting.home]


@pytest.fixture(scope="module")
def truth(atlas, places):
    """(place, indicator, sex) → the warehouse's latest figure."""
    rows = atlas.warehouse.latest_figures([one.code for one in places])
    headlines = {one.id for one in atlas.catalogue.headline_indicators}
    found = {(f.area_code, f.indicator, f.sex): f for f in rows if f.indicator in headlines}
    assert {code for code, _, _ in found} == {one.code for one in places}
    assert len({name for _, name, _ in found}) == len(headlines)
    return found


def test_headline_profile_and_beside_say_the_same(atlas, places, truth):
    for place in places:
        cells = {
            (row.indicator_id, row.name): cell
            for row in all_rows(profile_groups(atlas, (place,)))
            for cell in row.cells
        }
        for indicator in atlas.catalogue.headline_indicators:
            found = beside(atlas, place, indicator, "latest")
            shown = headline(atlas, place, indicator, "latest")
            figure = truth[place.code, indicator.id, found.sex]
            cell = cells[indicator.id, shown.short_name]
            assert found.own.value == figure.value == cell.figure.value
            assert shown.number == cell.text
            assert shown.is_known == (figure.value is not None)
            assert shown.source.split(" · ")[1] in {
                one.short_title for one in atlas.catalogue.sources.values()
            }


def test_compared_places_say_what_the_headline_says(atlas, places, truth):
    shown = atlas.catalogue.headline_indicators
    for place in places:
        for row, indicator in zip(comparison(atlas, [place], shown), shown, strict=True):
            (one,) = row.places
            if one.figure.period:
                assert truth[place.code, indicator.id, one.figure.sex].value == one.figure.value
            if one.figure.value is not None:
                same = headline(atlas, place, indicator, "latest", one.figure.sex)
                assert one.text == same.number


@pytest.mark.parametrize("kind", KINDS)
def test_files_and_the_api_hold_what_the_screen_shows(atlas, truth, kind):
    taken = rows_to_take(atlas, Asked(area_type=kind))
    api = OpenAtlas(atlas.warehouse, atlas.catalogue).figures(area_type=kind.value)
    keys = ["area_code", "indicator", "sex", "period"]
    in_csv = pd.read_csv(io.BytesIO(csv_file(atlas, Asked(area_type=kind))), dtype={"sex": str})
    for rows in (taken, api, in_csv):
        held = rows.set_index(keys)
        for (code, name, sex), figure in truth.items():
            if atlas.warehouse.areas[code].area_type is kind:
                row = held.loc[code, name, sex, figure.period]
                assert row["status"] == figure.status.value
                if figure.value is None:
                    assert pd.isna(row["value"])
                else:
                    assert row["value"] == pytest.approx(figure.value, rel=1e-12)


@pytest.mark.parametrize("name", ["core20_pct", "children_low_income_ahc_pct", "disabled_pct"])
def test_the_command_line_prints_what_the_screen_shows(atlas, truth, capsys, name):
    assert main(["figures", "--indicator", name, "--area-type", "ward"]) == 0
    rows = pd.read_csv(io.StringIO(capsys.readouterr().out)).set_index("area_code")
    for (code, indicator, _), figure in truth.items():
        if indicator == name and code in rows.index:
            assert rows.loc[code, "value"] == pytest.approx(figure.value, rel=1e-12)


def test_a_wards_page_its_own_area_and_core20plus5_agree(atlas, places, truth):
    for place in places:
        if place.area_type is not AreaType.WARD:
            continue
        facts = ward_facts(atlas, place.code)
        of_page = {
            (row.indicator_id, cell.figure.sex): cell.figure.value
            for row in all_rows(facts.groups)
            for cell in row.cells[:1]
        }
        for figure in own_area(atlas, own("x", [place.code])).figures:
            if (place.code, figure.indicator, figure.sex) in truth:
                known = truth[place.code, figure.indicator, figure.sex]
                assert figure.value == pytest.approx(known.value)
                assert of_page[figure.indicator, figure.sex] == known.value
        core20 = headline(atlas, place, atlas.catalogue.indicator("core20_pct"), "latest")
        assert core20plus5(atlas, place).sentence == core20.sentence == facts.core20.sentence


def test_a_gaps_groups_add_up_to_the_borough(atlas, places):
    for place in places:
        if place.area_type is AreaType.WARD:
            continue
        for name in ("overcrowded_pct", "disabled_pct"):
            facts = gap_facts(atlas, place, name, Groups.LOCAL, "latest", "")
            whole = beside(atlas, place, atlas.catalogue.indicator(name), "latest").own
            assert sum(one.counted for one in facts.gap.fifths) == whole.numerator
            assert sum(one.counted for one in facts.gap.line) == whole.numerator
            assert sum(one.people for one in facts.gap.fifths) == whole.denominator


def test_every_value_without_an_interval_says_why(atlas, places, truth):
    for place in places:
        for indicator in atlas.catalogue.headline_indicators:
            shown = headline(atlas, place, indicator, "latest")
            figure = truth[place.code, indicator.id, beside(atlas, place, indicator,
                                                            "latest").sex]  # fmt: skip
            if figure.value is None:
                assert shown.reading
            elif limits_of(indicator, figure) is None:
                assert re.search(
                    r"no interval|No confidence interval is in this copy|no chance in it|says: ",
                    shown.how_sure,
                )
            else:
                assert say_interval(indicator, figure) in shown.how_sure
