"""Writers that are killed at random moments. Run: python killed_writers.py ADDRESS HOW_MANY_SAVES

Prints, a line each, the saves that were acknowledged to a writer that was then, or later, killed
with SIGKILL: the story's id and revision. Forked from one process, since loading the library anew
for each of them would take most of the time.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time

from made_up_stories import CARA, story

from fhfa_data.stories.store import open_store
from fhfa_data.stories.store.saving import save

AT_ONCE, FEWEST = 2, 8
SHORTEST, LONGEST = 0.1, 3.0  # seconds that a writer lives


def words(story_id, revision):
    return f"MADE UP words of {story_id} at {revision}. " * 20


def write_on(address, name, out):
    """Save new stories and change each once, for as long as it lives; acknowledge every save."""
    store, number = open_store(address), 0
    while True:
        number += 1
        story_id = f"{name}-{number}"
        for revision in (0, 1):
            one = story(text=words(story_id, revision + 1))
            kept = save(store, CARA, one, story_id=story_id, revision=revision)
            os.write(out, f"{story_id} {kept.standing.revision}\n".encode())


def start(address, name, others):
    """A writer: its process, the end of the pipe to hear it by, and when it is to be killed."""
    hear, tell = os.pipe()
    process = os.fork()
    if process == 0:
        for one in (hear, *others):
            os.close(one)
        write_on(address, name, tell)
    os.close(tell)
    return process, hear, time.monotonic() + random.uniform(SHORTEST, LONGEST)


def run(address, wanted):
    """Keep writers going and killing them until enough is acknowledged, by enough of them."""
    said, writers, started = b"", {}, 0
    while writers or said.count(b"\n") < wanted or started < FEWEST:
        while len(writers) < AT_ONCE and (said.count(b"\n") < wanted or started < FEWEST):
            started += 1
            process, hear, ends = start(address, f"w{started}", list(writers))
            writers[hear] = (process, ends)
        for hear in select.select(list(writers), [], [], 0.005)[0]:
            heard = os.read(hear, 65_536)
            said += heard
            if not heard:  # killed, and all it ever said is read
                os.waitpid(writers.pop(hear)[0], 0)
                os.close(hear)
        for process, ends in writers.values():
            if time.monotonic() > ends:
                os.kill(process, signal.SIGKILL)
    return said.decode(), started


if __name__ == "__main__":
    address, wanted = sys.argv[1], int(sys.argv[2])
    open_store(address).close()
    acknowledged, started = run(address, wanted)
    print(acknowledged, end="")
    print(f"{started} writers were killed", file=sys.stderr)
