"""The Ward page: numbers on the left, wisdom on the right, the evidence underneath."""

from __future__ import annotations

import streamlit as st

from fhfa_data.charts.mosaic_payload import mosaic_payload, mosaic_table
from fhfa_data.charts.profile_table import picture_key, profile_table
from fhfa_data.model.areas import Area
from fhfa_data.model.selection import Selection
from fhfa_data.ui import state
from fhfa_data.ui.elements.data_table import data_table
from fhfa_data.ui.elements.mosaic import mosaic
from fhfa_data.ui.headline import headline_block, source_block, title_row
from fhfa_data.ui.heard import heard, numbers_and_wisdom
from fhfa_data.ui.neighbourhood_block import (
    NO_SHAPES,
    colours_picker,
    neighbourhood_map,
    neighbourhood_rows,
    neighbourhood_words,
)
from fhfa_data.ui.report_button import leaving_with_report
from fhfa_data.ui.story_block import stories_here
from fhfa_data.ui.trend_block import trend_block
from fhfa_data.ui.trusted_block import trusted_block
from fhfa_data.views.answer import Answer
from fhfa_data.views.atlas import Atlas
from fhfa_data.views.life_expectancy import LifeExpectancy
from fhfa_data.views.neighbourhoods import Neighbourhoods
from fhfa_data.views.place_choice import wards_inside
from fhfa_data.views.places import PlaceKind
from fhfa_data.views.ward import WardFacts

_TABLE = "table"
_SEX_WORDS = {"Female": "Female", "Male": "Male", "Persons": "All"}


def ward_page(
    facts: WardFacts, answer: Answer, inside: Neighbourhoods | None, asked: Selection
) -> None:
    """Draw one ward: the answer for the chosen indicator, then what holds for any.

    ``inside``: its neighbourhoods, where their shapes are installed.
    """
    title_row(facts.title, print_words="Print two pages", way_on=_to_the_map)
    numbers, wisdom, rest = numbers_and_wisdom()
    with numbers:
        headline_block(answer.headline)
        source_block(answer.headline, table=_TABLE)
        trend_block(answer.trend)
        _neighbourhoods_block(facts, answer, inside, asked)
    with wisdom:
        stories = stories_here(facts.area, asked)
        heard(facts.pairs, beside=stories)
    with rest:
        with st.container(key="length_of_life"):
            _life_block(facts.area, facts.life)
        with st.container(key="places"):
            _places_block(facts.area, facts.places)
        with st.container(key="trusted"):
            trusted_block(facts.area)
    with st.container(key="second_page"):
        _profile_block(facts)
    leaving_with_report(facts.area, facts.attribution)


def _to_the_map() -> None:
    st.page_link("pages/overview.py", label="On the map", icon=":material/map:")


def _neighbourhoods_block(
    facts: WardFacts, answer: Answer, inside: Neighbourhoods | None, asked: Selection
) -> None:
    st.header("Its neighbourhoods", anchor=False)
    if facts.core20.asked != answer.headline.asked:  # else it stands above already
        st.markdown(facts.core20.sentence)
    if facts.rural_urban:
        st.markdown(facts.rural_urban)
    if inside is None:
        _mosaic_block(facts, NO_SHAPES)
        _mosaic_rows(facts)
        return
    with st.container(key="inside_map"):
        colours_picker(inside)
        neighbourhood_map(inside, asked, height=360)
        neighbourhood_words(inside)
        neighbourhood_rows(inside, asked)
    with st.container(key="on_paper"):
        _mosaic_block(facts)


def _mosaic_block(facts: WardFacts, more: str = "") -> None:
    words = (
        f"{facts.mosaic_sentence} One square is one neighbourhood of about 1,500 people, named as "
        f"{facts.area.borough_name} and the number in the square. {more}"
    )
    st.markdown(words.strip())
    mosaic(mosaic_payload(facts.mosaic, place=facts.area.name), key="mosaic")
    st.markdown(f":small[{facts.mosaic_source}]")


def _mosaic_rows(facts: WardFacts) -> None:
    with st.expander("The same neighbourhoods as a table"):
        data_table(
            mosaic_table(facts.mosaic),
            key="mosaic_table",
            caption=f"Neighbourhoods of {facts.title}, residents as of Census 2021",
            searchable=False,
        )


def _life_block(ward: Area, life: LifeExpectancy) -> None:
    st.header("Length of life", anchor=False)
    st.markdown(life.sentence)
    borough = " ".join(
        f"{one.sex}: {one.text} (England {one.england_text})." for one in life.boroughs
    )
    period = life.boroughs[0].period_text
    st.markdown(f"**Life expectancy at birth in {ward.borough_name}, {period}.** {borough}")
    columns = [{"id": "msoa", "label": "MSOA (2011)"}]
    columns.append({"id": "share", "label": "Share of ward", "numeric": True})
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
    if not places:
        st.markdown(
            "Libraries, pharmacies, hospitals and Green Flag parks are not listed here yet: "
            f"we hold no list for {ward.borough_name}. That does not mean there are none."
        )
        return
    lines = [_place_line(one) for one in places]
    lines.append(f":small[Listed by the ward that holds the address, so all are in {ward.name}.]")
    st.markdown("\n\n".join(lines))


def _place_line(kind: PlaceKind) -> str:
    names = f": {kind.names_in_words}" if kind.names else ""
    return f"**{kind.count_words}**{names}  \n:small[{kind.source}, {kind.as_of}]"


def _profile_block(facts: WardFacts) -> None:
    st.header(f"Everything we know about {facts.area.name}", anchor=_TABLE)
    st.markdown(
        f"Each row sets {facts.area.name} beside wider areas. {picture_key(facts.groups)} "
        "The scale runs from the lowest to the highest ward there is in this atlas, or borough "
        "where wards have no figure. Under a value stands its 95% interval, where one is published."
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
    with st.container(key="sources"):
        sources = "\n".join(f"- {source} *({names})*" for source, names in facts.sources)
        st.markdown(f"**Where these come from**\n{sources}")


def choose_a_ward(atlas: Atlas, area: Area) -> None:
    """What the page says while the chosen place is not a ward."""
    st.title(area.name, anchor=False)
    st.markdown(
        "This page is about one ward. Choose one above: type its name or its code, or go through "
        "the list."
    )
    wards = wards_inside(atlas.nesting, area)
    if not wards:
        st.markdown(f"{area.name} has more wards than fit in a list: choose a borough first.")
        return
    st.selectbox(
        f"Wards of {area.name}",
        list(wards),
        index=None,
        key="pick_ward",
        format_func=wards.__getitem__,
        placeholder="Choose a ward",
        on_change=lambda: state.change(place=st.session_state["pick_ward"]),
    )
