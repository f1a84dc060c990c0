"""The map of where we have listened: shade by people heard, silence outlined."""

from __future__ import annotations

import pytest
from made_up_stories import CARA, MO, TODAY, VI, consent, story

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.charts.listening_map import listening_payload
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.deciding import approve
from fhfa_data.stories.store.saving import save
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.listening import listening
from fhfa_data.views.listening_map import heard_bands, listening_spread
from fhfa_data.views.speaking import Reader
from fhfa_data.views.spread import area_spread

ARDWICK, MANCHESTER, GM = "E05011351", "E08000003", "E47000001"


@pytest.fixture(scope="module")
def atlas(warehouse, catalogue):
    """The embedded figures."""
    return Atlas(warehouse, catalogue, load_wisdom())


@pytest.fixture
def heard(atlas, tmp_path):
    """Whom somebody inside may hear: 23 people of Ardwick, of all wards."""
    store = open_store(f"sqlite:///{tmp_path / 'stories.sqlite'}")
    told = story(
        people=23, ward=ARDWICK, ward_name="Ardwick", borough=MANCHESTER,
        borough_name="Manchester", consents=(consent(),),
    )  # fmt: skip
    save(store, CARA, told, story_id="one", submit=True)
    approve(store, MO, "one", 1)
    yield listening(atlas, store, Reader(VI, Use.INTERNAL, TODAY))
    store.close()


def shown(atlas, heard, place):
    core20 = area_spread(
        atlas, atlas.catalogue.indicator("core20_pct"), atlas.warehouse.area(place), period="latest"
    )
    return listening_spread(heard, core20)


def test_each_ward_is_shaded_by_people_heard_and_placed_by_residents(atlas, heard):
    by_code = {one.area.code: one for one in shown(atlas, heard, MANCHESTER).values}
    assert len(by_code) == 32
    one = by_code[ARDWICK]
    assert heard_bands()[one.band] == "10 to 49"
    assert one.figure.value == next(o.core20 for o in heard.wards if o.area.code == ARDWICK)
    assert one.text == "13,673 residents in Core20; people heard: 10 to 49"
    silent = [o for code, o in by_code.items() if code != ARDWICK]
    assert {o.band for o in silent} == {0}
    assert all(o.text.endswith("people heard: nobody yet") for o in silent)


def test_values_are_in_the_order_of_the_dot_plot(atlas, heard):
    values = [one.figure.value for one in shown(atlas, heard, GM).values]
    assert values == sorted(values)


def test_silence_is_outlined_and_said_to_be_no_absence_of_need(atlas, heard):
    payload = listening_payload(
        shown(atlas, heard, MANCHESTER), geometry_url="", selected=None, focus=None, whole="here"
    )
    said = {one["key"]: one["text"] for one in payload["legend"]}
    assert payload["worst"] == "0"
    assert said["0"] == "Nobody yet"
    assert said["worst"] == "Ink outline: nobody heard yet"
    assert "Silence says nothing about need" in payload["reading"]
    assert "worse" not in str(payload["legend"])
    assert payload["benchmarks"] == []
