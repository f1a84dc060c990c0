"""New figures appear at the next look, without a restart, while the old ones stay open."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from reading import said

from fhfa_data.ui import cache
from fhfa_data.warehouse.pointer import Pointer, write_pointer

HARPURHEY = "E05011366"


@pytest.fixture
def own_folder(tmp_path, monkeypatch, warehouse_file):
    """A warehouse folder of this test's own, with the embedded figures in use."""
    for one in (warehouse_file, warehouse_file.with_name("current.json")):
        shutil.copy(one, tmp_path)
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(tmp_path))
    monkeypatch.setattr(cache, "ensure_warehouse", lambda _progress: None)
    return tmp_path


def publish_changed(folder, old, fingerprint):
    """Put a warehouse to use in which one figure differs, as a refresh would."""
    new = folder / f"atlas-{fingerprint}.duckdb"
    shutil.copy(old, new)
    with duckdb.connect(str(new)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'fingerprint'", [fingerprint])
        connection.execute(
            "UPDATE figure SET value = 12.3 WHERE indicator = 'imd_score' AND area_code = ?",
            [HARPURHEY],
        )
    write_pointer(folder, Pointer(new.name, fingerprint, "2026-12-01T00:00:00+00:00", "0.1.0"))


def test_a_new_build_is_picked_up_at_the_next_look(open_page, own_folder, warehouse_file):
    app = open_page("ward", place=HARPURHEY, indicator="imd_score")
    assert app.metric[0].value == "60.7"
    publish_changed(own_folder, warehouse_file, "0123456789ab")
    app.run()
    assert app.metric[0].value == "12.3"
    assert "IMD score in Harpurhey: 12.3" in said(app)
