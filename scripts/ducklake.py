"""Publish an exported Parquet folder as a DuckLake, as docs/scaling.md says, and prove it right.

Run:  python scripts/ducklake.py EXPORTED LAKE      (an export's folder, and a new folder to fill)

DuckLake is an extension of DuckDB. It comes from DuckDB's server or, where that can't be reached,
from the packages in ``ducklake.txt``, which need an environment of their own: they are for an older
DuckDB than the atlas's. The lines that are run are those of the guide, so the guide stays true.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

import duckdb

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "scaling.md"
NEEDED = ("ducklake", "sqlite_scanner")


def main() -> None:
    """Fill the lake, fill it again as after a refresh, and compare it with the files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("exported", type=Path, help="a folder that `fhfa export --parquet` wrote")
    parser.add_argument("lake", type=Path, help="a new folder for the lake and its catalogue")
    asked = parser.parse_args()
    exported = asked.exported.resolve()
    asked.lake.mkdir(parents=True)
    os.chdir(asked.lake)
    Path("atlas").symlink_to(exported)
    connection = duckdb.connect()
    _load(connection)
    publish, _, refresh, *_ = _lines_of_the_guide()
    for line in publish:
        connection.execute(line)
    _compare(connection, "published")
    before = _version(connection)
    for line in refresh:
        connection.execute(line)
    _compare(connection, "published again")
    [(kept,)] = _rows(connection, f"SELECT count(*) FROM lake.figure AT (VERSION => {before})")
    print(f"figures at version {before}, before that: {kept:,}")


def _load(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the extensions from packages beside DuckDB's, else as DuckDB itself would."""
    packages = Path(duckdb.__file__).parents[1]
    for name in NEEDED:
        [*found] = packages.glob(f"duckdb_extension_{name}/extensions/v*/*.duckdb_extension")
        try:
            if not found:
                connection.execute(f"INSTALL {name}")
            connection.execute(f"LOAD '{found[0]}'" if found else f"LOAD {name}")
        except duckdb.Error as error:
            sys.exit(f"DuckDB's extension {name} can't be had: {error}\nSee docs/scaling.md.")


def _lines_of_the_guide() -> list[list[str]]:
    """The blocks under the guide's heading DuckLake: to publish, elsewhere, after a refresh."""
    section = GUIDE.read_text("utf-8").split("## DuckLake", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"((?:^    .+\n)+)", section, re.MULTILINE)
    lines = [re.findall(r"[^;]+;", block) for block in blocks]
    # The extensions are loaded already, one way or the other.
    return [[one.strip() for one in block if "INSTALL" not in one] for block in lines]


def _compare(connection: duckdb.DuckDBPyConnection, what: str) -> None:
    """Stop unless the lake's figures are the exported ones: every row, each as often."""
    files = "FROM read_parquet('atlas/figure/*.parquet')"
    for one, other in ((files, "FROM lake.figure"), ("FROM lake.figure", files)):
        if differing := _rows(connection, f"{one} EXCEPT ALL {other} LIMIT 1"):
            sys.exit(f"{what}: the lake differs from the files, first in {differing[0]}")
    [(rows,)] = _rows(connection, "SELECT count(*) FROM lake.figure")
    print(f"{what}: {rows:,} figures, the same in the lake as in the files")


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    return _rows(connection, "SELECT max(snapshot_id) FROM ducklake_snapshots('lake')")[0][0]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    return connection.execute(query).fetchall()


if __name__ == "__main__":
    main()
