"""How long until all England's neighbourhoods are painted, and what a new indicator costs.

Needs England's figures and shapes installed (``fhfa refresh --scope england``); takes them from the
warehouse in use (``FHFA_WAREHOUSE_DIR``)::

    python benchmarks/england_canvas.py [repeats]

Measured as ``map_first_draw.py`` does, beside a page with no map: from what Chromium paints, not
from what a library says.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from driver import load_average
from map_first_draw import APPS, measure, serve, table, wait_until_up

from fhfa_data.warehouse.read import open_current

MAPS = {"our element, on a canvas": "all_lsoas.py", "a coloured block, no map": "no_map.py"}


def installed() -> int:
    """How many shapes of neighbourhoods are installed."""
    warehouse = open_current()
    count = len(warehouse.lsoa_shapes())
    warehouse.close()
    return count


async def main(repeats: int) -> None:
    """Start the apps, measure, print the table."""
    if not (count := installed()):
        sys.exit("No shapes of neighbourhoods are installed. Run: fhfa refresh --scope england")
    servers: list[subprocess.Popen] = []
    print(f"Before: {load_average()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(APPS, Path(name) / "map_apps"))
        try:
            addresses = {}
            for label, script in MAPS.items():
                process, addresses[label] = serve(script, folder)
                servers.append(process)
            await asyncio.gather(*(wait_until_up(address) for address in addresses.values()))
            print(table(await measure(addresses, repeats), f"{count:,} areas"))
            print(f"\nMedian of {repeats} visits each, {os.cpu_count()} cores, software graphics.")
            print(f"After: {load_average()}")
        finally:
            for process in servers:
                process.terminate()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
