"""Local names lead to one term, in the list that ships and in an installation's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.catalogue.shared_language import (
    LocalWords,
    SharedLanguage,
    shared_language,
    stems_of,
)
from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.catalogue.wisdom_search import search
from fhfa_data.errors import CatalogueError

MANCHESTER, OLDHAM, STOCKPORT = "E08000003", "E08000004", "E08000007"


def terms_in(language, text, borough=""):
    """The ids of all terms that a text leads to."""
    return {one for name in language.named_in(text, borough) for one in name.terms}


@pytest.mark.parametrize(
    ("said", "borough", "term"),
    [
        ("I rang the doctor's at eight", "", "gp-surgery"),
        ("I rang the doctors’ at eight", "", "gp-surgery"),
        ("no GP would see her", "", "gp-surgery"),
        ("THE SOCIAL want it online", "", "benefits"),
        ("nine hours in the Royal", MANCHESTER, "manchester-royal-infirmary"),
        ("nine hours in the Royal", OLDHAM, "royal-oldham"),
        ("nine hours in the Royal", STOCKPORT, "hospital"),
        ("nine hours in the Royal", "", "hospital"),
        ("nine hours at the MRI", MANCHESTER, "hospital"),
    ],
)
def test_what_people_say_leads_to_the_term(said, borough, term):
    assert term in terms_in(shared_language(), said, borough)


@pytest.mark.parametrize(
    ("said", "borough", "term"),
    [
        ("the social worker came", "", "benefits"),
        ("down at the social club", "", "benefits"),
        ("waiting for an MRI scan", MANCHESTER, "manchester-royal-infirmary"),
        ("nine hours in the Royal", OLDHAM, "manchester-royal-infirmary"),
        ("nine hours in the Royal", "", "manchester-royal-infirmary"),
    ],
)
def test_what_means_something_else_does_not(said, borough, term):
    assert term not in terms_in(shared_language(), said, borough)


@given(st.sampled_from(sorted(shared_language().entries)), st.data())
def test_every_name_of_every_entry_leads_to_it(entry_id, data):
    language = shared_language()
    entry = language.entries[entry_id]
    name = data.draw(st.sampled_from([entry.term, *entry.names]))
    borough = data.draw(st.sampled_from(entry.boroughs or ("",)))
    put = data.draw(st.sampled_from([str, str.upper, str.title, "MADE UP {} yesterday".format]))
    found = terms_in(language, put(name), borough)
    assert entry_id in found
    assert not entry.part_of or entry.part_of in found


@given(st.text(max_size=200))
def test_names_lie_in_the_text_one_after_another(text):
    ends = 0
    for one in shared_language().named_in(text):
        assert ends <= one.start < one.end <= len(stems_of(text))
        assert one.terms
        ends = one.end


def test_an_installation_adds_names_and_terms(tmp_path):
    (tmp_path / "local_words.toml").write_text(
        '[gp-surgery]\nnames = ["Doctor Madeup\'s"]\n[ginnel]\nterm = "alley"\nnames = ["ginnel"]\n'
    )
    language = shared_language(tmp_path)
    assert "gp-surgery" in terms_in(language, "down at Doctor Madeup's")
    assert "gp-surgery" in terms_in(language, "down at the doctors")
    assert "ginnel" in terms_in(language, "through the ginnels")
    assert "ginnel" not in shared_language().entries


def test_an_edited_list_is_read_again(tmp_path):
    import os

    file = tmp_path / "local_words.toml"
    file.write_text('[ginnel]\nterm = "alley"\nnames = ["ginnel"]\n')
    assert "ginnel" in shared_language(tmp_path).entries
    file.write_text('[snicket]\nterm = "alley"\nnames = ["snicket"]\n')
    os.utime(file, ns=(1, 1))
    assert "snicket" in shared_language(tmp_path).entries


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[x", "not valid TOML"),
        ('x = "y"', "entries.x"),
        ('[x]\nterm = "y"', "names"),
        ('[x]\nterm = "y"\nnames = ["!!"]', "no word"),
        ('[x]\nterm = "y"\nnames = ["z"]\npart_of = "nothing-such"', "part_of"),
        ('[x]\nterm = "y"\nnames = ["z"]\nboroughs = ["Bury"]', "Bury"),
        ('[gp-surgery]\nnames = "doctors"', "names"),
    ],
)
def test_a_fault_is_told_with_the_file(tmp_path, content, named):
    (tmp_path / "local_words.toml").write_text(content)
    with pytest.raises(CatalogueError, match=r"local_words\.toml") as caught:
        shared_language(tmp_path)
    assert named in str(caught.value)


def test_search_finds_the_other_names():
    wisdom = load_wisdom()
    entry = LocalWords(term="residents", names=("folk round here",))
    language = SharedLanguage({"residents": entry})
    assert search(wisdom, "folk round here") == ()
    found = search(wisdom, "folk round here", language=language)
    assert found == search(wisdom, "residents") != ()
    assert search(wisdom, "listening", language=language) == search(wisdom, "listening")


def test_the_ids_of_wider_terms_are_there():
    entries = shared_language().entries
    assert all(isinstance(one, LocalWords) for one in entries.values())
    assert {one.part_of for one in entries.values()} - {""} <= set(entries)
