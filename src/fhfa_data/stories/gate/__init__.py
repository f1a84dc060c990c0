"""The gate: what in a story may tell who someone is, and whether it may go on.

Rules, not a model: see ``docs/decisions/030-gate-rules.md`` for why, and ``docs/gate.md`` for what
they find and miss, measured.
"""

from fhfa_data.stories.gate.findings import Finding, Kind
from fhfa_data.stories.gate.lexicon import lexicon
from fhfa_data.stories.gate.possible import Place, Possible
from fhfa_data.stories.gate.reword import mended, reworded
from fhfa_data.stories.gate.screen import PROMPT, Counted, Screening, Verdict, find, screen

__all__ = [
    "PROMPT",
    "Counted",
    "Finding",
    "Kind",
    "Place",
    "Possible",
    "Screening",
    "Verdict",
    "find",
    "lexicon",
    "mended",
    "reworded",
    "screen",
]
