"""The changelog keeps its form, every place says the newest version, and a release is safe.

Tests named ``test_process_`` start git.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

import fhfa_data

REPOSITORY = Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("release", REPOSITORY / "scripts" / "release.py")
release = importlib.util.module_from_spec(spec)
spec.loader.exec_module(release)

NOTHING_NEW = """# Changelog

Newest first.

## Unreleased

## 0.2.0 · 2026-01-31

### Features

- **Maps** open in `fhfa.toml`'s place: see [Maps](docs/maps.md).

### Data

- A ward has a shape.

## 0.1.0 · 2026-01-30

### Features

- There is a page.
"""
CHANGELOG = NOTHING_NEW.replace(
    "## Unreleased\n", "## Unreleased\n\n### Mends\n\n- A page opens in half the time.\n"
)
DAY = date(2026, 2, 3)


@pytest.fixture(scope="module")
def changelog():
    return (REPOSITORY / "CHANGELOG.md").read_text("utf-8")


def test_the_changelog_is_in_its_form(changelog):
    assert release.faults(changelog) == []


def test_the_newest_version_is_the_one_that_the_atlas_says(changelog):
    newest, _ = release.released(changelog)[0]
    assert fhfa_data.__version__ == newest
    assert re.findall(r"^Version (\S+)\.", (REPOSITORY / "README.md").read_text("utf-8"), re.M) == [
        newest
    ]


def test_links_in_the_changelog_lead_somewhere(changelog):
    broken = []
    for target in re.findall(r"\]\(([^)]+)\)", changelog):
        name, _, anchor = target.partition("#")
        text = (REPOSITORY / name).read_text("utf-8") if (REPOSITORY / name).exists() else ""
        heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        anchors = [re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads]
        if not text or (anchor and anchor not in anchors):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("## Unreleased\n", "", "doesn't come first"),
        ("2026-01-31", "31 January 2026", "no version with its day"),
        ("2026-01-31", "2026-01-32", "a day that isn't one"),
        ("2026-01-31", "2026-01-29", "0.2.0 of 2026-01-29 stands above 0.1.0 of 2026-01-30"),
        ("## 0.1.0", "## 0.2.0", "stands above"),
        ("### Data", "### Sundries", "sections are Features, Mends, Data"),
        ("### Data", "### Features", "each once"),
        ("### Features\n\n- There", "- There", "not sections of entries"),
        ("- There is a page.\n", "", "not sections of entries"),
        ("### Features\n\n- There is a page.\n", "", "not sections of entries"),
        ("There is a page.", "There is\n  a page.", "each entry one line"),
        ("There is a page.", "There is a page. It opens.", "not one sentence: - There"),
        ("There is a page.", "There is a page", "not one sentence: - There"),
        ("There is a page.", f"There is a {'long ' * 40}page.", "longer than 200 characters"),
    ],
)
def test_what_is_not_in_the_form_is_named(good, bad, said):
    assert release.faults(CHANGELOG) == []
    assert good in CHANGELOG
    head, _, rest = CHANGELOG.rpartition(good)
    assert said in "\n".join(release.faults(head + bad + rest))


def test_a_release_dates_what_was_unreleased():
    changed = release.with_release(CHANGELOG, "0.3.0", DAY)
    assert release.faults(changed) == []
    assert release.released(changed)[0] == ("0.3.0", "2026-02-03")
    said = (
        "## Unreleased\n\n## 0.3.0 · 2026-02-03\n\n### Mends\n\n- A page opens in half the time.\n"
    )
    assert said in changed
    assert changed.partition("## 0.2.0")[2] == CHANGELOG.partition("## 0.2.0")[2]


@pytest.mark.parametrize("version", ["0.2.0", "0.1.9", "0.3", "v0.3.0", "00.3.0", "next"])
def test_only_a_higher_version_is_released(version):
    with pytest.raises(release.Refused, match=r"not a version above 0\.2\.0"):
        release.with_release(CHANGELOG, version, DAY)


def test_versions_are_ordered_by_number():
    assert "## 0.10.0 · " in release.with_release(CHANGELOG, "0.10.0", DAY)


def test_nothing_is_no_release():
    with pytest.raises(release.Refused, match="nothing is Unreleased"):
        release.with_release(NOTHING_NEW, "0.3.0", DAY)


@pytest.mark.parametrize(
    ("changelog", "day"),
    [(CHANGELOG.replace("half the time.", "half"), DAY), (CHANGELOG, date(2026, 1, 1))],
    ids=["a line out of form", "a clock set back"],
)
def test_a_changelog_out_of_form_is_not_released(changelog, day):
    with pytest.raises(release.Refused, match="would not be in its form"):
        release.with_release(changelog, "0.3.0", day)


def git(root, *words):
    return subprocess.run(
        ["git", *words], cwd=root, check=True, capture_output=True, encoding="utf-8"
    ).stdout


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project of this test's own in git, with something to release."""
    for name, value in {"AUTHOR": "A", "COMMITTER": "C"}.items():
        monkeypatch.setenv(f"GIT_{name}_NAME", value)
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "nobody@example.org")
    (tmp_path / "src" / "fhfa_data").mkdir(parents=True)
    (tmp_path / release.CHANGELOG).write_text(CHANGELOG, "utf-8")
    (tmp_path / release.PACKAGE).write_text('"""Atlas."""\n\n__version__ = "0.2.0"\n', "utf-8")
    (tmp_path / release.README).write_text("# Atlas\n\nVersion 0.2.0. Not yet 9.9.9.\n", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


@pytest.mark.process
def test_a_release_is_written_committed_and_tagged(project):
    assert "Released 0.3.0." in release.release(project, "0.3.0", DAY)
    assert (project / release.PACKAGE).read_text("utf-8").endswith('__version__ = "0.3.0"\n')
    assert "\nVersion 0.3.0. Not yet 9.9.9.\n" in (project / release.README).read_text("utf-8")
    assert "## 0.3.0 · 2026-02-03" in git(project, "show", "v0.3.0:CHANGELOG.md")
    assert git(project, "log", "-1", "--format=%s %D").startswith("Release 0.3.0 HEAD")
    assert git(project, "status", "--porcelain") == ""
    with pytest.raises(release.Refused, match=r"there is a tag v0\.3\.0"):
        release.release(project, "0.3.0", DAY)


@pytest.mark.process
def test_a_changed_tree_is_not_released(project):
    (project / "left_over.txt").write_text("mine", "utf-8")
    with pytest.raises(release.Refused, match="Commit them or put them aside"):
        release.release(project, "0.3.0", DAY)
    assert git(project, "tag") == ""


@pytest.mark.process
def test_a_commit_that_git_refuses_leaves_all_as_it_was(project):
    hook = project / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    with pytest.raises(release.Refused, match=r"git commit failed\. not today"):
        release.release(project, "0.3.0", DAY)
    assert git(project, "status", "--porcelain") + git(project, "tag") == ""
