"""Which indicator plays which part is said in one file, and nowhere in code."""

from __future__ import annotations

import ast
import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from fhfa_data.catalogue.load import read_catalogue
from fhfa_data.catalogue.roles import Roles, roles
from fhfa_data.errors import CatalogueError
from fhfa_data.pairing.facts import DOMAINS

NOT_IDS = {
    "src/fhfa_data/pairing/fact_list.py": {"population", "core20_pct", "core10_pct", "imd_score"},
}
"""File → names that are spelt as an indicator and are none: the rulebook's own names of facts."""


def texts(path: Path) -> list[str]:
    """Every text in a module's code, f-strings' parts too; docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    return [
        one.value
        for one in ast.walk(tree)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in alone
    ]


def test_no_code_names_an_indicator(catalogue, repository):
    names = set(catalogue.indicators)
    quoted = re.compile(rf"['\"]({'|'.join(names)})['\"]")  # in SQL
    found = []
    for path in [*repository.glob("src/**/*.py"), *repository.glob("pages/*.py")]:
        where = path.relative_to(repository).as_posix()
        for text in texts(path):
            said = {text} & names - NOT_IDS.get(where, set()) or set(quoted.findall(text))
            found += [f"{where}: {one}" for one in said]
    assert found == []


@pytest.fixture
def folder(tmp_path):
    """A copy of the catalogue to spoil."""
    copy = tmp_path / "catalogue"
    shutil.copytree(Path(str(files("fhfa_data.catalogue"))), copy)
    return copy


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('core20 = "core20_pct"', 'core20 = "core21_pct"', "core20: there is no indicator called"),
        ('extent = "extent_pct"', "", "extent: Field required"),
        ('extent = "extent_pct"', 'extent = "extent_pct"\nwidth = "extent_pct"', "width: Extra"),
        ('extent = "extent_pct"', 'extent = "extent_pct"\nextent = "imd_rank"', "not valid TOML"),
        ('"white_pct", "other', '"whyte_pct", "other', "ethnic_groups: there is no indicator"),
        ('"income_decile"', '"income_dozen"', "domain_deciles: there is no indicator"),
    ],
)
def test_each_part_is_played_once_by_an_indicator_that_is_there(folder, old, new, words):
    file = folder / "roles.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=words):
        read_catalogue(folder)


def test_what_an_indicator_is_made_of_is_there_too(folder):
    file = folder / "indicators" / "mood_anxiety.toml"
    file.write_text(file.read_text("utf-8").replace('made_of = ["', 'made_of = ["no_'), "utf-8")
    with pytest.raises(CatalogueError, match="there is no indicator called 'no_depression"):
        read_catalogue(folder)


def test_every_part_is_asked_for(repository):
    code = "".join(
        p.read_text("utf-8") for p in [*repository.glob("src/**/*.py"), *repository.glob("*.py")]
    )
    asked = set(re.findall(r"\b(?:roles\(\)|part)\.(\w+)", code))
    assert set(Roles.model_fields) - asked == set()


def test_domains_are_those_that_sentences_name():
    assert list(roles().domain_deciles) == list(DOMAINS)
