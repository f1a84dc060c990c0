"""How well voices are ranked beside figures: nDCG and recall at 5, beside two baselines.

Run: ``python benchmarks/speaking_quality.py`` prints the held-out half; ``development`` as an
argument the other. ``--write`` puts the table into ``docs/stories.md``, between its two comments.
The stories and queries are in ``tests/pairing/speaking``.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from speaking_set import all_measured, table, the_atlas  # noqa: E402

from fhfa_data.warehouse.build import ensure_warehouse  # noqa: E402
from fhfa_data.warehouse.read import Warehouse  # noqa: E402

GUIDE = ROOT / "docs" / "stories.md"
_TABLE = re.compile(r"(<!-- measured -->\n).*?(<!-- end of measured -->)", re.S)


def main() -> None:
    """Print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("half", nargs="?", default="held_out", choices=["held_out", "development"])
    parser.add_argument("--write", action="store_true", help="put it into docs/stories.md")
    options = parser.parse_args()
    atlas = the_atlas(Warehouse(ensure_warehouse()))
    said = table(options.half, all_measured(atlas, options.half))
    print(said, end="")
    if options.write:
        text = GUIDE.read_text("utf-8")
        GUIDE.write_text(_TABLE.sub(lambda found: found[1] + said + found[2], text), "utf-8")


if __name__ == "__main__":
    main()
