"""``docs/retention.md`` says what the code does: every figure in it is a constant's."""

from __future__ import annotations

import re
from datetime import date
from inspect import signature

import pytest

from fhfa_data.catalogue.people import People
from fhfa_data.cli.commands import _parser
from fhfa_data.stories.anchors import Anchor
from fhfa_data.stories.consent import Consent
from fhfa_data.stories.records import MAX_TEXT
from fhfa_data.stories.store.exchanging import EXPORT_DAYS
from fhfa_data.stories.store.reading import due_for_renewal

GIVEN = date(2026, 3, 1)
FIGURE = re.compile(r"\b(\d+) (hours?|days?|weeks?|months?|years?)\b")


def months(ends):
    assert ends.day == GIVEN.day
    return (ends.year - GIVEN.year) * 12 + ends.month - GIVEN.month


def code_says():
    """What is set → how long, from the code itself."""
    consent = Consent(purposes=("public",), audiences=("everyone",), given_on=GIVEN)
    anchor = Anchor(kind="group", name="MADE UP", strong="MADE UP", place="E05999001",
                    agreed_on=GIVEN)  # fmt: skip
    notice = signature(due_for_renewal).parameters["within_days"].default
    return {
        "A consent": f"{months(consent.expires_on)} months",
        "An entry in the register of who is trusted": f"{months(anchor.review_on)} months",
        "An export, at most, unless chosen otherwise": f"{EXPORT_DAYS} days",
        "Notice before a consent ends": f"{notice} days",
        "A sign-in": f"{People().hours} hours",
    }


@pytest.fixture(scope="module")
def guide(repository):
    return lambda name: (repository / "docs" / name).read_text("utf-8")


def test_the_table_says_what_the_code_says(guide):
    table = guide("retention.md").partition("## What is set")[2].partition("## Schedule")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line[:2] == "| "][1:]
    assert {what: how_long for what, how_long, _ in rows} == code_says()


def test_no_other_figure_stands_in_the_schedule(guide):
    schedule = guide("retention.md").partition("## Schedule")[2]
    assert FIGURE.findall(schedule) == []


def test_the_notice_and_the_assessment_say_the_same(guide):
    said = set(code_says().values())
    for name in ("privacy-notice.md", "dpia.md"):
        figures = {" ".join(one) for one in FIGURE.findall(guide(name))}
        assert figures
        assert figures <= said, name
    assert f"{MAX_TEXT:,} characters" in guide("dpia.md")


def test_the_command_line_begins_with_the_same_days():
    assert _parser().parse_args(["stories", "export"]).days == EXPORT_DAYS


def test_they_are_linked_from_where_people_look(repository, guide):
    for text in ((repository / "README.md").read_text("utf-8"), guide("stories.md")):
        for name in ("dpia.md", "privacy-notice.md", "retention.md"):
            assert f"{name})" in text
