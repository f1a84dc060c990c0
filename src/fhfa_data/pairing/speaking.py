"""Which voices speak to a place or an indicator, in which order, and why.

Four things count: where it was told, its themes, what the figures of the place show, and its
words. What a person said of it (a tie) counts before all of them. The weights are ours; how well
they do on a labelled set is in docs/stories.md and measured by benchmarks/speaking_quality.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from fhfa_data.catalogue.records import Indicator
from fhfa_data.catalogue.shared_language import SharedLanguage
from fhfa_data.model.areas import GREATER_MANCHESTER, Area, AreaType
from fhfa_data.pairing.engine import Pair
from fhfa_data.pairing.facts import DOMAINS, HIGH_SHARE
from fhfa_data.pairing.likeness import Likeness, Passage, likenesses
from fhfa_data.pairing.voices import Voice, VoiceKind
from fhfa_data.stories.choices import Says

WORDS_IN_WHY = 4
COMMON_THEMES = frozenset({"deprivation", "people"})
"""Themes that so many indicators carry that sharing one says little."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each of the four counts. Chosen on the development half of the labelled set."""

    place: float = 0.35
    theme: float = 0.2
    figures: float = 0.1
    text: float = 0.35


@dataclass(frozen=True)
class Shown:
    """What the figures of a place show: the insights paired with it, and its high domains.

    ``domains``: id of a domain → share of residents in its most deprived fifth, in percent;
    ``themes_of``: id of a domain → the themes of its score.
    """

    pairs: Sequence[Pair] = ()
    domains: Mapping[str, float] = field(default_factory=dict)
    themes_of: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What is asked: a place, an indicator, words, or any of them together.

    ``inside``: codes of the boroughs that the place is, or holds. ``in_city_region``: whether
    the place is Greater Manchester or in it. ``ties``: id of a story → what
    people said of it and this indicator. ``theme_names``: theme → words.
    """

    area: Area | None = None
    inside: frozenset[str] = frozenset()
    in_city_region: bool = True
    indicator: Indicator | None = None
    words: str = ""
    shown: Shown = Shown()
    ties: Mapping[str, Collection[Says]] = field(default_factory=dict)
    theme_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speaks:
    """A voice, how strongly it speaks (0 to 1, or above 1 where it is tied), and each why."""

    voice: Voice
    strength: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reason:
    """One of the things that count, from 0 to 1, with its sentence."""

    share: float = 0.0
    why: str = ""


def rank(
    asked: Asked, voices: Sequence[Voice], language: SharedLanguage, weights: Weights | None = None
) -> tuple[Speaks, ...]:
    """The voices that speak to what is asked, the strongest first; the same always alike.

    Stories of places outside what is asked are left out. So is what neither a theme, nor a word,
    nor a tie, nor the place of a story connects.
    """
    near = [(one, _place(asked, one)) for one in voices]
    kept = [(one, where) for one, where in near if where is not None]
    alike = likenesses(question_of(asked), [_passage(one) for one, _ in kept], language)
    spoken = [
        _weighed(asked, voice, where, like, weights or Weights())
        for (voice, where), like in zip(kept, alike, strict=True)
    ]
    found = [one for one in spoken if one is not None]
    return tuple(sorted(found, key=lambda one: (-one.strength, one.voice.kind, one.voice.id)))


def question_of(asked: Asked) -> Passage:
    """What is asked, in words: those typed, and those that the catalogue has for the indicator."""
    parts = [asked.words]
    if asked.indicator is not None:
        one = asked.indicator
        # Its name twice: it says best what the indicator is of, its meaning also how it is counted.
        parts += [one.name, one.short_name, one.name, one.short_name, one.meaning]
    return Passage(" ".join(parts), asked.area.borough_code if asked.area else "")


def _passage(voice: Voice) -> Passage:
    return Passage(f"{voice.title}. {voice.text}", voice.borough)


def _weighed(
    asked: Asked, voice: Voice, where: _Reason, like: Likeness, weights: Weights
) -> Speaks | None:
    theme, figures, text = _theme(asked, voice), _figures(asked, voice), _text(like)
    tied = _tied(asked, voice)
    on_topic = theme.share or text.share or tied.share
    is_of_the_place = voice.kind is VoiceKind.STORY and where.share > 0
    if not (on_topic or is_of_the_place or (figures.share and asked.area is not None)):
        return None
    if asked.words and not text.share:
        return None
    strength = (
        tied.share
        + weights.place * where.share
        + weights.theme * theme.share
        + weights.figures * figures.share
        + weights.text * text.share
    )
    whys = (one.why for one in (tied, where, theme, figures, text) if one.share and one.why)
    return Speaks(voice, round(strength, 6), tuple(whys))


def _place(asked: Asked, voice: Voice) -> _Reason | None:
    """How near a voice was told; None if it is of another place."""
    area = asked.area
    if area is None:
        return _Reason()
    if not voice.borough:
        return _of_the_region(asked, area, voice)
    if voice.borough not in asked.inside:
        return None
    if area.area_type is AreaType.WARD:
        return _near_a_ward(area, voice)
    name = voice.place or voice.borough
    if area.area_type is AreaType.BOROUGH:
        is_whole = not voice.ward
        why = f"Told of {area.name} as a whole." if is_whole else f"Told in {area.name}: {name}."
        return _Reason(1.0 if is_whole else 0.7, why)
    return _Reason(0.5, f"Told in {area.name}: {name}.")


def _near_a_ward(area: Area, voice: Voice) -> _Reason:
    if voice.ward == area.code:
        return _Reason(1.0, f"Told in {area.name} itself.")
    if not voice.ward:
        return _Reason(0.6, f"Told of the whole borough, {area.borough_name}.")
    return _Reason(0.35, f"Told elsewhere in {area.borough_name}: {voice.place}.")


def _of_the_region(asked: Asked, area: Area, voice: Voice) -> _Reason | None:
    """What was told of Greater Manchester as a whole, asked of a place in it."""
    if voice.kind is not VoiceKind.STORY:
        return _Reason()  # insights say nothing of a place
    if not asked.in_city_region:
        return None
    share = 1.0 if area.code == GREATER_MANCHESTER else 0.25
    return _Reason(share, "Told of Greater Manchester as a whole.")


def _theme(asked: Asked, voice: Voice) -> _Reason:
    if asked.indicator is None:
        return _Reason()
    themes = [one for one in asked.indicator.themes if one not in COMMON_THEMES]
    wanted = themes or list(asked.indicator.themes)
    both = [one for one in wanted if one in voice.themes]
    if not both:
        return _Reason()
    named = ", ".join(asked.theme_names.get(one, one) for one in both)
    return _Reason(len(both) / len(wanted), f"It shares the theme: {named}.")


def _figures(asked: Asked, voice: Voice) -> _Reason:
    """What the place's figures show that this voice speaks to."""
    if voice.kind is not VoiceKind.STORY:
        return _paired(asked.shown, voice)
    high = [
        (share, name)
        for name, share in asked.shown.domains.items()
        if share >= HIGH_SHARE and set(asked.shown.themes_of[name]) & set(voice.themes)
    ]
    if high and asked.area is not None:
        share, name = max(high)
        why = (
            f"Of residents of {asked.area.name}, {share:.0f}% live in England's most deprived "
            f"fifth for {DOMAINS[name]}."
        )
        return _Reason(share / 100, why)
    return _of_a_paired_theme(asked, voice)


def _paired(shown: Shown, voice: Voice) -> _Reason:
    found = [one for one in shown.pairs if one.insight.id == voice.insight]
    if not found:
        return _Reason()
    part = 1.0 if voice.kind is VoiceKind.INSIGHT else 0.5  # an insight before its quotations
    return _Reason(part * found[0].strength, found[0].reason)


def _of_a_paired_theme(asked: Asked, voice: Voice) -> _Reason:
    for one in asked.shown.pairs:
        both = [theme for theme in one.insight.themes if theme in voice.themes]
        if both:
            named = asked.theme_names.get(both[0], both[0])
            why = f"“{one.insight.title}” is paired with these figures; both have “{named}”."
            return _Reason(one.strength / 2, why)
    return _Reason()


def _text(like: Likeness) -> _Reason:
    named = ", ".join(f"“{one}”" for one in like.words[:WORDS_IN_WHY])
    return _Reason(like.share, f"In its words: {named}." if named else "")


def _tied(asked: Asked, voice: Voice) -> _Reason:
    said = sorted(asked.ties.get(voice.id, ()), key=list(Says).index)
    if voice.kind is not VoiceKind.STORY or not said:
        return _Reason()
    first = said[0]
    share = 1.0 + (len(Says) - list(Says).index(first)) / 10
    return _Reason(share, f"Somebody said of it and this figure: {first.label.lower()}.")
