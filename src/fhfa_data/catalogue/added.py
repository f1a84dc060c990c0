"""What is added to the catalogue that ships with the atlas, and kept with the figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.local import Local
from fhfa_data.catalogue.records import Indicator, Source


@dataclass(frozen=True, slots=True)
class Added:
    """Sources and indicators over those that ship; one with the id of another takes its place."""

    sources: tuple[Source, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def over(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with these among the others."""
        if not self.sources and not self.indicators:
            return catalogue
        return replace(
            catalogue,
            sources={**catalogue.sources, **{one.id: one for one in self.sources}},
            indicators={**catalogue.indicators, **{one.id: one for one in self.indicators}},
        )

    def with_local(self, local: Iterable[Local]) -> Added:
        """These and local indicators with their datasets."""
        own = list(local)
        return Added(
            (*self.sources, *(one.source for one in own)),
            (*self.indicators, *(one.indicator for one in own)),
        )

    @property
    def digest(self) -> str:
        """SHA-256 of all that they say; empty if there are none."""
        said = [one.model_dump_json() for one in (*self.sources, *self.indicators)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest() if said else ""
