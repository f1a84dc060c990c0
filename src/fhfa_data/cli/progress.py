"""Progress on the command line: what is happening and how far it is, on standard error."""

from __future__ import annotations

import sys


def show_progress(share: float, words: str) -> None:
    """Print one line of progress; ``share`` is between 0 and 1."""
    print(f"{share:4.0%}  {words}", file=sys.stderr, flush=True)
