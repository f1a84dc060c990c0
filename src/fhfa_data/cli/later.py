"""A command whose module is loaded when it runs: ``fhfa`` answers at once, whatever others need."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module


def later(module: str, function: str = "run") -> Callable[[argparse.Namespace], int]:
    """What runs a command: a function of a module of this package, given the options."""

    def run(options: argparse.Namespace) -> int:
        return getattr(import_module(f"fhfa_data.cli.{module}"), function)(options)

    return run
