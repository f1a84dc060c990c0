"""A real HTML table as a Streamlit element: sortable, searchable, printable, read by any reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from fhfa_data.ui.elements.assets import register

_WORDS = {
    "search": "Search this table",
    "of": "of",
    "rows": "rows",
    "nothing_found": "No row holds these words. Try fewer of them.",
    "nothing": "There is nothing to list here.",
}

_ELEMENT = register(
    "table",
    ("parts/dom.js", "table/strip.js", "table/table.js"),
    "table/table.css",
    _WORDS,
    hold_px=240,
)


def data_table(
    payload: dict[str, Any],
    *,
    key: str,
    caption: str,
    selected: str | None = None,
    height: int | None = None,
    searchable: bool = True,
    on_pick: Callable[[str], None] | None = None,
) -> str | None:
    """Draw a table; return the code of the row the visitor chose just now, else None.

    Parameters
    ----------
    payload
        ``columns``: ``{"id", "label", "numeric", "help", "sortable", "wide"}`` each, of which only
        ``id`` and ``label`` are needed (``wide``: room for sentences); ``rows``: one list of cells
        a row, each cell ``{"text", "sort", "note", "paper", "paper_note", "code", "strip",
        "heat"}``, of which only ``text`` is needed. ``sort`` is what rows are ordered by where it
        isn't ``text`` (None goes last); ``note`` is a smaller second line; ``paper`` and
        ``paper_note`` stand for both in print; ``code``, in a first cell, makes it a button that
        chooses the row. ``strip`` draws marks on one scale, ``{"min", "max", "marks": [{"label",
        "value", "shape"}], "interval"}`` with shape ``dot``, ``diamond``, ``tick`` or ``line``; its
        cell's ``text`` says the same in words. ``heat``, 1 to 5, shades a cell; its words must say
        the same. ``groups``, if given: ``{"label", "rows"}`` in order, ``rows`` being how many.
        ``sort``, if given: ``{"column": index, "direction": "ascending" | "descending"}``.
    key
        Streamlit key; kept the same, sorting and search stay as they were.
    caption
        What the table holds; also the name of its scrolling region.
    selected
        Code of the row to mark as chosen.
    height
        Tallest it may be in CSS pixels before it scrolls; None never scrolls. Prints whole anyway.
    searchable
        Whether a search box stands above it.
    on_pick
        Called with the chosen row's code before the script runs again.
    """
    data = {
        **payload,
        "caption": caption,
        "selected": selected,
        "height": height,
        "searchable": searchable,
    }

    def tell() -> None:
        code = (st.session_state.get(key) or {}).get("pick")
        if on_pick is not None and code:
            on_pick(str(code))

    return _ELEMENT.mount(data, key=key, on_pick_change=tell).get("pick")
