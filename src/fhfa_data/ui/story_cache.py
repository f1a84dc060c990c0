"""Stories kept between reruns, by the store's stamp and the day: a withdrawal is seen at once.

The rest of what is kept is in :mod:`fhfa_data.ui.cache`, which says what may be kept and how.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from fhfa_data.stories.store import Store, there_is_a_store
from fhfa_data.stories.store.stamp import stamp
from fhfa_data.ui import cache, state
from fhfa_data.ui.who import actor
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.heard_stories import HeardStories, heard_stories, use_for
from fhfa_data.views.listening import Listening
from fhfa_data.views.listening import listening as listening_of
from fhfa_data.views.speaking import Reader
from fhfa_data.views.tied import Said
from fhfa_data.views.tied import to_take_back as to_take_back_of

_Key = tuple[str, ...]


def reader() -> Reader:
    """Who reads, for what, today."""
    who = actor()
    return Reader(who, use_for(who, state.stories_selected().use), date.today())


@st.cache_data(show_spinner=False, max_entries=256)
def _heard(
    _atlas: Atlas, _store: Store, _reader: Reader, key: _Key, place: str, indicator: str, theme: str
) -> HeardStories:
    return heard_stories(_atlas, _store, _reader, place, indicator, theme)


def heard(place: str, indicator: str, theme: str = "") -> HeardStories | None:
    """What may be shown of what was told here; None where nobody has kept a story yet.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    if not there_is_a_store():
        return None
    store, who = cache.stories(), reader()
    return _heard(cache.atlas(), store, who, _key(store, who), place, indicator, theme)


@st.cache_data(show_spinner=False, max_entries=16)
def _listening(_atlas: Atlas, _store: Store, _reader: Reader, key: _Key) -> Listening:
    return listening_of(_atlas, _store, _reader)


def listening() -> Listening | None:
    """Whom we have listened to, ward by ward; None where nobody has kept a story yet.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    if not there_is_a_store():
        return None
    store, who = cache.stories(), reader()
    return _listening(cache.atlas(), store, who, _key(store, who))


@st.cache_data(show_spinner=False, max_entries=16)
def _to_take_back(_atlas: Atlas, _store: Store, _reader: Reader, key: _Key) -> tuple[Said, ...]:
    return to_take_back_of(_atlas, _store, _reader)


def to_take_back() -> tuple[Said, ...]:
    """What this person may take back of what was said of stories and figures.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    store, who = cache.stories(), reader()
    return _to_take_back(cache.atlas(), store, who, _key(store, who))


def _key(store: Store, who: Reader) -> _Key:
    """All that may change what is shown: figures, stories, the day, who reads and for what."""
    return (
        cache.atlas().warehouse.fingerprint,
        store.address,
        stamp(store),
        who.on_day.isoformat(),
        who.use.value,
        who.actor.id,
        *sorted(who.actor.roles),
        "|",
        *sorted(who.actor.audiences),
    )
