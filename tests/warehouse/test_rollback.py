"""`fhfa rollback`: to the build before, to a named one; never to what can't be read."""

from __future__ import annotations

import pytest
from filelock import FileLock

from fhfa_data.cli import main
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse, open_current

pytestmark = pytest.mark.slow


@pytest.fixture
def three(own_folder, building):
    """Three builds by fingerprint, the last in use."""
    return [read_pointer(own_folder).fingerprint, building(), building()]


def in_use(folder):
    assert open_current().fingerprint == read_pointer(folder).fingerprint
    return read_pointer(folder).fingerprint


def test_back_one_by_one_until_there_is_no_earlier(own_folder, three, capsys):
    for expected in (three[1], three[0]):
        assert main(["rollback"]) == 0
        assert f"Rolled back to {expected}" in capsys.readouterr().out
        assert in_use(own_folder) == expected
    assert main(["rollback"]) == 1
    assert "There is no earlier build to go back to." in capsys.readouterr().err
    assert in_use(own_folder) == three[0]


def test_forward_again_by_name_or_its_beginning(own_folder, three, capsys):
    main(["rollback"])
    assert f"To return: fhfa rollback {three[2]}" in capsys.readouterr().out
    assert main(["rollback", three[2]]) == 0
    assert in_use(own_folder) == three[2]
    assert main(["rollback", three[0][:6].upper()]) == 0
    assert in_use(own_folder) == three[0]


def test_a_new_build_after_a_rollback_comes_after_all_others(own_folder, three, building):
    main(["rollback", three[0]])
    newest = building()
    assert in_use(own_folder) == newest
    main(["rollback"])
    assert in_use(own_folder) == three[2]


def test_an_unknown_build_is_refused_with_the_nearest(own_folder, three, capsys):
    assert main(["rollback", "ffffffffffff"]) == 2
    printed = capsys.readouterr().err
    assert "There is no build called 'ffffffffffff'" in printed
    assert three[2] in printed
    assert in_use(own_folder) == three[2]


def test_a_beginning_that_several_share_is_refused(own_folder, three, capsys):
    assert three[1][:4] == three[2][:4]
    assert main(["rollback", three[1][:4]]) == 2
    assert in_use(own_folder) == three[2]


def test_a_damaged_build_is_refused_in_words_and_skipped(own_folder, three, capsys):
    path = own_folder / f"atlas-{three[1]}.duckdb"
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 4, len(content) * 3 // 4, 100_000):
        content[at : at + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    assert Warehouse(path).fingerprint == three[1]  # it opens, but can't be read whole
    assert main(["rollback", three[1]]) == 1
    printed = capsys.readouterr().err
    assert f"The build {three[1]} is damaged, so it was not put to use." in printed
    assert in_use(own_folder) == three[2]
    assert main(["rollback"]) == 0
    assert in_use(own_folder) == three[0]


def test_not_while_a_refresh_runs(own_folder, three, capsys):
    with FileLock(own_folder / "refresh.lock"):
        assert main(["rollback"]) == 1
    assert "Another refresh is running" in capsys.readouterr().err
    assert in_use(own_folder) == three[2]


def test_the_one_in_use_stays(own_folder, three, capsys):
    assert main(["rollback", three[2]]) == 0
    assert "is in use already" in capsys.readouterr().out
    assert in_use(own_folder) == three[2]


def test_the_history_tells_it_all(own_folder, three, capsys):
    main(["rollback"])
    capsys.readouterr()
    assert main(["status", "--history"]) == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [row.split()[4] for row in rows] == ["Rolled", "Built", "Built", "Built"]
    states = [row.rsplit("  ", 1)[1].strip() for row in rows]
    assert states == ["in use", "kept", "in use", "kept"]
    assert all("Greater Manchester" in row for row in rows)


def test_no_history_before_the_first_build(empty_folder, capsys):
    assert main(["status", "--history"]) == 0
    assert "Run: fhfa build" in capsys.readouterr().out
