"""PDF → blocks, with pypdf: the lines as they are laid out, page by page."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import dropwhile, takewhile

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from fhfa_data.stories.pack.blocks import Block, PackError, clean
from fhfa_data.stories.pack.model import Place
from fhfa_data.stories.pack.plain import Line, blocks_of_lines

MOST_PAGES = 300
_EDGE_LINES = 2
_FEWEST_REPEATS = 3
_CELLS = re.compile(r"\S\s{3,}\S")
_PAGE_NUMBER = re.compile(r"(?:.{0,60}\bpage )?#(?: (?:of|/) #)?", re.IGNORECASE)
_DAMAGED = PackError(
    "The file is not a PDF we can read.", todo="Open it, save it as PDF again, and try that file."
)
_LOCKED = PackError("The PDF is locked with a password.", todo="Save it without one.")


def blocks_of_pdf(data: bytes) -> list[Block]:
    """Blocks of a PDF; a place is a page and a line of it. Running headers are left out."""
    return blocks_of_lines(_lines(_pages(data)), is_laid_out=True)


def _pages(data: bytes) -> list[list[str]]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _LOCKED
        if len(reader.pages) > MOST_PAGES:
            raise PackError(f"The PDF has more than {MOST_PAGES} pages.")
        return [
            clean(page.extract_text(extraction_mode="layout")).splitlines() for page in reader.pages
        ]
    except PackError:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise _DAMAGED from error  # pypdf tells damage in all these ways
    except (RecursionError, OverflowError, ZeroDivisionError, NotImplementedError) as error:
        raise _DAMAGED from error


def _lines(pages: list[list[str]]) -> list[Line]:
    running = _running(pages)
    found: list[Line] = []
    for number, lines in enumerate(pages, 1):
        edges = _edges(lines)
        kept = [
            (Place("line", at, number), "" if at - 1 in edges and _key(line) in running else line)
            for at, line in enumerate(lines, 1)
        ]
        if found and not _goes_on(found, kept):
            found.append((Place("line", 0, number), ""))
        found.extend(kept)
    return found


def _edges(lines: list[str]) -> set[int]:
    inked = [at for at, line in enumerate(lines) if line.strip()]
    return {*inked[:_EDGE_LINES], *inked[-_EDGE_LINES:]}


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _running(pages: list[list[str]]) -> set[str]:
    """Headers and footers: lines at the edge of three pages or more, numbers apart."""
    counts = Counter(key for lines in pages for key in {_key(lines[at]) for at in _edges(lines)})
    numbered = {key for key in counts if _PAGE_NUMBER.fullmatch(key)}
    return {key for key, count in counts.items() if count >= _FEWEST_REPEATS} | numbered


def _is_quoting(lines: list[Line]) -> bool:
    """Whether the last paragraph leaves a quotation open: a mark after that is of its next one."""
    inked = dropwhile(lambda line: not line.strip(), (line for _, line in reversed(lines)))
    paragraph = "".join(takewhile(str.strip, inked))
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _goes_on(above: list[Line], below: list[Line]) -> bool:
    """Whether a sentence or a table runs over the end of the page; drops empty lines there if so.

    ``above`` are the lines of the pages before, ``below`` those of the page.
    """
    last = next((line.rstrip() for _, line in reversed(above) if line.strip()), "")
    first = next((line for _, line in below if line.strip()), "")
    first = first if _is_quoting(above) else first.strip().lstrip('“"')
    is_sentence = first.strip()[:1].islower() and last[-1:] not in '.!?:”"'
    is_table = bool(_CELLS.search(first) and _CELLS.search(last))
    if not (is_sentence or is_table):
        return False
    while not above[-1][1].strip():
        above.pop()
    while not below[0][1].strip():
        below.pop(0)
    return True
