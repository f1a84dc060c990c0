"""How well the gate of stories finds personal data: recall and precision per kind, as a table.

Run: ``python benchmarks/gate_quality.py`` prints the held-out half; ``development`` as an argument
the other. ``--write`` puts the table into ``docs/gate.md``, between its two comments. The texts
are in ``tests/stories/gate``.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from gate_texts import Score, clean_share, measure, read, total  # noqa: E402

GUIDE = ROOT / "docs" / "gate.md"
_TABLE = re.compile(r"(<!-- measured -->\n).*?(<!-- end of measured -->)", re.S)


def table(half: str) -> str:
    """The scores of one half as a Markdown table, with the texts that are plain below."""
    texts = read(half)
    scores = measure(texts)
    lines = [
        "| kind | marked | recall | found to the character | findings | precision |",
        "|---|---:|---:|---:|---:|---:|",
        *(_row(kind, score) for kind, score in sorted(scores.items())),
        _row("**all kinds**", total(scores.values())),
    ]
    plain = sum(not one.spans for one in texts)
    lines += ["", f"{len(texts) - plain} texts hold personal data, {plain} hold none."]
    lines += [f"Of those that hold none, {clean_share(texts):.1%} come out clear."]
    return "\n".join(lines) + "\n"


def _row(kind: str, score: Score) -> str:
    return (
        f"| {kind} | {score.marked} | {score.recall:.1%} | {score.exactness:.1%} "
        f"| {score.found} | {score.precision:.1%} |"
    )


def main() -> None:
    """Print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("half", nargs="?", default="held_out", choices=["held_out", "development"])
    parser.add_argument("--write", action="store_true", help="put it into docs/gate.md")
    options = parser.parse_args()
    said = table(options.half)
    print(said, end="")
    if options.write:
        text = GUIDE.read_text("utf-8")
        GUIDE.write_text(_TABLE.sub(lambda found: found[1] + said + found[2], text), "utf-8")


if __name__ == "__main__":
    main()
