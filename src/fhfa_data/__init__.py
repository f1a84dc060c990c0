"""Fairer Health Atlas: numbers and wisdom about health inequality, side by side, ward by ward."""

from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.6.0"


def open_atlas(path: str | Path | None = None) -> Any:
    """Open the installed figures: an :class:`fhfa_data.api.OpenAtlas`, for tables of pandas.

    ``path`` is a warehouse file, to open that one instead of the one in use.

    Raises
    ------
    AtlasError
        If the figures can't be opened or built; the message says what to do.
    """
    # By name and only when asked: everything else imports this module, and must stay quick to load.
    return import_module("fhfa_data.api").open_atlas(path)
