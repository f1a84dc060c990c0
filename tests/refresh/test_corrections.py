"""Known faults: corrected as long as they are published, told once they aren't."""

from __future__ import annotations

import pandas as pd
import pytest

from fhfa_data.refresh.corrected import corrected


@pytest.fixture(scope="module")
def lookup(shared):
    file = shared / "opendata" / "ons" / "LSOA21_WD24_LAD24_EW_LU.csv.gz"
    return pd.read_csv(file, dtype="string")


@pytest.fixture(scope="module")
def known(catalogue):
    return catalogue.corrections["e01027305_in_cherwell"]


def cells_of(table, correction):
    rows = table.set_index("LSOA21CD").loc[[correction.where["LSOA21CD"]]]
    return rows[list(correction.published)].to_dict("records")


def test_the_fault_is_in_the_published_data_and_corrected(lookup, known):
    assert cells_of(lookup, known) == [known.published]
    table, [result] = corrected(lookup, [known])
    assert cells_of(table, known) == [known.used]
    assert result.check == "correction_e01027305_in_cherwell"
    assert result.outcome.value == "passed"
    assert "West Northamptonshire" in result.detail
    others = lookup["LSOA21CD"] != known.where["LSOA21CD"]
    pd.testing.assert_frame_equal(table[others], lookup[others])


def test_the_place_it_is_given_is_one_that_the_lookup_knows(lookup, known):
    used = lookup[lookup["WD24CD"] == known.used["WD24CD"]]
    assert len(used) > 1
    assert used[list(known.used)].drop_duplicates().to_dict("records") == [known.used]


@pytest.mark.parametrize(
    "now",
    [
        {"WD24CD": "E05013260", "WD24NM": "Middleton Cheney", "LAD24CD": "E06000062"},
        {"WD24NM": None},
    ],
)
def test_once_it_is_mended_nothing_is_corrected_and_the_check_fails(lookup, known, now):
    mended = lookup.copy()
    for name, cell in now.items():
        mended.loc[mended["LSOA21CD"] == known.where["LSOA21CD"], name] = cell
    table, [result] = corrected(mended, [known])
    pd.testing.assert_frame_equal(table, mended)
    assert result.outcome.value == "failed"
    assert "It was taken as published" in result.detail
    assert f"take catalogue/corrections/{known.id}.toml away" in result.detail
    assert all((cell or "(blank)") in result.detail for cell in now.values())


def test_a_row_that_is_gone_or_twice_is_told(lookup, known):
    its = lookup["LSOA21CD"] == known.where["LSOA21CD"]
    for table in (lookup[~its], pd.concat([lookup, lookup[its]], ignore_index=True)):
        after, [result] = corrected(table, [known])
        pd.testing.assert_frame_equal(after, table)
        assert result.outcome.value == "failed"
    assert "no such row" in corrected(lookup[~its], [known])[1][0].detail


def test_every_correction_says_what_and_why_in_the_guide(catalogue, repository):
    told = (repository / "docs" / "data-checks.md").read_text("utf-8")
    assert catalogue.corrections
    for one in catalogue.corrections.values():
        assert f"| `{one.id}` |" in told
        assert one.what.endswith(".")
        assert one.why.endswith(".")
