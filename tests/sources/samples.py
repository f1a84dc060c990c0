"""Sources and downloads as the tests of protocols need them."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from fhfa_data.catalogue.fetching import Fetch
from fhfa_data.catalogue.records import Source
from fhfa_data.sources.http import Fetcher
from fhfa_data.sources.receipts import Receipt

PORTAL = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"
GM = tuple(f"E080000{number:02d}" for number in range(1, 11))


def a_fetch(**said: Any) -> Fetch:
    """A ``[fetch]`` table: a CSV on GOV.UK unless the test says otherwise."""
    usual = {
        "protocol": "govuk_file",
        "address": "https://assets.publishing.service.gov.uk/media/1/data.csv",
        "form": "csv",
        "cadence_days": 365,
    }
    return Fetch(**{**usual, **said})


def a_source(**said: Any) -> Source:
    return Source.model_construct(id="sample", licence="OGL", fetch=a_fetch(**said))


def a_download(
    protocol: ModuleType, source: Source, url: str, into: Path, **options: Any
) -> Receipt:
    """What the protocol downloads from the server at ``url``, with its receipt."""
    into.mkdir()
    fetcher = Fetcher(mirror=url, tries=1)
    parts = protocol.download(source, fetcher, into, **options)
    return Receipt(source.id, "gm", "2026-11-24", "OGL", parts, into)


def by_hand(into: Path, protocol: ModuleType, source: Source, **files: bytes) -> Any:
    """What ``read`` makes of files given as bytes, without any download."""
    from fhfa_data.sources.receipts import Part, bytes_sha256

    parts = []
    for stem, data in files.items():
        name = f"{stem}.{source.fetch.form.value}" if stem != "count" else "count.json"
        (into / name).write_bytes(data)
        parts.append(Part(name, "", "", "", "", len(data), bytes_sha256(data)))
    return protocol.read(Receipt(source.id, "gm", "2026-11-24", "OGL", tuple(parts), into), source)


@contextmanager
def official(shared: Path):
    """The replica of the official endpoints, on this machine."""
    tools = str((shared / "tools").resolve())
    sys.path.insert(0, tools)
    try:
        import replica
    finally:
        sys.path.remove(tools)
    with replica.serve(shared / "opendata") as url:
        yield url
