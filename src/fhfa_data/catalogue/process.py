"""Questions to walk a service or a decision through, in the order they are asked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from fhfa_data.catalogue.records import Record
from fhfa_data.catalogue.wisdom_model import Slug, Words

FILE = "process.toml"


class ProcessQuestion(Record):
    """One question; ``figures``: indicators that stand beside it for the place looked at."""

    id: Slug
    title: Words
    text: Words
    figures: tuple[str, ...] = ()


class _File(Record):
    questions: tuple[ProcessQuestion, ...]


@cache
def process_questions() -> dict[str, ProcessQuestion]:
    """The questions: id → question.

    >>> list(process_questions())[0]
    'who-decides'
    """
    text = files("fhfa_data.catalogue").joinpath(FILE).read_text("utf-8")
    return {one.id: one for one in _File.model_validate(tomllib.loads(text)).questions}
