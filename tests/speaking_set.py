"""Read the labelled set for the ranking of stories, and measure a ranking on it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean

from fhfa_data.catalogue.load import load_catalogue
from fhfa_data.catalogue.shared_language import SharedLanguage, shared_language
from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.pairing.likeness import Passage, likenesses
from fhfa_data.pairing.speaking import question_of, rank
from fhfa_data.pairing.voices import Voice, VoiceKind
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.speaking import asked_of

FOLDER = Path(__file__).parent / "pairing" / "speaking"
HALVES = ("development", "held_out")
AT = 5


@dataclass(frozen=True)
class Query:
    """``place`` is an ONS code or empty; ``grades``: story → 1 or 2."""

    place: str
    indicator: str
    words: str
    grades: dict[str, int]

    @property
    def kind(self) -> str:
        asked = (self.place and "place", self.indicator and "indicator", self.words and "words")
        return " + ".join(filter(None, asked))


def parts(line, number):
    found = [one.strip() for one in line.split("|")]
    assert len(found) == number, line
    return found


def read(half):
    """The stories of a half as voices, and its queries."""
    sections, now = {}, None
    for line in (FOLDER / f"{half}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            now = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            now.append(line)
    places = {key: rest for key, *rest in map(place_parts, sections["places"])}
    voices = tuple(voice(*parts(line, 5), places) for line in sections["stories"])
    return voices, tuple(query(line, places) for line in sections["queries"])


def place_parts(line):
    found = [one.strip() for one in line.split("|")]
    return [*found, ""][:4]


def voice(story, place, themes, title, text, places):
    code, name, borough = places[place]
    is_ward, is_region = bool(borough), place == "GM"
    return Voice(
        id=story,
        kind=VoiceKind.STORY,
        title=title,
        text=text,
        themes=tuple(one.strip() for one in themes.split(",") if one.strip()),
        evidence="MADE UP",
        place=name,
        ward=code if is_ward else "",
        borough="" if is_region else places[borough][0] if is_ward else code,
    )


def query(line, places):
    asked, _, answer = line.partition("=>")
    place, indicator, words = parts(asked, 3)
    pairs = (one.split(":") for one in answer.split())
    grades = {story: int(grade) for story, grade in pairs}
    return Query(places[place][0] if place else "", indicator, words, grades)


def ours(atlas, voices, query):
    """The ranking that the atlas shows."""
    asked = asked_of(atlas, query.place, query.indicator, query.words)
    return [one.voice.id for one in rank(asked, voices, shared_language())]


def place_only(atlas, voices, query):
    """Same ward, then told of the borough, elsewhere in it, of the region; then as they come."""
    area = atlas.warehouse.area(query.place) if query.place else None

    def far(one):
        if area is None or one.ward == area.code or (one.borough == area.code and not one.ward):
            return 0
        same = one.borough and one.borough in (area.borough_code, area.code)
        return (1 if not one.ward else 2) if same else 3 if not one.borough else 4

    return [one.id for one in sorted(voices, key=far)]


def text_only(atlas, voices, query):
    """BM25 on the words alone, of every place; no local names."""
    asked = asked_of(atlas, "", query.indicator, query.words)
    texts = [Passage(f"{one.title}. {one.text}") for one in voices]
    said = (
        question_of(asked).text
        + " "
        + (atlas.warehouse.area(query.place).name if query.place else "")
    )
    alike = likenesses(Passage(said), texts, SharedLanguage({}))
    by_likeness = sorted(zip(alike, voices, strict=True), key=lambda pair: -pair[0].share)
    return [voice.id for like, voice in by_likeness if like.share]


RANKINGS = {"all four": ours, "place only": place_only, "text only": text_only}


def ndcg(found, grades, at=AT):
    """Normalised discounted cumulative gain, with gains 2^grade - 1.

    Source: Järvelin and Kekäläinen, ACM TOIS 20(4), 2002; gains as in Burges et al., ICML 2005.
    """

    def gain(values):
        return sum((2**grade - 1) / log2(at_ + 2) for at_, grade in enumerate(values[:at]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(one, 0) for one in found]) / best


def recall(found, grades, at=AT):
    """Of the stories that are of use (at most ``at`` can be), the share among the first."""
    return len(set(found[:at]) & set(grades)) / min(at, len(grades))


def measure(atlas, half, ranking):
    """Each query with its nDCG and recall at 5."""
    voices, queries = read(half)
    return [
        (one, ndcg(found, one.grades), recall(found, one.grades))
        for one in queries
        for found in [ranking(atlas, voices, one)]
    ]


def means(measured):
    """Mean nDCG and recall at 5."""
    return mean(one[1] for one in measured), mean(one[2] for one in measured)


def the_atlas(warehouse):
    """With every indicator of the catalogue, whether or not its figures are here."""
    return Atlas(warehouse, load_catalogue(), load_wisdom())


def all_measured(atlas, half):
    """Ranking → each query with its scores."""
    return {name: measure(atlas, half, ranking) for name, ranking in RANKINGS.items()}


def table(half, measured):
    """The scores as a Markdown table: each ranking, then ours by what is asked."""
    ours_ = measured["all four"]
    kinds = sorted({one[0].kind for one in ours_})
    rows = [row(name, one) for name, one in measured.items()]
    rows += [
        row(f"all four, asked by {kind}", [one for one in ours_ if one[0].kind == kind])
        for kind in kinds
    ]
    lines = ["| ranking | queries | nDCG@5 | recall@5 |", "|---|---:|---:|---:|", *rows]
    return "\n".join([*lines, "", f"Over {len(read(half)[0])} stories."]) + "\n"


def row(name, measured):
    found, recalled = means(measured)
    return f"| {name} | {len(measured)} | {found:.2f} | {recalled:.2f} |"
