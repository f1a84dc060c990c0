"""How long the gate takes on long and awkward texts, and that twice the text takes twice as long.

Run: ``python benchmarks/gate_speed.py``. Each row is a text made of a repeated piece, at 50 and at
100 kB. A ratio far above 2 would mean a pattern that goes over the same text again and again.
"""

from __future__ import annotations

import time

from fhfa_data.stories.gate import find

PROSE = (
    "My neighbour Fatima waited nine weeks for the memory clinic in Harpurhey, and nobody rang. "
)
PIECES = {
    "prose": PROSE,
    "letters": "a",
    "capitals": "Aaa Bbb ",
    "titles": "Mr ",
    "digits": "0 ",
    "dates": "3 March ",
    "ages": "82 year old ",
    "traits": "single Sikh former ",
    "addresses": "12 Aaaa ",
    "initials": "A. ",
    "at signs": "a@b.",
    "line breaks": "\n",
}


def seconds(piece: str, length: int) -> float:
    """How long it takes to look over ``length`` characters of the piece, repeated."""
    text = (piece * (length // len(piece) + 1))[:length]
    start = time.perf_counter()
    find(text)
    return time.perf_counter() - start


def main() -> None:
    """Print a table."""
    find("The word lists are read once.")
    print("| text of | 50 kB, s | 100 kB, s | ratio |\n|---|---:|---:|---:|")
    for name, piece in PIECES.items():
        half, whole = seconds(piece, 50_000), seconds(piece, 100_000)
        print(f"| {name} | {half:.2f} | {whole:.2f} | {whole / half:.1f} |")


if __name__ == "__main__":
    main()
