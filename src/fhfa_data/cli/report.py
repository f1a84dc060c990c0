"""`fhfa report`: an area's report as PDF or slides, or all wards' at once."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from fhfa_data.cli.opened import opened_atlas
from fhfa_data.errors import AtlasError
from fhfa_data.model.areas import Area
from fhfa_data.views.area_report import area_report
from fhfa_data.views.atlas import Atlas

Writer = Callable[[Area], bytes]


def run(options: argparse.Namespace) -> int:
    """Write the report, or every ward's with a bar that says how far it is."""
    atlas = opened_atlas()
    writer = writer_of(atlas, options.format)
    if not options.all:
        area = atlas.place(options.area.upper())
        path = Path(options.out or file_name(area, options.format))
        write_whole(path, writer(area))
        print(f"Written: {path}")
        return 0
    wards = [one for inside in atlas.nesting.wards.values() for one in inside]
    folder = Path(options.out or "reports")
    with Progress(console=Console(stderr=True)) as bar:
        for ward in bar.track(wards, description="Reports"):
            write_whole(folder / file_name(ward, options.format), writer(ward))
    print(f"Written: {len(wards)} reports in {folder}")
    return 0


def writer_of(atlas: Atlas, form: str) -> Writer:
    """What makes a report's bytes in a form; its library is loaded here."""
    today = date.today()
    if form == "pptx":
        from fhfa_data.charts.slides.area_deck import area_slides

        return lambda area: area_slides(area_report(atlas, area, today))
    from fhfa_data.charts.reports.area_pdf import area_pdf

    return lambda area: area_pdf(area_report(atlas, area, today), atlas.spans)


def file_name(area: Area, form: str) -> str:
    """A name that sorts by code and says the place.

    >>> from fhfa_data.model.areas import AreaType
    >>> file_name(Area("E05011366", "Harpurhey & Co.", AreaType.WARD), "pdf")
    'E05011366-harpurhey-co.pdf'
    """
    words = re.sub(r"[^a-z0-9]+", "-", area.name.lower()).strip("-")
    return f"{area.code}-{words}.{form}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there.

    Raises
    ------
    AtlasError
        If it can't be written.
    """
    scratch = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(content)
        os.replace(scratch, path)
    except OSError as error:
        raise AtlasError(
            f"The report can't be written: {error.strerror}.",
            str(path),
            "Choose another place with --out.",
        ) from error
