"""Builds are kept, ordered, served and pruned, whatever happens to the notes about them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, replace

import duckdb
import pytest

from fhfa_data.cli import main
from fhfa_data.warehouse import history, pruning
from fhfa_data.warehouse.build import ensure_warehouse
from fhfa_data.warehouse.pointer import NAME, read_pointer
from fhfa_data.warehouse.read import Warehouse, open_current

pytestmark = pytest.mark.slow

HOLD = """
import sys
from pathlib import Path
from fhfa_data.warehouse.read import Warehouse
held = Warehouse(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
print(held.frame("SELECT count(*) AS n FROM figure")["n"][0], flush=True)
"""


def files(folder):
    return sorted(path.name for path in folder.glob("atlas-*.duckdb"))


def names(*fingerprints):
    return sorted(f"atlas-{one}.duckdb" for one in fingerprints)


def test_the_one_in_use_and_three_before_it_are_kept(own_folder, building):
    built = [building() for _ in range(6)]
    assert files(own_folder) == names(*built[-4:])


@pytest.mark.process
def test_a_build_open_in_another_process_is_not_pruned(own_folder, building):
    first = own_folder / read_pointer(own_folder).file
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(first)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "open\n"
    built = [building() for _ in range(5)]
    assert first.name in files(own_folder)
    assert int(holder.communicate("")[0]) > 100_000
    assert building()
    assert first.name not in files(own_folder)
    assert names(*built[-3:])[0] in files(own_folder)


def test_a_build_open_in_this_process_is_not_pruned(own_folder, building):
    reader = open_current()
    for _ in range(5):
        building()
    assert reader.path.is_file()
    reader.close()
    building()
    assert not reader.path.exists()


def test_a_system_without_such_locks_leaves_it_to_unlink(own_folder, monkeypatch):
    monkeypatch.setattr(pruning, "fcntl", None)
    assert not pruning.is_open(own_folder / read_pointer(own_folder).file)


def test_the_clock_set_back_does_not_confuse_the_order(own_folder, building):
    first, second = building(), building()
    path = own_folder / f"atlas-{second}.duckdb"
    os.utime(path, (1, 1))  # the newest claims to be from 1970
    (own_folder / NAME).unlink()
    assert open_current().fingerprint == second
    third = building()
    os.utime(own_folder / f"atlas-{third}.duckdb", (1, 1))
    assert main(["rollback"]) == 0
    assert read_pointer(own_folder).fingerprint == second
    assert main(["rollback"]) == 0
    assert read_pointer(own_folder).fingerprint == first


@pytest.mark.parametrize("lost", ["pointer", "file", "both notes"])
def test_what_is_lost_is_survived_and_said(own_folder, building, capsys, lost):
    first, second = building(), building()
    if lost == "file":
        (own_folder / f"atlas-{second}.duckdb").unlink()
    else:
        (own_folder / NAME).unlink()
    if lost == "both notes":
        (own_folder / history.NAME).unlink()
    expected = first if lost == "file" else second
    assert open_current().fingerprint == expected
    assert main(["status"]) == 1
    printed = capsys.readouterr()
    assert f"Contents:  {expected}" in printed.out
    assert "is missing" in printed.err
    third = building()
    assert read_pointer(own_folder).fingerprint == third
    assert main(["rollback"]) == 0
    assert read_pointer(own_folder).fingerprint == expected


@pytest.mark.skipif(os.name == "nt", reason="links are for administrators there; we make none")
@pytest.mark.parametrize("leads", ["nowhere", "in a circle", "to a build", "to another's pointer"])
def test_a_pointer_that_was_made_a_link_is_survived_and_replaced(own_folder, building, leads):
    """The atlas's own is a plain file; somebody may have tidied it away, or copied it so."""
    first, second = building(), building()
    whole = (own_folder / NAME).read_bytes()
    elsewhere = own_folder.parent / "elsewhere.json"
    targets = {
        "nowhere": own_folder / "gone.json",
        "in a circle": own_folder / NAME,
        "to a build": own_folder / f"atlas-{first}.duckdb",
        "to another's pointer": elsewhere,
    }
    elsewhere.write_bytes(whole)
    (own_folder / NAME).unlink()
    (own_folder / NAME).symlink_to(targets[leads])
    assert open_current().fingerprint == second
    assert ensure_warehouse().is_file()
    third = building()
    assert not (own_folder / NAME).is_symlink()
    assert read_pointer(own_folder).fingerprint == third
    assert elsewhere.read_bytes() == whole
    assert open_current().fingerprint == third


def test_a_build_that_was_made_a_link_to_nowhere_gives_way(own_folder, building):
    first, second = building(), building()
    lost = own_folder / f"atlas-{second}.duckdb"
    lost.unlink()
    if os.name != "nt":
        lost.symlink_to(own_folder / "gone.duckdb")
    assert open_current().fingerprint == first
    third = building()
    assert open_current().fingerprint == third


def test_a_damaged_refreshed_build_gives_way_to_the_refreshed_one_before(
    own_folder, building, capsys
):
    """Not to the embedded figures: they would be a step back."""
    built = []
    for _ in range(2):
        built.append(building())
        recipe = {"mhclg_iod2025_file7": built[-1], "scope": "gm"}
        history.put_to_use(own_folder, replace(read_pointer(own_folder), recipe=recipe))
    (own_folder / f"atlas-{built[1]}.duckdb").write_bytes(b"not a warehouse")
    assert ensure_warehouse().name == f"atlas-{built[0]}.duckdb"
    assert main(["status"]) == 1
    assert f"The build {built[1]} is damaged" in capsys.readouterr().err


def made_by(path, schema_version, fingerprint):
    """A copy of a build as another version of the atlas would have made it."""
    other = path.with_name(f"atlas-{fingerprint}.duckdb")
    shutil.copy(path, other)
    with duckdb.connect(str(other)) as connection:
        for key, value in {"schema_version": schema_version, "fingerprint": fingerprint}.items():
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", [value, key])
    return other


def test_a_build_by_a_newer_version_is_said_and_the_newest_readable_is_served(own_folder, capsys):
    now = read_pointer(own_folder)
    newer = made_by(own_folder / now.file, "999", "feedfeedfeed")
    text = json.dumps(
        {
            **asdict(now),
            "file": newer.name,
            "fingerprint": "feedfeedfeed",
            "number": 7,
            "a key that only it knows": [1],
        }
    )
    (own_folder / NAME).write_text(text)
    assert ensure_warehouse().name == now.file
    assert open_current().fingerprint == now.fingerprint
    assert main(["status"]) == 1
    assert "feedfeedfeed was made by a newer version of the atlas" in capsys.readouterr().err
    assert main(["status", "--history"]) == 0
    assert "was made by a newer version" in capsys.readouterr().out
    assert (own_folder / NAME).read_text() == text  # the newer version finds its note as it was
    assert main(["figures", "--indicator", "core20_pct", "--area-type", "gm"]) == 0
    assert "1132504" in capsys.readouterr().out


def test_a_build_by_an_older_version_is_built_anew(own_folder):
    now = read_pointer(own_folder)
    older = made_by(own_folder / now.file, "1", "beadbeadbead")
    pointer = {**asdict(now), "file": older.name, "fingerprint": "beadbeadbead"}
    (own_folder / now.file).unlink()
    (own_folder / NAME).write_text(json.dumps(pointer))
    assert ensure_warehouse().name == now.file
    assert Warehouse(own_folder / now.file).fingerprint == now.fingerprint


def test_a_history_torn_by_a_kill_loses_one_line_only(own_folder, building):
    first = building()
    with (own_folder / history.NAME).open("ab") as torn:
        torn.write(b'\n{"file": "atlas-')
    second = building()
    known = [one.fingerprint for one in history.read_history(own_folder)]
    assert known[-2:] == [first, second]


def test_a_history_that_cannot_be_written_stops_nothing(own_folder, building):
    (own_folder / history.NAME).unlink()
    (own_folder / history.NAME).mkdir()
    name = building()
    assert read_pointer(own_folder).fingerprint == name
    assert open_current().fingerprint == name
