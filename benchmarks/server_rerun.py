"""What the server takes for a new indicator, beside a rerun of an app without content.

Run: ``python benchmarks/server_rerun.py``. One visitor, one server each, no browser: the time is
from sending the request to "script finished", over the websocket of this machine. *Cold* is the
first time since the start that anyone asks for that indicator there, *warm* any later time. Empty
reruns are taken in turn with the others, so that both meet the same machine. A fifth of a second
passes between two requests: without it TCP holds back the end of an answer (Nagle's algorithm meets
delayed acknowledgement) and every rerun takes 40 ms longer, which no person would meet.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from driver import (
    LAUNCH,
    ROOT,
    SERVE,
    Rerun,
    Server,
    Visitor,
    load_average,
    percentile,
    served,
    visitor,
)

HARPURHEY = "E05011366"
PAUSE_SECONDS = 0.2
EMPTY = [*LAUNCH, "run", str(ROOT / "benchmarks" / "empty_app.py")]


@dataclass
class Tally:
    """Reruns of one kind, and the processor seconds the server spent on them."""

    name: str
    reruns: list[Rerun] = field(default_factory=list)
    cpu_seconds: float = 0.0

    async def add(self, server: Server, rerun: Callable[[], object]) -> None:
        """Do one rerun and count it."""
        before = server.cpu_seconds()
        self.reruns.append(await rerun())  # type: ignore[misc]
        await asyncio.sleep(PAUSE_SECONDS)
        self.cpu_seconds += server.cpu_seconds() - before

    def row(self) -> str:
        """One line of a Markdown table, times in milliseconds."""
        times = [1000 * one.seconds for one in self.reruns]
        figures = [min(times), percentile(times, 0.5), percentile(times, 0.95), max(times)]
        said = " | ".join(f"{one:.0f}" for one in figures)
        sizes = sorted(one.received for one in self.reruns)
        cpu = 1000 * self.cpu_seconds / len(times)
        return (
            f"| {self.name} | {len(times)} | {said} | {cpu:.0f} | "
            f"{sizes[len(sizes) // 2] / 1000:.1f} |"
        )


HEAD = (
    "| rerun | n | min ms | median ms | p95 ms | max ms | processor ms | kB received |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|"
)


async def measure(page: str, rounds: int, empty: Tally) -> list[Tally]:
    """Every indicator once cold and ``rounds`` times warm on one page, empty reruns between."""
    cold, warm = Tally(f"{page or 'overview'}, cold"), Tally(f"{page or 'overview'}, warm")
    with served(SERVE) as server, served(EMPTY) as bare:
        async with visitor(server.port) as guest, visitor(bare.port) as idler:
            await idler.open()
            first = await _first_page(server, guest, page)
            labels = list(guest.box("pick_indicator").options)
            shown = guest.values[guest.box("pick_indicator").id]
            for label in (one for one in labels if one != shown):
                await cold.add(server, lambda label=label: guest.choose("pick_indicator", label))
            for label in labels * rounds:
                await warm.add(server, lambda label=label: guest.choose("pick_indicator", label))
                await empty.add(bare, idler.again)
    print(f"First {page or 'overview'} page after the start: {1000 * first.seconds:.0f} ms")
    return [cold, warm]


async def _first_page(server: Server, guest: Visitor, page: str) -> Rerun:
    started = time.perf_counter() - server.started
    print(f"Server ready {started:.1f} s after its process began")
    return await guest.open(page, **({"place": HARPURHEY} if page == "ward" else {}))


async def main() -> None:
    """Both pages, then the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="warm rounds over all indicators")
    rounds = parser.parse_args().rounds
    print(f"Before: {load_average()}")
    empty = Tally("empty app")
    tallies = [one for page in ("", "ward") for one in await measure(page, rounds, empty)]
    print("\n".join([HEAD, empty.row(), *(one.row() for one in tallies)]))
    print(f"After: {load_average()}")


if __name__ == "__main__":
    asyncio.run(main())
