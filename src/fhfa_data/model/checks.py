"""What was checked before figures were put to use, and how it came out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How one check came out."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"

    @property
    def plain(self) -> str:
        """How people say it.

        >>> Outcome.NOT_RUN.plain
        'Not run'
        """
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of one dataset, or of all figures together where ``dataset`` is empty.

    ``check`` is the check's id in ``docs/data-checks.md``; ``detail`` says in words what holds,
    what doesn't, or why it could not be tried.
    """

    check: str
    dataset: str
    outcome: Outcome
    detail: str
