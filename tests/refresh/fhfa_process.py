"""`fhfa` as a process of its own, and what must be true of a place whatever went wrong there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from fhfa_data.warehouse.pointer import read_pointer
from fhfa_data.warehouse.read import Warehouse

SETTINGS = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
SETTINGS += ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
NOBODY = "http://127.0.0.1:9"
GM_CORE20 = """SELECT numerator FROM figure
WHERE indicator = 'core20_pct' AND area_code = 'E47000001'"""


def environment(place, mirror: str, **more: str) -> dict[str, str]:
    """The environment of a command at a place; the machine's own proxies don't matter."""
    own = {name: value for name, value in os.environ.items() if name.upper() not in SETTINGS}
    return {
        **own,
        "FHFA_RAW_DIR": str(place.raw),
        "FHFA_WAREHOUSE_DIR": str(place.warehouses),
        "FHFA_MIRROR_URL": mirror,
        **more,
    }


def fhfa(place, *arguments: str, mirror: str = NOBODY, prefix=(), more=None, **options):
    """Run a command at a place; gives the finished process, output as text."""
    return subprocess.run(
        [*prefix, sys.executable, "-m", "fhfa_data", *arguments],
        env=environment(place, mirror, **(more or {})),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        **options,
    )


class Serving:
    """A dashboard in use while things go wrong: a reader that stays open, and one opened anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fingerprint = read_pointer(folder).fingerprint
        self.open = Warehouse(folder / read_pointer(folder).file)

    def check(self) -> None:
        """Both readers answer, from the same figures as before."""
        assert read_pointer(self.folder).fingerprint == self.fingerprint
        anew = Warehouse(self.folder / read_pointer(self.folder).file)
        for reader in (self.open, anew):
            assert reader.frame(GM_CORE20)["numerator"][0] == 1_132_504
        anew.close()


def complaint(done) -> str:
    """The one line it ended with, for the person who reads it."""
    assert "Traceback" not in done.stderr + done.stdout
    lines = [line for line in done.stderr.splitlines() if line.startswith("fhfa: ")]
    assert len(lines) == 1, done.stderr
    assert done.stderr.strip().endswith(lines[0])
    return lines[0]
