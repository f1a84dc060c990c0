"""Progress on the command line: what is happening and how far it is, on standard error."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def show_progress(share: float, words: str) -> None:
    """Print one line of progress; ``share`` is between 0 and 1."""
    print(f"{share:4.0%}  {words}", file=sys.stderr, flush=True)


class Teller(Protocol):
    """Who tells the reader how a refresh goes; called from several threads."""

    def received(self, title: str, size: int, total: int | None) -> None:
        """``size`` bytes of a dataset have come, of ``total`` if that is known."""

    def ended(self, title: str, words: str) -> None:
        """A dataset's turn is over, in words."""

    def waiting(self, words: str) -> None:
        """There is a wait, and why."""

    def building(self, share: float, words: str) -> None:
        """How far the build is, between 0 and 1."""


class Silence:
    """Tells nothing."""

    def received(self, title: str, size: int, total: int | None) -> None:
        """Nothing is said."""

    def ended(self, title: str, words: str) -> None:
        """Nothing is said."""

    def waiting(self, words: str) -> None:
        """Nothing is said."""

    def building(self, share: float, words: str) -> None:
        """Nothing is said."""


class Lines(Silence):
    """A line for each thing that ends: for files, pipes and logs. No control characters."""

    def ended(self, title: str, words: str) -> None:
        """One line a dataset."""
        self._say(f"      {title}: {words}")

    def waiting(self, words: str) -> None:
        """One line a wait."""
        self._say(f"      {words}")

    def building(self, share: float, words: str) -> None:
        """One line a step."""
        self._say(f"{share:4.0%}  {words}")

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)


class Bars(Lines):
    """A bar for each download under way, with size, rate and time left; lines above them."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._lock = threading.Lock()

    def received(self, title: str, size: int, total: int | None) -> None:
        """Move the dataset's bar, or begin one."""
        with self._lock:
            if title not in self._tasks:
                self._tasks[title] = self._progress.add_task(title, total=total)
        self._progress.update(self._tasks[title], completed=size, total=total)

    def ended(self, title: str, words: str) -> None:
        """Take the bar away and leave a line."""
        with self._lock:
            if title in self._tasks:
                self._progress.remove_task(self._tasks.pop(title))
        super().ended(title, words)

    def _say(self, line: str) -> None:
        self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def telling(*, quiet: bool) -> Generator[Teller, None, None]:
    """Bars where a person watches a terminal, lines elsewhere, nothing where it should be quiet."""
    if quiet:
        yield Silence()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        with _progress() as progress:
            yield Bars(progress)


def _progress() -> Progress:
    # Loaded here: only a person at a terminal waits for it.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
