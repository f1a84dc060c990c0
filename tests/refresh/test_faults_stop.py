"""A dataset that is needed and never was had: whatever is wrong, the refresh stops in plain words.

Each fault is a real process against a real server. The figures in use stay in use, byte for byte.
"""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
from dressed_tables import in_table, renamed_code, without_column, zeros_from
from faulty_endpoints import (
    FILE_7,
    LOOKUP,
    NEEDED,
    arcgis_error,
    bomb,
    changed,
    cut,
    faulty,
    half_without,
    length_too_small,
    page,
    page_repeated,
    page_skipped,
    status,
    trickle,
)
from fhfa_process import NOBODY, Serving, complaint, fhfa

CERTIFICATE = Path(__file__).parents[1] / "sources" / "self_signed.pem"
BY_HAND = "--file NAME=PATH"
ROW = b"\nE01000001,"


def lines(change):
    return changed(lambda body: b"\n".join(change(body.split(b"\n"))))


FAULTS = {
    "404": (FILE_7, status(404), "nothing at this address (404)", "The address may have moved"),
    "403": (FILE_7, status(403), "refused to hand this out (403)", "try another network"),
    "429": (FILE_7, status(429, Retry_After="1"), "too often (429). Asked 4 times", "Try again"),
    "500": (FILE_7, status(500), "fault of its own (500). Asked 4 times", "Try again later"),
    "slow": (FILE_7, trickle, "not finished in 2 seconds", "Try again later"),
    "cut": (FILE_7, cut, "cut before all had arrived. Asked 4 times", "Try again later"),
    "length": (FILE_7, length_too_small, "where there should be 33,755", "cut short"),
    "bomb": (FILE_7, bomb, "larger than the 100 MB allowed", "raise max_megabytes"),
    "page": (FILE_7, page, "A web page came instead of data", "open it in a browser"),
    "renamed": (
        FILE_7,
        changed(lambda body: body.replace(b"Crime Score", b"Crime Points", 1)),
        "There is no column 'Crime Score'. There is 'Crime Points'",
        "say so in the source's [reading]",
    ),
    "no header": (
        FILE_7,
        lines(lambda rows: rows[1:]),
        "no row begins with 'LSOA code (2021)'",
        "compare it",
    ),
    "missing column": (
        FILE_7,
        in_table(without_column("Income Score (rate)")),
        "There is no column 'Income Score (rate)'",
        "say so in the source's [reading]",
    ),
    "duplicate": (
        FILE_7,
        changed(lambda body: body.replace(b"\nE01000002,", ROW)),
        "1 area(s) occur twice, E01000001 first",
        "Ask the publisher",
    ),
    "half": (
        FILE_7,
        lines(lambda rows: rows[: len(rows) // 2]),
        "areas where there should be 33,755",
        "cut short",
    ),
    "all zeros": (
        FILE_7,
        in_table(zeros_from(4)),
        "There is one and the same value for all areas: imd_score",
        "Compare the file with the edition before",
    ),
    "unknown code": (
        FILE_7,
        in_table(renamed_code("E01033658", "E01999999")),
        "1 not in the lookup, E01999999 first; 1 in the lookup alone, E01033658 first",
        "Compare the file with the edition before",
    ),
    "half the wards": (
        LOOKUP,
        half_without("WD24CD", "WD24NM"),
        "area(s) have no well-formed code, or no name, in the column WD24CD, E01",
        "Compare the file with the edition before",
    ),
    "not a number": (
        FILE_7,
        changed(lambda body: body.replace(b",26525,", b",many,", 1)),
        "'many' is neither a number nor a known symbol",
        "a new symbol",
    ),
    "error in 200": (LOOKUP, arcgis_error, "reports an error (400): Cannot", "renamed"),
    "page repeated": (LOOKUP, page_repeated(), "its pages overlap", "refresh again"),
    "page skipped": (LOOKUP, page_skipped(), "rows and sent", "refresh again"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_what_is_needed_stops(name, unrefreshed, faults, broken):
    part, fault, what, todo = FAULTS[name]
    serving = Serving(unrefreshed.warehouses)
    bytes_before = serving.open.path.read_bytes()
    faults.others_gone, faults.of = True, {**NEEDED, part: fault}
    done = fhfa(unrefreshed, "refresh", "--timeout", "2" if name == "slow" else "60", mirror=broken)
    assert done.returncode == 1
    said = complaint(done)
    assert what in said
    assert todo in said
    assert "is needed and can't be had" in said
    assert said.endswith(f"Nothing was changed. Try again, or give the file with {BY_HAND}.")
    assert any(part in path for path in faults.asked)
    serving.check()
    assert serving.open.path.read_bytes() == bytes_before
    assert not list(unrefreshed.raw.glob("*/*.partial-*"))


@pytest.mark.parametrize(
    ("mirror", "what", "todo"),
    [
        (NOBODY, "The connection was refused", "Check that this machine is online"),
        ("http://no-such-host.invalid", "not known here (DNS)", "Check that this machine is"),
    ],
)
@pytest.mark.process
def test_nobody_there_stops(mirror, what, todo, unrefreshed):
    serving = Serving(unrefreshed.warehouses)
    done = fhfa(unrefreshed, "refresh", mirror=mirror)
    assert done.returncode == 1
    said = complaint(done)
    assert what in said
    assert todo in said
    assert "https://services1.arcgis.com/" in said
    serving.check()


def test_a_server_nobody_vouches_for_stops_until_its_certificate_is_given(
    unrefreshed, faults, replica, endpoints
):
    def with_tls(server):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)

    serving = Serving(unrefreshed.warehouses)
    faults.others_gone = True
    with faulty(replica, endpoints.store, faults, with_tls) as address:
        secure = address.replace("http:", "https:")
        done = fhfa(unrefreshed, "refresh", mirror=secure)
        said = complaint(done)
        assert "The secure connection (TLS) failed" in said
        assert "set REQUESTS_CA_BUNDLE" in said
        assert faults.asked == []
        for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
            trusting = {name: str(CERTIFICATE)}
            done = fhfa(unrefreshed, "refresh", mirror=secure, more=trusting)
            assert "nothing at this address (404)" in complaint(done), name
    assert faults.asked
    serving.check()
