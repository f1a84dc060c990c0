"""Places on disk that refreshes use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fhfa_data.model.scope import GM, Scope
from fhfa_data.refresh.gather import Errand
from fhfa_data.refresh.run import refresh
from fhfa_data.sources.http import Fetcher

DAY = date(2026, 11, 24)


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
