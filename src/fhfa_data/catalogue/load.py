"""Read the catalogue's TOML files; report every fault together, not one at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import ValidationError

from fhfa_data.catalogue.correction import Correction
from fhfa_data.catalogue.records import Indicator, Named, Record, Source
from fhfa_data.catalogue.roles import FILE as ROLES
from fhfa_data.catalogue.roles import Roles
from fhfa_data.errors import CatalogueError, UnknownName
from fhfa_data.model.nearest import nearest

RecordT = TypeVar("RecordT", bound=Record)
Built = TypeVar("Built")

PARTS_OF_IMD = {
    "is_imd": "Part of the Index of Multiple Deprivation (IMD) itself",
    "input": "One of the measures that the IMD is made from, or a part of one",
    "overlaps": "Measures something that is also inside the IMD",
    "no": "Not part of the IMD",
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the atlas knows about its figures. Keys are ids; order is the order on screen."""

    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    themes: Mapping[str, Named]
    caveats: Mapping[str, Named]
    reasons: Mapping[str, Named]
    core20plus5: Mapping[str, Named]
    corrections: Mapping[str, Correction]

    def indicator(self, name: str) -> Indicator:
        """The indicator with this id.

        Raises
        ------
        UnknownName
            With the nearest ids, if there is none.
        """
        if name not in self.indicators:
            raise UnknownName("indicator", name, nearest(name, self.indicators))
        return self.indicators[name]

    @property
    def headline_indicators(self) -> tuple[Indicator, ...]:
        """The indicators a visitor can pick, grouped by first theme, in the catalogue's order."""
        shown = [one for one in self.indicators.values() if one.headline]
        return tuple(sorted(shown, key=lambda one: (self.themes[one.themes[0]].order, one.order)))


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that ships with the package; see :func:`read_catalogue`."""
    return read_catalogue(files("fhfa_data.catalogue"))


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read a catalogue folder.

    Raises
    ------
    CatalogueError
        Listing every fault in every file: bad syntax, unknown keys, ids that lead nowhere.
    """
    faults: list[str] = []
    catalogue = Catalogue(
        indicators=read_entries(folder / "indicators", Indicator, faults),
        sources=read_entries(folder / "sources", Source, faults),
        themes=_closed_list(folder / "themes.toml", faults),
        caveats=_closed_list(folder / "caveats.toml", faults),
        reasons=_closed_list(folder / "reasons.toml", faults),
        core20plus5=_closed_list(folder / "core20plus5.toml", faults),
        corrections=read_entries(folder / "corrections", Correction, faults),
    )
    for correction in catalogue.corrections.values():
        if correction.source not in catalogue.sources:
            faults.append(f"{correction.id}.toml: there is no source called '{correction.source}'")
    for indicator in catalogue.indicators.values():
        faults.extend(dangling(indicator, catalogue))
    if (roles := _validated(folder / ROLES, Roles.model_validate, faults)) is not None:
        faults.extend(_unplayed(folder, roles))
    if faults:
        raise CatalogueError(
            f"The catalogue has {len(faults)} fault(s):\n" + "\n".join(f"- {one}" for one in faults)
        )
    return catalogue


def read_entries(folder: Traversable, kind: type[RecordT], faults: list[str]) -> dict[str, RecordT]:
    """The records of a folder's TOML files, by the files' names; what is wrong joins ``faults``."""
    found: dict[str, RecordT] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml"):
            continue
        stem = file.name.removesuffix(".toml")
        entry = _validated(file, kind.model_validate, faults)
        if entry is None:
            continue
        if getattr(entry, "id", stem) != stem:
            faults.append(f"{file.name}: the id inside differs from the file's name")
        found[stem] = entry
    return found


def _closed_list(file: Traversable, faults: list[str]) -> dict[str, Named]:
    def build(content: Any) -> dict[str, Named]:
        return {key: Named.model_validate(entry) for key, entry in content.items()}

    return _validated(file, build, faults) or {}


def _unplayed(folder: Traversable, roles: Roles) -> Iterator[str]:
    """Parts that no indicator plays; one whose file can't be read is told of once already."""
    for part, name in roles.played():
        if not (folder / "indicators" / f"{name}.toml").is_file():
            yield f"{ROLES}: {part}: there is no indicator called '{name}'"


def _validated(file: Traversable, build: Callable[[Any], Built], faults: list[str]) -> Built | None:
    try:
        return build(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{file.name}: not valid TOML: {error}")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{file.name}: can't be read: {error}")
    except ValidationError as error:
        faults.extend(f"{file.name}: {fault}" for fault in validation_faults(error))
    return None


def validation_faults(error: ValidationError) -> Iterator[str]:
    """Each fault of a record, with its place in it."""
    for one in error.errors():
        yield f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}"


def dangling(indicator: Indicator, catalogue: Catalogue) -> Iterator[str]:
    """What an indicator names and the catalogue doesn't have, in words."""
    level_reasons = [level.reason for level in indicator.levels.values() if level.reason]
    level_sources = [level.source for level in indicator.levels.values() if level.source]
    references = {
        "source": (catalogue.sources, [indicator.source, *indicator.also_uses, *level_sources]),
        "caveat": (catalogue.caveats, indicator.caveats),
        "theme": (catalogue.themes, indicator.themes),
        "reason": (catalogue.reasons, level_reasons),
        "part of Core20PLUS5": (catalogue.core20plus5, [indicator.core20plus5]),
        "indicator": (
            catalogue.indicators,
            [one for one in (indicator.weighted_by, *indicator.made_of) if one],
        ),
        "relation to IMD": (PARTS_OF_IMD, [indicator.part_of_imd]),
    }
    for kind, (known, used) in references.items():
        for name in used:
            if name not in known:
                yield f"{indicator.id}.toml: there is no {kind} called '{name}'"
