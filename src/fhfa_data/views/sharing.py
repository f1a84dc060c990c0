"""Share a budget between wards by need, and what that does to each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.model.share_selection import ShareSelection, What
from fhfa_data.stats.sharing import Shares, shares, whole_units
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.provenance import source_line
from fhfa_data.views.share_needs import (
    measures_of_need,
    need_per_head,
    ward_figures,
    wards_of,
)
from fhfa_data.views.words import say_figure

PARTS = {What.POUNDS: 1, What.STAFF: 10, What.PLACES: 1}
"""Into how many parts a unit may be cut: staff work part of a week."""
OTHER_INTENSITIES = (0.5, 1.0, 1.5)
"""As reasonable as the one chosen: each share is worked out for all of them, and other needs."""


@dataclass(frozen=True, slots=True)
class WardShare:
    """One ward's part, in units of what is shared.

    ``before``: an equal share per head; ``low`` and ``high``: the least and the most over the other
    choices. ``core20``: its residents in Core20, None where that isn't known. ``need``: the measure
    as said, or that it isn't known.
    """

    area: Area
    residents: float
    core20: float | None
    need: str
    need_known: bool
    before: float
    after: float
    low: float
    high: float
    capped: bool

    @property
    def per_head(self) -> float:
        """What a resident gets."""
        return self.after / self.residents

    @property
    def per_core20(self) -> float | None:
        """What there is for each Core20 resident, were it all for them; None without any known."""
        return self.after / self.core20 if self.core20 else None


@dataclass(frozen=True, slots=True)
class Sharing:
    """The whole: ``place`` is what the wards make up; ``provenance`` is of need and residents.

    ``left_out``: wards that have no share, since it isn't known how many live there. ``tried``: how
    many choices were worked out, the one made among them, by ``measures_tried`` measures.
    """

    place: Area
    chosen: ShareSelection
    measure: Indicator
    measures: tuple[Indicator, ...]
    wards: tuple[WardShare, ...]
    left_out: tuple[str, ...]
    unspent: float
    tried: int
    measures_tried: int
    provenance: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _People:
    wards: tuple[Area, ...]
    boroughs: tuple[str, ...]
    residents: list[float]
    core20: list[float | None]
    left_out: tuple[str, ...]


def share_by_need(atlas: Atlas, place: Area, chosen: ShareSelection) -> Sharing:
    """Share between the wards of a place; an unknown measure of need becomes the first one."""
    measures = measures_of_need(atlas)
    measure = next((one for one in measures if one.id == chosen.need), None)
    measure = measure or atlas.catalogue.indicator(roles().first_need)
    people = _people(atlas, place)
    made = (measure.id, chosen.intensity / 100)
    names = dict.fromkeys((measure.id, *roles().other_needs))
    tries = dict.fromkeys([made, *product(roles().other_needs, OTHER_INTENSITIES)])
    found = {one: _shares(atlas, people, chosen, *one) for one in tries}
    every = np.vstack([_whole(one, people, chosen) for one in found.values()])
    after = every[0]
    return Sharing(
        place=atlas.nesting.borough_of(place) or place,
        chosen=replace(chosen, need=measure.id),
        measure=measure,
        measures=measures,
        wards=_wards(atlas, people, chosen, measure, found[made], after, every),
        left_out=people.left_out,
        unspent=max(chosen.total - float(after.sum()), 0.0),
        tried=len(tries),
        measures_tried=len(names),
        provenance=_provenance(atlas, measure),
    )


def _whole(found: Shares, people: _People, chosen: ShareSelection) -> np.ndarray:
    """Shares in whole units or tenths of one: the same sum, none over its cap rounded up."""
    parts = PARTS[chosen.what]
    amount = found.amount * parts
    residents = np.asarray(people.residents)
    most = chosen.total * residents / residents.sum() * parts * chosen.cap / 100
    scaled = amount * (round(amount.sum()) / amount.sum())
    return whole_units(scaled, np.ceil(most - 1e-9) if chosen.cap else np.inf) / parts


def _people(atlas: Atlas, place: Area) -> _People:
    whole = atlas.nesting.borough_of(place) or place
    wards, boroughs = wards_of(atlas, place), tuple(atlas.nesting.boroughs_in(whole))
    population = ward_figures(atlas, atlas.catalogue.indicator(roles().population), boroughs)
    core20 = ward_figures(atlas, atlas.catalogue.indicator(roles().core20), boroughs)
    known = {code: one.value for code, one in population.items() if one.value}
    there = tuple(one for one in wards if one.code in known)
    return _People(
        there,
        boroughs,
        [known[one.code] for one in there],
        [core20[one.code].numerator if one.code in core20 else None for one in there],
        tuple(one.name for one in wards if one.code not in known),
    )


def _shares(
    atlas: Atlas, people: _People, chosen: ShareSelection, name: str, intensity: float
) -> Shares:
    measure = atlas.catalogue.indicator(name)
    figures = ward_figures(atlas, measure, people.boroughs)
    need = [
        need_per_head(measure, figures.get(ward.code), residents)
        for ward, residents in zip(people.wards, people.residents, strict=True)
    ]
    values = [np.nan if one is None else one for one in need]
    some = any(np.isfinite(one) and one > 0 for one in values)
    return shares(
        total=chosen.total,
        residents=people.residents,
        # Where nobody has any of this need, only residents can be looked at.
        need_per_head=values if some else [1.0] * len(values),
        floor=chosen.floor / 100,
        intensity=intensity,
        cap=chosen.cap / 100 if chosen.cap else np.inf,
    )


def _wards(
    atlas: Atlas,
    people: _People,
    chosen: ShareSelection,
    measure: Indicator,
    found: Shares,
    after: np.ndarray,
    every: np.ndarray,
) -> tuple[WardShare, ...]:
    figures = ward_figures(atlas, measure, people.boroughs)
    everyone = sum(people.residents)
    return tuple(
        WardShare(
            area=ward,
            residents=people.residents[at],
            core20=people.core20[at],
            need=say_figure(measure, figures.get(ward.code)),
            need_known=ward.code in figures and figures[ward.code].value is not None,
            before=chosen.total * people.residents[at] / everyone,
            after=float(after[at]),
            low=float(every[:, at].min()),
            high=float(every[:, at].max()),
            capped=bool(found.capped[at]),
        )
        for at, ward in enumerate(people.wards)
    )


def _provenance(atlas: Atlas, measure: Indicator) -> tuple[str, ...]:
    others = (roles().population, *roles().other_needs)
    used = [measure, *(atlas.catalogue.indicator(name) for name in others)]
    kind = AreaType.WARD
    lines = [
        f"{one.short_name}: "
        + source_line(atlas.catalogue, one, kind, atlas.latest_period(one, kind).plain)
        for one in used
    ]
    return tuple(dict.fromkeys(lines))
