"""Nothing that a reader sees, on screen or on paper, tells them to type a terminal command."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from fhfa_data import errors
from fhfa_data.errors import AtlasError

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "fhfa_data"
READ = ("ui", "views", "charts", "pairing", "stories", "warehouse", "catalogue", "geography")
NOT_SHOWN = {
    PACKAGE / "views" / "starter_folder.py",  # the README of a snapshot, made by a command
    PACKAGE / "warehouse" / "rollback.py",  # what the command itself says
    PACKAGE / "catalogue" / "own.py",  # read when a refresh begins, which is a command
}
COMMAND = re.compile(r"\bfhfa [a-z-]+\b|pip install|python -m|command line", re.IGNORECASE)


def modules():
    found = [path for room in READ for path in sorted((PACKAGE / room).rglob("*.py"))]
    return [*found, *sorted((ROOT / "pages").glob("*.py")), ROOT / "app.py"]


def sentences(path):
    """Every text in a module but docstrings and what an error keeps as its command."""
    tree = ast.parse(path.read_text("utf-8"))
    aside = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
        if getattr(call.func, "id", "").endswith("Error"):
            aside |= {id(one) for one in call.args[3:]}
            aside |= {id(one.value) for one in call.keywords if one.arg == "command"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.value


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.name)
def test_no_sentence_of_a_module_that_readers_see_names_a_command(path):
    if path not in NOT_SHOWN:
        assert [one for one in sentences(path) if COMMAND.search(one)] == []


def test_no_sentence_of_the_catalogue_nor_of_a_script_or_print_does():
    kinds = {".toml", ".js", ".typ"}
    for path in (one for one in PACKAGE.rglob("*") if one.suffix in kinds):
        lines = path.read_text("utf-8").splitlines()
        shown = [one for one in lines if not one.lstrip().startswith(("#", "//"))]
        assert [one for one in shown if COMMAND.search(one)] == [], path


def test_the_command_line_says_the_command_and_a_page_says_whom_to_tell():
    error = AtlasError("It is damaged.", "a file", errors.TELL_THE_KEEPER, "fhfa build --force")
    assert str(error) == "It is damaged. (a file) Run: fhfa build --force"
    assert not COMMAND.search(f"{error.what} {error.todo}")
