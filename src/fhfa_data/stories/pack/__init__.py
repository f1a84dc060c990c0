"""Insight packs: read a document, find its insights, sub-points and quotations.

``read_pack(file)`` reads and parses; ``Pack`` is what was found, each thing with its place in the
document and with what we are unsure of. Nothing here knows one pack's headings or line numbers.
"""

from fhfa_data.stories.pack.model import Pack
from fhfa_data.stories.pack.parse import parse_pack, read_pack

__all__ = ["Pack", "parse_pack", "read_pack"]
