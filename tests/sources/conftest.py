"""What the tests of downloads share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fhfa_data.errors import SourceError
from fhfa_data.sources.http import Fetcher

SETTINGS = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "FHFA_MIRROR_URL")


@dataclass
class Asking:
    """Downloads into a folder of the test's own, and notes the waits instead of waiting."""

    into: Path
    waits: list[float] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def get(self, address, *, query=None, form=None, max_bytes=10_000_000, known=None, **settings):
        fetcher = Fetcher(sleep=self.waits.append, progress=self.words.append, **settings)
        return fetcher.get(
            address, query=query, form=form, max_bytes=max_bytes, known=known, into=self.into
        )

    def fails(self, address, **options) -> SourceError:
        """The error it ends in; nothing may be left on disk."""
        with pytest.raises(SourceError) as caught:
            self.get(address, **options)
        assert list(self.into.parent.iterdir()) == []
        assert caught.value.where == address
        assert caught.value.todo
        return caught.value


@pytest.fixture
def asking(tmp_path, monkeypatch):
    """A way to download that the machine's own proxy settings don't touch."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "download"
    folder.mkdir()
    return Asking(folder / "data.csv")
