"""Each insight of the shared pack, read in place, finds the insight of ours that re-tells it."""

from __future__ import annotations

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.pack import read_pack
from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.packs import keep_pack, packs
from fhfa_data.views.pack_voices import pack_voices


def test_every_quotation_of_an_insight_stands_beside_ours(shared, tmp_path):
    files = sorted((shared / "pack").glob("locality-insights-*.txt"))
    if not files:
        pytest.skip("not run: ../shared/pack is not on this machine")
    pack = read_pack(files[0])
    store = open_store(f"sqlite:///{tmp_path / 'stories.sqlite'}")
    keep_pack(store, local_user(), pack)
    kept = packs(store)
    store.close()
    shown = {
        ours.number: [
            voice.words.strip("“”") for one in pack_voices(kept, ours) for voice in one.voices
        ]
        for ours in load_wisdom().insights
    }
    written = {
        one.number: [
            quoted.text
            for quoted in (*one.quotations, *(q for p in one.points for q in p.quotations))
            if quoted.kind == "quotation"
        ]
        for one in pack.insights
    }
    assert shown == written
    assert all(not one.unsure for ours in load_wisdom().insights for one in pack_voices(kept, ours))
