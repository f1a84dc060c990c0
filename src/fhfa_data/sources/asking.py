"""Ask for the parts of one download, one after the other; those that have not changed are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fhfa_data.catalogue.fetching import Fetch
from fhfa_data.catalogue.records import Source
from fhfa_data.errors import CatalogueError, RawDataError
from fhfa_data.sources.http import Fetcher, NotModified
from fhfa_data.sources.receipts import Part, Receipt, verified_bytes


def fetch_of(source: Source) -> Fetch:
    """How the source is had.

    Raises
    ------
    CatalogueError
        If its entry doesn't say.
    """
    if source.fetch is None:
        raise CatalogueError(
            f"The source '{source.id}' can't be downloaded: its entry has no [fetch] table.",
            f"catalogue/sources/{source.id}.toml",
        )
    return source.fetch


class Asked:
    """The parts of a download in the making, in the folder ``into``.

    ``known`` is the receipt of an earlier download: parts that the publisher says are the same are
    taken from there, so a page that changed can be checked together with pages that did not.
    """

    def __init__(
        self, source: Source, fetcher: Fetcher, into: Path, known: Receipt | None = None
    ) -> None:
        self.fetch = fetch_of(source)
        self._fetcher = fetcher
        self._into = into
        self._known = known
        self._answers: list[Part | NotModified] = []

    def get(
        self,
        name: str,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> bytes:
        """Ask for one part, to be kept as ``name``; its bytes, new or those we had.

        Raises
        ------
        SourceError
            If it can't be had.
        """
        answer = self._fetcher.get(
            address,
            query=query,
            form=form,
            max_bytes=self.fetch.max_megabytes * 1_000_000,
            known=self._known_part(name),
            into=self._into / name,
        )
        self._answers.append(answer)
        return self._had(answer) if isinstance(answer, NotModified) else self._new(answer)

    def outcome(self) -> tuple[Part, ...] | NotModified:
        """All parts, each in the folder; or that nothing at all has changed."""
        before = len(self._known.parts) if self._known else 0
        same = [answer for answer in self._answers if isinstance(answer, NotModified)]
        if same and len(same) == len(self._answers) == before:
            return same[0]
        for answer in same:
            (self._into / answer.part.name).write_bytes(self._had(answer))
        return tuple(
            answer.part if isinstance(answer, NotModified) else answer for answer in self._answers
        )

    def _known_part(self, name: str) -> Part | None:
        parts = self._known.parts if self._known else ()
        return next((part for part in parts if part.name == name), None)

    def _had(self, answer: NotModified) -> bytes:
        if self._known is None:
            raise RawDataError("There is no earlier download.", answer.part.name)
        return verified_bytes(self._known, answer.part)

    def _new(self, part: Part) -> bytes:
        return (self._into / part.name).read_bytes()
