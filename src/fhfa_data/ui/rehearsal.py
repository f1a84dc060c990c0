"""A rehearsal of a refresh, as a command line of its own: one at a time, and ended in time.

The app never fetches anything itself. It starts ``fhfa refresh --dry-run --json`` as anyone could,
reads what it prints, and shows that to every session that looks.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

MOST_SECONDS = 1800.0
"""How long a rehearsal may take before it is ended: all England needs minutes."""


def rehearsal_command() -> list[str]:
    """The command that says what a refresh of what is installed would change."""
    return [sys.executable, "-m", "fhfa_data", "refresh", "--dry-run", "--json"]


@dataclass
class Run:
    """One rehearsal: what it has printed so far, and how it ended. ``code`` is None until then.

    ``over_time`` and ``stopped`` say that it was ended from here, and why.
    """

    began: datetime
    lines: list[str] = field(default_factory=list)
    output: str = ""
    code: int | None = None
    over_time: bool = False
    stopped: bool = False

    @property
    def running(self) -> bool:
        """Whether it has still to end."""
        return self.code is None


class Rehearsals:
    """The rehearsals of this app, one at a time; sessions share them."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self.seconds = seconds
        self.latest: Run | None = None
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def start(self, command: Sequence[str]) -> bool:
        """Start one, unless one is running already; says whether it did."""
        with self._lock:
            if self.latest is not None and self.latest.running:
                return False
            self.latest = Run(datetime.now(UTC))
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
            watcher = threading.Thread(
                target=self._watch, args=(self._process, self.latest), daemon=True
            )
            watcher.start()
            return True

    def stop(self) -> None:
        """End the one that is running; nothing is changed by that."""
        with self._lock:
            if self.latest is not None and self.latest.running and self._process is not None:
                self.latest.stopped = True
                self._process.kill()

    def _watch(self, process: subprocess.Popen[str], run: Run) -> None:
        def end() -> None:
            run.over_time = True
            process.kill()

        timer = threading.Timer(self.seconds, end)
        timer.daemon = True
        timer.start()
        reader = threading.Thread(target=self._read_lines, args=(process, run), daemon=True)
        reader.start()
        assert process.stdout is not None
        run.output = process.stdout.read()
        reader.join()
        code = process.wait()
        timer.cancel()
        run.code = code

    @staticmethod
    def _read_lines(process: subprocess.Popen[str], run: Run) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            run.lines.append(line.rstrip("\n"))
