"""A refresh gives what the publishers say, and only ever replaces what is whole."""

from __future__ import annotations

from collections import Counter

import duckdb
import pytest
from lacking import LACKING, failed_of, states

from fhfa_data.errors import SourceError, WarehouseError
from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse

KEY = "indicator, area_type, area_code, period, sex"
FILE_7 = "File_7_IoD2025"


@pytest.fixture
def both(refreshed, warehouse_file):
    """The refreshed warehouse ``b`` beside that of the embedded figures ``a``."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{warehouse_file}' AS a (READ_ONLY)")
        connection.execute(f"ATTACH '{refreshed[1].file}' AS b (READ_ONLY)")
        yield connection


def test_every_dataset_that_the_endpoints_have_is_fetched(refreshed):
    _, done = refreshed
    assert set(states(done).values()) == {"new"}
    assert done.changed
    assert {one.source.id for one in done.failed} == LACKING
    assert {one.state for one in done.failed} == {"starter"}
    assert not any(one.source.fetch.required for one in done.failed)


def test_fetched_figures_agree_with_the_embedded_ones(both):
    """The starter was made from the same official files, by other hands: values to 4 decimals.

    Life expectancy of MSOAs has 3 there.
    """
    worst, compared, worst_msoa = both.execute(
        "SELECT max(abs(x.value - y.value)) FILTER (area_type <> 'msoa'), count(*), "
        "max(abs(x.value - y.value)) FILTER (area_type = 'msoa') "
        f"FROM a.figure x JOIN b.figure y USING ({KEY}) "
        "WHERE NOT (indicator = 'employment_score' AND area_type = 'england')"  # see below
    ).fetchone()
    assert compared > 100_000
    assert worst < 5e-5 + 1e-9  # half of the last decimal
    assert worst_msoa < 5e-4 + 1e-9
    differing = both.execute(
        f"SELECT indicator, x.status, y.status FROM a.figure x FULL JOIN b.figure y USING ({KEY}) "
        "WHERE x.status IS DISTINCT FROM y.status "
        "AND indicator IN (SELECT indicator FROM a.figure)"
    ).fetchall()
    # Sharing neighbourhoods out between 215 wards needs fine shapes, which a refresh brings.
    assert {one[1:] for one in differing} == {("not_available", "ok")}
    assert Counter(one[0] for one in differing) == {"core20_apportioned_pct": 215}


def test_englands_employment_deprivation_differs_by_its_weights_and_by_no_more(both):
    """The starter's is weighted by residents of 18 to 66; a refresh has no ages, and takes all."""
    found = both.execute(
        f"SELECT round(x.value, 4), round(y.value, 4) FROM a.figure x JOIN b.figure y USING ({KEY})"
        " WHERE indicator = 'employment_score' AND area_type = 'england'"
    ).fetchall()
    assert found == [(0.1346, 0.1343)]


def test_counts_behind_the_figures_are_exact(both):
    differing = both.execute(
        f"SELECT count(*) FROM a.figure x JOIN b.figure y USING ({KEY}) "
        "WHERE x.numerator IS DISTINCT FROM y.numerator AND x.status = 'ok' "
        "AND x.indicator NOT IN ('core20_pct', 'core10_pct') "
        "AND NOT (x.indicator = 'extent_pct' AND x.area_type = 'england')"  # embedded: the share
    ).fetchone()
    assert differing == (0,)


def test_known_answers_hold(both):
    found = both.execute(
        "SELECT area_code, round(value, 1), numerator FROM b.figure WHERE indicator = 'core20_pct' "
        "AND area_code IN ('E47000001', 'E92000001', 'E08000003') ORDER BY area_code"
    ).fetchall()
    assert [(code, value) for code, value, _ in found] == [
        ("E08000003", 61.2), ("E47000001", 39.5), ("E92000001", 20.2),
    ]  # fmt: skip
    assert found[1][2] == 1_132_504


def test_ward_shapes_are_exact_now(refreshed):
    opened = Warehouse(refreshed[1].file)
    assert opened.ward_shapes()["overlap_pct"].eq(100).all()
    assert len(opened.ward_shapes()) == 215
    assert set(opened.fetched()) == set(states(refreshed[1]))
    opened.close()


def test_asking_again_finds_nothing_new(place, endpoints):
    before = read_pointer(place.warehouses)
    done = place.refresh(endpoints.url)
    assert set(states(done).values()) == {"unchanged"}
    assert not done.changed
    assert read_pointer(place.warehouses).fingerprint == before.fingerprint


def test_the_same_raw_bytes_make_the_same_figures(place, refreshed):
    for file in place.warehouses.glob("*"):
        file.unlink()
    done = place.refresh()
    assert done.fingerprint == refreshed[1].fingerprint
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{refreshed[1].file}' AS a (READ_ONLY)")
        connection.execute(f"ATTACH '{done.file}' AS b (READ_ONLY)")
        rows = "SELECT * FROM {0}.figure EXCEPT SELECT * FROM {1}.figure"
        assert connection.execute(rows.format("a", "b")).fetchall() == []
        assert connection.execute(rows.format("b", "a")).fetchall() == []


def test_what_cannot_be_had_keeps_its_last_copy(place, endpoints, changing, replica):
    gone = {"census2021-ts038": lambda _reply: replica.plain(500, "down")}
    with changing(**gone):
        done = place.refresh(endpoints.url)
    [failed] = failed_of(done)
    assert (failed.source.id, failed.state) == ("ons_census2021_ts038", "kept")
    assert "500" in failed.note
    assert not done.changed


def test_an_optional_dataset_never_had_leaves_the_embedded_figures(
    empty_place, endpoints, changing, replica
):
    with changing(**{"census2021-ts038": lambda _reply: replica.plain(404, "moved")}):
        done = empty_place.refresh(endpoints.url)
    assert states(done)["ons_census2021_ts038"] == "starter"
    opened = Warehouse(done.file)
    assert len(opened.series("disabled_pct", ["E05011366"])) == 1
    assert "ons_census2021_ts038" not in opened.fetched()
    [row] = [one for one in opened.datasets() if one["source"] == "ons_census2021_ts038"]
    assert (row["origin"], row["as_of"]) == ("starter", opened.meta["starter_made_on"])
    assert "404" in row["note"]
    opened.close()


def test_a_required_dataset_never_had_stops_everything(empty_place, endpoints, changing, replica):
    down = {FILE_7: lambda _reply: replica.plain(404, "moved")}
    with changing(**down), pytest.raises(SourceError, match="Nothing was changed"):
        empty_place.refresh(endpoints.url)
    assert read_pointer(empty_place.warehouses) is None


def test_a_shorter_file_is_refused_and_the_last_good_one_stays(place, endpoints, changing):
    """Long, being two whole refreshes, each of all datasets."""

    def cut(reply):
        return reply._replace(body=reply.body[: len(reply.body) // 2].rpartition(b"\n")[0] + b"\n")

    with changing(**{FILE_7: cut}):
        done = place.refresh(endpoints.url)
    [failed] = failed_of(done)
    assert failed.state == "kept"
    assert "33,755" in failed.note
    assert not done.changed
    assert not failed_of(place.refresh())  # and offline the good copy is found behind the bad one


def test_a_renamed_column_is_named_and_the_last_good_copy_stays(place, endpoints, changing):
    """Long, being a whole refresh of all datasets."""

    def renamed(reply):
        return reply._replace(body=reply.body.replace(b"Crime Score", b"Crime Points", 1))

    with changing(**{FILE_7: renamed}):
        done = place.refresh(endpoints.url)
    [failed] = failed_of(done)
    assert failed.state == "kept"
    assert "There is no column 'Crime Score'" in failed.note
    assert not done.changed


def test_two_at_once_the_second_is_told_to_wait(place):
    from filelock import FileLock

    with FileLock(place.warehouses / "refresh.lock"), pytest.raises(WarehouseError) as caught:
        place.refresh()
    assert "Another refresh is running" in str(caught.value)


def test_a_file_downloaded_by_hand_is_taken(place, shared, tmp_path):
    """Long, being a whole refresh of all datasets."""
    import gzip

    packed = next((shared / "opendata" / "iod2025").glob(f"{FILE_7}*.csv.gz"))
    file = tmp_path / "from my downloads.csv"
    file.write_bytes(gzip.decompress(packed.read_bytes()))
    done = place.refresh(by_hand={"mhclg_iod2025_file7": file})
    assert states(done)["mhclg_iod2025_file7"] == "unchanged"
    assert not failed_of(done)


def test_the_page_says_which_copies_were_fetched_and_when(refreshed, catalogue, warehouse):
    from fhfa_data.catalogue.wisdom import load_wisdom
    from fhfa_data.charts.about_tables import source_table
    from fhfa_data.views.about import copies_words
    from fhfa_data.views.atlas import Atlas

    opened = Warehouse(refreshed[1].file)
    after = Atlas(opened, catalogue, load_wisdom())
    fetched = len(states(refreshed[1]))
    late = f"{len(LACKING)} could not be fetched"
    assert copies_words(after).endswith(
        f"{fetched} datasets refreshed since, last on 24 November 2026; {late}"
    )
    said = [row[3]["text"] for row in source_table(after)["rows"]]
    assert sum("Fetched from the publisher on 24 November 2026" in one for one in said) == fetched
    before = Atlas(warehouse, catalogue, load_wisdom())
    assert "refreshed" not in copies_words(before)
    assert not any("Fetched" in row[3]["text"] for row in source_table(before)["rows"])
    opened.close()
