"""Places on disk that refreshes use."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fhfa_data.model.scope import GM, Scope
from fhfa_data.refresh.gather import Errand
from fhfa_data.refresh.run import refresh
from fhfa_data.sources.http import Fetcher

DAY = date(2026, 11, 24)
MEGABYTE = 1_000_000


@dataclass
class Place:
    """A place on disk that refreshes of one test use: raw bytes and warehouses."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def warehouses(self) -> Path:
        return self.root / "warehouse"

    def refresh(self, mirror: str = "", scope: Scope = GM, **options):
        fetcher = Fetcher(mirror=mirror, tries=1) if mirror else None
        return refresh(Errand(self.raw, scope, fetcher, DAY, **options))


def copy_of_folder(source: Path, target: Path) -> Path:
    """The same files again, at once: the large ones, which nobody writes to again, are linked."""
    return Path(shutil.copytree(source, target, copy_function=_linked_or_copied))


def _linked_or_copied(source: str, target: str) -> None:
    # The history of builds is written on: a link to it would write in the first copy's.
    (os.link if os.path.getsize(source) > MEGABYTE else shutil.copy2)(source, target)
