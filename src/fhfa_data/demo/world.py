"""The demonstration whole: figures and stories of Exampleton in a folder that is thrown away.

Nothing of this installation is read but the catalogue and the names of the embedded series, and
nothing is written outside that folder but the shapes of Exampleton, which the app puts beside those
of the real map: they are told apart by what they hold.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from fhfa_data.catalogue.added import Added
from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.catalogue.records import Source
from fhfa_data.demo.figures import figures
from fhfa_data.demo.place import areas, footprints, lsoa_footprints, msoas, places
from fhfa_data.demo.voices import fill
from fhfa_data.indicators.holdings import from_starter
from fhfa_data.model.areas import MADE_UP_BOROUGH, MADE_UP_NAME
from fhfa_data.model.figures import Evidence
from fhfa_data.model.locations import DEMONSTRATION, SETTINGS
from fhfa_data.model.provenance import SIGN, facts, listed
from fhfa_data.sources.starter import read_starter
from fhfa_data.stories.store import open_store
from fhfa_data.warehouse.build import install

_ATTRIBUTION = "Made-up figures of a place that does not exist."


@contextmanager
def demonstration(progress: Callable[[float, str], None]) -> Iterator[Path]:
    """Make the demonstration and point this process, and what it starts, to it; then undo both.

    Raises
    ------
    AtlasError
        If it can't be made, on a full disk for example.
    """
    embedded = read_starter().figures
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="fhfa-demo-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        try:
            _point_to(folder)
            _install(folder, embedded, progress)
            store = open_store()
            try:
                fill(store, date.today())
            finally:
                store.close()
            yield folder
        finally:
            os.environ.clear()
            os.environ.update(before)


def _point_to(folder: Path) -> None:
    for name in [one for one in os.environ if one.startswith("FHFA_")]:
        del os.environ[name]
    settings = folder / "fhfa.toml"
    settings.write_text("", encoding="utf-8")
    os.environ.update({"FHFA_DATA_DIR": str(folder), SETTINGS: str(settings), DEMONSTRATION: "1"})


def _install(folder: Path, embedded: pd.DataFrame, progress: Callable[[float, str], None]) -> None:
    tables: dict[str, pd.DataFrame | gpd.GeoDataFrame] = {
        "figures": figures(embedded),
        "areas": areas(),
        "msoa11": msoas(),
        "places": places(),
        "ward_footprints": footprints(),
        "lsoa_footprints": lsoa_footprints(),
    }
    said = {
        "made_on": date.today().isoformat(),
        "attribution": _ATTRIBUTION,
        "scope": MADE_UP_BOROUGH,
        "scope_name": MADE_UP_NAME,
    }
    starter = folder / "starter"
    starter.mkdir()
    lines = facts(said)
    for name, rows in tables.items():
        path = starter / f"{name}.parquet"
        rows.to_parquet(path, index=False)
        lines += listed(path, len(rows))
    (starter / SIGN).write_text("\n".join(lines) + "\n", encoding="utf-8")
    held = from_starter(read_starter())
    # England gets no figure, so what the catalogue promises of it is not held against these.
    install(replace(held, own=_made_up_catalogue(), is_embedded_scope=False), progress)


def _made_up_catalogue() -> Added:
    """The catalogue's sources and indicators, saying of each that it is made up here."""
    catalogue = load_catalogue()
    own = {
        "title": "Made up for a demonstration",
        "short_title": "made up",
        "publisher": "Nobody: these figures are invented",
        "licence": "None is needed",
        "licence_url": "",
        "landing_page": "",
        "edition": "",
        "cadence": "Never",
        "retrieved": f"Invented; starter made {date.today():%Y-%m-%d}.",
        "embedded": True,
        "attribution": _ATTRIBUTION,
        "notes": "Nothing here was measured.",
        "evidence": Evidence.MADE_UP,
        "fetch": None,
        "reading": None,
    }
    sources = [Source.model_validate({**one.model_dump(), **own}) for one in
               catalogue.sources.values()]  # fmt: skip
    indicators = [
        one.model_copy(update={"evidence": Evidence.MADE_UP, "source_ref": ""})
        for one in catalogue.indicators.values()
        if one.embedded
    ]
    return Added(tuple(sources), tuple(indicators))
