"""The values that a report has of its own area, as they are said."""

from __future__ import annotations

from fhfa_data.views.profile import all_rows


def figures_said(report):
    """Every value of the area itself as its report says it."""
    return tuple(
        cell.text
        for row in all_rows(report.groups)
        for cell in row.cells
        if cell.area.code == report.area.code and cell.figure.value is not None
    )
