"""Where have we listened? Voices of each ward beside its Core20 residents; silence as silence.

Nobody may be singled out by a count, so numbers of people heard are only ever told in bands, the
same for a ward, a borough and a group: a band less another band gives no number away. They count
what this reader may see now, where it may be seen: what is shown for a borough counts for it alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fhfa_data.catalogue.equality_groups import equality_groups, groups_named
from fhfa_data.catalogue.roles import roles
from fhfa_data.model.areas import GEOGRAPHY_VINTAGE, Area, AreaType
from fhfa_data.model.figures import Figure
from fhfa_data.stories.choices import PlaceLevel, Speaker
from fhfa_data.stories.fields import Use
from fhfa_data.stories.records import Kept
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.reading import visible
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.speaking import Reader

SILENCE = "silence"
BANDS = ((1, 9), (10, 49), (50, 99))
"""People heard, from and to; from 100 on "100 or more". Ten, as in the gate and in OHID's rule."""
CORE20 = roles().core20
NO_NEED_KNOWN = "Silence says nothing about need."
RULE = (
    "People heard are told in bands, for a ward, a borough and a group alike, and only of what you "
    "may see: no band less another gives away a small number."
)


@dataclass(frozen=True, slots=True)
class Listened:
    """One ward or borough. ``voices`` is a band or ``silence``.

    ``core20`` is the number of residents of Core20 neighbourhoods, None where it isn't known;
    ``words`` says it all in a sentence.
    """

    area: Area
    voices: str
    core20: int | None
    words: str

    @property
    def is_silent(self) -> bool:
        """Whether nobody from here may be heard for this use."""
        return self.voices == SILENCE


@dataclass(frozen=True, slots=True)
class Covered:
    """One line of the coverage table: a kind of speaker or group, and whether it was heard."""

    kind: str
    name: str
    voices: str
    words: str


@dataclass(frozen=True, slots=True)
class Listening:
    """The whole view.

    ``wards`` and ``boroughs``: the silent first, most Core20 residents first. ``source`` says
    where the Core20 figures are from; ``rule`` how small counts are told; ``note`` what the
    coverage table can't tell for this use, or is empty.
    """

    wards: tuple[Listened, ...]
    boroughs: tuple[Listened, ...]
    coverage: tuple[Covered, ...]
    words: str
    source: str
    rule: str
    note: str


def band(people: int) -> str:
    """How many people were heard, as it may be told.

    >>> band(0), band(1), band(9), band(10), band(250)
    ('silence', '1 to 9', '1 to 9', '10 to 49', '100 or more')
    """
    if people <= 0:
        return SILENCE
    for first, last in BANDS:
        if people <= last:
            return f"{first} to {last}"
    return f"{BANDS[-1][1] + 1} or more"


def listening(atlas: Atlas, store: Store, reader: Reader) -> Listening:
    """Whom this reader may hear for this use today, by ward, borough and group.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    seen = visible(store, reader.actor, reader.use, reader.on_day)
    wards = [one for group in atlas.nesting.wards.values() for one in group]
    boroughs = atlas.nesting.boroughs
    figures = _core20(atlas, [*wards, *boroughs])
    by_ward, by_borough = _people(seen)
    told = _in_order(_listened(one, by_ward[one.code], figures.get(one.code)) for one in wards)
    return Listening(
        wards=told,
        boroughs=_in_order(
            _listened(one, by_borough[one.code], figures.get(one.code)) for one in boroughs
        ),
        coverage=coverage(seen, reader.use),
        words=_summary(told),
        source=_source(atlas, next(iter(figures.values()), None)),
        rule=RULE,
        note=_note(reader.use),
    )


def coverage(seen: Sequence[Kept], use: Use) -> tuple[Covered, ...]:
    """Who spoke, by role, by language, and by the groups that the meetings' names tell of.

    Groups are left out for public use: which group it was is never shown in public.
    """
    roles: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for one in seen:
        roles[one.story.speaker.value] += one.story.people
        languages["other" if not _is_english(one) else "en"] += one.story.people
        groups.update(dict.fromkeys(groups_named(one.story.group), one.story.people))
    lines = [_covered("Who spoke", role.label, roles[role.value]) for role in Speaker]
    lines += [
        _covered("Language told in", "English", languages["en"]),
        _covered("Language told in", "Another language", languages["other"]),
    ]
    if use.reaches(Use.PUBLIC):
        return tuple(lines)
    named = equality_groups().items()
    return (*lines, *(_covered("Group", one.name, groups[id_]) for id_, one in named))


def _is_english(kept: Kept) -> bool:
    return kept.story.language.split("-")[0] == "en"


def _covered(kind: str, name: str, people: int) -> Covered:
    voices = band(people)
    said = f"{name}: nobody is heard yet." if voices == SILENCE else f"{name}: {voices} people."
    return Covered(kind, name, voices, said)


def _people(seen: Sequence[Kept]) -> tuple[dict[str, int], dict[str, int]]:
    """People heard: by ward, and by borough with those of its wards."""
    by_ward: dict[str, int] = defaultdict(int)
    by_borough: dict[str, int] = defaultdict(int)
    for one in seen:
        story = one.story
        if story.place_level in (PlaceLevel.NEIGHBOURHOOD, PlaceLevel.WARD):
            by_ward[story.ward] += story.people
        if story.place_level != PlaceLevel.CITY_REGION:
            by_borough[story.borough] += story.people
    return by_ward, by_borough


def _core20(atlas: Atlas, areas: Sequence[Area]) -> dict[str, Figure]:
    found = atlas.warehouse.latest_figures([one.code for one in areas])
    return {one.area_code: one for one in found if one.indicator == CORE20}


def _listened(area: Area, people: int, figure: Figure | None) -> Listened:
    voices = band(people)
    known = figure is not None and figure.numerator is not None
    core20 = round(figure.numerator) if figure and figure.numerator is not None else None
    need = f"{core20:,} residents of Core20 neighbourhoods" if known else "Core20 isn't known here"
    heard = f"{SILENCE}. {NO_NEED_KNOWN}" if voices == SILENCE else f"{voices} people heard."
    return Listened(area, voices, core20, f"{area.full_name}: {need}; {heard}")


def _in_order(found: Iterable[Listened]) -> tuple[Listened, ...]:
    return tuple(
        sorted(
            found,
            key=lambda one: (not one.is_silent, -(one.core20 or 0), one.area.full_name),
        )
    )


def _summary(wards: Sequence[Listened]) -> str:
    silent = [one for one in wards if one.is_silent]
    if not silent:
        return f"Someone is heard in each of {len(wards)} wards."
    most = silent[0]
    beside = f" Of the silent, {most.area.full_name} has the most residents in Core20."
    return f"From {len(silent)} of {len(wards)} wards nobody is heard yet. {NO_NEED_KNOWN}" + (
        beside if most.core20 else ""
    )


def _source(atlas: Atlas, figure: Figure | None) -> str:
    if figure is None:
        return ""
    indicator = atlas.catalogue.indicator(CORE20)
    source = atlas.catalogue.sources[figure.source]
    period = indicator.read_period(figure.period).plain
    vintage = GEOGRAPHY_VINTAGE[AreaType.WARD]
    return f"{indicator.name}: {source.short_title}, {period}, {vintage}; added up from LSOAs."


def _note(use: Use) -> str:
    if use.reaches(Use.PUBLIC):
        return "Which groups were heard isn't told in public."
    return (
        "Groups are known by the name of the meeting alone; nobody's traits are guessed from what "
        "they said. A person can count in several."
    )
