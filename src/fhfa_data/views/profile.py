"""The table-with-picture: every indicator for a place and the wider areas it is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fhfa_data.catalogue.records import Indicator
from fhfa_data.model.areas import Area
from fhfa_data.model.figures import Figure, Polarity, Unit
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.certainty import say_interval
from fhfa_data.views.provenance import evidence_words
from fhfa_data.views.words import mid_sentence, say_figure, with_sex


@dataclass(frozen=True, slots=True)
class ProfileCell:
    """One area's latest figure, as said on screen.

    ``note`` explains a gap, or gives the interval or another period than the row's.
    """

    area: Area
    figure: Figure
    text: str
    note: str

    @property
    def short_note(self) -> str:
        """The interval; a gap's reason is too long for a cell and is said under the table."""
        return self.note if self.figure.value is not None else ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One indicator (and sex) over the areas, narrowest first; all cells share one period.

    ``source`` names the dataset of the narrowest area with a figure.
    """

    indicator_id: str
    name: str
    unit: str
    unit_kind: Unit
    period_text: str
    evidence: str
    source: str
    polarity: Polarity
    cells: tuple[ProfileCell, ...]


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """The rows of one theme."""

    theme: str
    rows: tuple[ProfileRow, ...]


def profile_groups(
    atlas: Atlas, areas: tuple[Area, ...], more: Iterable[Figure] = ()
) -> tuple[ProfileGroup, ...]:
    """Every headline indicator for the areas, grouped by theme in the catalogue's order.

    A row's period is the latest that the narrowest area with a figure has; a wider area's figure
    for another period says so in its note. ``more``: figures of areas that the warehouse has not.
    """
    figures = [*atlas.warehouse.latest_figures([area.code for area in areas]), *more]
    by_key: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for one in figures:
        by_key[one.indicator, one.sex][one.area_code] = one
    groups: dict[str, list[ProfileRow]] = defaultdict(list)
    for indicator in atlas.catalogue.headline_indicators:
        theme = atlas.catalogue.themes[indicator.themes[0]].name
        for sex in ("Persons", "Female", "Male"):
            if found := by_key.get((indicator.id, sex)):
                groups[theme].append(_row(atlas, indicator, sex, areas, found))
    return tuple(ProfileGroup(theme, tuple(rows)) for theme, rows in groups.items())


def _row(
    atlas: Atlas,
    indicator: Indicator,
    sex: str,
    areas: tuple[Area, ...],
    found: dict[str, Figure],
) -> ProfileRow:
    figures = [(area, found[area.code]) for area in areas if area.code in found]
    known = [(area, one.period) for area, one in figures if one.value is not None]
    narrowest, label = known[0] if known else (areas[0], "")
    source = indicator.source_of(narrowest.area_type)
    return ProfileRow(
        indicator_id=indicator.id,
        name=with_sex(indicator.short_name, sex),
        unit=indicator.unit_label,
        unit_kind=indicator.unit,
        period_text=indicator.read_period(label).plain if label else "",
        evidence=evidence_words(indicator, narrowest.area_type),
        source=atlas.catalogue.sources[source].short_title,
        polarity=indicator.polarity,
        cells=tuple(_cell(indicator, area, figure, label) for area, figure in figures),
    )


def _cell(indicator: Indicator, area: Area, figure: Figure, row_period: str) -> ProfileCell:
    if figure.value is None:
        note = figure.reason
    elif figure.period != row_period:
        note = indicator.read_period(figure.period).plain
    else:
        # Those from counts stand with the chosen indicator: for all rows they would fill pages.
        note = say_interval(indicator, figure) if figure.has_interval else ""
    return ProfileCell(area, figure, say_figure(indicator, figure), note)


def all_rows(groups: Iterable[ProfileGroup]) -> list[ProfileRow]:
    """The rows of all groups, in order."""
    return [row for group in groups for row in group.rows]


def gap_reasons(groups: Iterable[ProfileGroup], code: str) -> tuple[tuple[str, str], ...]:
    """Why the place has no figure of its own for some indicators: each reason once, and names."""
    return _names_by(
        (cell.note, row)
        for row in all_rows(groups)
        for cell in row.cells
        if cell.area.code == code and cell.figure.value is None
    )


def row_sources(groups: Iterable[ProfileGroup]) -> tuple[tuple[str, str], ...]:
    """The datasets that the rows come from: each once, and the names of its rows."""
    return _names_by((row.source, row) for row in all_rows(groups))


def _names_by(said: Iterable[tuple[str, ProfileRow]]) -> tuple[tuple[str, str], ...]:
    """Each text once with the names of its rows, apart by semicolons: names hold commas."""
    names: dict[str, list[str]] = defaultdict(list)
    for text, row in said:
        names[text].append(mid_sentence(row.name))
    return tuple((text, "; ".join(dict.fromkeys(rows))) for text, rows in names.items())
