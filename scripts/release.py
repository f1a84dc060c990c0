"""Release what CHANGELOG.md holds under Unreleased: date it, set the version, commit and tag.

Run on a clean tree:  python scripts/release.py 0.7.0

Nothing is pushed. The tests hold the changelog to its form by :func:`faults`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG, PACKAGE, README = "CHANGELOG.md", "src/fhfa_data/__init__.py", "README.md"
SECTIONS = ("Features", "Mends", "Data")
LONGEST = 200

_VERSION = r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)"
_UNRELEASED = "## Unreleased"
_RELEASED = re.compile(rf"## ({_VERSION}) · (\d{{4}}-\d\d-\d\d)$")
# What a version is written in beside the changelog: file, and what stands before it on its line.
_WRITTEN_IN = {PACKAGE: r'(?<=^__version__ = ")', README: r"(?<=^Version )"}


class Refused(Exception):
    """Why there is no release, and what to do."""


def main() -> None:
    """Release the version that was asked for, or say why not."""
    parser = argparse.ArgumentParser(description="Release what the changelog holds as Unreleased.")
    parser.add_argument("version", help="the new version, such as 0.7.0")
    try:
        print(release(ROOT, parser.parse_args().version, date.today()))
    except Refused as refused:
        sys.exit(f"No release: {refused}")


def release(root: Path, version: str, day: date) -> str:
    """Write, commit and tag a version; returns what to do next.

    Raises
    ------
    Refused
        If the tree isn't clean, the version isn't a new and higher one, the changelog has nothing
        to release or isn't in its form, or git won't commit. Nothing is changed then.
    """
    if _git(root, "status", "--porcelain"):
        raise Refused("files have changed since the last commit. Commit them or put them aside.")
    if _git(root, "tag", "--list", f"v{version}"):
        raise Refused(f"{version} has been released: there is a tag v{version}. Take a higher one.")
    texts = {name: (root / name).read_text("utf-8") for name in (CHANGELOG, *_WRITTEN_IN)}
    texts[CHANGELOG] = with_release(texts[CHANGELOG], version, day)
    for name, before in _WRITTEN_IN.items():
        texts[name], times = re.subn(before + _VERSION, version, texts[name], flags=re.MULTILINE)
        if times != 1:
            raise Refused(f"{name} has {times} lines with a version. It should have one.")
    for name, text in texts.items():
        (root / name).write_text(text, "utf-8", newline="\n")
    try:
        _git(root, "commit", "--quiet", "--message", f"Release {version}", "--", *texts)
    except Refused:
        _git(root, "restore", "--staged", "--worktree", "--", *texts)
        raise
    _git(root, "tag", "--annotate", "--message", f"Released {day}", f"v{version}")
    return f"Released {version}. Send it on with: git push --follow-tags"


def with_release(changelog: str, version: str, day: date) -> str:
    """The changelog with all that was Unreleased under a version and its day.

    Raises
    ------
    Refused
        If the version isn't a higher one, or the changelog has nothing to release or isn't in
        its form.
    """
    newest, _ = released(changelog)[0]
    if not re.fullmatch(_VERSION, version) or _order(version) <= _order(newest):
        raise Refused(f"{version} is not a version above {newest}. Write one such as 0.7.0.")
    before, head, after = changelog.partition(_UNRELEASED + "\n\n")
    if not after or after.startswith("## "):
        raise Refused(f"nothing is Unreleased in {CHANGELOG}. Write what a user could notice.")
    changed = f"{before}{head}## {version} · {day.isoformat()}\n\n{after}"
    if found := faults(changed):
        raise Refused("\n".join([f"{CHANGELOG} would not be in its form. Mend it:", *found]))
    return changed


def released(changelog: str) -> list[tuple[str, str]]:
    """Each version with its day, ISO 8601, as they stand: newest first."""
    return [match.groups() for match in map(_RELEASED.fullmatch, changelog.splitlines()) if match]


def faults(changelog: str) -> list[str]:
    """What isn't as it should be, each with where; none if the changelog is in its form.

    Unreleased comes first, then versions, newest first, each with its day. Under them stand
    sections from :data:`SECTIONS` in their order, none empty, of one sentence a line.
    """
    _, *parts = re.split(r"^(?=## )", changelog, flags=re.MULTILINE)
    heads = [part.splitlines()[0] for part in parts]
    found = [] if heads[:1] == [_UNRELEASED] else [f"{_UNRELEASED} doesn't come first"]
    found += [f"{head}: no version with its day" for head in heads[1:] if not _RELEASED.match(head)]
    for part in parts:
        found += _part_faults(*filter(None, part.splitlines()))
    return found + _order_faults(released(changelog))


def _part_faults(head: str, *lines: str) -> list[str]:
    """What is wrong under one head."""
    found = []
    sections = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
    if sections != [one for one in SECTIONS if one in sections]:
        found.append(f"sections are {', '.join(SECTIONS)}, each once, not {', '.join(sections)}")
    shape = "".join({"### ": "S", "- ": "E"}.get(line[: line.find(" ") + 1], "?") for line in lines)
    if not re.fullmatch("(SE+)*", shape) or (not lines and head != _UNRELEASED):
        found.append("not sections of entries, each entry one line")
    for line in lines:
        if line.startswith("- ") and (fault := _entry_fault(line.removeprefix("- "))):
            found.append(f"{fault}: {line}")
    return [f"{head}: {one}" for one in found]


def _entry_fault(entry: str) -> str | None:
    if len(entry) > LONGEST:
        return f"longer than {LONGEST} characters"
    # Dots in code and in a link's address end no sentence.
    said = re.sub(r"`[^`]*`|\]\([^)]*\)", "", entry)
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s|$)", said)]
    return None if ends == [len(said)] else "not one sentence"


def _order_faults(versions: list[tuple[str, str]]) -> list[str]:
    found = []
    for name, day in versions:
        try:
            date.fromisoformat(day)
        except ValueError:
            found.append(f"{name} has a day that isn't one: {day}")
    for (newer, its_day), (older, day) in pairwise(versions):
        if _order(newer) <= _order(older) or its_day < day:
            found.append(f"{newer} of {its_day} stands above {older} of {day}")
    return found


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _git(root: Path, *words: str) -> str:
    """What git answers; a refusal of its own is ours."""
    done = subprocess.run(
        ["git", *words], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise Refused(f"git {words[0]} failed. {done.stderr.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    main()
