"""The command line: ``fhfa serve | refresh | build | figures | indicators | status``."""

from fhfa_data.cli.commands import main

__all__ = ["main"]
