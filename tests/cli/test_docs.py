"""The guides and the command line say the same: nothing undocumented, nothing that isn't there."""

from __future__ import annotations

import argparse
import re
import shlex

import pytest

from fhfa_data.cli import main
from fhfa_data.cli.commands import _parser

GUIDES = ["README.md", "docs/analysts.md"]
STORY_GUIDES = ["analysts.md", "stories.md", "insights.md", "gate.md"]


def commands():
    """Command → its options, from the parser itself."""
    (choices,) = [
        action.choices
        for action in _parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return {
        name: {option for action in parser._actions for option in action.option_strings}
        - {"-h", "--help"}
        for name, parser in choices.items()
    }


def commands_of_stories():
    """Command under ``fhfa stories`` → its options."""
    (top,) = [one for one in _parser()._actions if isinstance(one, argparse._SubParsersAction)]
    stories = top.choices["stories"]
    (kinds,) = [one for one in stories._actions if isinstance(one, argparse._SubParsersAction)]
    return {
        name: {option for action in parser._actions for option in action.option_strings}
        - {"-h", "--help"}
        for name, parser in kinds.choices.items()
    }


@pytest.fixture(scope="module")
def guides(repository):
    """Guide → its text; a guide that isn't there is a failure."""
    return {name: (repository / name).read_text("utf-8") for name in GUIDES}


def examples(text):
    """The command lines in a guide's code that start with ``fhfa``, up to a pipe or redirection."""
    fenced = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    joined = re.sub(r"\\\n\s*", " ", fenced)
    found = re.findall(r"^\s*(?:\$ |> )?(?:python -m fhfa_data|fhfa) (.+)$", joined, re.MULTILINE)
    return [re.split(r"\s[|>#]|&&|;", line)[0].strip() for line in found]


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_both_guides(guides, command):
    for name, text in guides.items():
        assert f"fhfa {command}" in text, f"{name} says nothing of fhfa {command}"


@pytest.mark.parametrize(
    ("command", "option"),
    [(command, option) for command, options in commands().items() for option in sorted(options)],
)
def test_every_option_is_in_a_guide(guides, command, option):
    assert any(option in text for text in guides.values()), f"fhfa {command} {option}"


@pytest.mark.parametrize("command", commands_of_stories())
def test_every_command_of_stories_is_in_a_guide_of_theirs(repository, command):
    texts = [(repository / "docs" / name).read_text("utf-8") for name in STORY_GUIDES]
    assert any(f"fhfa stories {command}" in text for text in texts)
    for option in commands_of_stories()[command]:
        assert any(option in text for text in texts), option


@pytest.mark.parametrize("guide", GUIDES)
def test_no_guide_names_a_command_that_is_not_there(guides, guide):
    named = re.findall(r"(?:`|^|&& |; )fhfa ([a-z]+)", guides[guide], re.MULTILINE)
    assert named
    assert set(named) <= set(commands())


@pytest.mark.parametrize("guide", GUIDES)
def test_every_example_works(guides, guide, warehouse_file, capsys):
    found = [shlex.split(line) for line in examples(guides[guide])]
    asking = [words for words in found if words[0] in ("figures", "indicators", "status")]
    serving = [words for words in found if words[0] not in ("figures", "indicators", "status")]
    assert found
    for words in asking:
        assert main(words) == 0, words
        assert capsys.readouterr().out, words
    for words in serving:
        _parser().parse_args(words)


def test_the_columns_are_explained(guides, repository):
    from fhfa_data.views.figure_rows import COLUMNS

    missing = [name for name in COLUMNS if f"`{name}`" not in guides["docs/analysts.md"]]
    assert missing == []
