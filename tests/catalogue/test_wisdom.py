"""The leadership insights are read whole, searched in order, and refused with every fault named."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files

import pytest

from fhfa_data.catalogue.wisdom import load_wisdom, read_wisdom
from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL, Way
from fhfa_data.catalogue.wisdom_search import search
from fhfa_data.errors import CatalogueError, UnknownName


@pytest.fixture(scope="module")
def wisdom():
    return load_wisdom()


@pytest.fixture
def folder(tmp_path):
    """A copy of the catalogue that a test may damage."""
    with as_file(files("fhfa_data.catalogue")) as original:
        shutil.copytree(original / "insights", tmp_path / "insights")
        for name in ("ways_to_develop.toml", "frame.toml", "wisdom_themes.toml"):
            shutil.copy(original / name, tmp_path / name)
    return tmp_path


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} has no {old!r} to change"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        read_wisdom(folder)
    return str(caught.value).splitlines()[1:]


def test_there_are_14_insights_in_order(wisdom):
    assert [one.number for one in wisdom.insights] == list(range(1, 15))
    assert {one.way for one in wisdom.insights} == set(Way)


def test_there_are_eight_ways_of_which_four_are_kinds_of_support(wisdom):
    assert len(wisdom.ways_to_develop) == 8
    assert [one.id for one in wisdom.kinds_of_support] == [
        "self-assessment", "facilitated-development", "tools", "funding",
    ]  # fmt: skip


def test_the_frame_is_four_by_four(wisdom):
    frame = wisdom.frame
    assert (len(frame.structures), len(frame.levels), len(frame.principles)) == (4, 4, 2)
    assert len({one.text for one in frame.cells}) == 16
    assert "Scharmer" in frame.credit


def test_every_theme_is_used_and_every_insight_has_one(wisdom):
    assert {name for one in wisdom.insights for name in one.themes} == set(wisdom.themes)


def test_it_is_said_who_was_heard_and_that_it_was_not_residents(wisdom):
    assert "not residents" in wisdom.about.who
    assert "not from residents" in EVIDENCE_LABEL
    assert "our own reading" in wisdom.about.mapping_note


def test_nothing_is_told_as_if_residents_had_said_it(wisdom):
    told = [text.casefold() for one in wisdom.insights for text in one.told_us]
    told += [point.text.casefold() for one in wisdom.insights for point in one.points]
    for text in told:
        assert "residents said" not in text
        assert "residents told" not in text


def test_an_unknown_name_gets_the_nearest(wisdom):
    with pytest.raises(UnknownName, match="deep-listening"):
        wisdom.insight("deep-listenin")
    with pytest.raises(UnknownName, match="silos"):
        wisdom.insight("system-barriers").point("silo")
    with pytest.raises(UnknownName):
        wisdom.frame.cell("habit", "nowhere")


def numbers(found) -> list[int]:
    return [one.number for one in found]


def test_search_prefers_the_title_to_the_one_line_to_the_rest(wisdom):
    found = search(wisdom, "listening")
    assert found[0].id == "deep-listening"
    hits = search(wisdom, "inequality")
    one_line = [one for one in hits if "inequality" in one.in_one_line.casefold()]
    assert list(hits[: len(one_line)]) == one_line
    assert len(one_line) < len(hits)


def test_search_matches_beginnings_of_words_whatever_their_case(wisdom):
    assert numbers(search(wisdom, "ISLA")) == [6]
    assert search(wisdom, "slands") == ()


def test_search_wants_every_word(wisdom):
    both = search(wisdom, "money prevention")
    assert 14 in numbers(both)
    assert set(both) <= set(search(wisdom, "money")) & set(search(wisdom, "prevention"))
    assert search(wisdom, "money zebra") == ()


@pytest.mark.parametrize("nonsense", ["???", "zebra", "(", "[qx-", "\\"])
def test_search_for_nonsense_finds_nothing_and_does_not_fail(wisdom, nonsense):
    assert search(wisdom, nonsense) == ()


def test_search_without_words_is_browsing(wisdom):
    assert search(wisdom, "  ") == wisdom.insights
    assert numbers(search(wisdom, ways=["thinking", "feeling"])) == [8, 9, 10]
    politics = search(wisdom, themes=["politics"])
    assert numbers(politics) == [4]
    assert search(wisdom, ways=["doing"], themes=["politics"]) == ()


def test_every_fault_is_reported_together(folder):
    insights = folder / "insights"
    change(insights / "01-a-new-era.toml", 'way = "perceiving"', 'way = "dreaming"')
    change(insights / "02-leadership-focus-of-attention.toml", '"mindset"', '"fishing"')
    change(insights / "03-system-barriers.toml", '"tools"', '"hammers"')
    change(insights / "04-political-context.toml", 'id = "risk"', 'id = "stability"')
    change(insights / "05-navigating-barriers.toml", "meaning =", "meening =")
    (insights / "06-islands-of-leadership.toml").write_text("not = = toml", encoding="utf-8")
    (insights / "14-health-creating-places.toml").rename(insights / "14-places.toml")
    change(folder / "frame.toml", 'structure = "habit"', 'structure = "rabbit"')
    faults = "\n".join(faults_of(folder))
    for expected in (
        "01-a-new-era.toml: way",
        "02-leadership-focus-of-attention.toml: there is no theme called 'fishing'",
        "03-system-barriers.toml: there is no way to develop called 'hammers'",
        "04-political-context.toml: two points are called 'stability'",
        "05-navigating-barriers.toml: meaning: Field required",
        "05-navigating-barriers.toml: meening: Extra inputs are not permitted",
        "06-islands-of-leadership.toml: not valid TOML",
        "14-places.toml: its number and id say it should be called 14-health-creating-places.toml",
        "frame.toml: whole file: Value error, the cells must fill",
        "there is no insight 6 that can be read",
    ):
        assert expected in faults


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("number = 8", "number = 7", "2 insights are numbered 7"),
        ("number = 8", "number = 15", "an insight is numbered 15, but there are 14"),
        ('["01", "05"', '["1", "05"', "how.printed_numbers.0"),
        ('in_one_line = "', 'in_one_line = "' + "long " * 20, "in_one_line"),
        ('title = "Continuity"', 'title = "  "', "points.2.title"),
    ],
)
def test_each_rule_of_an_insight_is_kept(folder, old, new, expected):
    change(folder / "insights" / "08-deep-understanding.toml", old, new)
    assert any(expected in fault for fault in faults_of(folder))


def test_two_insights_of_one_name_are_refused(folder):
    change(folder / "insights" / "08-deep-understanding.toml", "deep-understanding", "feeling")
    assert "- two insights are called 'feeling'" in faults_of(folder)


def test_a_way_too_few_is_refused(folder):
    change(folder / "ways_to_develop.toml", 'kind = "support"', 'kind = "principle"')
    faults = faults_of(folder)
    assert any("3 ways of kind 'support', where 4 are needed" in one for one in faults)


def test_a_missing_file_is_named(folder):
    (folder / "frame.toml").unlink()
    assert faults_of(folder) == ["- frame.toml: is missing or can't be read"]
