"""Every element of the source is told, in our own words: none is missed, none is copied."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from wisdom_elements import EXCLUDED, Element, elements

from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.pairing.rules import load_rules

PACK = Path(__file__).resolve().parents[2] / ".." / "shared" / "pack"
LONGEST_SHARED_RUN = 6
LABELS = ("Health-creating places", "Navigating barriers to drive action")
HEADING_WORDS = 14


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("’", ""))


def told(address: str) -> str:
    """Our telling at an address of ``wisdom_elements``; fails if there is none."""
    wisdom = load_wisdom()
    kind, _, rest = address.partition(":")
    if kind == "frame":
        return told_by_frame(rest)
    if kind == "about":
        return getattr(wisdom.about, rest)
    if kind == "note":
        return {note.id: note.text for note in wisdom.notes}[rest]
    if kind == "way":
        name, mark, part = re.fullmatch(r"([a-z-]+)([/#]?)(.*)", rest).groups()
        way = wisdom.way_to_develop(name)
        if mark == "#":
            return " ".join(way.topics)
        return {point.id: point.text for point in way.points}[part] if mark else way.text
    insight = wisdom.insights[int(kind) - 1]
    if rest in ("told", "how"):
        return " ".join(insight.told_us) if rest == "told" else insight.how.starter
    return insight.point(rest).text


def told_by_frame(rest: str) -> str:
    frame = load_wisdom().frame
    kind, _, name = rest.partition(":")
    if kind == "cell":
        return frame.cell(*name.split(":")).text
    if kind == "principle":
        return {one.id: one.text for one in frame.principles}[name]
    return frame.leverage.text if kind == "leverage" else f"{frame.meaning} {frame.credit}"


@cache
def pack_text() -> str:
    texts = sorted(PACK.glob("*.txt"))
    if not texts:
        pytest.skip("not run: ../shared/pack is not on this machine")
    return "\n".join(one.read_text(encoding="utf-8") for one in texts)


def pack_lines() -> Iterator[tuple[str, str]]:
    """(section, line) from the frame to the end; a section is "frame", "1" to "14", or "how"."""
    section = ""
    for line in filter(None, map(str.strip, pack_text().splitlines())):
        if line == "A Frame":
            section = "frame"
        elif line.startswith("So what does this mean"):
            section = "how"
        if title := re.match(r"Insight (\d+):", line):
            section = title[1]
        elif section:
            yield section, line


def needs_telling(line: str) -> bool:
    """A short line without a full stop is a heading or list item; a quoted line is a quotation."""
    if "\t" in line:
        return False  # rows of the two tables have tests of their own
    is_heading = len(words(line)) <= HEADING_WORDS and not line.endswith(".")
    return is_heading or bool(re.match(r"[\"'“‘]", line)) or bool(re.match(r"- \d", line))


def matches(line: str, begins: str) -> bool:
    return bool(begins) and words(line)[: len(words(begins))] == words(begins)


@pytest.mark.parametrize(
    "element", elements(), ids=lambda one: f"{one.address} {one.begins}".replace(" ", "-")
)
def test_each_element_is_told(element: Element):
    text = told(element.address)
    assert len(words(text)) >= 4, f"{element.address} says next to nothing: {text!r}"
    assert element.word in text.casefold()


def test_the_list_leaves_out_no_point_of_ours():
    """Each point we tell stands in the list: nothing is told that the source has not got."""
    wisdom = load_wisdom()
    ours = {f"{one.number}:{point.id}" for one in wisdom.insights for point in one.points}
    ours |= {f"way:{way.id}" for way in wisdom.ways_to_develop}
    ours |= {f"way:{way.id}/{point.id}" for way in wisdom.ways_to_develop for point in way.points}
    covered = {one.address for one in elements()}
    told_elsewhere = {"1:momentum", "7:listen-share-reflect-act"}  # quotations: see told_us
    assert ours - covered == told_elsewhere


@pytest.mark.shared
def test_no_heading_or_quotation_of_the_source_is_missed():
    listed = elements()
    missed = [
        (section, line)
        for section, line in pack_lines()
        if needs_telling(line)
        and not any(one.section == section and matches(line, one.begins) for one in listed)
        and not any(matches(line, begins) for begins in EXCLUDED.get(section, {}))
    ]
    assert missed == []


@pytest.mark.shared
def test_the_list_names_only_what_the_source_has():
    lines = list(pack_lines())
    invented = [
        one
        for one in elements()
        if one.begins
        and not any(one.section == section and matches(line, one.begins) for section, line in lines)
    ]
    assert invented == []


@pytest.mark.shared
def test_the_titles_follow_the_source():
    titles = re.findall(r"^Insight (\d+): ?(.+)$", pack_text(), flags=re.MULTILINE)
    assert [int(number) for number, _ in titles] == list(range(1, 15))
    for number, title in titles:
        ours = set(words(load_wisdom().insights[int(number) - 1].title))
        assert ours & set(words(title)), f"insight {number} goes by another name: {title}"


@pytest.mark.shared
def test_the_what_by_how_table_is_as_printed():
    printed_under, rows = "", 0
    for line in pack_text().splitlines():
        found = re.search(r"(?:^|\t)(\d+)\. ?[A-Z].*\t.*?\(([\d, -]+)\)", line)
        if not found:
            continue
        rows += 1
        if line[0].isalpha():
            printed_under = line.split("\t")[0]
        how = load_wisdom().insights[int(found[1]) - 1].how
        assert list(how.printed_numbers) == re.findall(r"\d\d(?: - \d\d)?", found[2])
        assert how.printed_under == printed_under
    assert rows == 13, "the table has a row an insight, 13 and 14 sharing one"
    wisdom = load_wisdom()
    assert wisdom.insights[13].how == wisdom.insights[12].how


@pytest.mark.shared
def test_the_frame_has_a_cell_for_each_of_the_source():
    table = [line for line in pack_text().splitlines() if re.match(r"(•\t)?[1-4]\.0", line.strip())]
    cells = [cell for line in table for cell in line.strip().lstrip("•\t").split("\t")[1:]]
    assert len(cells) == len(load_wisdom().frame.cells) == 16


def our_texts() -> Iterator[tuple[str, str]]:
    def leaves(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (leaf for one in value.values() for leaf in leaves(one))
        elif isinstance(value, list):
            yield from (leaf for one in value for leaf in leaves(one))

    catalogue = files("fhfa_data.catalogue")
    tomls = [one for one in (catalogue / "insights").iterdir() if one.name.endswith(".toml")]
    tomls += [catalogue / name for name in ("ways_to_develop.toml", "frame.toml")]
    tomls += [one for one in (files("fhfa_data.pairing") / "rulebook").iterdir()]
    for file in tomls:
        for text in leaves(tomllib.loads(file.read_text(encoding="utf-8"))):
            yield file.name, text
    yield "rules", " ".join(one.reason for one in load_rules().rules)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    spoken = words(text)
    return {tuple(spoken[at : at + length]) for at in range(len(spoken) - length + 1)}


@pytest.mark.shared
def test_no_long_run_of_words_is_the_source_s():
    length = LONGEST_SHARED_RUN + 1
    source = runs(pack_text(), length)
    for label in LABELS:
        source -= runs(label, length)
    copied = {
        (name, " ".join(run)) for name, text in our_texts() for run in runs(text, length) & source
    }
    assert not copied


def test_nothing_we_tell_is_put_in_quotation_marks():
    """What was said is given in reported speech. A single word may be quoted, a sentence never."""
    for name, text in our_texts():
        for quoted in re.findall(r"[“\"‘']([^“”\"‘’']{2,}?)[”\"’'](?![a-z])", text):
            assert len(words(quoted)) <= 3, f"{name}: {quoted!r}"
