"""A neighbourhood of one's own: its name and the codes it is made of, for links and files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

OWN = "OWN"
"""Stands for one's own neighbourhood where others have an ONS code."""
MOST_AREAS = 400
LONGEST_NAME = 60
_CODE = re.compile(r"E0[15][0-9]{6}")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b")
_ANY_CODE = re.compile(rf"{_POSTCODE.pattern}|\bE0[15][0-9]{{6}}\b", re.IGNORECASE)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PACKED = re.compile(r"[0-9a-z.]{1,2500}")


@dataclass(frozen=True, slots=True)
class OwnSelection:
    """``codes``: ONS codes of wards (E05…) and neighbourhoods (LSOAs, E01…), sorted, each once."""

    name: str = ""
    codes: tuple[str, ...] = ()

    def to_query(self) -> dict[str, str]:
        """What is chosen as parameters of the address: steps between codes, in base 36.

        >>> OwnSelection("North", ("E05011366", "E05011367")).to_query()
        {'own': '2zesm.1', 'own_name': 'North'}
        """
        if not self.codes:
            return {}
        named = {"own_name": self.name} if self.name else {}
        return {"own": pack(self.codes), **named}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> OwnSelection:
        """Read the parameters; what can't be codes is nothing.

        >>> OwnSelection.from_query({"own": "2zesm.1", "own_name": "North"}).codes
        ('E05011366', 'E05011367')
        >>> OwnSelection.from_query({"own": "<script>"})
        OwnSelection(name='', codes=())
        """
        return own(query.get("own_name", ""), unpack(query.get("own", "")))

    def to_file(self) -> bytes:
        """The same as a file to keep or pass on."""
        said = {"name": self.name, "codes": list(self.codes)}
        return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")

    @classmethod
    def from_file(cls, content: bytes) -> OwnSelection:
        """Read a file that :meth:`to_file` made.

        Raises
        ------
        ValueError
            If it is none.
        """
        said = json.loads(content.decode("utf-8-sig"))
        if not isinstance(said, dict) or not isinstance(said.get("codes"), list):
            raise ValueError("It has no list of codes.")
        return own(str(said.get("name", "")), map(str, said["codes"]))


def own(name: str, codes: Iterable[str]) -> OwnSelection:
    """The selection with what can't be a code left out, and no more codes than are allowed."""
    known = sorted({one for one in codes if _CODE.fullmatch(one)})[:MOST_AREAS]
    return OwnSelection(" ".join(name.split())[:LONGEST_NAME], tuple(known))


def pack(codes: Iterable[str]) -> str:
    """Sorted codes as the steps between their numbers, in base 36, with dots between.

    >>> pack(["E01000001", "E01000003"])
    'lflt.2'
    """
    steps, before = [], 0
    for number in sorted(int(code[1:]) for code in codes):
        steps.append(_in_base_36(number - before))
        before = number
    return ".".join(steps)


def unpack(text: str) -> list[str]:
    """The codes that :func:`pack` packed; none where the text is something else."""
    if not _PACKED.fullmatch(text):
        return []
    codes, number = [], 0
    for step in text.split("."):
        number += int(step, 36) if step else 0
        codes.append(f"E{number:08d}")
    return codes


def _in_base_36(number: int) -> str:
    digits = ""
    while number:
        number, at = divmod(number, 36)
        digits = _DIGITS[at] + digits
    return digits or "0"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted text holds: ``codes`` of wards and neighbourhoods, ``postcodes``, the rest."""

    codes: tuple[str, ...]
    postcodes: tuple[str, ...]
    others: tuple[str, ...]


def pasted(text: str) -> Pasted:
    """Read codes and whole postcodes out of a text; postcodes come without their space.

    >>> pasted("E05011366, e01005211; m9 4aa Moston")
    Pasted(codes=('E05011366', 'E01005211'), postcodes=('M94AA',), others=('MOSTON',))
    """
    upper = text.upper()
    postcodes = ["".join(one) for one in _POSTCODE.findall(upper)]
    words = [one for one in re.split(r"[\s,;|]+", _POSTCODE.sub(" ", upper)) if one]
    return Pasted(
        tuple(one for one in words if _CODE.fullmatch(one)),
        tuple(dict.fromkeys(postcodes)),
        tuple(one for one in words if not _CODE.fullmatch(one)),
    )


def without(text: str, taken: Iterable[str]) -> str:
    """A pasted text less the codes and postcodes that were taken in; the rest as it was typed.

    >>> without("e05011366, M9 4AA and Moston", ["E05011366", "M94AA"])
    'and Moston'
    """
    gone = {*taken}

    def keep(match: re.Match[str]) -> str:
        return "" if match[0].upper().replace(" ", "") in gone else match[0]

    kept = _ANY_CODE.sub(keep, text)
    return re.sub(r"[ \t]+", " ", re.sub(r"^[\s,;|]+|[\s,;|]+$", "", kept))
