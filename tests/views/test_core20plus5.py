"""Core20PLUS5: every part is there, what isn't measured says so, and nothing is estimated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fhfa_data.catalogue.core20plus5_parts import Published, Whom, core20plus5_parts
from fhfa_data.model.areas import AreaType
from fhfa_data.views.core20_wards import core20_wards
from fhfa_data.views.core20plus5 import core20plus5

HARPURHEY, MANCHESTER, GM = "E05011366", "E08000003", "E47000001"


def part(found, name):
    return next(one for one in found.parts if one.id == name)


def test_every_part_of_the_approach_is_there_once(catalogue):
    parts = core20plus5_parts()
    assert set(parts) == set(catalogue.core20plus5) - {"context", "none"}
    five = [name for name, one in parts.items() if one.whom is Whom.CHILDREN]
    assert len(five) == 5
    assert len([name for name, one in parts.items() if one.whom is Whom.ADULTS]) == 5 + 1


def test_every_indicator_named_is_in_the_catalogue_and_says_the_same_part(catalogue):
    for name, one in core20plus5_parts().items():
        assert set(one.direct) | set(one.nearby) <= set(catalogue.indicators)
        for direct in one.direct:
            assert catalogue.indicators[direct].core20plus5 in (name, "context")


@pytest.mark.parametrize("place", [HARPURHEY, MANCHESTER, GM])
def test_figures_are_those_of_the_warehouse(atlas, place):
    known = {
        (one.indicator, one.sex): one
        for one in atlas.warehouse.latest_figures([place])
        if one.value is not None
    }
    for one in core20plus5(atlas, atlas.place(place)).parts:
        for figure in one.figures:
            own = known.get((figure.indicator_id, "Persons"))
            assert (own is None) == bool(figure.reason)
            if own is not None and own.numerator is not None:
                assert figure.count == f"{own.numerator:,.0f}"


@pytest.mark.parametrize("place", [HARPURHEY, MANCHESTER, GM])
def test_nothing_near_a_clinical_part_is_called_a_measure_of_it(atlas, place):
    found = core20plus5(atlas, atlas.place(place))
    smoking = part(found, "adult_smoking")
    assert smoking.verdict.startswith("Not measured here.")
    assert smoking.near_because == "How many smoke, not how many stop."
    assert not [one for p in found.parts if p.whom is not Whom.ALL for one in p.figures
                if one.is_direct]  # fmt: skip
    assert found.shown.startswith("None of the ten clinical areas, nor stopping smoking,")
    assert part(found, "plus").verdict == "Partly measured: 4 of 15 groups."


def test_a_ward_has_its_boroughs_figure_beside_it_and_says_why_once(atlas):
    ward = core20plus5(atlas, atlas.place(HARPURHEY))
    smoking = part(ward, "adult_smoking")
    assert smoking.figures[0].own == "Not available"
    assert smoking.figures[0].wider[0] == ("Manchester", "15.6%")
    assert smoking.figures[0].reason in ward.reasons
    assert len(set(ward.reasons)) == len(ward.reasons)


def test_what_is_not_known_of_a_ward_is_not_nobody(atlas, monkeypatch):
    kind = type(atlas.warehouse)
    every = kind.figures_of

    def without(*hidden):
        def found(*asked):
            return [replace(one, numerator=None, value=None)
                    if not hidden or one.area_code in hidden else one
                    for one in every(*asked)]  # fmt: skip

        monkeypatch.setattr(kind, "figures_of", found)
        return core20_wards(atlas, atlas.place(MANCHESTER)).words

    before = core20_wards(atlas, atlas.place(MANCHESTER)).words
    have = int(before.partition(" of Manchester's 32 wards have")[0])
    assert without(HARPURHEY).startswith(
        f"{have - 1} of Manchester's 32 wards have residents in Core20. For 1 ward it isn't known."
    )
    monkeypatch.setattr(kind, "figures_of", every)
    assert without() == "For no ward of Manchester it is known how many residents are in Core20."


def test_what_nobody_publishes_here_says_who_publishes_what_elsewhere(atlas):
    for one in core20plus5(atlas, atlas.place(GM)).parts:
        if not any(figure.is_direct for figure in one.figures):
            assert one.elsewhere
            assert "Nothing in this atlas" in one.verdict or one.verdict.startswith("Not measured")


def test_every_part_says_where_open_data_exist_and_what_is_near_says_why(atlas, catalogue):
    for name, one in core20plus5_parts().items():
        assert one.levels, name
        assert bool(one.near_because) == bool(one.nearby), name
        for indicator in (*one.direct, *one.nearby):
            kinds = catalogue.indicators[indicator].levels
            if kinds[AreaType.WARD].method is None:
                assert Published.BOROUGH in one.levels or indicator in one.nearby


def test_nobody_in_core20_is_not_called_a_small_count(atlas):
    (none,) = [one for one in atlas.nesting.wards["E08000003"] if one.name == "Chorlton"]
    core20 = part(core20plus5(atlas, none), "core20").figures[0]
    assert (core20.own, core20.count, core20.caution) == ("0%", "0", "")
