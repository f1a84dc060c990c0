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
from fhfa_data.model.own_selection import OwnSelection
from fhfa_data.views.area_report import AreaReport, area_report
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.own_area import OwnArea, own_area
from fhfa_data.views.own_report import own_report

Writer = Callable[[AreaReport], bytes]


def run(options: argparse.Namespace) -> int:
    """Write the report, or every ward's with a bar that says how far it is."""
    atlas, today = opened_atlas(), date.today()
    writer = writer_of(atlas, options.format)
    if options.all:
        return _every_ward(atlas, writer, options)
    if options.own:
        report = own_report(atlas, _own_area(atlas, Path(options.own)), today)
    else:
        report = area_report(atlas, atlas.place(options.area.upper()), today)
    path = Path(options.out or file_name(report.area, options.format))
    write_whole(path, writer(report))
    print(f"Written: {path}")
    return 0


def _every_ward(atlas: Atlas, writer: Writer, options: argparse.Namespace) -> int:
    today = date.today()
    wards = [one for inside in atlas.nesting.wards.values() for one in inside]
    folder = Path(options.out or "reports")
    with Progress(console=Console(stderr=True)) as bar:
        for ward in bar.track(wards, description="Reports"):
            report = writer(area_report(atlas, ward, today))
            write_whole(folder / file_name(ward, options.format), report)
    print(f"Written: {len(wards)} reports in {folder}")
    return 0


def _own_area(atlas: Atlas, path: Path) -> OwnArea:
    todo = "Give a file that the Own neighbourhood page was asked to download."
    try:
        chosen = OwnSelection.from_file(path.read_bytes())
    except OSError as error:
        raise AtlasError(f"It can't be read: {error.strerror}.", str(path), todo) from error
    except ValueError as error:
        raise AtlasError("This is no neighbourhood that was kept.", str(path), todo) from error
    found = own_area(atlas, chosen)
    if found is None:
        raise AtlasError("None of its areas is installed here.", str(path), todo)
    return found


def writer_of(atlas: Atlas, form: str) -> Writer:
    """What makes a report's bytes in a form; its library is loaded here."""
    if form == "pptx":
        from fhfa_data.charts.slides.area_deck import area_slides

        return area_slides
    from fhfa_data.charts.reports.area_pdf import area_pdf

    return lambda report: area_pdf(report, atlas.spans)


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
