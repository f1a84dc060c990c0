"""What must hold of a warehouse before anyone reads from it. Each check is one query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

import duckdb
import pandas as pd

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.roles import roles
from fhfa_data.errors import WarehouseError
from fhfa_data.model.checks import CheckResult, Outcome
from fhfa_data.model.figures import UNIT_LIMITS, Unit


@dataclass(frozen=True, slots=True)
class WarehouseCheck:
    """One check: ``query`` finds what breaks it, ``holds`` says what does if nothing does."""

    id: str
    holds: str
    fault: str
    query: str


_UNIT_WORDS = {
    Unit.PERCENT: "percentage",
    Unit.PROPORTION: "proportion",
    Unit.DECILE: "decile",
    Unit.RANK: "rank",
    Unit.PEOPLE: "number of people",
    Unit.YEARS: "length of life in years",
    Unit.PER_100_000: "rate per 100,000",
}


def _all_or_none(id_: str, what: str, table: str, code: str, kind: str) -> WarehouseCheck:
    """That an optional table holds exactly the areas of one kind, or nothing."""
    plain = {"lsoa": "neighbourhood", "borough": "borough"}[kind]
    return WarehouseCheck(
        id_,
        f"Every {plain} has a {what}, or none has.",
        f"a {plain} without a {what} where others have one, or a {what} of an unknown {plain}",
        f"""SELECT coalesce(had.code, area_code)
        FROM (SELECT {code} AS code FROM {table}) AS had
        FULL JOIN (SELECT area_code FROM area WHERE area_type = '{kind}') ON had.code = area_code
        WHERE (had.code IS NULL OR area_code IS NULL) AND EXISTS (FROM {table})""",
    )


CHECKS = (
    WarehouseCheck(
        "one_figure_a_key",
        "There is one figure for each indicator, area, period and sex.",
        "two figures for the same indicator, area, period and sex",
        """SELECT indicator || ' ' || area_code || ' ' || period || ' ' || sex FROM stored.figure
        GROUP BY indicator, area_type, area_code, period, sex HAVING count(*) > 1
        UNION ALL
        SELECT indicator || ' ' || area_code || ' ' || period || ' ' || sex
        FROM stored.figure JOIN area USING (area_code, area_type)
        JOIN stored.gap USING (indicator, area_type, period, sex)
        WHERE gap.borough_code IN ('', area.borough_code)
        UNION ALL
        SELECT indicator || ' ' || area_type || ' ' || period || ' ' || sex FROM stored.gap
        GROUP BY indicator, area_type, period, sex
        HAVING count(*) > count(DISTINCT borough_code)
            OR (count(*) > 1 AND min(borough_code) = '')""",
    ),
    WarehouseCheck(
        "figures_have_areas",
        "Every figure is for an area in the list of areas.",
        "a figure for an area that is not in the list of areas",
        "SELECT DISTINCT area_code FROM stored.figure ANTI JOIN area USING (area_code, area_type)",
    ),
    WarehouseCheck(
        "neighbourhoods_have_parents",
        "Every neighbourhood's ward, borough and MSOA are in the list of areas.",
        "a neighbourhood whose ward, borough or MSOA is not in the list of areas",
        """SELECT lsoa21_code FROM lsoa
        WHERE ward24_code NOT IN (SELECT area_code FROM area WHERE area_type = 'ward')
           OR borough_code NOT IN (SELECT area_code FROM area WHERE area_type = 'borough')
           OR (msoa11_code <> ''
               AND msoa11_code NOT IN (SELECT area_code FROM area WHERE area_type = 'msoa'))""",
    ),
    WarehouseCheck(
        "wards_have_neighbourhoods",
        "Every ward has neighbourhoods.",
        "a ward without a neighbourhood",
        """SELECT area_code FROM area WHERE area_type = 'ward'
        AND area_code NOT IN (SELECT ward24_code FROM lsoa)""",
    ),
    WarehouseCheck(
        "wards_have_shapes",
        "Every ward has a shape.",
        "a ward without a shape",
        """SELECT area_code FROM area WHERE area_type = 'ward'
        AND area_code NOT IN (SELECT ward24_code FROM ward_shape)""",
    ),
    WarehouseCheck(
        "shapes_have_wards",
        "Every shape is a known ward's.",
        "a shape for a ward that is not in the list of areas",
        """SELECT ward24_code FROM ward_shape
        WHERE ward24_code NOT IN (SELECT area_code FROM area WHERE area_type = 'ward')""",
    ),
    WarehouseCheck(
        "shapes_have_msoas",
        "Every shape of a middle-layer area is a known one's.",
        "a shape for a middle-layer area (MSOA) that is not in the list of areas",
        """SELECT msoa11_code FROM msoa_shape
        WHERE msoa11_code NOT IN (SELECT area_code FROM area WHERE area_type = 'msoa')""",
    ),
    _all_or_none("neighbourhoods_have_shapes", "shape", "lsoa_shape", "lsoa21_code", "lsoa"),
    _all_or_none("boroughs_have_shapes", "shape", "borough_shape", "borough_code", "borough"),
    _all_or_none(
        "neighbourhoods_have_classes", "rural/urban class", "rural_urban", "lsoa21_code", "lsoa"
    ),
    WarehouseCheck(
        "places_have_wards",
        "Every place is in a known ward.",
        "a place in an unknown ward",
        "SELECT name FROM place WHERE ward24_code NOT IN (SELECT area_code FROM area)",
    ),
    WarehouseCheck(
        "postcodes_are_somewhere",
        "Every postcode is in a known neighbourhood and ward.",
        "a postcode in an unknown neighbourhood or ward",
        """SELECT postcode FROM postcode WHERE lsoa21_code NOT IN (SELECT lsoa21_code FROM lsoa)
        OR ward24_code NOT IN (SELECT area_code FROM area WHERE area_type = 'ward')""",
    ),
    WarehouseCheck(
        "ages_are_whole",
        "Residents by age are of known areas, each with all 18 bands of five years.",
        "residents by age of an unknown area, or not in 18 bands",
        """SELECT area_code FROM age ANTI JOIN area USING (area_code)
        UNION ALL SELECT area_code FROM age GROUP BY area_code HAVING count(*) <> 18""",
    ),
    WarehouseCheck(
        "retired_wards_went_somewhere",
        "Every retired ward went to known wards, and is none of them.",
        "a retired ward that went to an unknown ward, or is in use",
        """SELECT ward22_code FROM ward_change
        WHERE ward24_code NOT IN (SELECT area_code FROM area WHERE area_type = 'ward')
           OR ward22_code IN (SELECT area_code FROM area)
        UNION ALL SELECT ward22_code FROM ward_change WHERE share_pct NOT BETWEEN 0 AND 100
        UNION ALL SELECT ward22_code FROM ward_change
        GROUP BY ward22_code HAVING sum(share_pct) > 101""",
    ),
    WarehouseCheck(
        "every_ward_answers",
        "Every indicator has a row for every ward: a value, or why there is none.",
        "an indicator without a row for every ward",
        """SELECT indicator FROM latest_figure
        GROUP BY indicator HAVING count(DISTINCT area_code) FILTER (area_type = 'ward')
        <> (SELECT count(*) FROM area WHERE area_type = 'ward')""",
    ),
    WarehouseCheck(
        "status_fits_value",
        "There is a value exactly where the status says so, and a reason everywhere else.",
        "a value that its status contradicts",
        """SELECT indicator || ' ' || area_code FROM stored.figure
        WHERE (status = 'ok') <> (value IS NOT NULL AND NOT isnan(value))
           OR (status <> 'ok' AND reason = '')
        UNION ALL
        SELECT indicator || ' ' || area_type FROM stored.gap WHERE status = 'ok' OR reason = ''""",
    ),
    WarehouseCheck(
        "value_in_interval",
        "Every value with a confidence interval lies inside it.",
        "a value outside its own interval",
        """SELECT indicator || ' ' || area_code FROM stored.figure
        WHERE value < ci95_low OR value > ci95_high OR (ci95_low IS NULL) <> (ci95_high IS NULL)""",
    ),
    WarehouseCheck(
        "numerator_in_denominator",
        "No share counts more than it is a share of.",
        "a numerator larger than its denominator",
        """SELECT indicator || ' ' || area_code FROM stored.figure WHERE status = 'ok'
        AND numerator > denominator AND value <= 100""",
    ),
    WarehouseCheck(
        "periods_are_known",
        "Every period that a figure names is in the list of periods.",
        "a period the figures use and the list of periods lacks",
        """SELECT DISTINCT indicator || ' ' || period
        FROM (SELECT DISTINCT indicator, area_type, period FROM stored.figure
              UNION SELECT DISTINCT indicator, area_type, period FROM stored.gap)
        ANTI JOIN period USING (indicator, area_type, period)""",
    ),
    WarehouseCheck(
        "tables_have_rows",
        "There are figures, and places where Greater Manchester is installed.",
        "an empty table",
        """SELECT 'figure' WHERE (SELECT count(*) FROM stored.figure) = 0
        UNION ALL SELECT 'place' WHERE (SELECT count(*) FROM place) = 0
            AND EXISTS (FROM area WHERE area_type = 'gm')""",
    ),
    WarehouseCheck(
        "residents_add_up_to_wards",
        "The residents of a ward's neighbourhoods add up to the ward's.",
        "a ward whose neighbourhoods' residents don't add up to its own",
        f"""SELECT ward24_code FROM lsoa JOIN stored.figure ON area_code = ward24_code
        AND indicator = '{roles().population}' AND area_type = 'ward' AND status = 'ok'
        GROUP BY ward24_code, value HAVING abs(sum(residents) - value) > 0.5""",
    ),
    WarehouseCheck(
        "residents_add_up_to_boroughs",
        "The residents of a borough's wards add up to the borough's.",
        "a borough whose wards' residents don't add up to its own",
        f"""WITH people AS (
            SELECT area_type, area_code, borough_code, period, value
            FROM stored.figure JOIN area USING (area_code, area_type)
            WHERE indicator = '{roles().population}' AND status = 'ok')
        SELECT whole.area_code FROM people AS whole
        LEFT JOIN people AS ward ON ward.borough_code = whole.area_code
            AND ward.period = whole.period AND ward.area_type = 'ward'
        WHERE whole.area_type = 'borough' GROUP BY whole.area_code, whole.period, whole.value
        HAVING coalesce(abs(sum(ward.value) - whole.value), 1) > 0.5""",
    ),
)


def check_warehouse(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue
) -> list[CheckResult]:
    """Refuse a warehouse with any fault; else say what holds.

    Raises
    ------
    WarehouseError
        Naming every kind of fault found, each with up to three examples.
    """
    checks = [*CHECKS, *_range_checks(catalogue)]
    faults = []
    for check in checks:
        examples = [str(row[0]) for row in connection.execute(check.query).fetchmany(3)]
        if examples:
            faults.append(f"{check.fault}: {', '.join(examples)}")
    if faults:
        raise WarehouseError(
            "The new figures failed their checks and were not put to use.",
            "; ".join(faults),
            "The figures in use before are untouched.",
        )
    return [CheckResult(check.id, "", Outcome.PASSED, check.holds) for check in checks]


def record_results(connection: duckdb.DuckDBPyConnection, results: Iterable[CheckResult]) -> None:
    """Keep how the checks came out in the warehouse that they were made on."""
    rows = pd.DataFrame([asdict(one) for one in results]).astype("string")
    connection.register("results", rows)
    connection.execute("INSERT INTO check_result BY NAME SELECT * FROM results")
    connection.unregister("results")


def _range_checks(catalogue: Catalogue) -> Iterator[WarehouseCheck]:
    """One check a unit; an indicator with limits of its own is held to those."""
    for unit, (low, high) in UNIT_LIMITS.items():
        beyond = [
            f"(indicator = '{one.id}' AND (value < {limits[0]} OR value > {limits[1]}))"
            for one in catalogue.indicators.values()
            if one.unit is unit and (limits := one.value_limits)
        ]
        if beyond:
            yield WarehouseCheck(
                f"range_{unit.value}",
                f"Every {_UNIT_WORDS[unit]} is between {low:,} and {high:,}.",
                f"a {unit.value} outside {low} to {high}",
                "SELECT indicator || ' ' || area_code FROM stored.figure "
                f"WHERE {' OR '.join(beyond)}",
            )
