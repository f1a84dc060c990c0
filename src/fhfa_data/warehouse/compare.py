"""What differs between two builds: rows, areas, values, statuses, datasets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from fhfa_data.errors import WarehouseError
from fhfa_data.warehouse.written import quoted_path

MOST_MOVERS = 20
MOST_CODES = 200
_MEMORY = "800MB"

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of something there were and are; ``what`` is a kind of area, or ``figure``."""

    what: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """One indicator's figures: how many there were and are, and how many differ.

    ``changed``: another value; ``came``, ``went``: figures (one an area, period and sex) that only
    one build has; ``status_changed``: such as ``ok`` to ``suppressed``; ``new_periods``: the
    periods that only the newer build has, joined by ``; ``.
    """

    indicator: str
    before: int
    after: int
    changed: int
    came: int
    went: int
    status_changed: int
    new_periods: str


@dataclass(frozen=True, slots=True)
class Mover:
    """A value that moved far. ``deviations``: the change, in standard deviations of the areas.

    They are those of the same kind, period and sex in the older build, each counted once; where
    they don't differ or there is only one, of all areas together.
    """

    indicator: str
    area_type: str
    area_code: str
    name: str
    borough_name: str
    period: str
    sex: str
    old_value: float
    new_value: float
    deviations: float


@dataclass(frozen=True, slots=True)
class CodeChange:
    """An area that only one of the builds has; ``came`` if it is the newer."""

    area_code: str
    area_type: str
    name: str
    came: bool


@dataclass(frozen=True, slots=True)
class StatusChange:
    """Figures of an indicator whose status changed alike; ``example`` is the first area's code."""

    indicator: str
    was: str
    now: str
    figures: int
    example: str


@dataclass(frozen=True, slots=True)
class DatasetChange:
    """A dataset whose raw bytes differ. Days are YYYY-MM-DD; empty: not fetched, but embedded."""

    source: str
    old_day: str
    new_day: str
    old_digest: str
    new_digest: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between the builds with the fingerprints ``before`` and ``after``.

    ``indicators`` holds only those that differ; ``codes`` at most 200, ``movers`` at most 20, three
    an indicator and kind of area. ``codes_came`` and ``codes_went`` count all.
    """

    before: str
    after: str
    counts: tuple[Counts, ...]
    indicators: tuple[IndicatorChange, ...]
    movers: tuple[Mover, ...]
    codes: tuple[CodeChange, ...]
    codes_came: int
    codes_went: int
    statuses: tuple[StatusChange, ...]
    datasets: tuple[DatasetChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether figures and areas are the same."""
        return not (self.indicators or self.codes)


def read_changes(content: dict[str, Any]) -> Changes:
    """The comparison that ``dataclasses.asdict`` made a mapping of, as `--json` prints it.

    Raises
    ------
    KeyError, TypeError
        If it is something else.
    """
    kinds = {
        "counts": Counts,
        "indicators": IndicatorChange,
        "movers": Mover,
        "codes": CodeChange,
        "statuses": StatusChange,
        "datasets": DatasetChange,
    }
    parts = {key: tuple(kind(**row) for row in content[key]) for key, kind in kinds.items()}
    plain = {key: content[key] for key in ("before", "after", "codes_came", "codes_went")}
    return Changes(**plain, **parts)


_COUNTS = """
SELECT what, coalesce(o.n, 0), coalesce(n.n, 0)
FROM (SELECT area_type AS what, count(*) AS n FROM old.area GROUP BY ALL
      UNION ALL SELECT 'figure', count(*) FROM old.figure) o
FULL JOIN (SELECT area_type AS what, count(*) AS n FROM new.area GROUP BY ALL
      UNION ALL SELECT 'figure', count(*) FROM new.figure) n USING (what)
ORDER BY what <> 'figure', 2, what
"""

_INDICATORS = """
WITH rows AS (
    SELECT indicator, coalesce(o.n, 0) AS before, coalesce(n.n, 0) AS after
    FROM (SELECT indicator, count(*) AS n FROM old.figure GROUP BY ALL) o
    FULL JOIN (SELECT indicator, count(*) AS n FROM new.figure GROUP BY ALL) n USING (indicator)),
periods AS (
    SELECT indicator, string_agg(DISTINCT period, '; ' ORDER BY period) AS new_periods
    FROM (SELECT DISTINCT indicator, period FROM new.figure
          EXCEPT SELECT DISTINCT indicator, period FROM old.figure) GROUP BY indicator)
SELECT indicator, before, after, changed, came, went, status_changed, coalesce(new_periods, '')
FROM counted JOIN rows USING (indicator) LEFT JOIN periods USING (indicator)
ORDER BY changed + came + went + status_changed DESC, indicator
"""

_MOVERS = f"""
SELECT indicator, area_type, area_code, coalesce(n.name, ''), coalesce(n.borough_name, ''),
       period, sex, old_value, new_value, deviations
FROM mover LEFT JOIN new.area n USING (area_code, area_type)
ORDER BY deviations DESC, indicator, area_type, area_code, period, sex LIMIT {MOST_MOVERS}
"""

_CODES = f"""
SELECT area_code, area_type, name, came FROM code
ORDER BY area_type DESC, came DESC, area_code LIMIT {MOST_CODES}
"""

_STATUSES = """
SELECT indicator, old_status, new_status, count(*), min(area_code) FROM differing
WHERE old_status <> new_status GROUP BY ALL
ORDER BY count(*) DESC, indicator, old_status, new_status
"""

_DATASETS = """
SELECT source, coalesce(o.as_of, ''), coalesce(n.as_of, ''),
       coalesce(o.digest, ''), coalesce(n.digest, '')
FROM (FROM old.dataset WHERE origin = 'refresh') o
FULL JOIN (FROM new.dataset WHERE origin = 'refresh') n USING (source)
WHERE o.digest IS DISTINCT FROM n.digest ORDER BY source
"""


def compare(before: Path, after: Path) -> Changes:
    """What differs between two warehouse files.

    Raises
    ------
    WarehouseError
        If one of them can't be read, or was made by a version whose tables can't be compared.
    """
    try:
        with duckdb.connect() as connection:
            connection.execute(f"SET memory_limit = '{_MEMORY}'")
            connection.execute("SET preserve_insertion_order = false")
            for name, path in (("old", before), ("new", after)):
                connection.execute(f"ATTACH {quoted_path(path)} AS {name} (READ_ONLY)")
            connection.execute((files("fhfa_data.warehouse") / "compare.sql").read_text("utf-8"))
            return _changes(connection)
    except duckdb.Error as error:
        raise WarehouseError(
            "The two builds can't be compared: one is damaged, or was made by another version.",
            f"{before.name}, {after.name}",
            command="fhfa status --history",
        ) from error


def _changes(connection: duckdb.DuckDBPyConnection) -> Changes:
    def rows(query: str, kind: Callable[..., RowT]) -> tuple[RowT, ...]:
        return tuple(kind(*row) for row in connection.execute(query).fetchall())

    def one(query: str) -> Any:
        found = connection.execute(query).fetchone()
        return found[0] if found else ""

    return Changes(
        before=one("SELECT value FROM old.meta WHERE key = 'fingerprint'"),
        after=one("SELECT value FROM new.meta WHERE key = 'fingerprint'"),
        counts=rows(_COUNTS, Counts),
        indicators=rows(_INDICATORS, IndicatorChange),
        movers=rows(_MOVERS, Mover),
        codes=rows(_CODES, CodeChange),
        codes_came=one("SELECT count(*) FROM code WHERE came"),
        codes_went=one("SELECT count(*) FROM code WHERE NOT came"),
        statuses=rows(_STATUSES, StatusChange),
        datasets=rows(_DATASETS, DatasetChange),
    )
