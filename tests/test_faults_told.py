"""docs/faults.md names tests that are there, and every fault it tells of has one."""

from __future__ import annotations

import re


def test_every_fault_names_tests_that_are_there(repository):
    text = (repository / "docs" / "faults.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| (?!fault|---)", line)]
    assert len(rows) > 30
    there = {path.name for path in (repository / "tests").rglob("test_*.py")}
    for row in rows:
        named = re.findall(r"`(test_\w+\.py)`", row.rsplit("|", 2)[1])
        assert named, row
        assert set(named) <= there, row
