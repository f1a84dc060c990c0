"""Read a warehouse: read-only, cut off from files and network, one cursor a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from fhfa_data.errors import UnknownName, WarehouseError
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.figures import Figure, Method, Status
from fhfa_data.model.locations import warehouse_folder
from fhfa_data.model.nearest import nearest
from fhfa_data.warehouse.pointer import Pointer, read_pointer

Parameters = Sequence[Any] | dict[str, Any]

_FIGURE_COLUMNS = (
    "indicator, area_code, period, sex, value, ci95_low, ci95_high, numerator, denominator, "
    "status, method, source, geography_vintage, reason"
)


class Warehouse:
    """One open warehouse. Threads may share it: every query runs on a cursor of its own.

    Raises
    ------
    WarehouseError
        If the file is missing, damaged or not a warehouse.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = duckdb.connect()
            self._connection.execute(f"ATTACH '{_quoted(path)}' AS atlas (READ_ONLY)")
            # Nothing that reaches this connection may read other files or the network from now on.
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            self.meta = dict(self._rows("SELECT key, value FROM meta"))
        except duckdb.Error as error:
            raise WarehouseError(
                "The figures can't be opened: the file is missing or damaged.",
                str(path),
                "Run: fhfa build --force",
            ) from error

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        # A cursor is a connection of its own and starts in the empty in-memory database.
        return self._connection.cursor().execute("USE atlas")

    @property
    def fingerprint(self) -> str:
        """What the warehouse was built from, as a short digest."""
        return self.meta["fingerprint"]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Every area by code."""
        rows = self._rows("SELECT area_code, name, area_type, borough_code, borough_name FROM area")
        return {row[0]: Area(row[0], row[1], AreaType(row[2]), row[3], row[4]) for row in rows}

    def area(self, code: str) -> Area:
        """The area with this code.

        Raises
        ------
        UnknownName
            With the nearest codes, if there is none.
        """
        if code not in self.areas:
            raise UnknownName("place", code, self.nearest_areas(code))
        return self.areas[code]

    def nearest_areas(self, typed: str) -> tuple[str, ...]:
        """Codes (with names) of areas that the typed code or name may mean."""
        shown = [one for one in self.areas.values() if one.area_type is not AreaType.LSOA]
        by_name = {f"{one.name} ({one.code})": one for one in shown}
        codes = nearest(typed, [one.code for one in shown]) if typed[:1].isalpha() else ()
        named = nearest(typed, [one.name for one in shown])
        found = [label for label, one in by_name.items() if one.name in named or one.code in codes]
        return tuple(found[:3])

    def wards(self, borough_code: str | None = None) -> list[Area]:
        """The wards of one borough, or all, by name."""
        wards = [
            one
            for one in self.areas.values()
            if one.area_type is AreaType.WARD and borough_code in (None, one.borough_code)
        ]
        return sorted(wards, key=lambda one: (one.name, one.borough_name))

    def boroughs(self) -> list[Area]:
        """The boroughs by name."""
        found = [one for one in self.areas.values() if one.area_type is AreaType.BOROUGH]
        return sorted(found, key=lambda one: one.name)

    def latest_figures(self, codes: Sequence[str]) -> list[Figure]:
        """The latest figure of every indicator, sex and listed area (not LSOAs)."""
        return self._figures("latest_figure", "area_code IN (SELECT unnest(?))", [list(codes)])

    def figures_of(self, indicator: str, area_type: AreaType, period: str) -> list[Figure]:
        """One indicator for every ward or borough in one period, by value, gaps last."""
        return self._figures(
            "figure JOIN area_order USING (indicator, area_type, period, sex, area_code)",
            "indicator = ? AND area_type = ? AND period = ? ORDER BY sex, place",
            [indicator, area_type.value, period],
        )

    def series(self, indicator: str, codes: Sequence[str]) -> list[Figure]:
        """One indicator over all periods for the listed areas, oldest first."""
        return self.many_series([indicator], codes)

    def many_series(self, indicators: Sequence[str], codes: Sequence[str]) -> list[Figure]:
        """Indicators over all periods for the listed areas, oldest first, in one question."""
        return self._figures(
            "figure JOIN period USING (indicator, area_type, period)",
            "indicator IN (SELECT unnest(?)) AND area_code IN (SELECT unnest(?)) "
            "ORDER BY period_end, area_code, sex",
            [list(indicators), list(codes)],
        )

    def lsoa_figures(self, indicators: Sequence[str], codes: Sequence[str]) -> list[Figure]:
        """Figures of the listed neighbourhoods (LSOAs)."""
        return self._figures(
            "figure",
            "area_type = 'lsoa' AND indicator IN (SELECT unnest(?)) "
            "AND area_code IN (SELECT unnest(?))",
            [list(indicators), list(codes)],
        )

    def periods(self) -> pd.DataFrame:
        """Every period: indicator, area_type, period, period_kind, start, end, text, is_latest."""
        return self.frame("SELECT * FROM period ORDER BY indicator, area_type, period_end")

    def latest_period(self, indicator: str, area_type: AreaType) -> str:
        """The label of the latest period of an indicator for a kind of area."""
        rows = self._rows(
            "SELECT period FROM period WHERE indicator = ? AND area_type = ? AND is_latest",
            [indicator, area_type.value],
        )
        if not rows:
            raise UnknownName("indicator with figures", indicator)
        return rows[0][0]

    def lsoas_of(self, code: str) -> pd.DataFrame:
        """The neighbourhoods of a ward or borough: table ``lsoa`` and each one's IMD decile."""
        return self.frame(
            """SELECT lsoa.*, CAST(figure.value AS INTEGER) AS imd_decile
            FROM lsoa JOIN figure ON figure.area_code = lsoa21_code
             AND figure.indicator = 'imd_decile' AND figure.area_type = 'lsoa'
            WHERE ward24_code = ? OR borough_code = ? ORDER BY imd_decile, lsoa21_name""",
            [code, code],
        )

    def places_of(self, ward_code: str) -> pd.DataFrame:
        """The places in a ward: kind, name, lon, lat (WGS84), source, as_of."""
        return self.frame(
            "SELECT * FROM place WHERE ward24_code = ? ORDER BY kind, name", [ward_code]
        )

    def places(self) -> pd.DataFrame:
        """All places."""
        return self.frame("SELECT * FROM place ORDER BY kind, name, lon")

    def ward_shapes(self) -> pd.DataFrame:
        """Ward shapes: ward24_code, overlap_pct (percent), wkb (EPSG:4326)."""
        return self.frame("SELECT * FROM ward_shape ORDER BY ward24_code")

    def datasets(self) -> list[dict[str, Any]]:
        """What a refresh fetched: source, origin, as_of (YYYY-MM-DD), digest, note."""
        return self.records("SELECT * FROM dataset ORDER BY source")

    def frame(self, query: str, parameters: Parameters = ()) -> pd.DataFrame:
        """The answer to a query as a frame; parameters by place (``?``) or name (``$name``)."""
        return self._answer(query, parameters).df()

    def records(self, query: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The answer to a query, a mapping a row."""
        answer = self._answer(query, parameters)
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def _figures(self, table: str, where: str, parameters: list[Any]) -> list[Figure]:
        rows = self._rows(f"SELECT {_FIGURE_COLUMNS} FROM {table} WHERE {where}", parameters)
        return [_figure(row) for row in rows]

    def _rows(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        return self._answer(query, parameters).fetchall()

    def _answer(self, query: str, parameters: Parameters) -> duckdb.DuckDBPyConnection:
        try:
            return self._cursor().execute(query, parameters)
        except duckdb.Error as error:
            raise _unreadable(self.path) from error


def open_current() -> Warehouse:
    """Open the warehouse that the pointer names.

    Raises
    ------
    WarehouseError
        If nothing has been built yet, or what was built can't be opened.
    """
    return Warehouse(warehouse_folder() / current_pointer().file)


def current_pointer() -> Pointer:
    """The pointer in use.

    Raises
    ------
    WarehouseError
        If there is none.
    """
    pointer = read_pointer(warehouse_folder())
    if pointer is None:
        raise WarehouseError(
            "No figures have been installed yet.", str(warehouse_folder()), "Run: fhfa build"
        )
    return pointer


def _figure(row: tuple[Any, ...]) -> Figure:
    status, method = Status(row[9]), Method(row[10]) if row[10] else None
    return Figure(*row[:9], status, method, *row[11:])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _unreadable(path: Path) -> WarehouseError:
    return WarehouseError(
        "The figures can't be read: the file has changed or is damaged.",
        str(path),
        "Run: fhfa build --force, then reload this page.",
    )
