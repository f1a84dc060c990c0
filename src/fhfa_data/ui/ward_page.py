"""The Ward page: numbers on the left, wisdom on the right, the evidence underneath."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.mosaic_payload import mosaic_payload
from fhfa_data.charts.profile_table import KEY, profile_table
from fhfa_data.model.areas import Area, AreaType
from fhfa_data.ui import state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.mosaic import mosaic
from fhfa_data.ui.headline import headline_block, source_block
from fhfa_data.ui.heard import heard, numbers_and_wisdom
from fhfa_data.ui.leaving import leaving
from fhfa_data.ui.trend_block import trend_block
from fhfa_data.views.answer import Answer
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.life_expectancy import LifeExpectancy
from fhfa_data.views.places import PlaceKind
from fhfa_data.views.ward import WardFacts

_SEX_WORDS = {"Female": "Female", "Male": "Male", "Persons": "All"}


def ward_page(facts: WardFacts, answer: Answer) -> None:
    """Draw one ward: the answer for the chosen indicator, then what holds for any."""
    numbers, wisdom = numbers_and_wisdom()
    with numbers:
        headline_block(facts.title, answer.headline)
        source_block(answer.headline)
        trend_block(answer.trend)
        _mosaic_block(facts, answer)
        with st.container(key="length_of_life"):
            _life_block(facts.area, facts.life)
        with st.container(key="places"):
            _places_block(facts.area, facts.places)
    with wisdom:
        heard(facts.pairs)
    with st.container(key="second_page"):
        _profile_block(facts)
    on_the_map = f"See {facts.area.name} on the map"
    leaving(facts.attribution, print_words="Print two pages", to_map=on_the_map)


def _mosaic_block(facts: WardFacts, answer: Answer) -> None:
    st.header("Its neighbourhoods", anchor=False)
    if facts.core20_sentence != answer.headline.sentence:
        st.markdown(facts.core20_sentence)
    st.markdown(
        f"{facts.mosaic_sentence} One square is one neighbourhood of about 1,500 people, named as "
        f"{facts.area.borough_name} and the number in the square."
    )
    mosaic(mosaic_payload(facts.mosaic, place=facts.area.name), key="mosaic")


def _life_block(ward: Area, life: LifeExpectancy) -> None:
    st.header("Length of life", anchor=False)
    st.markdown(life.sentence)
    borough = " ".join(
        f"{one.sex}: {one.text} years (England {one.england_text})." for one in life.boroughs
    )
    period = life.boroughs[0].period_text
    st.markdown(f"**{ward.borough_name}, {period}.** {borough}")
    columns = [{"id": "msoa", "label": "MSOA (2011)"}]
    columns.append({"id": "share", "label": "Ward residents", "numeric": True})
    columns += [{"id": sex, "label": word, "numeric": True} for sex, word in _SEX_WORDS.items()]
    rows = []
    for one in life.msoas:
        said = {sex: (text, interval) for sex, text, interval in one.by_sex}
        cells = [{"text": one.area.name}, {"text": f"{one.share_pct:.0f}%", "sort": one.share_pct}]
        cells += [_life_cell(*said.get(sex, ("Not published", ""))) for sex in _SEX_WORDS]
        rows.append(cells)
    data_table(
        {"columns": columns, "rows": rows},
        key="life",
        caption=f"Years of life expected at birth, {life.msoa_period_text}, with 95% intervals",
        searchable=False,
    )
    st.markdown(f":small[{life.source}]")


def _life_cell(text: str, interval: str) -> dict[str, str]:
    return {"text": text, "note": interval}


def _places_block(ward: Area, places: tuple[PlaceKind, ...]) -> None:
    st.header("What is already there", anchor=False)
    lines = [_place_line(one) for one in places]
    lines.append(f":small[Listed by the ward that holds the address, so all are in {ward.name}.]")
    st.markdown("\n\n".join(lines))


def _place_line(kind: PlaceKind) -> str:
    names = f": {', '.join(kind.names)}" if kind.names else ""
    return f"**{kind.count_words}**{names}  \n:small[{kind.source}, {kind.as_of}]"


def _profile_block(facts: WardFacts) -> None:
    st.header(f"Everything we know about {facts.area.name}", anchor=False)
    st.markdown(
        f"Each row sets {facts.area.name} beside wider areas. {KEY} The scale runs from the lowest "
        "to the highest ward in Greater Manchester, or borough where wards have no figure. Higher "
        "or lower is not a verdict: no confidence intervals are published for these."
    )
    data_table(
        profile_table(facts.groups, facts.spans),
        key="profile",
        caption=f"Indicators for {facts.title}",
        height=640,
    )
    # Names stand in italics, which print leaves out: there a dash in the row says which.
    gaps = "\n".join(f"- {reason} *({names})*" for reason, names in facts.gaps)
    st.markdown(f"**Why some are missing**\n{gaps}")


def choose_a_ward(atlas: Atlas, area: Area) -> None:
    """What the page says while the chosen place is not a ward."""
    st.title(area.name, anchor=False)
    st.markdown(
        "This page is about one ward. Choose one in the Place box above: type its name or its "
        "code, or go through this list."
    )
    within = area.code if area.area_type is AreaType.BOROUGH else None
    wards = {one.code: one.full_name for one in atlas.warehouse.wards(within)}
    st.selectbox(
        f"Wards of {area.name}",
        list(wards),
        index=None,
        key="pick_ward",
        format_func=wards.__getitem__,
        placeholder="Choose a ward",
        on_change=lambda: state.change(place=st.session_state["pick_ward"]),
    )
