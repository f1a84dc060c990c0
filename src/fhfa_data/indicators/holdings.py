"""All that a warehouse is built from, whether it was embedded or fetched."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import geopandas as gpd
import pandas as pd

from fhfa_data.model.scope import GM, Scope
from fhfa_data.sources.starter import Starter


@dataclass(frozen=True, slots=True)
class Dataset:
    """Where the figures of one source come from.

    ``origin`` is ``starter`` or ``refresh``; ``as_of`` the day (YYYY-MM-DD) they were had;
    ``digest`` stands for the raw bytes; ``note`` says why a newer copy could not be had, if so.
    """

    source: str
    origin: str
    as_of: str
    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Tables in the starter's layout, and where each source's part of them comes from.

    ``figures``, ``areas``, ``msoas`` and ``places``: see the class ``Starter``.
    ``shapes``: a row a ward, EPSG:4326, with ``ward24_code`` and ``overlap_pct`` (intersection over
    union with the exact ward in percent; 100 where the shape is the exact one).
    """

    figures: pd.DataFrame
    areas: pd.DataFrame
    msoas: pd.DataFrame
    places: pd.DataFrame
    shapes: gpd.GeoDataFrame
    attribution: str
    starter_made_on: str
    scope: Scope = GM
    datasets: tuple[Dataset, ...] = ()

    @property
    def recipe(self) -> dict[str, str]:
        """What was fetched, source → digest, and the scope; empty for the starter alone.

        The same recipe, catalogue and version of the atlas make the same warehouse.
        """
        fetched = {one.source: one.digest for one in self.datasets if one.origin == "refresh"}
        return dict(sorted(fetched.items())) | ({"scope": self.scope.text} if fetched else {})

    def dataset_table(self) -> pd.DataFrame:
        """The datasets as a frame: source, origin, as_of, digest, note."""
        columns = ["source", "origin", "as_of", "digest", "note"]
        rows = [asdict(one) for one in self.datasets]
        return pd.DataFrame(rows, columns=columns, dtype="string")


def from_starter(starter: Starter) -> Holdings:
    """The embedded figures alone."""
    return Holdings(
        figures=starter.figures,
        areas=starter.areas,
        msoas=starter.msoas,
        places=starter.places,
        shapes=starter.footprints,
        attribution=starter.attribution,
        starter_made_on=starter.made_on,
    )
