"""The publishers' files, read a second time in plain Python: what figures must come out as."""

from __future__ import annotations

import csv
import gzip
import itertools
from collections import defaultdict

IOD = "iod2025/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv.gz"
AGES = "census/nomis_query_TS007A_age_five_year_lsoa21_ew.csv.gz"
ETHNICITY = "census/nomis_query_TS021_ethnic_group_lsoa21_ew.csv.gz"
DISABILITY = "census/census2021-ts038-lsoa.csv.gz"
WARDS = "ons/LSOA21_WD24_LAD24_EW_LU.csv.gz"
REGIONS = "ons/LAD24_RGN24_EN_LU.csv"
OLDER_LSOAS = "ons/LSOA11_LSOA21_LAD22_EW_LU.csv.gz"
OLDER_MSOAS = "ons/MSOA11_MSOA21_LAD22_EW_LU_V2.csv"
BOARDS = "ons/LSOA21_SICBL24_ICB24_EN_LU.csv.gz"

# A known fault of the lookup, corrected by the atlas: see the catalogue's corrections.
MOVED = {"E01027305": {"WD24CD": "E05013265", "LAD24CD": "E06000062"}}


def rows(folder, name, first="") -> list[dict[str, str]]:
    """The rows below the header; ``first`` begins the header where notes stand above it."""
    path = folder / "opendata" / name
    text = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    lines = text.decode("utf-8-sig").splitlines()
    header = itertools.dropwhile(lambda line: not line.lstrip('"').startswith(first), lines)
    return list(csv.DictReader(header))


class Published:
    """What the publishers say of each of England's neighbourhoods, and where it lies."""

    def __init__(self, folder):
        lookup = [one for one in rows(folder, WARDS) if one["LSOA21CD"].startswith("E01")]
        self.lookup = [{**one, **MOVED.get(one["LSOA21CD"], {})} for one in lookup]
        self.region = {one["LAD24CD"]: one["RGN24CD"] for one in rows(folder, REGIONS)}
        iod = rows(folder, IOD, "LSOA code")
        self.decile = {one["LSOA code (2021)"]: int(_one(one, "(IMD) Decile")) for one in iod}
        self.score = {one["LSOA code (2021)"]: float(_one(one, "(IMD) Score")) for one in iod}
        ages = rows(folder, AGES, "2021 super output area")
        self.residents = {_code(one): int(one["Total"]) for one in ages if _code(one)}
        ethnicity = rows(folder, ETHNICITY, "2021 super output area")
        self.asian = {
            _code(one): (int(_one(one, "Asian,")), int(_one(one, "Total")))
            for one in ethnicity
            if _code(one) and _code(one).startswith("E01")
        }
        self.disabled = {
            one["geography code"]: (int(_one(one, ": Disabled")), int(_one(one, "Total")))
            for one in rows(folder, DISABILITY)
        }
        self.members = defaultdict(list)
        for one in self.lookup:
            for area in (one["WD24CD"], one["LAD24CD"], self.region[one["LAD24CD"]]):
                self.members[area].append(one["LSOA21CD"])

    def core20(self, area):
        """Percent of residents in deciles 1 and 2, with numerator and denominator."""
        inside = sum(self.residents[one] for one in self.members[area] if self.decile[one] <= 2)
        everyone = sum(self.residents[one] for one in self.members[area])
        return 100 * inside / everyone, inside, everyone

    def imd_score(self, area):
        """Mean score, weighted by residents; no numerator and denominator."""
        weighted = sum(self.score[one] * self.residents[one] for one in self.members[area])
        return weighted / sum(self.residents[one] for one in self.members[area]), None, None

    def share(self, counts, area):
        """Percent counted, with numerator and denominator."""
        counted = sum(counts[one][0] for one in self.members[area])
        everyone = sum(counts[one][1] for one in self.members[area])
        return 100 * counted / everyone, counted, everyone


def _one(row, part):
    [name] = [name for name in row if name and part in name]
    return row[name]


def _code(row):
    return row["mnemonic"]
