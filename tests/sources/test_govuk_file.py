"""One file at a fixed address."""

from __future__ import annotations

import json

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


PAGE = "https://www.gov.uk/api/content/government/statistics/made-up-release"
FILES = ["notes.pdf", "made-up-release-2022-2025.ods", "made-up-release.html"]


def release(*names):
    """A release's entry in the content API, in the published layout; a test's own."""
    media = "https://assets.publishing.service.gov.uk/media"
    entries = [{"title": name, "url": f"{media}/{n}/{name}"} for n, name in enumerate(names)]
    entries.append({"title": "A part of the page without a file"})
    return reply(json.dumps({"details": {"attachments": entries}}).encode())


def a_release_source():
    return a_source(address="", page=PAGE, attachment=r"made-up-release-.*\.ods")


def test_a_file_whose_address_changes_is_looked_up_in_its_release(tmp_path):
    with serving(release(*FILES), reply(BODY)) as server:
        receipt = a_download(govuk_file, a_release_source(), server.url, tmp_path / "one")
    assert [one.target.partition("gov.uk")[2] for one in server.seen] == [
        "/api/content/government/statistics/made-up-release",
        "/media/1/made-up-release-2022-2025.ods",
    ]
    assert [part.name for part in receipt.parts] == ["made-up-release-2022-2025.ods"]
    assert receipt.parts[0].address.endswith("/media/1/made-up-release-2022-2025.ods")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["made-up-release-2022-2025.ods"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (release("notes.pdf"), "0 of the release's files are called like"),
        (release(*FILES, "made-up-release-2014-2022.ods"), "2 of the release's files"),
        (reply(b"[]"), "doesn't say where its files are"),
        (reply(b'{"details": {"attachments": ["x"]}}'), "0 of the release's files"),
        (reply(b"not JSON"), "doesn't say where its files are"),
    ],
)
def test_a_release_without_just_that_file_says_what_to_do(tmp_path, answer, words):
    with serving(answer) as server, pytest.raises(SourceError, match=words) as caught:
        a_download(govuk_file, a_release_source(), server.url, tmp_path / "one")
    assert caught.value.where == PAGE
    assert "--file NAME=PATH" in caught.value.todo
    assert list((tmp_path / "one").iterdir()) == []


def test_an_address_that_is_given_is_asked_for_at_once(tmp_path):
    source = a_source(page=PAGE, attachment=".*")
    with serving(reply(BODY)) as server:
        a_download(govuk_file, source, server.url, tmp_path / "one")
    assert [one.target.rpartition("/")[2] for one in server.seen] == ["data.csv"]
