"""How rural a ward is: the share of residents by their neighbourhood's ONS class."""

from __future__ import annotations

from fhfa_data.views.atlas import Atlas
from fhfa_data.views.words import mid_sentence, say_list

_CLASSES = """
SELECT class_name, source, sum(residents) AS residents
FROM rural_urban JOIN lsoa USING (lsoa21_code)
WHERE ward24_code = $ward GROUP BY class_name, source ORDER BY residents DESC, class_name
"""


def rural_urban_words(atlas: Atlas, ward_code: str) -> str:
    """The classes of a ward's neighbourhoods in one sentence, with source and vintage.

    Shares are of residents (usual residents, Census 2021), each counted in the class of their
    neighbourhood: a neighbourhood belongs to one class whole. Empty where no classes are installed.
    """
    rows = atlas.warehouse.records(_CLASSES, {"ward": ward_code})
    if not rows:
        return ""
    source = atlas.catalogue.sources[rows[0]["source"]]
    total = sum(row["residents"] for row in rows)
    classed = [(row["class_name"], row["residents"] / total) for row in rows]
    where = f"({source.short_title}; residents: Census 2021; neighbourhoods: LSOA 2021)"
    return f"{_sentence(classed)} {where}."


def _sentence(classed: list[tuple[str, float]]) -> str:
    (first, share), *others = classed
    who = "All residents live" if not others else f"{_percent(share)} of residents live"
    said = f"{who} in neighbourhoods classed as {_name(first)}"
    if others:
        rest = [f"{_percent(part)} in {_name(name)}" for name, part in others]
        said += f"; {say_list(rest)}"
    return said


def _percent(share: float) -> str:
    """A share of residents as people say it: never 0% or 100% of some but not all.

    >>> _percent(0.897), _percent(0.001), _percent(0.9999)
    ('90%', 'under 1%', 'over 99%')
    """
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else f"{share:.0%}"


def _name(published: str) -> str:
    """A class as it stands inside a sentence.

    >>> _name("Urban: Nearer to a major town or city")
    'urban, nearer to a major town or city'
    """
    kind, _, where = published.partition(": ")
    return ", ".join(mid_sentence(one) for one in (kind, where) if one)
