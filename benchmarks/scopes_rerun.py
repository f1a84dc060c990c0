"""A rerun with England installed beside the same rerun with Greater Manchester alone.

Run: ``python benchmarks/scopes_rerun.py GM_FOLDER ENGLAND_FOLDER`` with the folders of two
warehouses (``FHFA_WAREHOUSE_DIR`` of ``fhfa refresh --scope gm`` and ``--scope england``). Both are
served at once and asked in turn, so that both meet the same machine. The place is one ward of
Manchester on its page, and its borough on the Overview.
"""

from __future__ import annotations

import argparse
import asyncio

from driver import SERVE, Server, Visitor, load_average, percentile, served, visitor
from server_rerun import HARPURHEY, HEAD, Tally

FEWER = 15


async def measure(page: str, gm: Server, england: Server, rounds: int) -> list[Tally]:
    """Some indicators once cold and ``rounds`` times warm, each asked of both in turn."""
    name = page or "overview"
    async with visitor(gm.port) as one, visitor(england.port) as other:
        guests = {"Greater Manchester": (gm, one), "England": (england, other)}
        for _, guest in guests.values():
            await guest.open(page, place=HARPURHEY)
        labels = _shared_labels(one, other)[:FEWER]
        tallies = {
            (scope, kind): Tally(f"{name}, {scope}, {kind}")
            for scope in guests
            for kind in ("cold", "warm")
        }
        for turn in range(1 + rounds):
            for label in labels:
                for scope, (server, guest) in guests.items():
                    tally = tallies[scope, "warm" if turn else "cold"]
                    await tally.add(
                        server,
                        lambda guest=guest, label=label: guest.choose("pick_indicator", label),
                    )
    return list(tallies.values())


def _shared_labels(one: Visitor, other: Visitor) -> list[str]:
    """Indicators that both know, the one shown first last."""
    there = set(other.box("pick_indicator").options)
    labels = [label for label in one.box("pick_indicator").options if label in there]
    return [*labels[1:], labels[0]]


def ratios(tallies: list[Tally]) -> list[str]:
    """England's median over Greater Manchester's, and the same of processor time."""
    said = []
    for at in range(2):
        gm, england = tallies[at], tallies[at + 2]
        clock = [percentile([one.seconds for one in each.reruns], 0.5) for each in (gm, england)]
        work = [each.cpu_seconds / len(each.reruns) for each in (gm, england)]
        said.append(
            f"{england.name} over Greater Manchester: median time {clock[1] / clock[0]:.2f}, "
            f"processor time {work[1] / work[0]:.2f}"
        )
    return said


async def main() -> None:
    """Both pages, then the table and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gm", help="folder of a warehouse of Greater Manchester")
    parser.add_argument("england", help="folder of a warehouse of England")
    parser.add_argument("--rounds", type=int, default=3, help="warm rounds over the indicators")
    asked = parser.parse_args()
    print(f"Before: {load_average()}")
    print(HEAD)
    with (
        served(SERVE, FHFA_WAREHOUSE_DIR=asked.gm) as gm,
        served(SERVE, FHFA_WAREHOUSE_DIR=asked.england) as england,
    ):
        for page in ("", "ward"):
            tallies = await measure(page, gm, england, asked.rounds)
            print("\n".join([*(one.row() for one in tallies), *ratios(tallies)]))
    print(f"After: {load_average()}")


if __name__ == "__main__":
    asyncio.run(main())
