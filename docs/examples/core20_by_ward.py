"""How much of each borough is in Core20, added up from its wards, and a map of wards to take away.

Run it from anywhere: ``python core20_by_ward.py FOLDER``. It writes ``core20_wards.gpkg`` there,
which QGIS opens.
"""

import sys
from pathlib import Path

from fhfa_data import open_atlas

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")

with open_atlas() as atlas:
    wards = atlas.figures("core20_pct", area_type="ward", geometry=True)
    print(f"{len(wards)} wards, figures {atlas.fingerprint}")

    # Never count a missing figure as zero: status says whether there is a value.
    known = wards[wards["status"] == "ok"]

    # A borough's share is not the mean of its wards' shares: add up the people, then divide.
    sums = known.groupby("borough_name")[["numerator", "denominator"]].sum()
    share = 100 * sums["numerator"] / sums["denominator"]
    print(share.sort_values(ascending=False).round(1).to_string())

    approximate = (wards["shape"] == "approximate").sum()
    print(f"{approximate} of the shapes are approximate")

    wards.to_file(folder / "core20_wards.gpkg", layer="core20_wards")
    print(atlas.attribution)
