"""All that a warehouse is built from, whether it was embedded or fetched."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import geopandas as gpd
import pandas as pd

from fhfa_data.catalogue.added import Added
from fhfa_data.catalogue.local import Local
from fhfa_data.model.checks import CheckResult
from fhfa_data.model.recipe import OWN_CATALOGUE, SCOPE
from fhfa_data.model.scope import GM, Scope, read_scope
from fhfa_data.sources.starter import AGES, POSTCODES, WARD_CHANGES, Starter

SHAPES = ["area_code", "source", "geometry"]
LSOA_SHAPES = ["area_code", "source", "drawn", "overlap_pct", "geometry"]
EXACT_PCT = 100.0
"""``overlap_pct`` of a shape that is the exact one, generalised by its publisher."""
EMBEDDED_LSOA_SHAPES = "ons_lsoa11_bsc_boundaries"
"""Which dataset the embedded drawings of LSOAs are made from."""
OUTPUT_AREAS = ["oa21_code", "lsoa21_code", "ward24_code", "residents"]
RURAL_URBAN = ["lsoa21_code", "class_code", "class_name", "is_urban", "source"]
REGIONS = ["borough_code", "region_code", "region_name"]
SERIES = ["indicator", "period", "sex"]


def no_shapes() -> gpd.GeoDataFrame:
    """A layer of shapes (EPSG:4326) without a shape."""
    return gpd.GeoDataFrame(columns=SHAPES, geometry="geometry", crs=4326)


def no_lsoa_shapes() -> gpd.GeoDataFrame:
    """Nothing drawn of any LSOA."""
    return gpd.GeoDataFrame(columns=LSOA_SHAPES, geometry="geometry", crs=4326)


def no_regions() -> pd.DataFrame:
    """Nothing known of any borough's region."""
    return pd.DataFrame(columns=REGIONS, dtype="string")


def no_series() -> pd.DataFrame:
    """No figures elsewhere."""
    return pd.DataFrame(columns=SERIES, dtype="string")


@dataclass(frozen=True, slots=True)
class Dataset:
    """Where the figures of one source come from.

    ``origin`` is ``refresh``, or where it could not be had ``starter`` (the embedded figures stand)
    or ``none`` (there is nothing of it here); ``as_of`` the day (YYYY-MM-DD) they were had, empty
    for ``none``; ``digest`` stands for the raw bytes; ``note`` says why a newer copy could not be
    had, if so.
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
    ``borough_shapes``: a row an area with :data:`SHAPES`, EPSG:4326, ``source`` the layer they are
    from; all areas, or none where no such layer was fetched. ``msoa_shapes``: the same, but of
    those MSOAs (2011) alone that are the same in 2021. ``lsoa_shapes``: a row an area with
    :data:`LSOA_SHAPES`, all or none: ``drawn`` is ``exact``, or where they are made from those of
    2011 ``whole`` or ``divided``; ``overlap_pct`` as of wards.
    ``postcodes``, ``ages`` and ``ward_changes``: see the class ``Starter``.
    ``rural_urban``: a row an LSOA with :data:`RURAL_URBAN`; all, or none.
    ``output_areas``: a row an output area with :data:`OUTPUT_AREAS` (its LSOA, its best-fit ward,
    its Census 2021 residents); those of all the LSOAs, or none.
    ``scope``: what was asked for; ``scope_name``: how people call it.
    ``regions``: borough_code, region_code, region_name of all England's boroughs, where known.
    ``series``: indicator, period and sex of all embedded figures, those of other areas too.
    ``checks``: how the datasets' own checks came out.
    ``local``: the indicators that users of the atlas added; their rows are among the figures.
    ``own``: what the installation adds to the catalogue, and changes in it.
    """

    figures: pd.DataFrame
    areas: pd.DataFrame
    msoas: pd.DataFrame
    places: pd.DataFrame
    shapes: gpd.GeoDataFrame
    lsoa_shapes: gpd.GeoDataFrame = field(default_factory=no_lsoa_shapes, kw_only=True)
    msoa_shapes: gpd.GeoDataFrame = field(default_factory=no_shapes, kw_only=True)
    borough_shapes: gpd.GeoDataFrame = field(default_factory=no_shapes, kw_only=True)
    rural_urban: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=RURAL_URBAN), kw_only=True
    )
    output_areas: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=OUTPUT_AREAS), kw_only=True
    )
    postcodes: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=POSTCODES), kw_only=True
    )
    ages: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=AGES), kw_only=True)
    ward_changes: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=WARD_CHANGES), kw_only=True
    )
    attribution: str
    starter_made_on: str
    scope: Scope = GM
    scope_name: str = "Greater Manchester"
    is_embedded_scope: bool = True
    regions: pd.DataFrame = field(default_factory=no_regions)
    series: pd.DataFrame = field(default_factory=no_series)
    datasets: tuple[Dataset, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    local: tuple[Local, ...] = ()
    own: Added = field(default_factory=Added)

    @property
    def added(self) -> Added:
        """All that the catalogue of these figures has over the one that ships."""
        return self.own.with_local(self.local)

    @property
    def recipe(self) -> dict[str, str]:
        """What was fetched, source → digest, the scope, and a digest of what the installation adds.

        It is empty for the starter alone. The same recipe, catalogue and version of the atlas make
        the same warehouse.
        """
        fetched = {one.source: one.digest for one in self.datasets if one.origin == "refresh"}
        if not fetched:
            return {}
        own = {OWN_CATALOGUE: self.own.digest} if self.own.digest else {}
        return dict(sorted(fetched.items())) | {SCOPE: self.scope.text} | own

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
        lsoa_shapes=_embedded_lsoas(starter.lsoa_footprints),
        postcodes=starter.postcodes,
        ages=starter.ages,
        ward_changes=starter.ward_changes,
        attribution=starter.attribution,
        starter_made_on=starter.made_on,
        scope=read_scope(starter.scope),
        scope_name=starter.scope_name,
        series=starter.figures[SERIES].drop_duplicates(),
    )


def _embedded_lsoas(footprints: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    rows = footprints.rename(columns={"lsoa21_code": "area_code"})
    if "source" not in rows:  # a snapshot says which layer it has
        rows = rows.assign(source=EMBEDDED_LSOA_SHAPES)
    return gpd.GeoDataFrame(rows[LSOA_SHAPES])
