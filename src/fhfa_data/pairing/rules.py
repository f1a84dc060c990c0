"""Read the rulebook: which insight goes with which pattern in the figures, and in what words."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from fhfa_data.catalogue.records import Record
from fhfa_data.catalogue.wisdom import load_wisdom
from fhfa_data.catalogue.wisdom_model import Slug, Wisdom, Words
from fhfa_data.errors import CatalogueError, UnknownName
from fhfa_data.pairing.fact_list import FACTS, FactValue

Op = Literal[">=", "<=", "between", "==", "in", "is_missing"]
Share = Annotated[float, Field(ge=0, le=1)]


class Condition(Record):
    """One thing that must hold of a fact. An unknown fact meets only ``is_missing``."""

    fact: str
    op: Op
    value: float | str | tuple[float, float] | tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _value_fits_op(self) -> Self:
        if self.fact not in FACTS:
            raise ValueError(f"there is no fact called '{self.fact}'")
        value, number = self.value, FACTS[self.fact].is_number
        fits = {
            ">=": number and isinstance(value, float),
            "<=": number and isinstance(value, float),
            "between": number and isinstance(value, tuple) and _two_in_order(value),
            "==": isinstance(value, float if number else str),
            "in": not number and isinstance(value, tuple),
            "is_missing": value is None,
        }
        if not fits[self.op]:
            raise ValueError(f"'{self.fact} {self.op}' can't be asked with the value {value!r}")
        return self

    def holds(self, value: FactValue) -> bool:
        """Whether a place with this value of the fact meets the condition."""
        if self.op == "is_missing":
            return value is None
        if value is None:
            return False
        return self._compares(value)

    def _compares(self, value: Any) -> bool:
        wanted: Any = self.value
        match self.op:
            case ">=":
                return value >= wanted
            case "<=":
                return value <= wanted
            case "between":
                return wanted[0] <= value <= wanted[1]
            case "in":
                return value in wanted
            case _:
                return value == wanted


class Strength(Record):
    """How strongly a rule speaks: ``base`` at ``start``, rising by ``gain`` until ``full``.

    ``full`` may lie below ``start``, where a lower figure should count for more.
    """

    base: Share
    fact: str = ""
    start: float = 0
    full: float = 1
    gain: Share = 0

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.fact and not (self.fact in FACTS and FACTS[self.fact].is_number):
            raise ValueError(f"there is no numeric fact called '{self.fact}'")
        if self.base + self.gain > 1:
            raise ValueError("base and gain together exceed 1")
        if self.start == self.full:
            raise ValueError("start and full are the same")
        return self

    def of(self, value: FactValue) -> float:
        """The strength for a place with this value of the fact; ``base`` if it is unknown."""
        if not isinstance(value, (int, float)):
            return self.base
        way_there = (value - self.start) / (self.full - self.start)
        return float(self.base + self.gain * min(1.0, max(0.0, way_there)))


class Rule(Record):
    """One pattern in the figures, and the point of an insight that leaders made about such a thing.

    ``reason`` and ``ask`` are sentences with ``{facts}`` in them. A rule applies only where every
    condition holds and every fact its sentences name is known. A ``fallback`` rule is looked at
    only where no other rule applies.
    """

    id: Slug
    insight: Slug
    point: Slug
    when: tuple[Condition, ...]
    strength: Strength
    reason: Words
    ask: Words
    fallback: bool = False

    @model_validator(mode="after")
    def _sentences_name_known_facts(self) -> Self:
        for name in sorted(self.placeholders):
            if name not in FACTS:
                raise ValueError(f"a sentence names a fact that does not exist: '{name}'")
        if any(spec or kind for _, _, spec, kind in Formatter().parse(self.reason + self.ask)):
            raise ValueError("a fact is said as it is: no ':' or '!' inside the braces")
        if not self.when and not self.fallback:
            raise ValueError("a rule without conditions must be a fallback")
        if not self.fallback and "place_name" not in self.placeholders:
            raise ValueError("the reason must name the place: use {place_name}")
        return self

    @property
    def placeholders(self) -> frozenset[str]:
        """The facts that the sentences name."""
        parts = Formatter().parse(f"{self.reason} {self.ask}")
        return frozenset(name for _, name, _, _ in parts if name is not None)


class Rules(Record):
    """The whole rulebook, in the order of the insights."""

    rules: tuple[Rule, ...]


@cache
def load_rules() -> Rules:
    """The rulebook that ships with the package; see :func:`read_rules`."""
    return read_rules(files("fhfa_data.pairing") / "rulebook", load_wisdom())


def read_rules(folder: Traversable, wisdom: Wisdom) -> Rules:
    """Read every TOML file of a rulebook folder.

    Raises
    ------
    CatalogueError
        Listing every fault together: syntax, unknown facts, insights or points, an id used twice,
        an insight that no rule leads to.
    """
    faults: list[str] = []
    rules: list[Rule] = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            rules.extend(_rules_of(file, faults))
    faults.extend(_faults_of(rules, wisdom))
    if faults:
        lines = "\n".join(f"- {one}" for one in faults)
        raise CatalogueError(f"The pairing rulebook has {len(faults)} fault(s):\n{lines}")
    order = {one.id: one.number for one in wisdom.insights}
    return Rules(rules=tuple(sorted(rules, key=lambda one: (order[one.insight], one.id))))


def _rules_of(file: Traversable, faults: list[str]) -> Iterator[Rule]:
    try:
        content: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append(f"{file.name}: not valid TOML: {error}")
        return
    for name in content.keys() - {"rules"}:
        faults.append(f"{file.name}: nothing called '{name}' is expected here")
    for position, entry in enumerate(content.get("rules", []), start=1):
        try:
            yield Rule.model_validate(entry)
        except ValidationError as error:
            name = entry.get("id", f"rule {position}") if isinstance(entry, dict) else position
            faults.extend(
                f"{file.name}: {name}: {'.'.join(str(part) for part in one['loc'])} {one['msg']}"
                for one in error.errors()
            )


def _faults_of(rules: list[Rule], wisdom: Wisdom) -> Iterator[str]:
    for name, count in Counter(one.id for one in rules).items():
        if count > 1:
            yield f"{count} rules are called '{name}'"
    for rule in rules:
        try:
            wisdom.insight(rule.insight).point(rule.point)
        except UnknownName as error:
            yield f"{rule.id}: {error}"
    led_to = {one.insight for one in rules if not one.fallback}
    for insight in wisdom.insights:
        if insight.id not in led_to:
            yield f"no rule leads to insight {insight.number}, '{insight.id}'"


def _two_in_order(value: tuple[Any, ...]) -> bool:
    return len(value) == 2 and value[0] <= value[1]
