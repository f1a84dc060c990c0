"""One indicator for every installed neighbourhood (LSOA) at once: up to England's 33,755.

An object for each would be slow to make and to keep, so equal values share one entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.figures import Polarity, Status
from fhfa_data.model.periods import Period
from fhfa_data.model.selection import Classes
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.bands import band_of
from fhfa_data.views.certainty import how_sure_undrawn
from fhfa_data.views.neighbourhoods import (
    DECILE_TEXTS,
    DECILES,
    DECILES_WORDS,
    IMD_DECILE,
    has_lsoa_values,
    lsoa_period,
)
from fhfa_data.views.scale import Scale, scale_of
from fhfa_data.views.spread import SEXES, benchmarks_of, classes_of, said_of
from fhfa_data.views.spread_model import Benchmark
from fhfa_data.views.words import mid_sentence, say_list, say_value, unit_words

_LSOA = AreaType.LSOA
_TENTHS = Scale(tuple(float(one) for one in DECILES[:-1]), DECILE_TEXTS, None)
_VALUES = """
SELECT lsoa21_code, borough_code, value, coalesce(status, 'not_available') AS status
FROM lsoa LEFT JOIN (
    SELECT * FROM figure
    WHERE indicator = $indicator AND area_type = 'lsoa' AND period = $period AND sex = $sex
) ON area_code = lsoa21_code
ORDER BY lsoa21_code
"""


@dataclass(frozen=True, slots=True)
class SharedValue:
    """What all neighbourhoods of one class and text have in common; ``value`` None if unknown."""

    text: str
    value: float | None
    band: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class BoroughLsoas:
    """One borough's neighbourhoods: how many, how many have a value, and how their values spread.

    ``most_deprived``: how many are in IMD deciles 1 and 2, where the values are deciles.
    ``values``: lowest, median and highest; ``texts`` the same as said. Both empty without any.
    """

    area: Area
    count: int
    known: int
    most_deprived: int
    values: tuple[float, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LsoaValues:
    """One indicator over all installed neighbourhoods, in the order of their codes.

    ``entry`` holds, for each neighbourhood, which of ``shared`` is its value; ``boroughs`` sums
    them up. The rest is as in :class:`fhfa_data.views.spread_model.Spread`.
    """

    indicator_id: str
    title: str
    unit_label: str
    polarity: Polarity
    level: AreaType
    period_label: str
    period_text: str
    sex: str
    shared: tuple[SharedValue, ...]
    entry: tuple[int, ...]
    benchmarks: tuple[Benchmark, ...]
    band_texts: tuple[str, ...]
    worst_band: int | None
    classes: Classes
    classes_text: str
    deciles: bool
    summary: str
    provenance: str
    caveats: tuple[str, ...]
    boroughs: tuple[BoroughLsoas, ...] = ()


def lsoa_values(
    atlas: Atlas,
    indicator_id: str,
    *,
    by_value: bool = True,
    period: str = "latest",
    sex: str = "",
    classes: Classes = Classes.EQUAL,
) -> LsoaValues:
    """The indicator's value in every neighbourhood, or where it has none there, its IMD decile.

    Raises
    ------
    UnknownName
        If there is no such indicator or period.
    """
    indicator = atlas.catalogue.indicator(indicator_id)
    shown = by_value and has_lsoa_values(indicator)
    if not shown:
        indicator, period, sex = atlas.catalogue.indicator(IMD_DECILE), "latest", ""
    when = lsoa_period(atlas, indicator, period)
    chosen = _sex(atlas, indicator, when, sex)
    rows = atlas.warehouse.frame(_VALUES, _asked(indicator, when, chosen))
    made = scale_of(atlas, indicator, _LSOA, when.label, chosen, classes) if shown else _TENTHS
    wider = _wider(atlas) if shown else []
    shared, entry = _shared(indicator, rows, made.breaks)
    benchmarks = benchmarks_of(atlas, indicator, when, chosen, wider, made)
    return LsoaValues(
        **said_of(atlas, indicator, _LSOA, when, chosen),
        **(classes_of(made, classes) if shown else _decile_classes()),
        shared=shared,
        entry=entry,
        benchmarks=benchmarks,
        deciles=not shown,
        summary=_summary(indicator, when, rows, benchmarks),
        boroughs=_by_borough(atlas, indicator, rows),
    )


def _asked(indicator: Indicator, when: Period, sex: str) -> dict[str, str]:
    return {"indicator": indicator.id, "period": when.label, "sex": sex}


def _wider(atlas: Atlas) -> list[str]:
    """The codes of what all neighbourhoods are compared with: the widest area here, and England."""
    return list(dict.fromkeys([atlas.nesting.widest.code, ENGLAND]))


def _by_borough(atlas: Atlas, indicator: Indicator, rows: pd.DataFrame) -> tuple[BoroughLsoas, ...]:
    found = []
    for code, values in rows.groupby("borough_code")["value"]:
        known = values.dropna()
        spread = tuple(float(one) for one in known.quantile([0, 0.5, 1])) if len(known) else ()
        texts = tuple(say_value(indicator, one) for one in spread)
        core = int((known <= 2).sum())
        area = atlas.warehouse.area(str(code))
        found.append(BoroughLsoas(area, len(values), len(known), core, spread, texts))
    return tuple(sorted(found, key=lambda one: one.area.name))


def _sex(atlas: Atlas, indicator: Indicator, when: Period, asked: str) -> str:
    rows = atlas.warehouse.records(
        "SELECT DISTINCT sex FROM figure "
        "WHERE indicator = ? AND area_type = 'lsoa' AND period = ? AND status = 'ok'",
        [indicator.id, when.label],
    )
    there = {row["sex"] for row in rows}
    return asked if asked in there else next((one for one in SEXES if one in there), SEXES[0])


def _decile_classes() -> dict[str, Any]:
    return {
        "band_texts": DECILE_TEXTS,
        "worst_band": None,
        "classes": Classes.EQUAL,
        "classes_text": DECILES_WORDS,
    }


def _shared(
    indicator: Indicator, rows: pd.DataFrame, breaks: Sequence[float]
) -> tuple[tuple[SharedValue, ...], tuple[int, ...]]:
    """Distinct texts by class, and which of them each row has."""
    values = rows["value"].to_numpy(dtype=np.float64)
    known = np.unique(values[~np.isnan(values)])
    bands = [band_of(indicator, one, breaks) for one in known.tolist()]
    texts = [say_value(indicator, one) for one in known.tolist()]
    entries: dict[tuple[str, int | None], SharedValue] = {}
    for value, band, text in zip(known.tolist(), bands, texts, strict=True):
        entries.setdefault((text, band), SharedValue(text, value, band, Status.OK))
    order = {key: at for at, key in enumerate(entries)}
    of_known = np.array([order[text, band] for text, band in zip(texts, bands, strict=True)])
    shared, entry = list(entries.values()), np.zeros(len(values), dtype=np.int64)
    have = ~np.isnan(values)
    entry[have] = of_known[np.searchsorted(known, values[have])] if len(known) else 0
    for status in sorted(set(rows.loc[~have, "status"])):
        entry[~have & (rows["status"] == status).to_numpy()] = len(shared)
        shared.append(SharedValue(Status(status).plain, None, None, Status(status)))
    return tuple(shared), tuple(entry.tolist())


def _summary(
    indicator: Indicator,
    when: Period,
    rows: pd.DataFrame,
    benchmarks: Sequence[Benchmark],
) -> str:
    known = rows["value"].dropna().to_numpy()
    if not len(known):
        return "No neighbourhood has a figure for this."
    if indicator.id == IMD_DECILE:
        core = int((known <= 2).sum())
        return (
            f"{core:,} of {len(rows):,} neighbourhoods (LSOAs) are among England's most deprived "
            f"fifth, {when.plain}."
        )
    parts = [_range_words(indicator, when, known)]
    if benchmarks:
        named = [f"{one.area.name} {one.text}" for one in benchmarks]
        parts.append(f"For comparison: {say_list(named)}.")
    if missing := len(rows) - len(known):
        parts.append(f"{missing:,} of {len(rows):,} have no figure.")
    parts.append(how_sure_undrawn(indicator))
    return " ".join(parts)


def _range_words(indicator: Indicator, when: Period, known: np.ndarray) -> str:
    unit = unit_words(indicator)
    low, middle, high = (
        say_value(indicator, float(one)) for one in np.quantile(known, [0, 0.5, 1])
    )
    return (
        f"Across {len(known):,} neighbourhoods (LSOAs), {mid_sentence(indicator.short_name)}: from "
        f"{low} to {high}{f' {unit}' if unit else ''}, half of them above {middle}, {when.plain}."
    )
