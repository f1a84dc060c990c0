"""Made-up figures of Exampleton: a straight line from the most to the least deprived, and chance.

No figure comes from a real place. Only the names of the series (indicator, kind of area, period,
sex) are those of the embedded figures, so that every page has what it asks for.
"""

from __future__ import annotations

import tomllib
import zlib
from importlib.resources import files

import numpy as np
import pandas as pd

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.catalogue.records import Indicator
from fhfa_data.demo.place import areas, msoas, positions
from fhfa_data.indicators.tidy import AREA_TYPE_OF
from fhfa_data.model.figures import Unit

_LSOAS_OF_ENGLAND = 33_755
_SERIES = ["indicator", "area_type", "period", "sex"]
_CODES = {"lsoa21": "lsoa21_code", "ward24": "ward24_code", "borough": "borough_code"}


def figures(embedded: pd.DataFrame) -> pd.DataFrame:
    """Figures in the starter's layout for the series that ``embedded`` has.

    England is a real place: it gets no made-up figure. What a build works out isn't made up either.
    """
    ends = tomllib.loads((files("fhfa_data.demo") / "figures.toml").read_text("utf-8"))["ends"]
    series = embedded[_SERIES].drop_duplicates()
    series = series[series["area_type"] != "england"].sort_values(_SERIES)
    series = series[[not _is_worked_out(*one) for one in series[_SERIES[:2]].to_numpy()]]
    latest = series.groupby(["indicator", "area_type", "sex"])["period"].rank(ascending=False)
    parts = [
        _series(*row, int(age) - 1, ends)
        for row, age in zip(series.itertuples(index=False), latest, strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def _is_worked_out(name: str, area_type: str) -> bool:
    """Whether a build works it out from neighbourhoods where nobody publishes it."""
    return bool(load_catalogue().indicators[name].levels[AREA_TYPE_OF[area_type]].published_by)


def _series(
    name: str, area_type: str, period: str, sex: str, age: int, ends: dict[str, list[float]]
) -> pd.DataFrame:
    indicator = load_catalogue().indicators[name]
    at = _places(area_type)
    chance = np.random.default_rng(zlib.crc32(f"{name} {area_type} {sex}".encode()))
    place = np.clip(at.to_numpy() + chance.normal(0, 0.06, len(at)), 0.01, 0.99)
    if indicator.unit in (Unit.DECILE, Unit.RANK):
        values = _in_order(at.to_numpy(), name, indicator.unit)
    else:
        most, least = ends[name]
        drift = 0.004 * age * (least - most)
        values = most + place * (least - most) - drift + 0.6 * _apart(sex) * abs(least - most)
    rows = pd.DataFrame({"area_code": at.index, "value": values}).assign(
        indicator=name, area_type=area_type, period=period, sex=sex,
        ci95_low=np.nan, ci95_high=np.nan, numerator=np.nan, denominator=np.nan,
    )  # fmt: skip
    return _counted(rows, indicator, chance)


def _apart(sex: str) -> float:
    return {"Male": -0.5, "Female": 0.5}.get(sex, 0.0)


def _places(area_type: str) -> pd.Series:
    """Code → position of every area of a kind."""
    codes = msoas()["msoa11_code"] if area_type == "msoa11" else areas()[_CODES[area_type]]
    at = positions()
    return pd.Series({code: at[code] for code in codes.unique()})


def _in_order(at: np.ndarray, name: str, unit: Unit) -> np.ndarray:
    """Ranks among England's neighbourhoods, or the deciles that they are in.

    The parts of an index share its chance, so that a decile is its rank's.
    """
    part = name.rpartition("_")[0]
    chance = np.random.default_rng(zlib.crc32(part.encode()))
    moved = at if part == "imd" else np.clip(at + chance.normal(0, 0.08, len(at)), 0.01, 0.99)
    rank = np.ceil(moved * _LSOAS_OF_ENGLAND)
    return rank if unit is Unit.RANK else np.ceil(10 * rank / _LSOAS_OF_ENGLAND)


def _counted(rows: pd.DataFrame, indicator: Indicator, chance: np.random.Generator) -> pd.DataFrame:
    """Counts behind the shares, and limits where the real figures have them."""
    people = chance.integers(1_200, 2_000, len(rows)).astype(float)
    area_type = rows["area_type"].iloc[0]
    if indicator.unit is Unit.PEOPLE:
        return rows.assign(value=people)
    if area_type == "msoa11":
        return rows.assign(ci95_low=rows["value"] - 2.1, ci95_high=rows["value"] + 2.1)
    if indicator.unit is not Unit.PERCENT:
        return rows
    if indicator.denominator_label and area_type == "lsoa21":
        count = (rows["value"] / 100 * people).round()
        return rows.assign(numerator=count, denominator=people, value=100 * count / people)
    if area_type == "ward24":
        return rows.assign(numerator=(rows["value"] * 16).round())
    return rows
