"""Made-up insight packs: what is in one, ways of writing it down, and what must be read from it.

Nothing here was said by anyone. The words are drawn from a list that has none of the words which
packs use for their own parts.
"""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass

from docx import Document
from hypothesis import assume
from hypothesis import strategies as st

WORDS = (  # noqa: SIM905 - thirty lines of one word each otherwise
    "river lantern orchard copper meadow harbour window garden planet ribbon thunder pocket "
    "marble basket velvet candle bridge saddle anchor feather pebble timber walnut shelter "
    "kitchen violin blanket compass teapot hedge"
).split()
APOSTROPHES = ("don't", "it's", "neighbours'", "o'clock", "we've", "children's")
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(frozen=True)
class Said:
    """A quotation: its paragraphs (nearly always one), and the sentence it stands in, if any."""

    parts: tuple[str, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class MadePoint:
    title: str
    texts: tuple[str, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class MadeInsight:
    title: str
    lead: tuple[str, ...]
    points: tuple[MadePoint, ...]


@dataclass(frozen=True)
class MadePack:
    insights: tuple[MadeInsight, ...]
    ways: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    numbers: tuple[tuple[int, ...], ...] = ()
    kind: str = "Community"


@dataclass(frozen=True)
class Style:
    """How a pack is set."""

    marks: tuple[str, str] = ('"', '"')
    heading: str = "Insight {n}: {title}"
    contents: bool = True
    table: str = "tabs"
    width: int = 0
    ending: str = "\n"


def sentence(least=5, most=14):
    """A sentence with a full stop; some of its words have apostrophes."""
    word = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(APOSTROPHES))
    many = st.lists(word, min_size=least, max_size=most)
    return many.map(lambda words: " ".join([words[0].capitalize(), *words[1:]]) + ".")


def titles(least, most):
    """Different titles of two to four words."""
    one = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True).map(
        lambda words: " ".join([words[0].capitalize(), *words[1:]])
    )
    return st.lists(one, min_size=least, max_size=most, unique_by=str.casefold)


def quoted_words():
    word = st.one_of(st.sampled_from(WORDS), st.sampled_from(("don't", "it's", "we've")))
    return st.lists(word, min_size=4, max_size=9).map(" ".join)


@st.composite
def said(draw):
    shape = draw(st.sampled_from(("alone", "inside", "paragraphs")))
    if shape == "paragraphs":
        return Said(tuple(draw(st.lists(quoted_words(), min_size=2, max_size=3))))
    if shape == "alone":
        return Said((draw(quoted_words()),))
    before = draw(sentence(5, 8)).removesuffix(".")
    return Said((draw(quoted_words()),), f"{before} ", f" {draw(quoted_words())}.")


@st.composite
def packs(draw):
    """A pack of two to eight insights, perhaps with ways to develop and a table.

    No sentence is in it twice: at the edges of three pages it would be a running header.
    """
    count = draw(st.integers(2, 8))
    names = draw(titles(count, count))
    points = [
        tuple(
            MadePoint(
                title,
                tuple(draw(st.lists(sentence(), min_size=1, max_size=3))),
                tuple(draw(st.lists(said(), max_size=2))),
            )
            for title in draw(titles(1, 4))
        )
        for _ in names
    ]
    insights = tuple(
        MadeInsight(name, tuple(draw(st.lists(sentence(), max_size=1))), own)
        for name, own in zip(names, points, strict=True)
    )
    ways = tuple((title, draw(sentence())) for title in draw(titles(2, 5)))
    groups = tuple(draw(st.sampled_from(("Ways of seeing", "Ways of doing"))) for _ in names)
    numbers = tuple(
        tuple(sorted(draw(st.sets(st.integers(1, len(ways)), min_size=1)))) for _ in names
    )
    said_in_it = [text for one in points for point in one for text in point.texts]
    said_in_it += [text for one in insights for text in one.lead] + [text for _, text in ways]
    assume(len(set(said_in_it)) == len(said_in_it))
    return MadePack(insights, ways, groups, numbers)


def styles():
    """Ways of setting plain text that any of these packs can be written in."""
    return st.builds(
        Style,
        marks=st.sampled_from((('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("«", "»"))),
        heading=st.sampled_from(
            (
                "Insight {n}: {title}",
                "Insight {n} – {title}",
                "INSIGHT {n}. {title}",
                "Insight {word}: {title}",
                "Theme {n}: {title}",
                "Insight {n}\n\n{title}",
            )
        ),
        contents=st.booleans(),
        table=st.sampled_from(("tabs", "spaces", "")),
        width=st.sampled_from((0, 60, 78)),
        ending=st.sampled_from(("\n", "\r\n", "\r")),
    )


def lines_of(said_: Said, marks: tuple[str, str]) -> list[str]:
    opening, closing = marks
    if len(said_.parts) == 1:
        return [f"{said_.before}{opening}{said_.parts[0]}{closing}{said_.after}"]
    *first, last = said_.parts
    return [*(opening + one for one in first), f"{opening}{last}{closing}"]


def heading_of(style: Style, number: int, title: str) -> str:
    return style.heading.format(n=number, title=title, word=NUMBER_WORDS[number - 1])


def table_rows(pack: MadePack) -> list[tuple[str, str, str]]:
    rows, above = [], ""
    for number, (insight, group, refs) in enumerate(
        zip(pack.insights, pack.groups, pack.numbers, strict=True), 1
    ):
        shown = "" if group == above else group
        above = group
        said_ = ", ".join(f"{one:02d}" for one in refs)
        rows.append((shown, f"{number}. {insight.title}", f"Talk together ({said_})"))
    return rows


def paragraphs(pack: MadePack, style: Style) -> list[str]:
    """The pack as paragraphs of plain text; a table is one of several lines."""
    found = [f"{pack.kind} insights of Nowhere", "March 2031"]
    if style.contents:
        entries = [
            f"- {page}. {heading_of(style, page, one.title)}".replace("\n\n", " ")
            for page, one in enumerate(pack.insights, 1)
        ]
        found += ["Contents", "\n".join([*entries, "- 40. How to develop it"])]
    for number, insight in enumerate(pack.insights, 1):
        found += [heading_of(style, number, insight.title), *insight.lead]
        for point in insight.points:
            found += [point.title, *point.texts]
            for one in point.said:
                found += lines_of(one, style.marks)
    found.append("How to develop it")
    for title, text in pack.ways:
        found += [title, text]
    if style.table:
        rows = [("", "What to develop", "How to develop"), *table_rows(pack)]
        found += ["Summary", set_table(rows, style.table)]
    return found


def set_table(rows, kind: str) -> str:
    if kind == "tabs":
        quoted = [[f'"{cell}"' if "," in cell else cell for cell in row] for row in rows]
        return "\n".join("\t".join(row) for row in quoted)
    widths = [max(len(row[at]) for row in rows) + 3 for at in range(3)]
    return "\n".join(
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def plain_text(pack: MadePack, style: Style) -> str:
    found = []
    for one in paragraphs(pack, style):
        is_one_line = "\n" not in one
        wrapped = textwrap.fill(one, style.width, break_on_hyphens=False) if style.width else one
        found.append(wrapped if is_one_line else one)
    return "\n\n".join(found).replace("\n", style.ending)


def markdown(pack: MadePack, marks=("“", "”"), *, bold_points: bool = False) -> str:
    found = [f"# {pack.kind} insights of Nowhere", "March 2031"]
    for number, insight in enumerate(pack.insights, 1):
        found += [f"## {number}. {insight.title}", *insight.lead]
        for point in insight.points:
            found += [f"**{point.title}**" if bold_points else f"### {point.title}", *point.texts]
            for one in point.said:
                found += lines_of(one, marks)
    found.append("## How to develop it")
    for title, text in pack.ways:
        found += [f"### {title}", text]
    rows = ["| Group | What | How |", "|---|---|---|"]
    rows += [f"| {' | '.join(row)} |" for row in table_rows(pack)]
    return "\n\n".join([*found, "## Summary", "\n".join(rows)])


def word_document(pack: MadePack, marks=("“", "”"), *, styled: bool = True) -> bytes:
    """A Word document with heading styles, or with ordinary paragraphs only."""
    document = Document()
    if styled:
        _write_styled(document, pack, marks)
    else:
        for text in paragraphs(pack, Style(marks=marks, contents=False, table="")):
            document.add_paragraph(text)
    table = document.add_table(0, 3)
    for row in table_rows(pack):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write_styled(document, pack: MadePack, marks: tuple[str, str]) -> None:
    document.add_paragraph(f"{pack.kind} insights of Nowhere", style="Title")
    for number, insight in enumerate(pack.insights, 1):
        document.add_heading(f"Insight {number}: {insight.title}", 1)
        for text in insight.lead:
            document.add_paragraph(text)
        for point in insight.points:
            document.add_heading(point.title, 2)
            spoken = [line for one in point.said for line in lines_of(one, marks)]
            for text in (*point.texts, *spoken):
                document.add_paragraph(text)
    document.add_heading("How to develop it", 1)
    for title, text in pack.ways:
        document.add_heading(title, 2)
        document.add_paragraph(text)


def written(pack: MadePack):
    """What must be read: per insight its title, lead, and sub-points with texts and quotations."""
    return [
        (
            one.title,
            one.lead,
            [(p.title, p.texts, ["\n".join(s.parts) for s in p.said]) for p in one.points],
        )
        for one in pack.insights
    ]
