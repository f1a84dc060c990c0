"""How a dataset is had and read: the ``[fetch]`` and ``[reading]`` tables of a source's TOML.

A dataset on a known protocol needs no code: where it is, what form it has, and which of its columns
holds which indicator are all said here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from fhfa_data.model.areas import AreaType


class _Part(BaseModel):
    """Base of the parts of a source's record: frozen, nothing extra allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Protocol(StrEnum):
    """How a publisher hands out a dataset; one module of :mod:`fhfa_data.sources` for each."""

    GOVUK_FILE = "govuk_file"
    ARCGIS = "arcgis"
    FINGERTIPS = "fingertips"
    NOMIS_BULK = "nomis_bulk"
    NOMIS_API = "nomis_api"


class Form(StrEnum):
    """The form of the bytes, once unpacked."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    JSON = "json"
    GEOJSON = "geojson"


class Provides(StrEnum):
    """What a dataset is for."""

    FIGURES = "figures"
    LSOAS = "lsoas"
    ICBS = "icbs"
    REGIONS = "regions"
    RURAL_URBAN = "rural_urban"
    OLDER_LSOAS = "older_lsoas"
    OLDER_MSOAS = "older_msoas"
    WARD_SHAPES = "ward_shapes"
    BOROUGH_SHAPES = "borough_shapes"
    LSOA_SHAPES = "lsoa_shapes"


class Fetch(_Part):
    """Where a dataset is and how to ask for it.

    ``address`` is the official one (https); for ArcGIS the layer (``…/FeatureServer/0``).
    ``header`` is the first cell of the header row: rows above it are notes. ``fields`` are columns
    that must be there; ArcGIS is asked for just these. ``order`` is a unique field that keeps
    ArcGIS pages stable. ``scope_field`` restricts an ArcGIS layer to codes of the scope.
    ``area_types`` and ``indicators`` are Fingertips' own numbers for ours.
    """

    protocol: Protocol
    address: str = Field(pattern=r"^https://")
    form: Form
    required: bool = False
    cadence_days: int = Field(gt=0)
    max_megabytes: int = Field(default=100, gt=0)
    member: str = ""
    sheet: str = ""
    header: str = ""
    query: dict[str, str] = {}
    fields: tuple[str, ...] = ()
    order: str = ""
    scope_field: str = ""
    area_types: dict[AreaType, int] = {}
    indicators: dict[str, int] = {}

    @model_validator(mode="after")
    def _protocol_has_what_it_needs(self) -> Self:
        if self.protocol is Protocol.ARCGIS and not (self.fields and self.order in self.fields):
            raise ValueError("an ArcGIS layer needs fields, and a unique one of them as order")
        if self.protocol is Protocol.FINGERTIPS and not (self.area_types and self.indicators):
            raise ValueError("Fingertips needs area_types and indicators")
        if self.protocol is Protocol.NOMIS_BULK and not self.member:
            raise ValueError("a zip needs the member to read")
        return self


class Column(_Part):
    """Which columns hold one indicator: a value, or a count with what it is a share of."""

    value: str = ""
    numerator: tuple[str, ...] = ()
    denominator: str = ""

    @model_validator(mode="after")
    def _value_or_share(self) -> Self:
        if bool(self.value) == bool(self.numerator):
            raise ValueError("give either a value, or a numerator with its denominator")
        if bool(self.numerator) != bool(self.denominator):
            raise ValueError("a numerator needs a denominator")
        return self


class Reading(_Part):
    """How the rows of a dataset become figures, or which lookup or shapes they are.

    ``rows`` is how many rows the whole of England has, least and most. ``area_pattern`` keeps the
    rows whose code has that form (a regular expression).
    """

    provides: Provides = Provides.FIGURES
    area_code: str = ""
    area_type: AreaType = AreaType.LSOA
    area_pattern: str = "E01[0-9]{6}"
    period: str = ""
    rows: tuple[int, int]
    columns: dict[str, Column] = {}
