"""Share a total between places in proportion to need: universal, with a scale that follows need.

The arithmetic of proportionate universalism. Source of the idea: M. Marmot and others, "Fair
Society, Healthy Lives" (2010): actions universal, "with a scale and intensity that is proportionate
to the level of disadvantage". The formula is ours, and is said in full at :func:`shares`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fhfa_data.stats.intervals import Floats


@dataclass(frozen=True, slots=True)
class Shares:
    """``amount``: what each place gets; ``unspent``: what the cap left over for nobody.

    ``capped``: whether the cap cut a place's share.
    """

    amount: Floats
    capped: np.ndarray
    unspent: float


def shares(
    *,
    total: float,
    residents: ArrayLike,
    need_per_head: ArrayLike,
    floor: float = 0.0,
    intensity: float = 1.0,
    cap: float = np.inf,
) -> Shares:
    """Share a total between places.

    Of the total, the part ``floor`` goes to all by residents. The rest goes by residents times
    (need per head over the mean need per head) to the power ``intensity``: 0 looks at residents
    alone, 1 is in proportion to need, more leans further. A place that would get more than ``cap``
    times its equal share per head gets that, and what is cut goes to the others in the same
    proportion, until none is over; once nobody who has need has room, to the rest by residents.

    Parameters
    ----------
    residents
        Of each place, above 0.
    need_per_head
        Not below 0; not-a-number where it isn't known: such a place has its equal share per head
        (or the cap, if that is lower), which is set aside before the rest is shared by need.
    floor
        From 0 to 1.

    Raises
    ------
    ValueError
        If a number is out of its range, or nobody has any need.

    >>> shares(total=100, residents=[10, 10], need_per_head=[3, 1], floor=0.2).amount.tolist()
    [70.0, 30.0]
    >>> shares(total=100, residents=[10, 10], need_per_head=[3, 0], cap=1.2).amount.tolist()
    [60.0, 40.0]
    """
    people, need = (np.asarray(one, dtype=np.float64) for one in (residents, need_per_head))
    _check(total, people, need, floor, intensity, cap)
    equal = total * people / people.sum()
    known = np.isfinite(need)
    amount, capped = equal * min(1.0, cap), np.full(len(people), cap < 1)
    wanted = _wanted(equal[known], need[known], floor, intensity)
    amount[known], capped[known] = _capped(wanted, equal[known], cap)
    return Shares(amount, capped, float(max(total - amount.sum(), 0.0)))


def _wanted(equal: Floats, need: Floats, floor: float, intensity: float) -> Floats:
    """What places would get without a cap; ``equal`` shares go by residents, and add up to all."""
    total = equal.sum()
    relative = need / ((need * equal).sum() / total)
    weight = equal * relative**intensity
    return floor * equal + (1 - floor) * total * weight / weight.sum()


def _capped(wanted: Floats, equal: Floats, cap: float) -> tuple[Floats, np.ndarray]:
    """Cut what is over and share it out among the others until none is over; which were cut."""
    total, most = wanted.sum(), equal * cap
    amount, capped = wanted.copy(), np.zeros(len(wanted), dtype=bool)
    while np.any(over := ~capped & (amount > most * (1 + 1e-12))):
        capped |= over
        amount[capped] = most[capped]
        others = ~capped
        if not others.any():
            break
        by = wanted[others] if wanted[others].sum() > 0 else equal[others]
        amount[others] = (total - most[capped].sum()) * by / by.sum()
    return amount, capped


def whole_units(amount: ArrayLike, most: ArrayLike = np.inf) -> Floats:
    """The amounts as whole units with the same sum, by largest remainder.

    ``most``: what none may be over; where that leaves no room, the sum falls short.

    Source: A. Hamilton's method of apportionment; ties go to the first.

    >>> whole_units([1.5, 1.5, 2.0]).tolist()
    [2.0, 1.0, 2.0]
    >>> whole_units([1.5, 1.5, 2.0], [1.9, 1.9, 4]).tolist()
    [1.0, 1.0, 3.0]
    """
    values = np.asarray(amount, dtype=np.float64)
    limit = np.floor(np.broadcast_to(np.asarray(most, dtype=np.float64), values.shape) + 1e-9)
    whole = np.minimum(np.floor(values + 1e-9), limit)
    left = round(float(values.sum() - whole.sum()))
    while left > 0:
        order = np.argsort(-(values - whole), kind="stable")
        room = order[whole[order] + 1 <= limit[order]][:left]
        if not len(room):
            break
        whole[room] += 1
        left -= len(room)
    return whole


def _check(
    total: float, people: Floats, need: Floats, floor: float, intensity: float, cap: float
) -> None:
    if not total > 0 or not np.all(people > 0):
        raise ValueError("The total and every place's residents are above 0.")
    if not 0 <= floor <= 1 or not 0 <= intensity <= 5 or not cap > 0:
        raise ValueError("The floor is from 0 to 1, the intensity 0 to 5, the cap above 0.")
    known = need[np.isfinite(need)]
    if not len(known) or np.any(known < 0) or not known.sum() > 0:
        raise ValueError("Need is not below 0, and somebody has some.")
