"""``[stories]`` of ``fhfa.toml``: how fast one may add stories, and how few people are too few."""

from __future__ import annotations

from pydantic import Field

from fhfa_data.catalogue.records import Record


class Pace(Record):
    """New stories of one person: at most so many within a minute, and within an hour.

    The defaults leave room for somebody who types up a whole meeting; a script is stopped.
    ``fewest_people``: a story whose words could mean fewer people of its place is stopped.
    """

    new_per_minute: int = Field(default=10, ge=1, le=1_000)
    new_per_hour: int = Field(default=60, ge=1, le=10_000)
    fewest_people: int = Field(default=10, ge=10, le=1_000)
