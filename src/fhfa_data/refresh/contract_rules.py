"""The rules of a dataset's contract: what holds, how a breach is told, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from fhfa_data.catalogue.fetching import Reading
from fhfa_data.catalogue.records import Source
from fhfa_data.model.nearest import nearest

LOOK = "Compare the file with the edition before, and ask the publisher."


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a table breaks a rule.

    ``places`` are the areas' codes or the columns' names; ``about`` is what of the table was
    looked at: an indicator, a ranking, or nothing for the table as published.
    """

    source: Source
    reading: Reading
    table: pd.DataFrame
    places: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what holds where it is kept, how a breach is told, and what to do then."""

    holds: str
    told: Callable[[Breach], str]
    todo: str = LOOK


def _told(words: str) -> Callable[[Breach], str]:
    def tell(breach: Breach) -> str:
        places = dict.fromkeys(breach.places)
        about = f" {breach.about}" if breach.about else ""
        if not places:
            return f"There is {words}{about}."
        return f"{len(places):,} {words}{about}, {next(iter(places))} first."

    return tell


def _lacking(breach: Breach) -> str:
    said = []
    for name in breach.places:
        alike = " and ".join(f"'{one}'" for one in nearest(name, list(breach.table.columns)))
        said.append(f"There is no column '{name}'." + (f" There is {alike}." if alike else ""))
    return " ".join(said[:3])


def _twice(breach: Breach) -> str:
    keys = breach.reading.keys
    twice = breach.table.loc[breach.table.duplicated(keys), keys]
    first = ", ".join(str(cell) for cell in twice.iloc[0])
    return f"{len(twice)} area(s) occur twice, {first} first."


def _counted(breach: Breach) -> str:
    least, most = breach.reading.rows
    wanted = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    found = breach.table[breach.reading.area_code].nunique()
    return f"{found:,} areas where there should be {wanted}."


RULES = {
    "columns_present": Rule(
        "Every column that is read is there.",
        _lacking,
        "If it was renamed, say so in the source's [reading].",
    ),
    "keys_unique": Rule(
        "No area occurs twice.", _twice, "Ask the publisher, or give a mended file with --file."
    ),
    "areas_counted": Rule(
        "There are as many areas as there should be.",
        _counted,
        "The download may be cut short, or the edition new.",
    ),
    "codes_well_formed": Rule(
        "Every code has its form and every name is there.",
        _told("area(s) have no well-formed code, or no name, in the column"),
    ),
    "one_parent_each": Rule(
        "Every smaller area lies in one larger area.",
        _told("area(s) lie in a smaller one that lies in two larger ones, by"),
    ),
    "parts_add_up": Rule(
        "Every total is the sum of its parts.", _told("area(s) have parts that don't add up to")
    ),
    "cells_are_numbers": Rule(
        "Every cell is a number or a known symbol for none.",
        _told("cell(s) are no number in"),
        f"{LOOK} If it is a new symbol for 'no figure', it must be added to "
        "fhfa_data.sources.published_numbers.",
    ),
    "values_in_range": Rule(
        "Every value is one that its unit allows and that is plausible.",
        _told("area(s) have a value outside"),
        "If it is right, widen `plausible` in the source's entry in the catalogue.",
    ),
    "values_differ": Rule(
        "No measure is the same for all areas.", _told("one and the same value for all areas:")
    ),
    "value_in_interval": Rule(
        "Every value lies in its confidence interval.",
        _told("area(s) have a value outside its interval:"),
    ),
    "numerator_in_denominator": Rule(
        "No share counts more than it is a share of.",
        _told("area(s) have a numerator above the denominator:"),
    ),
    "status_fits_value": Rule(
        "There is a value exactly where the status says so.",
        _told("area(s) have a value that the status contradicts:"),
    ),
    "whole_or_blank": Rule(
        "A column that may be left blank is blank for all areas or for none.",
        _told("area(s) have none although others have:"),
    ),
    "withheld_stays_withheld": Rule(
        "What the publisher withheld has no value here.",
        _told("area(s) have a value although the publisher withheld it:"),
    ),
    "ranks_whole": Rule(
        "Ranks run from 1 without a gap, and two areas share one only where ties are published.",
        _told("area(s) have a rank that can't be:"),
    ),
    "deciles_follow_ranks": Rule(
        "Every decile is the tenth of all areas that its rank lies in.",
        _told("area(s) have a decile that contradicts"),
    ),
    "scores_follow_ranks": Rule(
        "A higher score never comes with a less deprived rank.",
        _told("area(s) have a score that contradicts"),
    ),
}
"""Check id → rule. ``docs/data-checks.md`` lists them."""
