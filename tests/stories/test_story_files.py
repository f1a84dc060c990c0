"""Stories through files and back: exact, harmless in a spreadsheet, each fault with its row."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_stories import consent, quote, story
from python_calamine import CalamineWorkbook

from fhfa_data.errors import StoryError, UnknownName
from fhfa_data.stories.choices import Method, PlaceLevel, Speaker, State, theme_words
from fhfa_data.stories.fields import clean_text
from fhfa_data.stories.records import Kept, Standing
from fhfa_data.stories.tables.importing import preview
from fhfa_data.stories.tables.reading import read_rows
from fhfa_data.stories.tables.writing import FORMATS

LABEL = {"id": "x1", "taken_at": "", "taken_by": "mo", "use": "care", "expires_on": "2026-07-01"}
FORMULAS = [
    "=1+1",
    "+44 161 496 0000",
    "-5",
    "@SUM(A1)",
    "'=1",
    "''",
    "'tis",
    "＝1",
    '=HYPERLINK("x")',
]


def texts(shortest=0):
    kept_as_typed = st.text(max_size=60).map(cleaned).filter(lambda one: len(one) >= shortest)
    return kept_as_typed | st.sampled_from(FORMULAS)


def cleaned(text):
    """As the store keeps it; nothing where it would refuse to."""
    try:
        return clean_text(text)
    except ValueError:
        return ""


days = st.dates(date(2000, 1, 1), date(2090, 1, 1))
themes = st.lists(st.sampled_from(sorted(theme_words())), unique=True, max_size=4)
consents = st.lists(st.builds(lambda day: consent(given_on=day, expires_on=None), days), max_size=2)
quotes = st.lists(
    st.builds(lambda words, ledger: quote(text=words, consents=ledger), texts(1), consents),
    max_size=2,
)
stories = st.fixed_dictionaries(
    {
        "title": texts(1),
        "text": texts(1),
        "neighbourhood": texts(),
        "ward_name": texts(),
        "group": texts(),
        "original_text": texts(),
        "speaker": st.sampled_from(list(Speaker)),
        "place_level": st.sampled_from(list(PlaceLevel)),
        "method": st.sampled_from(list(Method)),
        "people": st.integers(1, 100_000),
        "themes_teller": themes,
        "themes_analyst": themes,
        "quotes": quotes,
        "consents": consents,
        "language": st.sampled_from(["en", "ur", "pa-Guru"]),
    }
).map(lambda values: story(**values))
standings = st.builds(
    lambda state, reason, revision, who: Standing(
        state=state,
        reason=reason,
        revision=revision,
        contributor=who,
        changed_at="2026-06-01T00:00",
    ),
    st.sampled_from(list(State)),
    texts(),
    st.integers(1, 99),
    texts(),
)
kept_stories = st.lists(st.builds(Kept, story=stories, standing=standings), max_size=3)


def through(stories, form, folder):
    path = folder / f"export.{form}"
    path.write_bytes(FORMATS[form](stories, LABEL))
    return preview(read_rows(path), as_exported=True)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40)
@given(stories=kept_stories)
def test_a_file_brings_back_exactly_what_went_in(form, stories, tmp_path_factory):
    found = through(stories, form, tmp_path_factory.mktemp("files"))
    assert found.faults == ()
    assert found.left_out in ((), ("export",))
    assert [kept for _, kept in found.stories] == stories


def cells_of(form, content):
    if form == "csv":
        return [
            cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row
        ]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        cell
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_spreadsheet_starts_like_a_formula(form, formula):
    one = story(title=formula, text=formula, group=formula, original_text=formula)
    content = FORMATS[form]([Kept(story=one, standing=Standing(reason=formula))], LABEL)
    assert [
        cell for cell in cells_of(form, content) if str(cell)[:1] in "=+-@\t\r＝" and cell
    ] == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_says_which_export_it_is_and_when_it_ends(form, tmp_path):
    content = FORMATS[form]([Kept(story=story(), standing=Standing())], LABEL)
    said = json.loads(content)["export"].values() if form == "json" else cells_of(form, content)
    assert {"x1", "2026-07-01"} <= set(said)


def test_more_than_a_cell_holds_is_refused_and_not_cut():
    many = [quote(text="MADE UP " * 200) for _ in range(30)]
    with pytest.raises(StoryError, match="cell"):
        FORMATS["xlsx"]([Kept(story=story(quotes=many), standing=Standing())], LABEL)


THEIRS = """\
Headline,Said,Who,Borough,When,Notes,Themes
MADE UP one,"MADE UP, said; so",A resident,E08999001,5/3/2026,x,Listening; politics
MADE UP two,MADE UP said,councillor,E08999001,2026-03-06,,
"""
MAPPING = {
    "Headline": "title",
    "Said": "text",
    "Who": "speaker",
    "Borough": "borough",
    "When": "gathered_from",
    "Themes": "themes_analyst",
}
CONSTANTS = {"place_level": "borough", "method": "An interview", "gathered_to": "2026-03-31"}


def read(folder, text, **options):
    path = folder / "theirs.csv"
    path.write_text(text, encoding="utf-8")
    return preview(read_rows(path), **options)


def test_another_collection_comes_in_by_a_mapping(tmp_path):
    found = read(tmp_path, THEIRS, mapping=MAPPING, constants=CONSTANTS)
    assert found.faults == ()
    assert found.left_out == ("Notes",)
    first, second = (kept.story for _, kept in found.stories)
    assert (first.title, first.text, first.speaker) == (
        "MADE UP one",
        "MADE UP, said; so",
        Speaker.RESIDENT,
    )
    assert first.gathered_from == date(2026, 3, 5)
    assert first.themes_analyst == ("listening", "politics")
    assert (second.speaker, second.method) == (Speaker.COUNCILLOR, Method.INTERVIEW)


def test_ward_as_people_write_it_is_the_name_and_as_an_export_does_the_code(tmp_path):
    found = read(tmp_path, "Ward,ward\nMade-up ward,E05999001\n")
    assert found.taken == {"Ward": "ward_name", "ward": "ward"}


@pytest.mark.parametrize("change", [(",", ";"), (",", "\t")])
def test_semicolons_and_tabs_part_columns_too(tmp_path, change):
    text = "title,text,speaker\nMADE UP,MADE UP,resident\n".replace(*change)
    found = read(tmp_path, text)
    assert set(found.taken) == {"title", "text", "speaker"}


def test_every_fault_says_its_row_and_field_and_never_what_was_said(tmp_path):
    text = THEIRS.replace("A resident", "Zebulon").replace("2026-03-06", "in spring")
    found = read(tmp_path, text, mapping=MAPPING, constants=CONSTANTS)
    assert [(one.row, one.field) for one in found.faults] == [
        (2, "Who speaks"),
        (3, "Gathered from"),
    ]
    assert "Zebulon" not in repr(found.faults)
    assert "spring" not in repr(found.faults)


def test_a_row_that_is_there_twice_is_a_fault(tmp_path):
    line = THEIRS.splitlines()[1]
    found = read(tmp_path, THEIRS + line + "\n", mapping=MAPPING, constants=CONSTANTS)
    assert [(one.row, one.what) for one in found.faults] == [(4, "is the same story as row 2")]


def test_the_standing_of_another_collection_is_not_believed(tmp_path):
    text = "id,state,contributor,title\n17,approved,ada,MADE UP\n"
    assert set(read(tmp_path, text).left_out) == {"id", "state", "contributor"}


@pytest.mark.parametrize(
    ("mapping", "constants"),
    [({"Nowhere": "title"}, {}), ({"Said": "txt"}, {}), ({}, {"wrd": "x"})],
)
def test_a_mapping_of_what_is_not_there_is_refused(tmp_path, mapping, constants):
    with pytest.raises(UnknownName):
        read(tmp_path, THEIRS, mapping=mapping, constants=constants)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b'title\n"MADE UP'),
        ("a.csv", b"title,title\na,b\n"),
        ("a.csv", b"title\nMADE UP,and more\n"),
        ("a.json", b'{"stories": {}}'),
        ("a.json", b'["MADE UP"]'),
        ("a.json", b"{MADE UP"),
        ("a.xlsx", b"MADE UP"),
        ("a.docx", b"MADE UP"),
    ],
)
def test_what_is_no_such_file_is_said_in_one_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StoryError) as caught:
        read_rows(tmp_path / name)
    assert "MADE UP" not in str(caught.value)
