"""A folder that can't be written, a disk that is full: said plainly, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from fhfa_data.cli import main

pytestmark = pytest.mark.process

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and limits work otherwise there")


def fhfa(folder, *arguments, prefix=(), **options):
    """Run ``fhfa`` as a process of its own."""
    return subprocess.run(
        [*prefix, sys.executable, "-m", "fhfa_data", *arguments],
        env={**os.environ, "FHFA_WAREHOUSE_DIR": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        **options,
    )


def last_line(text):
    return text.strip().splitlines()[-1]


def assert_plain(finished, folder):
    """It failed in one line that says what, where and what to do."""
    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr
    assert finished.stderr.count("fhfa:") == 1
    line = last_line(finished.stderr)
    assert line.startswith("fhfa: The figures can't be written")
    assert str(folder) in line
    assert "FHFA_WAREHOUSE_DIR" in line


def obeying_permissions():
    """What to put before a command so that root, too, obeys permissions."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("not run: root ignores permissions, and setpriv is not installed")
    return ("setpriv", "--bounding-set=-all")


def limited_file_size():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_a_file_stands_where_the_folder_should_be(tmp_path, monkeypatch, capsys):
    taken = tmp_path / "taken"
    taken.write_text("mine")
    monkeypatch.setenv("FHFA_WAREHOUSE_DIR", str(taken))
    assert main(["build"]) == 1
    line = last_line(capsys.readouterr().err)
    assert line.startswith("fhfa: The figures can't be written")
    assert str(taken) in line
    assert "set FHFA_WAREHOUSE_DIR" in line
    assert taken.read_text() == "mine"


@posix
def test_a_folder_without_leave_to_write(tmp_path):
    prefix = obeying_permissions()
    folder = tmp_path / "warehouse"
    folder.mkdir(mode=0o555)
    assert_plain(fhfa(folder, "build", prefix=prefix), folder)


@posix
def test_figures_in_a_read_only_folder_can_be_used(own_folder):
    prefix = obeying_permissions()
    own_folder.chmod(0o555)
    ask = ["figures", "--indicator", "core20_pct", "--area-type", "gm"]
    finished = fhfa(own_folder, *ask, prefix=prefix)
    own_folder.chmod(0o755)
    assert finished.returncode == 0, finished.stderr
    assert "1132504" in finished.stdout


@posix
def test_no_room_for_the_first_build(tmp_path):
    folder = tmp_path / "warehouse"
    assert_plain(fhfa(folder, "build", preexec_fn=limited_file_size), folder)
    assert list(folder.iterdir()) == []


@posix
def test_no_room_for_a_new_build_leaves_the_old_one_in_use(own_folder):
    before = {path.name: path.read_bytes() for path in own_folder.iterdir()}
    assert_plain(fhfa(own_folder, "build", "--force", preexec_fn=limited_file_size), own_folder)
    assert {path.name: path.read_bytes() for path in own_folder.iterdir()} == before
    assert fhfa(own_folder, "status").returncode == 0


@pytest.fixture
def tiny_disk(tmp_path):
    """A real file system of 600 kB where this machine lets us mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a file system can't be mounted here; the limit on file size stands in for it")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@posix
def test_a_full_disk(tiny_disk):
    assert_plain(fhfa(tiny_disk, "build"), tiny_disk)
    assert list(tiny_disk.iterdir()) == []
