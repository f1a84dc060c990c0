"""Where things live on disk: the embedded data, the built warehouses, the app script.

``FHFA_DATA_DIR``, ``FHFA_WAREHOUSE_DIR`` and ``FHFA_RAW_DIR`` (raw bytes kept by refreshes) move
them, for read-only disks and tests.
"""

from __future__ import annotations

import os
from pathlib import Path

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


def static_folder() -> Path:
    """The folder from which the app serves map geometry to browsers."""
    return _ROOT / "static" / "atlas"
