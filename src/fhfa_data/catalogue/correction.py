"""Known faults of published data: what is published, what the atlas uses, until it is mended."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from fhfa_data.catalogue.records import Record


class Correction(Record):
    """One fault: ``corrections/<id>.toml``.

    ``where`` finds the row (column → cell) of the ``source``'s published table; ``published`` are
    its cells as the publisher has them, ``used`` what the atlas takes instead, both column → cell.
    ``seen`` is the day (YYYY-MM-DD) it was found. Once the cells are no longer as ``published``,
    nothing is corrected any more and the check of the correction fails, so that somebody looks.
    """

    id: str
    source: str
    what: str
    why: str
    seen: str
    where: dict[str, str]
    published: dict[str, str]
    used: dict[str, str]

    @model_validator(mode="after")
    def _same_columns(self) -> Self:
        if not self.where or not self.published or set(self.published) != set(self.used):
            raise ValueError("where, published and used say something, the last two of the same")
        if self.published == self.used:
            raise ValueError("published and used are the same")
        return self
