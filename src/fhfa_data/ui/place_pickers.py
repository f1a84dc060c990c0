"""The boxes for a place: one where few places are installed, else region, borough and ward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from fhfa_data.model.nesting import Nesting
from fhfa_data.ui import cache, state
from fhfa_data.views.place_choice import PlaceChoice, found_places, in_one_box, place_choice

_LOOKED_FOR = "_looked_for"
_ANY_PLACE = "Type a ward, a borough or a code"


def place_widths(nesting: Nesting) -> list[float]:
    """How wide the boxes for a place are beside the others in the row."""
    return [4] if in_one_box(nesting) else [2.2, 2.4, 3]


def place_pickers(nesting: Nesting) -> list[Callable[[], None]]:
    """What draws each box for a place, in order."""
    if in_one_box(nesting):
        return [_place_picker]
    place = nesting.areas.get(state.selected().place)
    known = place is not None and nesting.is_place(place)
    choice = place_choice(nesting, place if known and place else nesting.home)
    return [
        lambda: _region_picker(choice),
        lambda: _borough_picker(choice),
        lambda: _ward_picker(choice),
    ]


def _place_picker() -> None:
    labels, key = cache.place_labels(), "pick_place"
    _box("Place", key, labels, state.selected().place, _ANY_PLACE, lambda: _go(_value(key)))


def _region_picker(choice: PlaceChoice) -> None:
    def take() -> None:
        value = _value("pick_place_region")
        _go(choice.first_in.get(value, value))

    _box("Region", "pick_place_region", choice.regions, choice.region, "Choose a region", take)


def _borough_picker(choice: PlaceChoice) -> None:
    def take() -> None:
        _go(_value("pick_place_borough") or choice.region)

    _box(
        "Borough",
        "pick_place_borough",
        choice.boroughs,
        choice.borough,
        "Choose a borough",
        take,
        can_be_emptied=True,
    )


def _ward_picker(choice: PlaceChoice) -> None:
    """The wards of the borough, or what was found; anything else typed is looked for."""
    last = st.session_state.get(_LOOKED_FOR)
    looked_for = last if last and last.at == state.selected().place else None
    options = looked_for.found if looked_for and looked_for.found else choice.wards

    def take() -> None:
        value = _value("pick_place_ward")
        if value in options or not value:
            _go(value or choice.borough or "")
        else:
            _look_for(value)

    _box(
        "Ward",
        "pick_place_ward",
        options,
        None if looked_for else choice.ward,
        looked_for.words if looked_for else "Type a name or code",
        take,
        can_be_emptied=True,
        accept_new_options=True,
    )


def _look_for(typed: str) -> None:
    """Go where the typed words lead if it is one place; else offer those there are."""
    found = found_places(cache.atlas().nesting, typed)
    if len(found) == 1:
        _go(next(iter(found)))
    else:
        st.session_state[_LOOKED_FOR] = _LookedFor(state.selected().place, typed, found)


@dataclass(frozen=True)
class _LookedFor:
    """What was typed while which place was chosen, and the places that it may mean."""

    at: str
    typed: str
    found: dict[str, str]

    @property
    def words(self) -> str:
        if not self.found:
            return f"No place is called “{self.typed}”"
        return f"{len(self.found)} places for “{self.typed}”: choose one"


def _value(key: str) -> str:
    return st.session_state.get(key) or ""


def _go(place: str) -> None:
    """Choose a place; a box that was emptied, or a region that isn't one place, changes nothing."""
    if place in cache.atlas().nesting.areas:
        st.session_state.pop(_LOOKED_FOR, None)
        state.change(place=place)


def _box(
    label: str,
    key: str,
    options: Mapping[str, str],
    chosen: str | None,
    placeholder: str,
    on_change: Callable[[], None],
    *,
    can_be_emptied: bool = False,
    accept_new_options: bool = False,
) -> None:
    """One box. Emptying it leads to the wider place, if it has one."""
    known = chosen in options
    st.session_state[key] = chosen if known else None
    st.selectbox(
        label,
        list(options),
        key=key,
        index=0 if known and not can_be_emptied else None,
        format_func=lambda code: options.get(code, code),
        placeholder=placeholder,
        on_change=on_change,
        accept_new_options=accept_new_options,
    )
