"""An installation's own additions to the catalogue, outside the package and without code.

Datasets and indicators are TOML files in the folders ``sources`` and ``indicators`` of the own
catalogue, the same as in the package's. ``fhfa.toml`` changes entries that ship, an address say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fhfa_data.catalogue.added import Added
from fhfa_data.catalogue.fetching import Protocol
from fhfa_data.catalogue.load import (
    Catalogue,
    dangling,
    read_entries,
    validation_faults,
)
from fhfa_data.catalogue.records import Indicator, Source
from fhfa_data.catalogue.settings import Settings
from fhfa_data.errors import CatalogueError
from fhfa_data.model.nearest import nearest

_TODO = "Nothing was changed. Correct the files; docs/analysts.md says how to add a dataset."


def read_own(catalogue: Catalogue, folder: Path, settings: Settings) -> Added:
    """What this installation adds to the catalogue that ships, and changes in it.

    Parameters
    ----------
    folder
        With ``sources/*.toml`` and ``indicators/*.toml``; either may be missing.
    settings
        ``sources`` in it are put over entries that ship, key by key.

    Raises
    ------
    CatalogueError
        Listing every fault: bad TOML, unknown keys, ids that are taken or lead nowhere.
    """
    faults: list[str] = []
    changed = [_changed(catalogue, *one, faults) for one in settings.sources.items()]
    sources = _own(folder / "sources", Source, faults)
    indicators = _own(folder / "indicators", Indicator, faults)
    whole = not faults  # else what couldn't be read would be told of twice
    faults += _taken(sources, catalogue.sources) + _taken(indicators, catalogue.indicators)
    own = Added(
        (*(one for one in changed if one is not None), *sources.values()),
        # The starter can't have them: they come with a refresh.
        tuple(one.model_copy(update={"embedded": False}) for one in indicators.values()),
    )
    faults += _faults(own, own.over(catalogue), sources) if whole else ()
    if faults:
        words = "This installation's own catalogue can't be used"
        raise CatalogueError(f"{words}: {'; '.join(faults)}.", "", _TODO)
    return own


def _own(folder: Path, kind: Any, faults: list[str]) -> dict[str, Any]:
    return read_entries(folder, kind, faults) if folder.is_dir() else {}


def _taken(own: Mapping[str, object], known: Mapping[str, object]) -> list[str]:
    words = "the atlas has one called so already: choose another id"
    return [f"{name}.toml: {words}" for name in own if name in known]


def _faults(own: Added, whole: Catalogue, added: Mapping[str, Source]) -> Iterator[str]:
    for indicator in own.indicators:
        yield from dangling(indicator, whole)
    for source in own.sources:
        for name in source.reading.columns if source.reading else ():
            if name not in whole.indicators:
                yield f"{source.id}.toml: reading.columns: there is no indicator called '{name}'"
    for name, source in added.items():
        if source.fetch is None or source.reading is None:
            yield f"{name}.toml: it needs [fetch] and [reading], to be had and read"
        elif source.fetch.protocol is Protocol.LOCAL_FILE:
            yield f"{name}.toml: a local file is added with fhfa refresh --file --indicator"


def _changed(
    catalogue: Catalogue, name: str, keys: Mapping[str, Any], faults: list[str]
) -> Source | None:
    if name not in catalogue.sources:
        alike = ", ".join(nearest(name, catalogue.sources))
        faults.append(f"fhfa.toml: there is no source '{name}'" + (f": {alike}?" if alike else ""))
        return None
    shipped = catalogue.sources[name].model_dump(mode="json", exclude_unset=True)
    try:
        return Source.model_validate({**_merged(shipped, keys), "id": name})
    except ValidationError as error:
        faults.extend(f"fhfa.toml: sources.{name}.{one}" for one in validation_faults(error))
    return None


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The old keys with the new ones over them, table by table.

    >>> _merged({"fetch": {"address": "a", "form": "csv"}}, {"fetch": {"address": "b"}})
    {'fetch': {'address': 'b', 'form': 'csv'}}
    """
    tables = {
        key: _merged(old[key], value)
        for key, value in new.items()
        if isinstance(value, Mapping) and isinstance(old.get(key), Mapping)
    }
    return {**old, **new, **tables}
