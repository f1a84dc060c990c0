"""Files to take away: tidy rows with provenance inside, under names that say what they are."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.model.areas import AreaType
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.figure_rows import figure_rows
from fhfa_data.views.sensitivity import notes_of

PROVENANCE_COLUMNS = ["source_title", "publisher", "licence", "landing_page"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures a file holds; None means all there are."""

    indicator: str | None = None
    area_type: AreaType | None = None
    within: str | None = None
    period: str = "latest"

    @property
    def stem(self) -> str:
        """The file's name without its ending.

        >>> Asked("core20_pct", AreaType.WARD, "E08000003").stem
        'fairer-health-atlas_core20_pct_ward_within-E08000003_latest'
        """
        parts = [
            "fairer-health-atlas",
            self.indicator or "all-indicators",
            self.area_type.value if self.area_type else "all-areas",
            f"within-{self.within}" if self.within else "",
            self.period.replace("/", "-").replace(" ", ""),
        ]
        return "_".join(part for part in parts if part)


def rows_to_take(atlas: Atlas, asked: Asked) -> pd.DataFrame:
    """Tidy rows with the title, publisher, licence and page of each one's source, and a note.

    The note says of a ward's Core20 what it would be with neighbourhoods shared out, where that is
    far from it: see :mod:`fhfa_data.views.sensitivity`.
    """
    rows = figure_rows(
        atlas.warehouse,
        atlas.catalogue,
        indicator=asked.indicator,
        area_type=asked.area_type,
        within=asked.within,
        period=asked.period,
    ).rows
    rows = rows.merge(_source_table(atlas.catalogue), on="source", how="left")
    return rows.assign(note=notes_of(atlas.warehouse, rows))


def csv_file(atlas: Atlas, asked: Asked) -> bytes:
    """The rows as CSV (UTF-8 with a mark, so that Excel reads dashes and pounds)."""
    return rows_to_take(atlas, asked).to_csv(index=False).encode("utf-8-sig")


def parquet_file(atlas: Atlas, asked: Asked) -> bytes:
    """The rows as Parquet; attribution and fingerprint stand in the file's own metadata too."""
    table = pa.Table.from_pandas(rows_to_take(atlas, asked), preserve_index=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **_metadata(atlas)})
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def zipped_csv_file(atlas: Atlas, asked: Asked) -> bytes:
    """The rows as CSV in a ZIP, with a README that says where they are from."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{asked.stem}.csv", csv_file(atlas, asked))
        archive.writestr("README.txt", readme(atlas))
    return buffer.getvalue()


def readme(atlas: Atlas) -> str:
    """What stands beside a download: attribution, build and the catalogue's sources."""
    lines = ["Fairer Health Atlas", "", atlas.warehouse.meta["attribution"], ""]
    lines.append(f"Warehouse {atlas.warehouse.fingerprint}.")
    for one in atlas.catalogue.sources.values():
        lines += ["", f"{one.id}: {one.title}", f"  {one.publisher}. {one.licence}."]
        lines.append(f"  {one.landing_page}")
    return "\n".join(lines) + "\n"


def _source_table(catalogue: Catalogue) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (one.id, one.title, one.publisher, one.licence, one.landing_page)
            for one in catalogue.sources.values()
        ],
        columns=["source", *PROVENANCE_COLUMNS],
    )


def _metadata(atlas: Atlas) -> dict[bytes, bytes]:
    return {
        b"attribution": atlas.warehouse.meta["attribution"].encode(),
        b"warehouse_fingerprint": atlas.warehouse.fingerprint.encode(),
        b"licence": b"Open Government Licence v3.0",
    }
