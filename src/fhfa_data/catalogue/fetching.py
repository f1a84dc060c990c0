"""How a dataset is had and read: the ``[fetch]`` and ``[reading]`` tables of a source's TOML.

A dataset on a known protocol needs no code: where it is, what form it has, and which of its columns
holds which indicator are all said here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from fhfa_data.model.areas import AreaType
from fhfa_data.model.scope import ScopeKind


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
    LOCAL_FILE = "local_file"


class Form(StrEnum):
    """The form of the bytes, once unpacked."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    JSON = "json"
    GEOJSON = "geojson"


class Provides(StrEnum):
    """What a dataset is for.

    ``older_figures`` are an earlier edition's, for areas as they were then; ``same_figures`` some
    that another dataset has too, to compare with.
    """

    FIGURES = "figures"
    PUBLISHED_TOTALS = "published_totals"
    OLDER_FIGURES = "older_figures"
    SAME_FIGURES = "same_figures"
    LSOAS = "lsoas"
    ICBS = "icbs"
    REGIONS = "regions"
    RURAL_URBAN = "rural_urban"
    OLDER_LSOAS = "older_lsoas"
    OUTPUT_AREA_LSOAS = "output_area_lsoas"
    OUTPUT_AREA_WARDS = "output_area_wards"
    OUTPUT_AREA_RESIDENTS = "output_area_residents"
    OLDER_MSOAS = "older_msoas"
    WARD_SHAPES = "ward_shapes"
    BOROUGH_SHAPES = "borough_shapes"
    MSOA_SHAPES = "msoa_shapes"
    LSOA_SHAPES = "lsoa_shapes"


class Fetch(_Part):
    """Where a dataset is and how to ask for it.

    ``address`` is the official one (https); for ArcGIS the layer (``…/FeatureServer/0``). A file
    on GOV.UK whose address changes with every release may be looked up instead: ``page`` is its
    release in GOV.UK's content API, ``attachment`` what its file's name is like (a regular
    expression).
    ``header`` is the first cell of the header row: rows above it are notes. ``fields`` are columns
    that must be there; ArcGIS is asked for just these. ``aliases`` are other names that ArcGIS
    services give some of them, theirs → ours. ``order`` is a unique field that keeps ArcGIS pages
    stable. ``scope_field`` restricts an ArcGIS layer to codes of the scope: boroughs, or with
    ``scope_level`` LSOAs, or names of MSOAs. ``scopes`` are the kinds of scope it is asked
    for; none: all.
    ``area_types`` and ``indicators`` are Fingertips' own numbers for ours; a kind of area with
    several numbers is asked for by each. A local file has no address.
    """

    protocol: Protocol
    address: str = Field(default="", pattern=r"^(https://.*)?$")
    page: str = Field(default="", pattern=r"^(https://.*)?$")
    attachment: str = ""
    form: Form
    required: bool = False
    cadence_days: int = Field(gt=0)
    max_megabytes: int = Field(default=100, gt=0)
    member: str = ""
    sheet: str = ""
    header: str = ""
    query: dict[str, str] = {}
    fields: tuple[str, ...] = ()
    aliases: dict[str, str] = {}
    order: str = ""
    scope_field: str = ""
    scope_level: AreaType = AreaType.BOROUGH
    scopes: tuple[ScopeKind, ...] = ()
    area_types: dict[AreaType, tuple[int, ...]] = {}
    indicators: dict[str, int] = {}

    @field_validator("area_types", mode="before")
    @classmethod
    def _one_number_or_several(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {kind: (one,) if isinstance(one, int) else one for kind, one in given.items()}

    @model_validator(mode="after")
    def _protocol_has_what_it_needs(self) -> Self:
        if bool(self.address or self.page) == (self.protocol is Protocol.LOCAL_FILE):
            raise ValueError("needs an address (https), unless it is a local file")
        if self.page and not (self.attachment and self.protocol is Protocol.GOVUK_FILE):
            raise ValueError("a page is for govuk_file, with the attachment to look for")
        if self.protocol is Protocol.ARCGIS and not (self.fields and self.order in self.fields):
            raise ValueError("an ArcGIS layer needs fields, and a unique one of them as order")
        if self.protocol is Protocol.FINGERTIPS and not (self.area_types and self.indicators):
            raise ValueError("Fingertips needs area_types and indicators")
        if self.protocol is Protocol.NOMIS_BULK and not self.member:
            raise ValueError("a zip needs the member to read")
        return self


class Column(_Part):
    """Which columns hold one indicator: a value, or a count with what it is a share of.

    Where ``value`` is given, numerator, denominator and 95% confidence limits stand beside it as
    published; where it isn't, it is 100 × the sum of ``numerator`` / ``denominator``. ``key`` is
    the cell that marks this indicator's rows in the reading's ``indicator_column``. ``times``
    multiplies the published value and its limits (100 where a workbook holds 26.3% as 0.263), but
    not a cell that says %. ``period`` is the one that these columns are about, where each period
    has columns of its own. ``may_be_blank``: copies of the file may have left the column blank, for
    all areas; there are no figures then.
    """

    period: str = ""
    value: str = ""
    numerator: tuple[str, ...] = ()
    denominator: str = ""
    ci95_low: str = ""
    ci95_high: str = ""
    key: str = ""
    times: float = Field(default=1.0, gt=0)
    may_be_blank: bool = False

    @model_validator(mode="after")
    def _value_or_share(self) -> Self:
        if not self.value and not (self.numerator and self.denominator):
            raise ValueError("give either a value, or a numerator with its denominator")
        if bool(self.ci95_low) != bool(self.ci95_high) or (self.ci95_low and not self.value):
            raise ValueError("confidence limits are given both or neither, beside a value")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The published columns it is read from."""
        named = (self.value, *self.numerator, self.denominator, self.ci95_low, self.ci95_high)
        return tuple(filter(None, named))


class Reading(_Part):
    """How the rows of a dataset become figures, or which lookup or shapes they are.

    ``rows`` is how many areas the whole of England has, least and most. ``area_pattern`` keeps the
    rows whose code has that form (a regular expression); a dataset with several kinds of area has
    ``area_patterns`` instead. A lookup between two editions, where areas were split and joined,
    has a row for each pair: ``other_code`` is the column of the other edition's code.
    ``resolution_metres`` says how far the publisher has generalised shapes: of several layers of
    one kind of area the finest that is whole is used.

    A table with one row an area needs no more; if each period has columns of its own, an indicator
    has a list of them. In a long one a row may be about one ``period``,
    sex and indicator among several: ``period_column``, ``sex_column`` and ``indicator_column`` say
    where it tells which. ``where`` keeps rows whose cells are among those listed ("" is blank).
    ``note_column`` tells why a cell is blank: withheld if it matches ``suppressed_note``.
    ``verdict_column`` has the publisher's own verdict on an area against England, if it is there.
    """

    provides: Provides = Provides.FIGURES
    area_code: str = ""
    other_code: str = ""
    area_type: AreaType = AreaType.LSOA
    area_pattern: str = "E01[0-9]{6}"
    area_patterns: dict[AreaType, str] = {}
    period: str = ""
    period_column: str = ""
    sex_column: str = ""
    indicator_column: str = ""
    where: dict[str, tuple[str, ...]] = {}
    note_column: str = ""
    verdict_column: str = ""
    suppressed_note: str = "(?i)suppress|disclos|small"
    rows: tuple[int, int]
    resolution_metres: int = 0
    columns: dict[str, tuple[Column, ...]] = {}

    @field_validator("columns", mode="before")
    @classmethod
    def _one_period_or_several(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {
            name: one if isinstance(one, list | tuple) else (one,) for name, one in given.items()
        }

    @model_validator(mode="after")
    def _each_period_once(self) -> Self:
        for name, several in self.columns.items():
            periods = {one.period for one in several}
            if len(periods) < len(several) or (self.period_column and periods != {""}):
                raise ValueError(f"columns of {name} need a period each, and no period_column")
        return self

    @property
    def parts(self) -> tuple[tuple[str, str, Column], ...]:
        """What is read: a name for it, its indicator, and the columns that hold it.

        The name is the indicator's own, with the period where each period has columns of its own.
        """
        return tuple(
            (f"{name} {one.period}".rstrip() if len(several) > 1 else name, name, one)
            for name, several in self.columns.items()
            for one in several
        )

    @property
    def patterns(self) -> dict[AreaType, str]:
        """The form of the codes of each kind of area that is read."""
        return self.area_patterns or {self.area_type: self.area_pattern}

    @property
    def keys(self) -> list[str]:
        """The published columns that together say what a row is about."""
        codes = (self.area_code, self.other_code)
        named = (*codes, self.period_column, self.sex_column, self.indicator_column)
        return [name for name in named if name]

    @property
    def names(self) -> tuple[str, ...]:
        """Every published column that is read."""
        named = [self.area_code, self.other_code, self.period_column, self.sex_column]
        named += [self.indicator_column, self.note_column, *self.where]
        named += [name for *_, column in self.parts for name in column.names]
        return tuple(dict.fromkeys(filter(None, named)))
