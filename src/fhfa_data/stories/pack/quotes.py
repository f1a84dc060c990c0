"""Find quotations: straight and curly, double and single marks, nested, over several paragraphs.

An apostrophe is not a quotation mark. A single mark opens only before a letter and after a space,
a bracket or another mark, and only if something closes it; where it could as well end a plural
("the leaders' view"), a later mark that can only close is preferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

DOUBLE = {'"': '"', "“": "”", "„": "“”", "«": "»", "‟": "”", "”": "”"}
SINGLE = {"'": "'", "‘": "’'", "‚": "‘’", "‹": "›", "’": "’"}
MOST_PARAGRAPHS = 6
"""A quotation over more paragraphs is taken for one that nobody closed."""

UNCLOSED = "the mark that opens it is never closed"
SEVERAL = "it runs over several paragraphs"
PLURAL = "the mark that ends it could be the apostrophe of a plural"
NESTED = "it stands within another quotation with the same marks"

_ELISION = re.compile(r"(?:tis|twas|em|til|till|cause|cos|n|bout|round|\d0s)\b", re.IGNORECASE)
_FEWEST_WORDS_UNCLOSED = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation: from a character of one paragraph to a character of the same or a later one.

    ``first`` and ``last`` are numbers of paragraphs, ``start`` and ``end`` the characters of the
    opening and closing marks (``end`` is the paragraph's length if none closes).
    """

    text: str
    first: int
    start: int
    last: int
    end: int
    single: bool
    within: str = ""
    unsure: str = ""


def find_quotations(paragraphs: Sequence[str]) -> list[Found]:
    """All quotations in a run of paragraphs, in order, nested ones after the one around them.

    >>> [one.text for one in find_quotations(["We don't say \\"they won't come\\", they do."])]
    ["they won't come"]
    """
    found: list[Found] = []
    at = 0
    while at < len(paragraphs):
        here = _in_paragraph(paragraphs[at], at)
        opened = next((one for one in here if one.unsure == UNCLOSED and not one.within), None)
        last = _continues_to(paragraphs, at, opened) if opened else at
        if opened and last > at:
            whole = _over_paragraphs(paragraphs, opened, last)
            rest = paragraphs[last][whole.end + 1 :]
            shift = whole.end + 1
            found.extend(one for one in here if one.end < opened.start)
            found.append(whole)
            found.extend(_shifted(_in_paragraph(rest, last), shift))
        else:
            found.extend(here)
        at = last + 1
    return found


def covers(found: Sequence[Found], at: int, text: str) -> bool:
    """Whether a paragraph is nothing but quotation."""
    left = list(text)
    for one in found:
        if one.first <= at <= one.last:
            start = one.start if one.first == at else 0
            end = one.end + 1 if one.last == at else len(text)
            left[start:end] = " " * (min(end, len(text)) - start)
    return bool(found) and not re.search(r"\w", "".join(left))


def _shifted(found: Sequence[Found], by: int) -> Iterator[Found]:
    return (replace(one, start=one.start + by, end=one.end + by) for one in found)


def _in_paragraph(text: str, number: int) -> list[Found]:
    return list(_scan(text, 0, len(text), number, ""))


def _scan(text: str, start: int, stop: int, number: int, within: str) -> Iterator[Found]:
    at = start
    while at < stop:
        if not _opens(text, at, start):
            at += 1
            continue
        end, unsure = _close(text, at, stop)
        if end is None and not _may_stay_open(text, at, start, stop, within):
            at += 1
            continue
        end = stop if end is None else end
        said = _tidy(text[at + 1 : end])
        if re.search(r"\w", said):
            same = within and text[at] in within[:1]
            doubt = unsure or (NESTED if same else "")
            yield Found(said, number, at, number, end, text[at] in SINGLE, within[1:], doubt)
            yield from _scan(text, at + 1, end, number, text[at] + said)
        at = end + 1


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _opens(text: str, at: int, start: int) -> bool:
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1 : at + 2] or " "
    if mark == "”":  # where a program curled every mark one way
        return (before.isspace() or before in "([") and after.isalnum()
    if mark in DOUBLE:
        return mark != '"' or not before.isdigit()
    if mark not in SINGLE or before.isalnum() or after.isspace():
        return False
    return not _ELISION.match(text, at + 1) and (after.isalnum() or after in '"“([£‘')


def _may_stay_open(text: str, at: int, start: int, stop: int, within: str) -> bool:
    """Whether a mark that nothing closes opens a quotation all the same."""
    if text[at] in DOUBLE:
        return not within
    is_first = not text[start:at].strip()
    return not within and is_first and len(text[at:stop].split()) >= _FEWEST_WORDS_UNCLOSED


def _close(text: str, at: int, stop: int) -> tuple[int | None, str]:
    """Where the quotation opened at ``at`` ends, and what is unsure about it."""
    if text[at] in SINGLE:
        return _close_single(text, at, stop)
    closers = DOUBLE[text[at]]
    depth = 1
    place = at + 1
    while place < stop:
        if _nests(text, at, place, stop):
            depth += 1
        elif text[place] in closers:
            depth -= 1
            if depth == 0:
                return place, ""
        place += 1
    return None, UNCLOSED


def _nests(text: str, at: int, place: int, stop: int) -> bool:
    """Whether a mark like the one at ``at`` opens another quotation within it."""
    mark = text[at]
    if text[place] != mark or mark == "”":
        return False
    if mark != '"':
        return True
    before, after = text[place - 1], text[place + 1 : place + 2]
    looks = place > at + 1 and (before.isspace() or before in "([") and after.isalnum()
    return looks and text.count('"', place + 1, stop) % 2 == 0 and '"' in text[place + 1 : stop]


def _close_single(text: str, at: int, stop: int) -> tuple[int | None, str]:
    doubtful: int | None = None
    place = at + 1
    while place < stop:
        if text[place] in DOUBLE:
            inner, _ = _close(text, place, stop)
            place = (inner if inner is not None else place) + 1
            continue
        if _ends_single(text, at, place):
            if not _could_be_plural(text, place):
                return place, ""
            doubtful = place if doubtful is None else doubtful
        elif text[place] in SINGLE and _opens(text, place, at + 1):
            if doubtful is not None:
                break
            inner, _ = _close_single(text, place, stop)
            if inner is not None and _has_close_after(text, at, inner + 1, stop):
                place = inner
        place += 1
    return (doubtful, PLURAL) if doubtful is not None else (None, UNCLOSED)


def _has_close_after(text: str, at: int, start: int, stop: int) -> bool:
    return any(_ends_single(text, at, place) for place in range(start, stop))


def _ends_single(text: str, at: int, place: int) -> bool:
    after = text[place + 1 : place + 2] or " "
    return (
        text[place] in SINGLE[text[at]]
        and place > at + 1
        and not text[place - 1].isspace()
        and not after.isalnum()
    )


def _could_be_plural(text: str, place: int) -> bool:
    after = text[place + 1 : place + 3]
    return text[place - 1] in "sS" and len(after) == 2 and after[0] == " " and after[1].islower()


def _continues_to(paragraphs: Sequence[str], at: int, opened: Found) -> int:
    """The paragraph in which a quotation left open ends; ``at`` itself if none ends it."""
    mark = paragraphs[at][opened.start]
    closers = (DOUBLE | SINGLE)[mark]
    for later in range(at + 1, min(at + MOST_PARAGRAPHS, len(paragraphs))):
        text = paragraphs[later].lstrip()
        opens_again = text.startswith(mark)
        end, _ = _close(text, 0, len(text)) if opens_again else (_bare_close(text, closers), "")
        if end is not None:
            return later
        if not opens_again and mark in SINGLE:
            return at
    return at


def _bare_close(text: str, closers: str) -> int | None:
    """A closing mark with no opening one before it in its paragraph."""
    for place, char in enumerate(text):
        if char in closers and place and not text[place - 1].isspace():
            after = text[place + 1 : place + 2] or " "
            if not after.isalnum():
                return place
        if char in DOUBLE:
            return None
    return None


def _over_paragraphs(paragraphs: Sequence[str], opened: Found, last: int) -> Found:
    mark = paragraphs[opened.first][opened.start]
    parts = [paragraphs[opened.first][opened.start + 1 :]]
    parts += [one.lstrip().removeprefix(mark) for one in paragraphs[opened.first + 1 : last]]
    text = paragraphs[last]
    lead = len(text) - len(text.lstrip())
    again = text.lstrip().startswith(mark)
    closers = (DOUBLE | SINGLE)[mark]
    inner = text.lstrip()
    end = _close(inner, 0, len(inner))[0] if again else _bare_close(inner, closers)
    stop = lead + (len(inner) if end is None else end)
    parts.append(text[lead + again : stop])
    return replace(opened, text="\n".join(map(_tidy, parts)), last=last, end=stop, unsure=SEVERAL)
