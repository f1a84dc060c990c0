"""What must hold of a warehouse before anyone reads from it. Each check is one query."""

from __future__ import annotations

import duckdb

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.errors import WarehouseError
from fhfa_data.model.figures import Unit

_RANGES = {
    Unit.PERCENT: (0, 100),
    Unit.PROPORTION: (0, 1),
    Unit.DECILE: (1, 10),
    Unit.RANK: (1, 33_755),
    Unit.PEOPLE: (0, 70_000_000),
    Unit.YEARS: (0, 120),
    Unit.PER_100_000: (0, 100_000),
}

_FAULT_QUERIES = {
    "two figures for the same indicator, area, period and sex": """
        SELECT indicator || ' ' || area_code || ' ' || period || ' ' || sex
        FROM figure GROUP BY indicator, area_type, area_code, period, sex HAVING count(*) > 1""",
    "a figure for an area that is not in the list of areas": """
        SELECT DISTINCT area_code FROM figure ANTI JOIN area USING (area_code, area_type)""",
    "a neighbourhood whose ward, borough or MSOA is not in the list of areas": """
        SELECT lsoa21_code FROM lsoa
        WHERE ward24_code NOT IN (SELECT area_code FROM area WHERE area_type = 'ward')
           OR borough_code NOT IN (SELECT area_code FROM area WHERE area_type = 'borough')
           OR msoa11_code NOT IN (SELECT area_code FROM area WHERE area_type = 'msoa')""",
    "a ward without a neighbourhood": """
        SELECT area_code FROM area WHERE area_type = 'ward'
        AND area_code NOT IN (SELECT ward24_code FROM lsoa)""",
    "a ward without a shape": """
        SELECT area_code FROM area WHERE area_type = 'ward'
        AND area_code NOT IN (SELECT ward24_code FROM ward_shape)""",
    "a shape for a ward that is not in the list of areas": """
        SELECT ward24_code FROM ward_shape
        WHERE ward24_code NOT IN (SELECT area_code FROM area WHERE area_type = 'ward')""",
    "a place in an unknown ward": """
        SELECT name FROM place WHERE ward24_code NOT IN (SELECT area_code FROM area)""",
    "an indicator without a row for every ward": """
        SELECT indicator FROM latest_figure
        GROUP BY indicator HAVING count(DISTINCT area_code) FILTER (area_type = 'ward')
        <> (SELECT count(*) FROM area WHERE area_type = 'ward')""",
    "a value that its status contradicts": """
        SELECT indicator || ' ' || area_code FROM figure
        WHERE (status = 'ok') <> (value IS NOT NULL AND NOT isnan(value))
           OR (status <> 'ok' AND reason = '')""",
    "a value outside its own interval": """
        SELECT indicator || ' ' || area_code FROM figure
        WHERE value < ci95_low OR value > ci95_high OR (ci95_low IS NULL) <> (ci95_high IS NULL)""",
    "a numerator larger than its denominator": """
        SELECT indicator || ' ' || area_code FROM figure WHERE status = 'ok'
        AND numerator > denominator AND value <= 100""",
    "a period the figures use and the list of periods lacks": """
        SELECT DISTINCT indicator || ' ' || period FROM figure
        ANTI JOIN period USING (indicator, area_type, period)""",
    "an empty table": """
        SELECT 'figure' WHERE (SELECT count(*) FROM figure) = 0
        UNION ALL SELECT 'place' WHERE (SELECT count(*) FROM place) = 0""",
}


def check_warehouse(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Refuse a warehouse with any fault.

    Raises
    ------
    WarehouseError
        Naming every kind of fault found, each with up to three examples.
    """
    queries = {**_FAULT_QUERIES, **_range_queries(catalogue)}
    faults = []
    for fault, query in queries.items():
        examples = [str(row[0]) for row in connection.execute(query).fetchmany(3)]
        if examples:
            faults.append(f"{fault}: {', '.join(examples)}")
    if faults:
        raise WarehouseError(
            "The new figures failed their checks and were not put to use.",
            "; ".join(faults),
            "The figures in use before are untouched.",
        )


def _range_queries(catalogue: Catalogue) -> dict[str, str]:
    queries = {}
    for unit, (low, high) in _RANGES.items():
        names = [f"'{one.id}'" for one in catalogue.indicators.values() if one.unit is unit]
        if names:
            queries[f"a {unit.value} outside {low} to {high}"] = (
                f"SELECT indicator || ' ' || area_code FROM figure WHERE indicator IN "
                f"({', '.join(names)}) AND (value < {low} OR value > {high})"
            )
    return queries
