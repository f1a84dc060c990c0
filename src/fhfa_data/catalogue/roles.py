"""Which indicator plays which part in the atlas, as ``roles.toml`` says: ids of indicators."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from fhfa_data.catalogue.records import Record

FILE = "roles.toml"
Several = Annotated[tuple[str, ...], Field(min_length=1)]


class Roles(Record):
    """Each part, and the id of the indicator that plays it; in lists, in the order to show them.

    Attributes
    ----------
    population
        Residents, who weigh areas where nothing else is said.
    aged_under_15, aged_over_65, ethnic_groups
        Shares of all residents, from the census; the ethnic groups together are everybody.
    core20, core20_apportioned, core10, extent
        Who lives in deprived neighbourhoods: in England's most deprived fifth (with each
        neighbourhood given to one ward, and shared out), in its most deprived tenth, and by weight.
    children_low_income
        Children in low income families, a series of years.
    imd_score, imd_rank, imd_decile, imd_population
        Of the Index of Multiple Deprivation (IMD): 1 is the most deprived of ranks and deciles;
        the population is what its publisher weighs by.
    imd_ways
        The whole index in each way that it is said for areas.
    imd_decile_moved, imd_position_moved, imd_same_borders
        How a neighbourhood moved between two editions, and whether it is drawn alike in both.
    imd_towards_most, imd_towards_least, imd_same_decile
        Shares of residents by which way their neighbourhoods' deciles moved.
    life_expectancy, life_expectancy_gap, length_of_life
        At birth, its published gap by deprivation, and all that moves as slowly.
    first, first_of_gap, first_need, first_compared
        What is shown until somebody chooses: on any page, of a gap (everyone was counted, and it
        isn't the index), as need when a budget is shared, and on Compare.
    overview, report
        The numbers of the Overview page, and the findings of a report.
    other_needs
        Measures of need as reasonable as the one chosen: a share is worked out for all of them.
    alike
        What wards are likened by: deprivation, age, disability, homes and ethnic groups.
    counted_for_stories
        Census shares whose numerators say how many residents could be meant in a story.
    domain_deciles
        Domain of the IMD → its decile.
    """

    population: str
    aged_under_15: str
    aged_over_65: str
    ethnic_groups: Several
    core20: str
    core20_apportioned: str
    core10: str
    extent: str
    children_low_income: str
    imd_score: str
    imd_rank: str
    imd_decile: str
    imd_population: str
    imd_ways: Several
    imd_decile_moved: str
    imd_position_moved: str
    imd_same_borders: str
    imd_towards_most: str
    imd_towards_least: str
    imd_same_decile: str
    life_expectancy: str
    life_expectancy_gap: str
    length_of_life: Several
    first: str
    first_of_gap: str
    first_need: str
    first_compared: Several
    overview: Several
    report: Several
    other_needs: Several
    alike: Several
    counted_for_stories: Several
    domain_deciles: Mapping[str, str]

    def played(self) -> Iterator[tuple[str, str]]:
        """Each part with each indicator that plays it."""
        for part in type(self).model_fields:
            said: str | tuple[str, ...] | Mapping[str, str] = getattr(self, part)
            if isinstance(said, str):
                yield part, said
            elif isinstance(said, Mapping):
                yield from ((part, one) for one in said.values())
            else:
                yield from ((part, one) for one in said)


@cache
def roles() -> Roles:
    """The roles that ship with the package.

    >>> roles().core20
    'core20_pct'
    """
    text = (files("fhfa_data.catalogue") / FILE).read_text(encoding="utf-8")
    return Roles.model_validate(tomllib.loads(text))
