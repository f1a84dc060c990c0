"""The command line: ``fhfa serve``, ``fhfa refresh`` and so on; ``fhfa --help`` lists all."""

from fhfa_data.cli.commands import main

__all__ = ["main"]
