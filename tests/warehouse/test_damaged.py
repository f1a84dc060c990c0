"""Damaged or missing files: which one, where, what to do; no traceback, no wrong figure."""

from __future__ import annotations

import shutil

import pytest

from fhfa_data.cli import main
from fhfa_data.errors import WarehouseError
from fhfa_data.warehouse.pointer import NAME, read_pointer
from fhfa_data.warehouse.read import Warehouse, open_current

pytestmark = pytest.mark.slow

STARTER_FILES = [
    "figures.parquet",
    "areas.parquet",
    "msoa11.parquet",
    "places.parquet",
    "ward_footprints.parquet",
]
ASK = ["figures", "--indicator", "core20_pct", "--area-type", "gm"]


@pytest.fixture
def starter(tmp_path, monkeypatch, repository, empty_folder):
    """A copy of the embedded files to damage; nothing is built from it yet."""
    shutil.copytree(repository / "data" / "starter", tmp_path / "data" / "starter")
    monkeypatch.setenv("FHFA_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "starter"


def complaint(capsys):
    """The one line of complaint, after the lines of progress."""
    lines = capsys.readouterr().err.strip().splitlines()
    assert [line.startswith("fhfa:") for line in lines].count(True) == 1
    return lines[-1]


@pytest.mark.parametrize("name", STARTER_FILES)
@pytest.mark.parametrize("place", [0.0, 0.5, 0.999])
def test_a_flipped_bit(starter, capsys, name, place):
    path = starter / name
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.write_bytes(content)
    assert main(ASK) == 1
    line = complaint(capsys)
    assert line.startswith("fhfa: An embedded file is damaged")
    assert str(path) in line
    assert "git checkout -- data/starter" in line


@pytest.mark.parametrize("name", [*STARTER_FILES, "provenance.toml"])
def test_a_missing_file(starter, capsys, name):
    (starter / name).unlink()
    assert main(ASK) == 1
    line = complaint(capsys)
    assert "missing" in line
    assert str(starter / name) in line
    assert "git checkout -- data/starter" in line


def test_no_data_folder_at_all(starter, capsys):
    shutil.rmtree(starter.parent)
    assert main(["build"]) == 1
    assert "The embedded figures are missing" in complaint(capsys)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"made_on = ",
        b"",
        b"made_on = '2026'",
        b"made_on = '2026'\nattribution = ''\nfiles = 3",
        b"made_on = '2026'\nattribution = ''\n[files.'areas.parquet']\nrows = 1\n",
    ],
)
def test_a_junk_list_of_files(starter, capsys, content):
    (starter / "provenance.toml").write_bytes(content)
    assert main(["build"]) == 1
    line = complaint(capsys)
    assert "list of embedded files" in line
    assert str(starter) in line


def test_figures_built_before_stay_when_the_embedded_files_go(
    own_folder, monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("FHFA_DATA_DIR", str(tmp_path / "nowhere"))
    assert main(["status"]) == 1
    printed = capsys.readouterr()
    assert read_pointer(own_folder).file in printed.out
    assert "The embedded figures are missing" in printed.err
    assert open_current().fingerprint == read_pointer(own_folder).fingerprint


def digests(path):
    """A digest of every row of every table of a warehouse."""
    warehouse = Warehouse(path)
    tables = warehouse.frame("SHOW TABLES")["name"]
    query = "SELECT sum(hash(CAST(whole AS VARCHAR)))::VARCHAR AS digest FROM {} AS whole"
    return {table: warehouse.frame(query.format(table))["digest"][0] for table in tables}


def digests_or_refusal(path):
    """The digests, or what the refusal tells the reader to do."""
    try:
        return digests(path)
    except WarehouseError as error:
        return f"Run: {error.command}"


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_warehouse(own_folder, share):
    """It is refused, or what was cut off was empty and every row is still right."""
    path = own_folder / read_pointer(own_folder).file
    content, whole = path.read_bytes(), digests(path)
    path.write_bytes(content[: int(len(content) * share)])
    assert digests_or_refusal(path) in (whole, "Run: fhfa build --force")


def test_a_truncated_warehouse_is_mended_as_told(own_folder, capsys):
    path = own_folder / read_pointer(own_folder).file
    path.write_bytes(path.read_bytes()[:1_000_000])
    assert main(["build", "--force"]) == 0
    assert main(ASK) == 0
    assert "1132504" in capsys.readouterr().out


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9])
def test_a_warehouse_with_a_hole(own_folder, capsys, place):
    """Bytes overwritten inside: right answers, or a clear refusal, never wrong ones."""
    path = own_folder / read_pointer(own_folder).file
    content = bytearray(path.read_bytes())
    start = int(len(content) * place)
    content[start : start + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    if main(ASK) == 0:
        assert "1132504" in capsys.readouterr().out
    else:
        assert "fhfa build --force" in complaint(capsys)


@pytest.mark.parametrize("command", [["status"], ASK])
def test_a_warehouse_that_is_something_else(own_folder, capsys, command):
    (own_folder / read_pointer(own_folder).file).write_text("Not a database.")
    if main(command) == 0:
        assert "1132504" in capsys.readouterr().out
    else:
        assert "fhfa build --force" in complaint(capsys)


JUNK_POINTERS = {
    "binary": b"\xff\xfe\x00\x01",
    "empty": b"",
    "a list": b"[1]",
    "a word": b'"atlas"',
    "no keys": b"{}",
    "another key": b'{"file": "a", "fingerprint": "b", "built_at": "", "app_version": "", "x": 1}',
    "a number for a name": b'{"file": 1, "fingerprint": "b", "built_at": "", "app_version": ""}',
    "a path outside": b'{"file": "../x", "fingerprint": "b", "built_at": "", "app_version": ""}',
    "nothing": b'{"file": "", "fingerprint": "b", "built_at": "", "app_version": ""}',
    "a missing file": b'{"file": "x", "fingerprint": "b", "built_at": "", "app_version": ""}',
}


@pytest.mark.parametrize("content", JUNK_POINTERS.values(), ids=JUNK_POINTERS)
def test_a_junk_pointer_is_told_survived_and_mended(own_folder, capsys, content):
    whole = read_pointer(own_folder)
    (own_folder / NAME).write_bytes(content)
    assert open_current().fingerprint == whole.fingerprint
    assert main(["status"]) == 1
    line = complaint(capsys)
    assert f"The newest build that can be read is served: {whole.fingerprint}" in line
    assert main(["rollback"]) == 0
    assert main(["status"]) == 0
    assert read_pointer(own_folder).file == whole.file


def test_nothing_built_yet_says_what_to_run(empty_folder):
    with pytest.raises(WarehouseError, match="Run: fhfa build"):
        open_current()
