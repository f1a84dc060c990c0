"""Who may import what: the list in ``pyproject.toml`` holds, and refuses whoever isn't named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

REPOSITORY = Path(__file__).resolve().parent.parent
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

REFRESH = "src/fhfa_data/refresh/ward_shapes.py"
NEW_ROOM = "src/fhfa_data/new_room/__init__.py"
PAGE, APP = "pages/about.py", "app.py"
OUTSIDE = {
    *("alembic", "altair", "docx", "duckdb", "pandera", "pptx", "pypdf"),
    *("requests", "sqlalchemy", "streamlit", "typst", "urllib3"),
}
FETCHING = {"fhfa_data.refresh", "fhfa_data.sources", "fhfa_data.tracing"}

# A file, and what it must not import.
PLANTED = {
    REFRESH: OUTSIDE - {"pandera"},
    PAGE: OUTSIDE - {"streamlit"} | FETCHING | {"fhfa_data.demo"},
    APP: OUTSIDE - {"streamlit"} | FETCHING | {"fhfa_data.demo"},
    NEW_ROOM: OUTSIDE | FETCHING | {"fhfa_data.demo", "fhfa_data.ui"},
    "src/fhfa_data/ui/gap_page.py": {"altair", "duckdb", *FETCHING},
    "src/fhfa_data/views/gap_page.py": {"duckdb", "streamlit", *FETCHING},
    "src/fhfa_data/charts/palette.py": {"duckdb", "streamlit", *FETCHING},
    "src/fhfa_data/cli/serve.py": {"streamlit", "fhfa_data.ui"},
    "src/fhfa_data/model/areas.py": {"fhfa_data.catalogue", "fhfa_data.warehouse"},
}


def lint_imports(checkout):
    """What the command that CI runs answers in a checkout: whether all is kept, and its words."""
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "src"), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode == 0, done.stdout + done.stderr


def module_of(file):
    return file.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def importing(module):
    """An import as people write it: of a library at once, of a room of ours late, in a function."""
    room, _, name = module.rpartition(".")
    return f"def late():\n    from {room} import {name}\n" if room else f"import {module}\n"


def plant(file, modules):
    with file.open("a", encoding="utf-8") as opened:
        opened.writelines(importing(module) for module in modules)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of what is linted, with each forbidden import planted in it."""
    copy = tmp_path_factory.mktemp("checkout")
    compiled = shutil.ignore_patterns("__pycache__")
    for folder in ("src", "pages", "scripts"):
        shutil.copytree(REPOSITORY / folder, copy / folder, ignore=compiled)
    for file in ("app.py", "pyproject.toml"):
        shutil.copy(REPOSITORY / file, copy / file)
    (copy / NEW_ROOM).parent.mkdir()
    for file, modules in PLANTED.items():
        plant(copy / file, modules)
    return copy


@pytest.fixture(scope="module")
def answer(checkout):
    kept, words = lint_imports(checkout)
    assert "broken." in words, words  # it came to its end
    assert not kept
    return words


def test_import_contracts_hold():
    kept, words = lint_imports(REPOSITORY)
    assert kept, words


def test_each_forbidden_import_is_refused_by_name(answer):
    refusals = {
        f"- {module_of(file)} -> {module} (l."
        for file, modules in PLANTED.items()
        for module in modules
    }
    assert {refusal for refusal in refusals if refusal not in answer} == set()


def test_each_contract_can_be_broken(answer):
    """A contract that nothing planted breaks may hold nothing: plant something."""
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    assert [each["name"] for each in contracts if f"{each['name']} BROKEN" not in answer] == []


def test_a_new_room_is_given_a_layer(answer):
    assert "- fhfa_data.new_room\n" in answer


def test_a_room_that_import_linter_would_pass_over_is_refused(checkout):
    """It doesn't look into a folder without ``__init__.py``, so ruff refuses the folder."""
    room = checkout / "src" / "fhfa_data" / "half_a_room"
    room.mkdir()
    plant(room / "asks.py", {"duckdb"})
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", str(room)]
    done = subprocess.run(ruff, cwd=checkout, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "INP001" in done.stdout
    assert "half_a_room/asks.py" in Path(done.stdout).as_posix()
