"""What sharing by need does, in plain words; amounts as said, and the file to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from math import isclose

from fhfa_data.model.figures import Unit
from fhfa_data.model.share_selection import What
from fhfa_data.views.share_needs import need_words
from fhfa_data.views.sharing import PARTS, Sharing, WardShare
from fhfa_data.views.words import mid_sentence, say_list, say_times

_NAMED, _MANY_UNITS = 6, 20
CAUTIONS = (
    "A formula is no decision. It makes a choice visible: people who live there may know better "
    "what is needed, and where.",
    "Need here is of neighbourhoods, not of each person: many residents in need live in wards "
    "with little of it.",
    "What is already there is not counted: services, buildings, or what communities do themselves.",
)


def say_amount(what: What, amount: float) -> str:
    """An amount as said: whole pounds or places, staff to a tenth.

    >>> say_amount(What.POUNDS, 12345.6), say_amount(What.STAFF, 3.0)
    ('£12,346', '3.0')
    """
    if what is What.STAFF:
        return f"{amount:,.1f}"
    return f"£{amount:,.0f}" if what is What.POUNDS else f"{amount:,.0f}"


def say_rate(what: What, amount: float | None) -> str:
    """An amount for one person, or for a thousand where it is staff or places.

    >>> say_rate(What.POUNDS, 1.234), say_rate(What.PLACES, 0.0123), say_rate(What.POUNDS, None)
    ('£1.23', '12.3', 'No Core20 residents')
    """
    if amount is None:
        return "No Core20 residents"
    return f"£{amount:,.2f}" if what is What.POUNDS else f"{1_000 * amount:,.1f}"


def for_whom(what: What) -> str:
    """For how many people :func:`say_rate` is.

    >>> for_whom(What.STAFF)
    'for 1,000'
    """
    return "for each" if what is What.POUNDS else "for 1,000"


def sharing_finding(found: Sharing) -> str:
    """The first sentence: how much, between whom, and between which ends."""
    what, wards = found.chosen.what, found.wards
    rates = sorted(one.per_head for one in wards)
    each = "a resident" if what is What.POUNDS else "1,000 residents"
    thing = "" if what is What.POUNDS else f" {what.plain.lower().partition(' (')[0]}"
    start = f"{_total(found)}{thing} between {found.place.whose} {say_times(len(wards), 'ward')}"
    low, high = _ends(what, rates[0], rates[-1])
    if not found.chosen.follows_need or _are_same(rates[0], rates[-1]):
        about = low if low == high else f"from {low} to {high}"
        return f"{start}: {about} for {each}, whatever their need."
    if _is_coarse(found):
        return f"{start}: from {low} to {high} for {each}, by need but rounded."
    return f"{start}: from {low} for {each} where need is least to {high} where it is greatest."


def _total(found: Sharing) -> str:
    """How much is shared, and of how much where a cap leaves some for nobody."""
    pound = "£" if found.chosen.what is What.POUNDS else ""
    whole = f"{pound}{found.chosen.total:,}"
    if not _is_left(found):
        return whole
    shared = say_amount(found.chosen.what, found.chosen.total - found.unspent)
    return f"Only {shared} of {whole}"


def _is_left(found: Sharing) -> bool:
    return found.unspent >= 0.5 / PARTS[found.chosen.what]


def _are_same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=0.005)


def _ends(what: What, low: float, high: float) -> tuple[str, str]:
    """Both rates as said, with as many decimals as tell them apart.

    >>> _ends(What.STAFF, 0.000060, 0.000133), _ends(What.POUNDS, 1.5, 2.0)
    (('0.06', '0.13'), ('£1.50', '£2.00'))
    """
    said = (say_rate(what, low), say_rate(what, high))
    if said[0] != said[1] or _are_same(low, high):
        return said
    per = 1 if what is What.POUNDS else 1_000
    for places in range(2, 8):
        said = (f"{per * low:,.{places}f}", f"{per * high:,.{places}f}")
        if said[0] != said[1]:
            break
    return ("£" + said[0], "£" + said[1]) if what is What.POUNDS else said


def _is_coarse(found: Sharing) -> bool:
    """Whether rounding to whole units moves shares about as much as need does."""
    few = found.chosen.total * PARTS[found.chosen.what] < _MANY_UNITS * len(found.wards)
    return found.chosen.what is not What.POUNDS and few


def sharing_words(found: Sharing) -> tuple[str, ...]:
    """How it was shared, what stays in every choice, and what can't be said."""
    said = [_rule(found), _steady(found), *_unknown(found), *_cap(found)]
    if found.measure.unit is Unit.SCORE:
        said.append(
            "A score twice as high is not twice the need: it is made to tell places apart, so "
            "sharing in proportion to it is one choice among many."
        )
    if _is_coarse(found):
        said.append(
            "With so few to share, rounding to whole ones (or tenths of staff) moves some wards' "
            "shares more than need does."
        )
    return tuple(said)


def _unknown(found: Sharing) -> Iterator[str]:
    unknown = [one.area.name for one in found.wards if not one.need_known]
    if unknown:
        yield (
            f"Need is not known in {say_list(unknown)}: an equal share per head is set aside, "
            "so don't read it as need."
        )
    if found.left_out:
        yield (
            f"How many live in {say_list(list(found.left_out))} is not known, so no share is "
            "worked out there."
        )


def _cap(found: Sharing) -> Iterator[str]:
    capped = sum(one.capped for one in found.wards)
    if capped:
        yield f"The cap cuts the share of {say_times(capped, 'ward')}."
    if _is_left(found):
        why = (
            "it is lower than an equal share for all"
            if found.chosen.cap < 100
            else "no ward could take another whole one"
        )
        left = say_amount(found.chosen.what, found.unspent)
        yield f"The cap leaves {left} for nobody: {why}."


def _rule(found: Sharing) -> str:
    chosen = found.chosen
    if not chosen.follows_need:
        return "All of it is shared equally, for each resident: need changes nothing."
    cap = f"nobody over {chosen.cap}% of an equal share per head" if chosen.cap else "no cap"
    if chosen.cap and chosen.what is not What.POUNDS:
        cap += f" (rounded up to {'tenths' if chosen.what is What.STAFF else 'a whole one'})"
    times = f"{2 ** (chosen.intensity / 100):.1f}".removesuffix(".0")
    lean = {100: "in proportion to need"}.get(
        chosen.intensity,
        f"so that twice the need means {times} times as much of this part for each resident",
    )
    first = (
        f"{chosen.floor}% goes to all by residents. The rest goes by need"
        if chosen.floor
        else "Nothing goes to all first: a ward with no need gets nothing. All of it goes by need"
    )
    return (
        f"{first} "
        f"({mid_sentence(found.measure.short_name)}: {need_words(found.measure)}), {lean}; {cap}."
    )


def _steady(found: Sharing) -> str:
    """Which wards are above, or below, an equal share whichever reasonable choice is made."""
    above = [one.area.name for one in found.wards if one.low > one.before * 1.005]
    below = [one.area.name for one in found.wards if one.high < one.before * 0.995]
    same = sum(
        one.low >= one.before * 0.995 and one.high <= one.before * 1.005 for one in found.wards
    )
    between = len(found.wards) - len(above) - len(below) - same
    every = (
        f"In all {found.tried} choices that were worked out ({found.measures_tried} measures "
        "of need, leaning less and more),"
    )
    if same == len(found.wards):
        return f"{every} every ward gets an equal share per head."
    said = f"{every} {_some(above)} more than an equal share, and {_some(below)} less."
    said += (
        f" {say_times(same, 'ward')} always {'gets' if same == 1 else 'get'} an equal share."
        if same
        else ""
    )
    return f"{said} For the other {between} it depends on the choice." if between else said


def _some(names: list[str]) -> str:
    if not names:
        return "no ward gets"
    shown = say_list(names) if len(names) <= _NAMED else say_times(len(names), "ward")
    return f"{shown} {'gets' if len(names) == 1 else 'get'}"


def sharing_csv(found: Sharing) -> bytes:
    """Every ward's share with the choices made and the sources: UTF-8 with a mark for Excel."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    chosen = found.chosen.to_query()
    head = ["area_code", "ward", "borough", "residents", "core20_residents", "need", "equal_share",
            "share", "least_of_all_choices", "most_of_all_choices", "capped"]  # fmt: skip
    writer.writerow([*head, *chosen, "sources"])
    sources = " | ".join(found.provenance)
    for one in found.wards:
        writer.writerow([*_cells(one), *chosen.values(), sources])
    return out.getvalue().encode("utf-8-sig")


def _cells(one: WardShare) -> list[object]:
    amounts = (one.before, one.after, one.low, one.high)
    return [
        one.area.code, one.area.name, one.area.borough_name, round(one.residents),
        "" if one.core20 is None else round(one.core20), one.need,
        *(f"{amount:.2f}" for amount in amounts),
        "yes" if one.capped else "no",
    ]  # fmt: skip
