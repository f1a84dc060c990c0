"""Import contracts that see ``app.py`` too: import-linter reads packages, and that is a script."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from grimp import ImportGraph
from importlinter import ContractCheck
from importlinter.contracts.protected import ProtectedContract

APP = Path("app.py")


class Protected(ProtectedContract):
    """Import-linter's ``protected``, in whose place it stands: no rule can leave ``app.py`` out.

    It is checked in the folder that holds ``app.py`` and ``pyproject.toml``.
    """

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Check the rule over the packages and ``app.py``, which is called ``app`` in it."""
        add_script(graph, APP)
        return super().check(graph, verbose)


def add_script(graph: ImportGraph, script: Path) -> None:
    """Put a script and what it imports on the graph, under the script's name."""
    for node, name in _imports(ast.parse(script.read_text("utf-8"))):
        imported = _module(graph, name)
        if imported not in graph.modules:
            graph.add_module(imported, is_squashed=True)
        graph.add_import(
            importer=script.stem,
            imported=imported,
            line_number=node.lineno,
            line_contents=ast.unparse(node),
        )


def _imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each import statement, with the full dotted name of each thing that it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{each.name}") for each in node.names)


def _module(graph: ImportGraph, name: str) -> str:
    """The module that a dotted name leads to: the graph knows a library by its first word only."""
    words = name.split(".")
    longest_first = (".".join(words[:count]) for count in range(len(words), 0, -1))
    return next((start for start in longest_first if start in graph.modules), words[0])
