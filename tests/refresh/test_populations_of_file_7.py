"""File 7 with its population columns filled, blank and in part, laid out as published."""

from __future__ import annotations

import csv
import gzip
import io

import pytest

from fhfa_data.refresh.contracts import ContractError, take
from fhfa_data.sources.tabular import read_table

AREAS = 20
PEOPLE = "Total population: mid 2022"
WORKING = "Working age population 18-66 (for use with Employment Deprivation Domain): mid 2022"


@pytest.fixture(scope="module")
def header(shared):
    [packed] = (shared / "opendata" / "iod2025").glob("File_7*.csv.gz")
    with gzip.open(packed) as file:
        return next(csv.reader(io.TextIOWrapper(file, "utf-8-sig")))


def cell(name: str, rank: int) -> str:
    if "Rank" in name:
        return str(rank)
    if "Decile" in name:
        return str((rank + 1) // 2)
    if "(rate)" in name:
        return f"{1 - rank / 40:.3f}"
    return f"{5 - rank / 8:.3f}" if "Score" in name else ""


@pytest.fixture(scope="module")
def taken(header, catalogue):
    """A way to read such a file of 20 areas, with cells of the population columns as given."""
    source = catalogue.sources["mhclg_iod2025_file7"]
    small = {"rows": (AREAS, AREAS)}
    source = source.model_copy(update={"reading": source.reading.model_copy(update=small)})

    def read(people, working):
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(header)
        for at, rank in enumerate(range(1, AREAS + 1)):
            cells = {name: cell(name, rank) for name in header}
            cells |= {
                "LSOA code (2021)": f"E01{rank:06d}",
                PEOPLE: people[at],
                WORKING: working[at],
            }
            cells["Local Authority District code (2024)"] = "E08000003"
            table.writerow([cells[name] for name in header])
        return take(read_table(out.getvalue().encode(), source.fetch), source, catalogue.indicators)

    return read


def values(taken, indicator):
    rows = taken.table[taken.table["indicator"] == indicator]
    return rows.set_index("area_code")["value"].to_dict()


def outcome(taken, check):
    return {one.check: one for one in taken.checks}[check]


def test_filled_columns_are_read(taken):
    people, working = [f"1,{rank:03d}" for rank in range(1, 21)], ["700"] * 19 + ["701"]
    found = taken(people, working)
    assert values(found, "iod_population") == {f"E01{n:06d}": 1000.0 + n for n in range(1, 21)}
    assert set(values(found, "iod_working_age").values()) == {700.0, 701.0}
    assert outcome(found, "whole_or_blank").outcome.value == "passed"


def test_blank_columns_give_no_figures_and_it_is_said(taken):
    found = taken([""] * AREAS, [""] * AREAS)
    assert not values(found, "iod_population")
    assert len(values(found, "imd_score")) == AREAS
    told = outcome(found, "whole_or_blank")
    assert told.outcome.value == "not_run"
    assert told.detail == "Blank in this copy: iod_population, iod_working_age."


def test_a_column_blank_in_part_is_refused(taken):
    with pytest.raises(ContractError, match="others have: iod_population, E01000020 first"):
        taken(["1,500"] * 18 + ["1,600", ""], ["700"] * 19 + ["701"])
