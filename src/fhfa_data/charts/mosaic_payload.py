"""What the mosaic element is sent: squares with a decile, their colours and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fhfa_data.charts.palette import DECILES, ink_on
from fhfa_data.views.mosaic_model import MosaicCell


def mosaic_payload(cells: Sequence[MosaicCell], *, place: str) -> dict[str, Any]:
    """The data of one ward's mosaic, most deprived neighbourhoods first.

    Parameters
    ----------
    cells
        The ward's neighbourhoods (LSOAs); any order.
    place
        Name of the ward, for the list's name.
    """
    ordered = sorted(cells, key=lambda cell: (cell.decile, cell.name))
    return {
        "label": _label(ordered, place),
        "cells": [_cell(cell) for cell in ordered],
        "key": [_key(decile) for decile in range(1, 11)],
        "key_text": "IMD 2025 decile: 1 = most deprived tenth of England, 10 = least deprived.",
        "core20_text": "Ink outline: among England's most deprived fifth (deciles 1 and 2).",
        "light": [[colour, ink_on(colour)] for colour in DECILES.light],
        "dark": [[colour, ink_on(colour)] for colour in DECILES.dark],
    }


def mosaic_table(cells: Sequence[MosaicCell]) -> dict[str, Any]:
    """The same neighbourhoods as a table, most deprived first."""
    ordered = sorted(cells, key=lambda cell: (cell.decile, cell.name))
    return {
        "columns": [
            {"id": "name", "label": "Neighbourhood (LSOA)"},
            {"id": "code", "label": "Code"},
            {"id": "decile", "label": "IMD decile", "numeric": True},
            {"id": "residents", "label": "Residents", "numeric": True},
        ],
        "rows": [
            [
                {"text": cell.name},
                {"text": cell.code},
                {"text": str(cell.decile), "sort": cell.decile},
                {"text": f"{cell.residents:,}", "sort": cell.residents},
            ]
            for cell in ordered
        ],
    }


def _label(cells: Sequence[MosaicCell], place: str) -> str:
    count = len(cells)
    noun = "neighbourhood (LSOA)" if count == 1 else "neighbourhoods (LSOAs)"
    return f"{place}: {count} {noun}, most deprived first"


def _cell(cell: MosaicCell) -> dict[str, Any]:
    words = f"decile {cell.decile}, {cell.residents:,} residents"
    return {
        "decile": cell.decile,
        "core20": cell.in_core20,
        "name": cell.name,
        "short": cell.name.rsplit(" ", 1)[-1],
        "words": words,
        "code": cell.code,
    }


def _key(decile: int) -> str:
    ends = {1: "1, most deprived", 10: "10, least deprived"}
    return ends.get(decile, str(decile))
