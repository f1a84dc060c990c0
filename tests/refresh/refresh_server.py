"""A process that has everything imported and does each refresh in a child of its own, to be killed.

``python refresh_server.py REMEMBERED``: for every line it reads, it forks; the child runs
``fhfa refresh --quiet``. A line with a number kills the child, with signal 9, after so many
seconds. Then the exit code is printed; it is -9 if the child was still at work.

Most of a refresh's time is spent importing and working out figures, which touches neither disk nor
network: a kill then is a kill between two things that do. So that most moments fall on those, what
is only worked out is taken from the file REMEMBERED, where the first refresh put it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fhfa_data.cli import main
from fhfa_data.refresh import run
from fhfa_data.warehouse import build

WORK = ((run, "read_starter"), (run, "assemble"), (build, "derive_tables"))


def remembering(name: str, work: Callable[..., Any], file: Path) -> Callable[..., Any]:
    """The same function, which keeps what it finds in a file."""

    def found(*given: Any) -> Any:
        answer = work(*given)
        kept = pickle.loads(file.read_bytes()) if file.exists() else {}
        file.write_bytes(pickle.dumps({**kept, name: answer}))
        return answer

    return found


def remember(file: Path) -> None:
    """From now on, work as the first refresh did; the first one keeps what it found."""
    kept = pickle.loads(file.read_bytes()) if file.exists() else None
    for module, name in WORK:
        if kept is None:
            setattr(module, name, remembering(name, getattr(module, name), file))
        else:
            setattr(module, name, lambda *_, _answer=kept[name]: _answer)


def serve() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.dup2(2, 1)  # what it says is not what is asked here
                code = main(["refresh", "--quiet"])
            finally:
                os._exit(code)
        if line.strip():
            time.sleep(float(line))
            os.kill(child, signal.SIGKILL)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    remember(Path(sys.argv[1]))
    serve()
