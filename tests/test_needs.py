"""What plain pytest leaves for later is counted aloud, and nothing is left out of both runs."""

from __future__ import annotations

import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from needs import NEEDS, QUICK

SAMPLE = """
import subprocess, sys
import pytest

@pytest.fixture
def shared():
    return "here"

def test_quick():
    pass

def test_reads_shared(shared):
    pass

@pytest.mark.slow
def test_slow():
    pass

def test_forgot_its_marker():
    subprocess.run([sys.executable, "-c", ""], check=True)

@pytest.mark.process
def test_starts_one():
    subprocess.run([sys.executable, "-c", ""], check=True)
"""


def run_pytest(folder: Path, *arguments: str) -> str:
    """What a session of its own prints over ``SAMPLE``, with this project's plugin."""
    plugin = Path(__file__).with_name("needs.py").read_text(encoding="utf-8")
    (folder / "conftest.py").write_text(plugin, encoding="utf-8")
    (folder / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\ntestpaths = .\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.stdout


@pytest.mark.process
@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["one process", "workers"])
def test_plain_pytest_runs_the_quick_ones_and_says_what_it_left(tmp_path, workers):
    said = run_pytest(tmp_path, *workers)
    assert "1 failed, 1 passed" in said
    assert "This test starts a process: mark it with pytest.mark.process." in said
    assert "1 need processes of their own: pytest -m process" in said
    assert "1 need the folder ../shared: pytest -m shared" in said
    assert "pytest -m slow" in said
    assert "pytest -m browser" not in said


@pytest.mark.process
@pytest.mark.parametrize(
    ("asked", "passed"), [(["-m", "shared"], 1), (["-m", "slow or process"], 2)]
)
def test_a_marker_runs_its_own(tmp_path, asked, passed):
    assert f"{passed} passed" in run_pytest(tmp_path, *asked)


@pytest.mark.process
def test_a_file_asked_for_by_name_runs_whole(tmp_path):
    assert "1 failed, 4 passed" in run_pytest(tmp_path, "test_sample.py")


@pytest.fixture
def tasks(repository):
    """The tasks of poethepoet by name."""
    return tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["tool"]["poe"]["tasks"]


def test_the_two_runs_together_are_all_tests(tasks):
    """`poe test-rest` asks for every marker that plain pytest leaves out."""
    asked = shlex.split(tasks["test-rest"]["cmd"])
    rest = asked[asked.index("-m") + 1]
    assert rest == " or ".join(NEEDS)
    assert f"not ({rest})" == QUICK


def test_ci_runs_the_readmes_test_command(repository):
    readme = (repository / "README.md").read_text("utf-8")
    command = readme.split("## Test it", 1)[1].split("```sh\n", 1)[1].split("\n", 1)[0]
    run = (repository / ".ci" / "run").read_text("utf-8")
    assert command == 'pip install -e ".[test]" -c constraints.txt && pytest'
    assert command in run
    assert "poe -q check" in run
    assert "poe -q test-rest" in run


def test_each_task_is_told_in_contributing(repository, tasks):
    told = (repository / "CONTRIBUTING.md").read_text("utf-8")
    parts = {"covered", "test-rest"}  # of coverage, and of test-all
    assert {name for name in tasks if f"`poe {name}" not in told} == parts
