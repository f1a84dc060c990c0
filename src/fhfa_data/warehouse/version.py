"""Which form of warehouse this version of the atlas writes and reads."""

from __future__ import annotations

SCHEMA_VERSION = 8
"""Raised whenever a table or column changes. A build of another number is never read."""
