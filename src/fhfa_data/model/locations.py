"""Where things live on disk: the embedded data, the built warehouses, the app script.

``FHFA_DATA_DIR``, ``FHFA_WAREHOUSE_DIR``, ``FHFA_RAW_DIR`` (raw bytes kept by refreshes),
``FHFA_CATALOGUE_DIR`` (an installation's own datasets), ``FHFA_STORIES_DIR`` (its stories) and
``FHFA_SETTINGS`` (its ``fhfa.toml``) move them, for read-only disks and tests.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

SETTINGS = "FHFA_SETTINGS"
DEMONSTRATION = "FHFA_DEMONSTRATION"
"""Set by ``fhfa serve --demo`` alone."""
_ROOT = Path(__file__).resolve().parents[3]


def project_root() -> Path:
    """The checkout that holds ``app.py`` (the package is installed with ``pip install -e``)."""
    return _ROOT


def data_folder() -> Path:
    """The folder with ``starter/`` in it."""
    return Path(os.environ.get("FHFA_DATA_DIR") or _ROOT / "data")


def warehouse_folder() -> Path:
    """The folder that built warehouses and their pointer stand in."""
    return Path(os.environ.get("FHFA_WAREHOUSE_DIR") or data_folder() / "warehouse")


def raw_folder() -> Path:
    """The folder of raw bytes and receipts that refreshes keep."""
    return Path(os.environ.get("FHFA_RAW_DIR") or data_folder() / "raw")


def own_catalogue_folder() -> Path:
    """The folder of datasets and indicators that this installation adds; it may be missing."""
    return Path(os.environ.get("FHFA_CATALOGUE_DIR") or data_folder() / "catalogue")


def stories_folder() -> Path:
    """The folder of this installation's stories; apart from the figures, which anyone may have."""
    return Path(os.environ.get("FHFA_STORIES_DIR") or data_folder() / "stories")


def settings_file() -> Path:
    """The file of this installation's settings; it may be missing."""
    return Path(os.environ.get(SETTINGS) or _ROOT / "fhfa.toml")


def is_demonstration() -> bool:
    """Whether this process belongs to ``fhfa serve --demo``."""
    return bool(os.environ.get(DEMONSTRATION))


def sign_in_is_set_up() -> bool:
    """Whether a file of secrets that Streamlit would read says how people sign in."""
    for folder in (Path.home(), _ROOT):
        try:
            secrets = tomllib.loads((folder / ".streamlit/secrets.toml").read_text("utf-8"))
        except (OSError, ValueError):  # the app tells of a file that it can't read
            continue
        if "auth" in secrets:
            return True
    return False


def static_folder() -> Path:
    """The folder from which the app serves map geometry to browsers."""
    return _ROOT / "static" / "atlas"
