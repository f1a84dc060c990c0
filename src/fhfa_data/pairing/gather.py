"""Fill :class:`PlaceFacts` for a place from the warehouse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from fhfa_data.catalogue.load import Catalogue
from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import ENGLAND, Area, AreaType
from fhfa_data.model.figures import Figure, Polarity, Unit
from fhfa_data.pairing.facts import GapTrend, PlaceFacts
from fhfa_data.pairing.gaps import fastest_gap, slowest_gap
from fhfa_data.warehouse.read import Warehouse

_CHILDREN = roles().children_low_income
_LIFE = roles().life_expectancy
_GAP_UNITS = {
    Unit.PERCENT: "percentage points",
    Unit.YEARS: "years",
    Unit.PER_100_000: "per 100,000",
}


def gather_facts(warehouse: Warehouse, catalogue: Catalogue, area: Area) -> PlaceFacts:
    """What the figures show for a ward, a borough or a wider area."""
    inside = {"code": area.code, "boroughs": warehouse.nesting.boroughs_in(area), "lsoas": []}
    latest = warehouse.latest_figures([area.code])
    parent = _parent(warehouse, area)
    return PlaceFacts(
        **_facts_of_any(warehouse, catalogue, area, parent, latest, inside),
        **_children_facts(warehouse, catalogue, area),
        **_place_facts(warehouse, area, inside),
    )


def gather_own_facts(
    warehouse: Warehouse,
    catalogue: Catalogue,
    area: Area,
    parent: Area | None,
    lsoas: Sequence[str],
    figures: Sequence[Figure],
) -> PlaceFacts:
    """The same for an area that the warehouse has not, from its neighbourhoods and figures.

    What is listed there (libraries and so on) isn't known: lists are by ward.
    """
    inside = {"code": "", "boroughs": [], "lsoas": list(lsoas)}
    return PlaceFacts(**_facts_of_any(warehouse, catalogue, area, parent, figures, inside))


def _facts_of_any(
    warehouse: Warehouse,
    catalogue: Catalogue,
    area: Area,
    parent: Area | None,
    latest: Sequence[Figure],
    inside: dict[str, Any],
) -> dict[str, Any]:
    trends = list(_trends(warehouse, catalogue, area))
    return {
        "place_name": area.name,
        "area_type": area.area_type,
        "slowest_gap": slowest_gap(trends),
        "fastest_gap": fastest_gap(trends),
        **_latest_facts(catalogue, latest),
        **_wider_facts(warehouse, parent),
        **_neighbourhood_facts(warehouse, inside),
        **_life_facts(warehouse, catalogue, inside),
    }


def _latest_facts(catalogue: Catalogue, latest: Sequence[Figure]) -> dict[str, Any]:
    values = {one.indicator: one.value for one in latest}
    headline = [one.id for one in catalogue.headline_indicators]
    groups = roles().ethnic_groups
    known = [share for one in groups if (share := values.get(one)) is not None]
    return dict(
        population=values.get(roles().population),
        core20_pct=values.get(roles().core20),
        core10_pct=values.get(roles().core10),
        imd_score=values.get(roles().imd_score),
        headline_count=len(headline),
        headline_missing=len([one for one in headline if values.get(one) is None]),
        ethnic_diversity_pct=100 - max(known) if len(known) == len(groups) else None,
    )


def _wider_facts(warehouse: Warehouse, parent: Area | None) -> dict[str, Any]:
    parent_code = parent.code if parent else ""
    latest = warehouse.latest_figures([parent_code, ENGLAND])
    core20 = {one.area_code: one.value for one in latest if one.indicator == roles().core20}
    return {
        "parent_name": parent.name if parent else "",
        "parent_core20_pct": core20.get(parent_code),
        "england_core20_pct": core20.get(ENGLAND),
    }


def _parent(warehouse: Warehouse, area: Area) -> Area | None:
    """The narrowest area around it that is installed whole, England aside."""
    wider = warehouse.nesting.wider_areas(area)
    return next((one for one in wider if one.code != ENGLAND), None)


_LSOA_WHERE = """(ward24_code = $code OR borough_code IN (SELECT unnest($boroughs))
    OR lsoa21_code IN (SELECT unnest($lsoas)))"""

_NEIGHBOURHOODS = f"""
SELECT figure.indicator, count(*) AS lsoas, min(value) AS low, max(value) AS high,
       count(*) FILTER (value <= 2) AS in_core,
       100 * sum(residents) FILTER (value <= 2) / sum(residents) AS core_pct
FROM lsoa JOIN figure ON figure.area_type = 'lsoa' AND figure.area_code = lsoa21_code
WHERE {_LSOA_WHERE} AND figure.indicator IN (SELECT unnest($deciles))
GROUP BY figure.indicator
"""


def _neighbourhood_facts(warehouse: Warehouse, inside: dict[str, Any]) -> dict[str, Any]:
    of_domains = roles().domain_deciles
    deciles = [roles().imd_decile, *of_domains.values()]
    rows = warehouse.records(_NEIGHBOURHOODS, {**inside, "deciles": deciles})
    by_indicator = {row["indicator"]: row for row in rows}
    imd = by_indicator[roles().imd_decile]
    return {
        "lsoa_count": int(imd["lsoas"]),
        "lsoas_in_core20": int(imd["in_core"]),
        "decile_min": int(imd["low"]),
        "decile_max": int(imd["high"]),
        "domain_shares": {
            name: float(by_indicator[decile]["core_pct"] or 0.0)
            for name, decile in of_domains.items()
        },
    }


def _children_facts(warehouse: Warehouse, catalogue: Catalogue, area: Area) -> dict[str, Any]:
    figures = [one for one in warehouse.series(_CHILDREN, [area.code]) if one.value is not None]
    if len(figures) < 2:
        return {}
    then, now = figures[-2], figures[-1]
    read = catalogue.indicator(_CHILDREN).read_period
    return {
        "children_low_income_pct": now.value,
        "children_low_income_then_pct": then.value,
        "children_periods": (read(then.period).plain, read(now.period).plain),
    }


_MSOAS = f"""
SELECT DISTINCT msoa11_code, value
FROM lsoa LEFT JOIN latest_figure ON area_code = msoa11_code
 AND indicator = '{_LIFE}' AND sex = 'Persons' AND status = 'ok'
WHERE {_LSOA_WHERE}
"""


def _life_facts(
    warehouse: Warehouse, catalogue: Catalogue, inside: dict[str, Any]
) -> dict[str, Any]:
    rows = warehouse.records(_MSOAS, inside)
    values = [row["value"] for row in rows if row["msoa11_code"]]
    if not values:  # it isn't known which larger neighbourhoods these are
        return {}
    known = [one for one in values if one is not None]
    label = warehouse.latest_period(_LIFE, AreaType.MSOA)
    return {
        "life_expectancy_gap_years": max(known) - min(known) if len(known) > 1 else None,
        "life_expectancy_period": catalogue.indicator(_LIFE).read_period(label).plain,
        "msoas_without_life_expectancy": len(values) - len(known),
    }


_PLACES = f"""
SELECT count(*) AS places,
       (SELECT count(DISTINCT borough_code) FROM place JOIN area ON area_code = ward24_code
        WHERE borough_code IN (SELECT unnest($around))) AS boroughs_listed
FROM place WHERE ward24_code IN (SELECT ward24_code FROM lsoa WHERE {_LSOA_WHERE})
"""


def _place_facts(warehouse: Warehouse, area: Area, inside: dict[str, Any]) -> dict[str, Any]:
    around = [area.borough_code] if area.borough_code else inside["boroughs"]
    (row,) = warehouse.records(_PLACES, {**inside, "around": around})
    return {
        # Where nothing at all is listed in a borough, its places aren't known.
        "places_count": row["places"] if row["boroughs_listed"] == len(around) else None,
    }


def _trends(warehouse: Warehouse, catalogue: Catalogue, area: Area) -> Iterator[GapTrend]:
    """The borough's gaps to England over about ten years; none for what is wider."""
    code = area.borough_code
    if not code:
        return
    judged = [
        one
        for one in catalogue.headline_indicators
        if one.polarity is not Polarity.NEUTRAL and one.unit in _GAP_UNITS
    ]
    found = warehouse.many_series([one.id for one in judged], [code, ENGLAND])
    by_sex: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        if one.value:
            by_sex[one.indicator][one.sex].append(one)
    for indicator in judged:
        for same in by_sex[indicator.id].values():
            if trend := _trend(indicator, warehouse.area(code), same):
                yield trend


def _trend(indicator: Indicator, borough: Area, figures: list[Figure]) -> GapTrend | None:
    """The gap at the latest period and at the one of the same kind nearest to ten years before."""
    own = {one.period: one for one in figures if one.area_code == borough.code}
    wider = {one.period: one for one in figures if one.area_code == ENGLAND}
    periods = [indicator.read_period(label) for label in own if label in wider]
    if not periods:
        return None
    now = max(periods, key=lambda one: one.end)
    same_kind = [one for one in periods if one.kind is now.kind and one.end < now.end]
    if not same_kind:
        return None
    then = min(same_kind, key=lambda one: abs((now.end - one.end).days / 365.25 - 10))
    sex = own[now.label].sex
    named = indicator.short_name + ("" if sex == "Persons" else f", {sex.lower()}")
    return GapTrend(
        indicator_id=indicator.id,
        indicator_name=named,
        polarity=indicator.polarity,
        area_name=borough.name,
        unit_words=_GAP_UNITS[indicator.unit],
        period_then=then.plain,
        period_now=now.plain,
        years=(now.end - then.end).days / 365.25,
        gap_then=_gap(own[then.label], wider[then.label]),
        gap_now=_gap(own[now.label], wider[now.label]),
        england_now=wider[now.label].value or 0.0,
    )


def _gap(own: Figure, wider: Figure) -> float:
    return (own.value or 0.0) - (wider.value or 0.0)
