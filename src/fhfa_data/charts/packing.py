"""Values packed small for the map: what a browser is sent when another indicator is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import ascii_lowercase, digits

from fhfa_data.charts.axis import Axis

_DIGITS = digits + ascii_lowercase


def packed(texts: Iterable[str]) -> str:
    """Texts as one string, since quotes and commas would be a third of what is sent.

    >>> packed(["39.5%", "a|b"])
    '39.5%|a/b'
    """
    return "|".join(text.replace("|", "/") for text in texts)


def packed_texts(texts: list[str]) -> list[str]:
    """Values in words as one string, and what all of them end with: sent once, not 215 times.

    >>> packed_texts(["39.5%", "8.0%"])
    ['39.5|8.0', '%']
    """
    reverse = [text[::-1] for text in texts]
    ending = shared_beginning(reverse)[::-1]
    unit = re.sub(r"^.*\d", "", ending)
    return [packed(text.removesuffix(unit) for text in texts), unit]


def packed_places(axis: Axis, numbers: Iterable[float | None]) -> str:
    """Places on the axis, 0 to 1000, as two digits to the base 36 each; dashes for no number.

    >>> from fhfa_data.charts.axis import axis_over
    >>> packed_places(axis_over([0.0, 100.0]), [0.0, None, 39.5])
    '00--az'
    """
    return "".join(
        "--" if number is None else packed_number(axis.place(number), 2) for number in numbers
    )


def packed_number(number: int, width: int) -> str:
    """A whole number to the base 36 in so many digits.

    >>> packed_number(395, 2), packed_number(395, 3)
    ('az', '0az')
    """
    text = ""
    for _ in range(width):
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text


def shared_beginning(texts: Sequence[str]) -> str:
    """What every text begins with. The first and last in order differ soonest.

    >>> shared_beginning(["95% interval 4 to 6", "95% interval 5 to 7"])
    '95% interval '
    """
    first, last = min(texts, default=""), max(texts, default="")
    same = next(
        (i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first)
    )
    return first[:same]
