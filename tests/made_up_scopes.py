"""Other parts of England, made up from Greater Manchester's figures: quick where no replica is.

Codes and names are invented; the figures are the embedded ones. So nothing here says anything of a
real place, but every page has all that it needs.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from fhfa_data.warehouse.pointer import Pointer, write_pointer

TWO = {"E08000003": ("E07000903", "Millby"), "E08000006": ("E06000906", "Fenwick")}
"""Manchester and Salford, as two boroughs whose region isn't installed whole."""

MILLBY, FENWICK, UPPER, LOWER = "E07000903", "E06000906", "E12000901", "E12000902"
HARPURHEY = "E05011366"  # a ward of Manchester, so of Millby

_COLUMNS = {
    "area": ("area_code", "borough_code"),
    "lsoa": ("borough_code",),
    "stored.figure": ("area_code",),
    "stored.latest_figure": ("area_code",),
    "stored.gap": ("borough_code",),
    "area_order": ("area_code",),
}


def two_boroughs(source: Path, folder: Path) -> Path:
    """A warehouse of two boroughs outside Greater Manchester; their region is known, not whole."""
    return _made(source, folder, "two", _to_two_boroughs)


def small_england(source: Path, folder: Path) -> Path:
    """A warehouse whose ten boroughs are all England: eight in two regions, and two in none."""
    return _made(source, folder, "england", _to_small_england)


def crowded_england(source: Path, folder: Path) -> Path:
    """The same with 200 wards more, which have names and nothing else: too many for one box."""
    return _made(source, folder, "crowded", _to_crowded_england)


def _made(source: Path, folder: Path, name: str, change) -> Path:
    """The changed copy, in a folder of its own with a pointer to it."""
    home = folder / name
    home.mkdir()
    file = home / f"atlas-{name}.duckdb"
    shutil.copy(source, file)
    with duckdb.connect(str(file)) as connection:
        change(connection)
        scope = connection.execute("SELECT value FROM meta WHERE key = 'scope_asked'").fetchone()
        connection.execute("UPDATE meta SET value = ? WHERE key = 'fingerprint'", [name])
    built = "2026-11-25T00:00:00+00:00"
    write_pointer(home, Pointer(file.name, name, built, "0.1.0", {"scope": scope[0]}, number=1))
    return file


def _to_two_boroughs(connection) -> None:
    for table, column in (("lsoa", "borough_code"), ("area", "borough_code")):
        connection.execute(
            f"DELETE FROM {table} WHERE {column} NOT IN ('E08000003', 'E08000006', '')"
        )
    connection.execute("DELETE FROM area WHERE area_type = 'gm'")
    for table in ("stored.figure", "stored.latest_figure", "area_order"):
        connection.execute(
            f"DELETE FROM {table} WHERE area_code NOT IN (SELECT area_code FROM area)"
        )
    for table in ("ward_shape", "place"):
        connection.execute(
            f"DELETE FROM {table} WHERE ward24_code NOT IN (SELECT area_code FROM area)"
        )
    # Of Fenwick no place is listed: that is not the same as none.
    connection.execute(
        "DELETE FROM place WHERE ward24_code IN "
        "(SELECT area_code FROM area WHERE borough_code = 'E08000006')"
    )
    _rename(connection, TWO)
    connection.execute("DELETE FROM borough_region")
    connection.execute(f"INSERT INTO borough_region VALUES ('{MILLBY}', '{UPPER}', 'Upper')")
    connection.execute(f"UPDATE meta SET value = '{MILLBY},{FENWICK}' WHERE key = 'scope_asked'")
    connection.execute("UPDATE meta SET value = '2 boroughs' WHERE key = 'scope'")


def _to_small_england(connection) -> None:
    names = {
        code: (f"E070009{code[-2:]}", f"{name}shire")
        for code, name in connection.execute(
            "SELECT area_code, name FROM area WHERE area_type = 'borough'"
        ).fetchall()
    }
    _rename(connection, names)
    _regions_for_greater_manchester(connection)
    connection.execute("DELETE FROM borough_region")
    for number in range(1, 9):
        region = (UPPER, "Upper") if number <= 4 else (LOWER, "Lower")
        connection.execute(
            "INSERT INTO borough_region VALUES (?, ?, ?)", [f"E070009{number:02d}", *region]
        )
    connection.execute("UPDATE meta SET value = 'england' WHERE key = 'scope_asked'")
    connection.execute("UPDATE meta SET value = 'England' WHERE key = 'scope'")


def _to_crowded_england(connection) -> None:
    _to_small_england(connection)
    connection.execute(
        "INSERT INTO area SELECT format('E0599{:04d}', number), 'ward', format('Plot {}', number), "
        "area_code, name, '' FROM area, range(200) AS plots(number) WHERE area_code = 'E07000909'"
    )


def _regions_for_greater_manchester(connection) -> None:
    """Each region gets the figures that Greater Manchester had."""
    for code, name in ((UPPER, "Upper"), (LOWER, "Lower")):
        connection.execute(f"INSERT INTO area VALUES ('{code}', 'region', '{name}', '', '', '')")
        for table in ("stored.figure", "stored.latest_figure"):
            connection.execute(
                f"INSERT INTO {table} SELECT * REPLACE ('region' AS area_type, "
                f"'{code}' AS area_code) FROM {table} WHERE area_type = 'gm'"
            )
    for table in ("period", "stored.gap"):
        connection.execute(
            f"INSERT INTO {table} SELECT * REPLACE ('region' AS area_type) "
            f"FROM {table} WHERE area_type = 'gm'"
        )
    for table in ("area", "stored.figure", "stored.latest_figure", "period", "stored.gap"):
        connection.execute(f"DELETE FROM {table} WHERE area_type = 'gm'")


def _rename(connection, names: dict[str, tuple[str, str]]) -> None:
    for old, (new, name) in names.items():
        connection.execute("UPDATE area SET name = ? WHERE area_code = ?", [name, old])
        connection.execute("UPDATE area SET borough_name = ? WHERE borough_code = ?", [name, old])
        for table, columns in _COLUMNS.items():
            for column in columns:
                connection.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {column} = ?", [new, old]
                )
