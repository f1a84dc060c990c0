"""Indicators that users of the atlas add themselves: one TOML and one table, never published.

The TOML is an indicator's, as in ``catalogue/indicators``; what goes without saying may be left
out. ``[reading]`` says how its table is read, ``[dataset]`` whose it is, ``[fetch]`` what form the
file has.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from fhfa_data.catalogue.fetching import Column
from fhfa_data.catalogue.load import Catalogue, dangling, validation_faults
from fhfa_data.catalogue.records import Indicator, Source
from fhfa_data.errors import CatalogueError
from fhfa_data.model.areas import AreaType
from fhfa_data.model.figures import Evidence
from fhfa_data.model.periods import Calendar, PeriodKind, parse_period

PREFIX = "local_"
CAVEAT = "local_unpublished"
_TODO = "Nothing was changed. Correct the file; docs/analysts.md has an example."
_KINDS = {AreaType.LSOA, AreaType.WARD, AreaType.BOROUGH}


@dataclass(frozen=True, slots=True)
class Local:
    """A local indicator and the dataset it is from."""

    source: Source
    indicator: Indicator


def read_local(text: str, where: str, catalogue: Catalogue, form: str = "csv") -> Local:
    """A local indicator from its TOML.

    Parameters
    ----------
    text
        The TOML's text.
    where
        The file's name, for messages.
    catalogue
        The catalogue that ships with the atlas.
    form
        The form of its table (csv, xlsx or ods), unless ``[fetch]`` says another.

    Raises
    ------
    CatalogueError
        Listing every fault.
    """
    try:
        given = tomllib.loads(text)
        parts = {name: given.pop(name, {}) for name in ("reading", "dataset", "fetch")}
        parts["fetch"] = {"form": form, **parts["fetch"]}
        local = Local(
            Source.model_validate(_source(given, parts)),
            Indicator.model_validate(_indicator(given, parts["reading"])),
        )
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"It is not valid TOML: {error}.", where, _TODO) from error
    except ValidationError as error:
        raise _refused(list(validation_faults(error)), where) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _refused([f"a part is missing or has another form: {error}"], where) from error
    faults = [*_faults(local, catalogue)]
    sources = {**catalogue.sources, local.source.id: local.source}
    if faults := [*faults, *dangling(local.indicator, replace(catalogue, sources=sources))]:
        raise _refused(faults, where)
    return local


def _refused(faults: list[str], where: str) -> CatalogueError:
    return CatalogueError(f"The indicator can't be added: {'; '.join(faults)}.", where, _TODO)


def _faults(local: Local, catalogue: Catalogue) -> Iterable[str]:
    name, reading = local.indicator.id, local.source.reading
    if not name.isidentifier() or name != name.lower():
        yield f"the id '{name}' may have small letters, digits and _ only"
    if name in catalogue.indicators:
        yield f"there is an indicator called '{name}' already: choose another id"
    if reading is None or list(reading.columns) != [name]:
        yield f"[reading] must say which columns hold '{name}', and nothing else"
    elif not set(reading.patterns) <= _KINDS:
        yield "area_type is lsoa, ward or borough"


def _source(given: dict[str, Any], parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The dataset's record: what [dataset] says, else what can be said of any local table."""
    title, owner = given["name"], parts["dataset"].get("publisher", "Your organisation")
    usual = {
        "id": PREFIX + given["id"],
        "title": f"{title} (local, unpublished)",
        "short_title": owner,
        "publisher": owner,
        "licence": "Unpublished: for use inside the organisation that added it",
        "licence_url": "",
        "landing_page": "",
        "edition": "As added",
        "geography": "Local",
        "period": str(parts["reading"].get("period", "")) or "As in the table",
        "cadence": "As its owner adds it",
        "retrieved": "Added by a user of this atlas.",
        "attribution": f"Source: {owner}, unpublished.",
        "notes": "Local figures are not published, and nobody outside has checked them.",
        "evidence": Evidence.LOCAL.value,
    }
    fetch = {"protocol": "local_file", "cadence_days": 400, **parts["fetch"]}
    reading = _reading(given["id"], dict(parts["reading"]))
    return {**usual, **parts["dataset"], "fetch": fetch, "reading": reading}


def _reading(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """The reading; the columns may stand in it directly, as there is one indicator only."""
    column = {key: given.pop(key) for key in list(given) if key in Column.model_fields}
    if isinstance(column.get("numerator"), str):
        column["numerator"] = [column["numerator"]]
    usual = {"rows": [1, 40_000], "area_pattern": ".+"}  # any code: unknown ones are told
    return {**usual, **({"columns": {name: column}} if column else {}), **given}


def _indicator(given: dict[str, Any], reading: dict[str, Any]) -> dict[str, Any]:
    period, calendar = str(reading.get("period", "")), given.get("calendar", "calendar")
    usual = {
        "why_it_matters": "",
        "decimals": 1,
        "source": PREFIX + given["id"],
        "also_uses": [],
        "period_kinds": [_kind(period, calendar)],
        "calendar": "calendar",
        "absent_means": "not_available",
        "numerator_label": "",
        "denominator_label": "",
        "core20plus5": "none",
        "themes": ["local"],
        "part_of_imd": "no",
        "headline": True,
    }
    fixed = {
        "evidence": Evidence.LOCAL.value,
        "embedded": False,
        "caveats": [CAVEAT, *given.get("caveats", [])],
        "levels": {**_levels(given, reading), **given.get("levels", {})},
    }
    return {**usual, **given, **fixed}


def _kind(period: str, calendar: str) -> str:
    if not period:
        return PeriodKind.ANNUAL.value
    try:
        return parse_period(period, calendar=Calendar(calendar)).kind.value
    except CatalogueError as error:
        raise ValueError(f"{error} Write 2024, 2023/24 or 2022 - 24") from error


def _levels(given: dict[str, Any], reading: dict[str, Any]) -> dict[str, Any]:
    """Published where it is given; added up from neighbourhoods where that can be done."""
    kind = reading["area_type"]
    levels: dict[str, Any] = {
        one.value: {"status": "not_available", "reason": "local_not_given"} for one in AreaType
    }
    levels[kind] = {"method": "published"}
    adds_up = given.get("unit") == "people" or ("numerator" in reading and "denominator" in reading)
    if kind == AreaType.LSOA.value and adds_up:
        for wider in (AreaType.WARD, AreaType.BOROUGH, AreaType.GM, AreaType.REGION):
            levels[wider.value] = {"method": "sum_of_lsoas"}
    return levels
