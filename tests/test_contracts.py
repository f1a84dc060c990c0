"""Rooms stay small, and days are written as every system can: each test names all offenders."""

from __future__ import annotations

import ast
import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = sorted((REPOSITORY / "src").rglob("*.py"))
PAGES = sorted((REPOSITORY / "pages").glob("*.py"))
MODULES = [*SOURCES, *PAGES, REPOSITORY / "app.py"]
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))


def long_files(paths, most):
    counts = {path: len(path.read_text("utf-8").splitlines()) for path in paths}
    return [f"{path} has {count} lines" for path, count in counts.items() if count > most]


def without_docstring(function):
    """A function's lines, its docstring not counted: explaining is never too long."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    said = first.end_lineno - first.lineno + 1 if is_docstring else 0
    return function.end_lineno - function.lineno + 1 - said


def long_functions(paths, most):
    return [
        f"{path}:{node.lineno}: {node.name} has {without_docstring(node)} lines"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and without_docstring(node) > most
    ]


def days_that_windows_lacks(paths):
    """``%-d`` is glibc's: strftime raises ValueError on Windows."""
    return [
        str(path) for path in paths if re.search(r":[^\"']*%-[a-zA-Z]", path.read_text("utf-8"))
    ]


def test_no_module_is_longer_than_300_lines():
    assert long_files([*MODULES, *TESTS], most=300) == []


def test_no_page_is_longer_than_40_lines():
    assert long_files(PAGES, most=40) == []


def test_no_function_is_longer_than_30_lines():
    assert long_functions(MODULES, most=30) == []


def test_no_day_is_written_in_a_way_that_windows_lacks():
    assert days_that_windows_lacks(MODULES) == []


def test_what_passes_a_bound_is_named(tmp_path):
    within, beyond = tmp_path / "within.py", tmp_path / "beyond.py"
    body = '    day += 1\n    return f"{day:%d}"\n'
    within.write_text(f'def told(day):\n    """Not counted."""\n{body}', "utf-8")
    beyond.write_text(f"def told(day):\n    day += 1\n    day += 1\n{body}".replace("%d", "%-d"))
    assert long_files([within, beyond], most=4) == [f"{beyond} has 5 lines"]
    assert long_functions([within, beyond], most=3) == [f"{beyond}:1: told has 5 lines"]
    assert days_that_windows_lacks([within, beyond]) == [str(beyond)]


def test_there_are_pages():
    assert {path.stem for path in PAGES} >= {"overview", "ward", "wisdom", "about"}
