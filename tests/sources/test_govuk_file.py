"""One file at a fixed address."""

from __future__ import annotations

import pytest
from faulty_server import reply, serving
from samples import a_download, a_source

from fhfa_data.errors import CatalogueError, RawDataError, SourceError
from fhfa_data.sources import govuk_file
from fhfa_data.sources.http import Fetcher, NotModified

BODY = b"\xef\xbb\xbfcode,share\nE01000001,12.5\n"


def test_a_file_is_kept_as_it_came_and_read_from_there(tmp_path):
    source = a_source(header="code", fields=("share",), query={"edition": "2"})
    with serving(reply(BODY)) as server:
        receipt = a_download(govuk_file, source, server.url, tmp_path / "one")
    assert server.seen[0].target.endswith("/media/1/data.csv?edition=2")
    assert (tmp_path / "one" / "data.csv").read_bytes() == BODY
    assert govuk_file.read(receipt, source).to_numpy().tolist() == [["E01000001", "12.5"]]


def test_nothing_new(tmp_path):
    source = a_source()
    with serving(reply(BODY, ETag='"1"'), reply(status=304)) as server:
        known = a_download(govuk_file, source, server.url, tmp_path / "one")
        again = a_download(govuk_file, source, server.url, tmp_path / "two", known=known)
    assert isinstance(again.parts, NotModified)
    assert list((tmp_path / "two").iterdir()) == []


def test_changed_bytes_are_not_read(tmp_path):
    source = a_source()
    with serving(reply(BODY)) as server:
        receipt = a_download(govuk_file, source, server.url, tmp_path / "one")
    (tmp_path / "one" / "data.csv").write_bytes(BODY.replace(b"12", b"21"))
    with pytest.raises(RawDataError, match="bytes have changed"):
        govuk_file.read(receipt, source)


def test_a_renamed_column(tmp_path):
    source = a_source(fields=("rate",))
    with serving(reply(BODY.replace(b"share", b"rates"))) as server:
        receipt = a_download(govuk_file, source, server.url, tmp_path / "one")
    with pytest.raises(SourceError, match=r"'rate' \(there is 'rates'\)"):
        govuk_file.read(receipt, source)


def test_a_source_that_does_not_say_how_it_is_had(tmp_path):
    source = a_source().model_copy(update={"fetch": None})
    with pytest.raises(CatalogueError, match=r"no \[fetch\] table"):
        govuk_file.download(source, Fetcher(), tmp_path)
