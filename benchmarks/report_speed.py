"""How long an area's report takes: gathered, and set as PDF and as slides. The aim: 0.5 s a ward.

Run: python benchmarks/report_speed.py [how many wards, 40 unless given]
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date

from fhfa_data.charts.reports.area_pdf import area_pdf
from fhfa_data.charts.slides.area_deck import area_slides
from fhfa_data.cli.opened import opened_atlas
from fhfa_data.views.area_report import area_report


def main() -> None:
    """Print the median and the longest of each step, in milliseconds."""
    atlas, today = opened_atlas(), date.today()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    wards = [one for inside in atlas.nesting.wards.values() for one in inside][:count]
    area_pdf(area_report(atlas, wards[0], today), atlas.spans)  # loads what it is made with
    steps: dict[str, list[float]] = {"gather": [], "pdf": [], "slides": []}
    for ward in wards:
        start = time.perf_counter()
        report = area_report(atlas, ward, today)
        gathered = time.perf_counter()
        area_pdf(report, atlas.spans)
        made = time.perf_counter()
        area_slides(report)
        steps["gather"].append(gathered - start)
        steps["pdf"].append(made - gathered)
        steps["slides"].append(time.perf_counter() - made)
    for name, seconds in steps.items():
        middle, longest = statistics.median(seconds), max(seconds)
        print(f"{name:8} median {1000 * middle:6.0f} ms   longest {1000 * longest:6.0f} ms")


if __name__ == "__main__":
    main()
