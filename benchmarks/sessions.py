"""Twenty people at once: each changes the indicator every two seconds, for a minute.

Run: ``python benchmarks/sessions.py`` (``--pages overview,ward`` for half and half). It starts
``fhfa serve``, opens the sessions one by one, lets each ask once for what it will show, then starts
the clock. The time of a rerun is from sending the request to "script finished" at the visitor's
end of the websocket, waiting for other sessions included. Then the same with ``gc.freeze`` made to
do nothing, to show what it is for. Target: 95% of reruns under 150 ms on two cores.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass

from driver import ROOT, SERVE, Rerun, Visitor, load_average, percentile, served, visitor

WARDS = ("E05011366", "E05013834", "E05000650", "E05000859", "E05014223")
_UNFROZEN = (
    "import gc, runpy, sys; gc.freeze = lambda: None; "
    "runpy.run_module('fhfa_data.ui.launch', run_name='__main__', alter_sys=True)"
)
UNFROZEN = [sys.executable, "-c", _UNFROZEN, "run", str(ROOT / "app.py")]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many sessions, how long, how often, and on which pages in turn."""

    sessions: int
    seconds: float
    think_seconds: float
    pages: list[str]
    seed: int


async def crowd(command: list[str], plan: Plan) -> tuple[list[Rerun], float]:
    """All reruns of all sessions after everyone has opened a page; the server's processor time."""
    with served(command) as server:
        async with AsyncExitStack() as stack:
            guests = []
            for number in range(plan.sessions):
                guest = await stack.enter_async_context(visitor(server.port))
                page = plan.pages[number % len(plan.pages)]
                place = {"place": WARDS[number % len(WARDS)]} if page == "ward" else {}
                await guest.open("" if page == "overview" else page, **place)
                guests.append(guest)
            before = server.cpu_seconds()
            stop = time.perf_counter() + plan.seconds
            tasks = [_visit(one, at, stop, plan) for at, one in enumerate(guests)]
            reruns = [rerun for done in await asyncio.gather(*tasks) for rerun in done]
            return reruns, server.cpu_seconds() - before


async def _visit(guest: Visitor, number: int, stop: float, plan: Plan) -> list[Rerun]:
    """Change the indicator on the beat, from a random phase, until it is time to stop."""
    choice = random.Random(f"{plan.seed}-{number}")
    labels = list(guest.box("pick_indicator").options)
    beat = time.perf_counter() + choice.uniform(0, plan.think_seconds)
    reruns = []
    while beat < stop:
        await asyncio.sleep(max(0.0, beat - time.perf_counter()))
        reruns.append(await guest.choose("pick_indicator", choice.choice(labels)))
        beat += plan.think_seconds
    return reruns


def row(name: str, reruns: list[Rerun], cpu_seconds: float) -> str:
    """One line of a Markdown table, times in milliseconds."""
    times = [1000 * one.seconds for one in reruns]
    figures = [percentile(times, 0.5), percentile(times, 0.95), max(times)]
    slow = sum(one > 150 for one in times)
    figures.append(1000 * cpu_seconds / len(times))
    said = " | ".join(f"{one:.0f}" for one in figures)
    return f"| {name} | {len(times)} | {said} | {slow} |"


async def main() -> None:
    """Frozen, then not frozen, then the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=2, help="seconds between two choices")
    parser.add_argument("--pages", default="overview,ward", help="overview, ward or both")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only-frozen", action="store_true", help="leave the comparison out")
    asked = parser.parse_args()
    plan = Plan(asked.sessions, asked.seconds, asked.think, asked.pages.split(","), asked.seed)
    commands = {"fhfa serve": SERVE}
    if not asked.only_frozen:
        commands["without gc.freeze"] = UNFROZEN
    print("| server | reruns | median ms | p95 ms | max ms | processor ms | over 150 ms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, command in commands.items():
        before = load_average()
        print(row(name, *await crowd(command, plan)), flush=True)
        print(f"<!-- {name}: {before} before, {load_average()} after -->", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
