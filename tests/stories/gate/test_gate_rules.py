"""What each rule finds and what it leaves, where one word more or less makes the difference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fhfa_data.stories.gate import Verdict, find, mended, reworded, screen
from fhfa_data.stories.gate.lexicon import lexicon
from fhfa_data.stories.gate.rare import described


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("My insta is madeup_99, message me.", "link", "madeup_99"),
        ("See www.example.org/x today.", "link", "www.example.org/x"),
        ("It shut on march 3rd.", "date", "march 3rd"),
        ("It shut on 3 march.", "date", "3 march"),
        ("NHS number 999 456 7890.", "nhs_number", "999 456 7890"),
        ("Our postcode sector is M8 8.", "postcode", "M8 8"),
        ("She lives at 14 acacia avenue.", "address", "14 acacia avenue"),
        ("He lives at 30 Little St.", "address", "30 Little St"),
        ("Find number 40 on Acacia Road.", "address", "40 on Acacia Road"),
        ("I saw Yusuf Tuesday.", "name", "Yusuf"),
        ("I saw Yusuf Khan Tuesday.", "name", "Yusuf Khan"),
        ("I asked Van der Quillip.", "name", "Van der Quillip"),
        ("We met Omar bin Quillip.", "name", "Omar bin Quillip"),
        ("Aisha Green rang.", "name", "Aisha Green"),
        ("I ASKED QUILLIP ZANTOKA ABOUT THE BUS.", "name", "QUILLIP ZANTOKA"),
        ("Sunita, 43, Cheetham Hill", "name", "Sunita"),
    ],
)
def test_this_alone_is_found(text, kind, words):
    assert [(one.kind.value, text[one.start : one.end]) for one in find(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0808 157 0123.",  # an organisation's
        "See www.nhs.uk/falls or gov.uk today.",
        "We had to march 3 miles.",
        "Order 999 456 7890 never came.",  # neither the right last digit nor "NHS" before it
        "Take the M8 8 times.",
        "It is 10 minutes walk.",
        "We did 20 laps drive.",
        "They met 30 Little St Anne's pupils.",  # a saint, no street
        "I counted 40 on Acacia Road.",
        "Father Christmas came.",
        "THE BUS AT QUILLIP ZANTOKA STOPS LATE.",
    ],
)
def test_nothing_is_found(text):
    assert find(text) == ()
    assert screen(text).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("It shut on 25/12/2024.", "It shut on a date in winter 2024."),
        ("It shut on 12/25/2024.", "It shut on a date in winter 2024."),  # the month first
        ("It shut on 7/25/2024.", "It shut on a date in summer 2024."),
        ("I'm 82 year old Sikh woman.", "I'm a woman in their eighties."),
        ("I am a deaf Roma.", "I am part of a small group."),
    ],
)
def test_what_is_said_instead_reads_as_a_person_would_say_it(text, better):
    assert reworded(text, find(text)) == better


def test_one_person_is_described_and_a_group_is_not():
    assert list(described("A deaf Somali woman waited."))
    assert not list(described("Deaf Somali women waited."))
    assert not list(described("Many deaf Somali speakers waited."))


def test_mending_ends_though_the_words_put_in_are_found_again():
    """As for an installation whose own lists take "someone" for a name."""
    known = lexicon()
    odd = replace(
        known,
        words=known.words - {"someone"},
        names=known.names | {"someone"},
        common_names=known.common_names | {"someone"},
    )
    text = "I asked Tariq."
    assert mended(text, find(text, odd), odd) == "I asked someone."
