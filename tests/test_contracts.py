"""The house keeps its shape: arrows point down, rooms stay small."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = sorted((REPOSITORY / "src").rglob("*.py"))
PAGES = sorted((REPOSITORY / "pages").glob("*.py"))
MODULES = [*SOURCES, *PAGES, REPOSITORY / "app.py"]
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))


def name_of(path):
    return path.relative_to(REPOSITORY).as_posix()


def lines_of(path):
    return len(path.read_text("utf-8").splitlines())


def without_docstring(function):
    """A function's lines, its docstring not counted: explaining is never too long."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    said = first.end_lineno - first.lineno + 1 if is_docstring else 0
    return function.end_lineno - function.lineno + 1 - said


def long_functions(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [
        f"{name_of(path)}: {node.name} has {without_docstring(node)} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and without_docstring(node) > 30
    ]


def test_import_contracts_hold(monkeypatch, capsys):
    monkeypatch.chdir(REPOSITORY)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0, capsys.readouterr()


def test_the_import_contracts_can_fail(tmp_path, monkeypatch, capsys):
    """The same contracts over a room turned upside down are broken."""
    text = (REPOSITORY / "pyproject.toml").read_text("utf-8")
    upside_down = text.replace('"catalogue",\n    "model"', '"model",\n    "catalogue"')
    assert upside_down != text
    (tmp_path / "pyproject.toml").write_text(upside_down, "utf-8")
    assert lint_imports(config_filename=str(tmp_path / "pyproject.toml"), no_cache=True) == 1
    assert "fhfa_data.catalogue" in capsys.readouterr().out


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=name_of)
def test_no_module_is_longer_than_300_lines(path):
    assert lines_of(path) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_function_is_longer_than_30_lines(path):
    assert long_functions(path) == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_page_is_longer_than_40_lines(path):
    assert lines_of(path) <= 40


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_day_is_written_in_a_way_that_windows_lacks(path):
    """``%-d`` is glibc's: strftime raises ValueError on Windows."""
    assert re.search(r":[^\"']*%-[a-zA-Z]", path.read_text("utf-8")) is None


def test_there_are_pages():
    assert {path.stem for path in PAGES} >= {"overview", "ward", "wisdom", "about"}
