"""What a machine lacks is counted aloud, and CI does not let it pass."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

LACKING = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_needs_browser(number):
    pytest.skip("not run: Chromium is not installed")

@pytest.mark.skipif(True, reason="not run: ../shared is not on this machine")
def test_needs_shared():
    pass

def test_runs():
    pass
"""
WHOLE_MODULE = "import pytest\npytest.skip('not run: no browser', allow_module_level=True)\n"
ORDINARY = "import pytest\ndef test_other():\n    pytest.skip('Windows only')\n"


def run_pytest(folder: Path, content: str, ci: str) -> subprocess.CompletedProcess[str]:
    """A pytest session of its own over one test module, with this project's plugin."""
    plugin = Path(__file__).with_name("needs.py").read_text(encoding="utf-8")
    (folder / "conftest.py").write_text(plugin, encoding="utf-8")
    (folder / "test_sample.py").write_text(content, encoding="utf-8")
    (folder / "test_passes.py").write_text("def test_passes():\n    pass\n", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder)],
        env={**os.environ, "CI": ci, "PYTHONUTF8": "1"},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_on_a_desk_not_run_is_counted_with_its_reasons(tmp_path):
    finished = run_pytest(tmp_path, LACKING, ci="")
    assert finished.returncode == 0
    assert "3 not run" in finished.stdout
    assert "2 × Chromium is not installed" in finished.stdout
    assert "1 × ../shared is not on this machine" in finished.stdout


@pytest.mark.parametrize("content", [LACKING, WHOLE_MODULE], ids=["tests", "a whole module"])
def test_in_ci_not_run_is_a_failure(tmp_path, content):
    finished = run_pytest(tmp_path, content, ci="true")
    assert finished.returncode == 1
    assert "counts as a failure" in finished.stdout


def test_an_ordinary_skip_passes_in_ci(tmp_path):
    finished = run_pytest(tmp_path, ORDINARY, ci="true")
    assert finished.returncode == 0
    assert "not run" not in finished.stdout
