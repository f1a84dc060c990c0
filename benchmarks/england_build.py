"""All England from raw bytes to a checked warehouse, beside DuckDB merely reading the same files.

Run: ``python benchmarks/england_build.py --replica REPLICA.PY`` (fetches once, not
timed), or ``--raw FOLDER`` with the raw bytes of an earlier ``fhfa refresh --scope england``.

Each round is two processes in turn, so that both meet the same machine: ``fhfa refresh --scope
england --offline`` into an empty folder, and DuckDB reading every raw file of that build into
tables in memory, all columns (CSV as text, JSON and GeoJSON as its types). Members of zip files are
unpacked before, as DuckDB reads none; that is not timed. It can't read workbooks without an
extension and is let off those, which the build reads. Wall time is of the whole process, start
and imports included; peak memory is what the kernel counted for it (``ru_maxrss``, Linux).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from driver import ROOT, load_average

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.model.scope import ENGLAND
from fhfa_data.refresh.run import fetchable
from fhfa_data.sources.receipts import ANY_SCOPE, latest_receipt

READABLE = (".csv", ".json", ".geojson")
AIMS = {"wall over wall": 3.0, "peak GB": 1.5, "file MB": 150.0}
FHFA = [sys.executable, "-m", "fhfa_data"]

READ = """
import sys, duckdb
connection = duckdb.connect(config={"threads": 2})
for number, path in enumerate(sys.argv[1:]):
    if path.endswith("csv"):
        source = f"read_csv('{path}', all_varchar = true, null_padding = true, quote = '\\"')"
    else:
        source = f"read_json('{path}', maximum_object_size = 200000000)"
    connection.execute(f"CREATE TEMP TABLE t{number} AS FROM {source}")
"""


@dataclass(frozen=True)
class Run:
    """One process: seconds of wall time and of processor time, and peak memory in GB."""

    wall: float
    cpu: float
    peak_gb: float


def measured(command: list[str], **environment: str) -> Run:
    """Run a command to its end.

    Raises
    ------
    SystemExit
        If it fails; what it said is printed.
    """
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode())
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6)


def raw_files(raw: Path, unpacked: Path) -> list[Path]:
    """The files of a build of England that DuckDB can read; zip files' members in ``unpacked``."""
    found: list[Path] = []
    for source in fetchable(load_catalogue(), ENGLAND):
        for scope in (ENGLAND.text, ANY_SCOPE):
            receipt = latest_receipt(raw, source.id, scope)
            parts = receipt.parts if receipt else ()
            found += [
                path for part in parts for path in _plain(receipt.folder / part.name, unpacked)
            ]
    return [path for path in found if path.suffix in READABLE]


def _plain(path: Path, unpacked: Path) -> Iterable[Path]:
    if path.suffix != ".zip":
        return [path]
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if name.endswith("-lsoa.csv")]
        return [Path(archive.extract(name, unpacked)) for name in members]


def rounds_of(raw: Path, count: int) -> tuple[list[Run], list[Run], float]:
    """Builds and plain readings in turn; and the size of the warehouse in MB."""
    builds, readings = [], []
    with tempfile.TemporaryDirectory() as folder:
        files = [str(path) for path in raw_files(raw, Path(folder))]
        size = sum(Path(path).stat().st_size for path in files)
        print(f"{len(files)} raw files, {size / 1e6:.0f} MB")
        for number in range(count):
            warehouse = Path(folder) / f"warehouse-{number}"
            places = {"FHFA_RAW_DIR": str(raw), "FHFA_WAREHOUSE_DIR": str(warehouse)}
            command = [*FHFA, "refresh", "--scope", "england", "--offline", "--quiet"]
            builds.append(measured(command, **places))
            readings.append(measured([sys.executable, "-c", READ, *files]))
        [file] = warehouse.glob("*.duckdb")
        return builds, readings, file.stat().st_size / 1e6


def report(builds: list[Run], readings: list[Run], file_mb: float) -> None:
    """Medians as a Markdown table, and the aims beside them."""
    print("\n| | wall s | processor s | peak GB |\n|---|--:|--:|--:|")
    for name, runs in (("build of England", builds), ("DuckDB reads the same files", readings)):
        middle = [statistics.median(getattr(one, part) for one in runs) for part in _PARTS]
        print(f"| {name} | {middle[0]:.1f} | {middle[1]:.1f} | {middle[2]:.2f} |")
    pairs = list(zip(builds, readings, strict=True))
    found = {
        "wall over wall": statistics.median(one.wall / other.wall for one, other in pairs),
        "peak GB": max(one.peak_gb for one in builds),
        "file MB": file_mb,
    }
    print("\n| | aim | now |\n|---|--:|--:|")
    for name, value in found.items():
        print(f"| {name} | {AIMS[name]:g} | {value:.2f} |")
    work = statistics.median(one.cpu / other.cpu for one, other in pairs)
    print(f"| processor time over processor time | | {work:.2f} |")


_PARTS = ("wall", "cpu", "peak_gb")


@contextmanager
def fetched(options: argparse.Namespace) -> Generator[Path, None, None]:
    """The folder of raw bytes: the one given, or one filled from the replica."""
    if options.raw:
        yield options.raw
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(options.replica), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                address = server.stdout.readline().strip() if server.stdout else ""
                places = {"FHFA_RAW_DIR": folder, "FHFA_WAREHOUSE_DIR": f"{folder}/.first"}
                fetch = [*FHFA, "refresh", "--scope", "england", "--quiet"]
                measured(fetch, FHFA_MIRROR_URL=address, **places)
            finally:
                server.terminate()
        yield Path(folder)


def main() -> None:
    """Fetch if need be, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--raw", type=Path, help="raw bytes of an earlier refresh of England")
    parser.add_argument("--replica", type=Path, help="replica.py, to fetch them from")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not (options.raw or options.replica):
        parser.error("give --raw or --replica")
    print(f"Load average before: {load_average()}")
    with fetched(options) as raw:
        report(*rounds_of(raw, options.rounds))
    print(f"\nLoad average after: {load_average()}")


if __name__ == "__main__":
    main()
