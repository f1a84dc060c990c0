"""The Wisdom page: browse, filter, search and open the insights."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fhfa_data.catalogue.shared_language import shared_language
from fhfa_data.catalogue.wisdom_model import EVIDENCE_LABEL, Insight, Way, Wisdom
from fhfa_data.catalogue.wisdom_search import search
from fhfa_data.charts.voice_cards import insight_cards
from fhfa_data.model.locations import own_catalogue_folder
from fhfa_data.model.wisdom_selection import LONGEST_SEARCH, WisdomSelection
from fhfa_data.ui import state
from fhfa_data.ui.elements.share import paper_line
from fhfa_data.ui.elements.voices import voices
from fhfa_data.ui.headline import title_row
from fhfa_data.ui.pack_block import quoted_in_packs

PARTS = {
    "": "The 14 insights",
    "develop": "Eight ways to develop",
    "frame": "A frame of attention",
    "about": "Where this comes from",
}


def wisdom_page(wisdom: Wisdom, chosen: WisdomSelection) -> None:
    """Draw the part that is chosen, or the one insight that is open."""
    if chosen.insight:
        st.button(
            "All insights",
            icon=":material/arrow_back:",
            on_click=lambda: state.change_wisdom(insight=""),
        )
        insight_detail(wisdom, wisdom.insight(chosen.insight))
        return
    st.title("What leaders said about acting on health inequality", anchor=False)
    st.markdown(
        f"{len(wisdom.insights)} insights heard in Greater Manchester's ten boroughs, "
        f"{wisdom.about.heard}, from leaders and not from residents. Told here in our own words."
    )
    st.session_state["pick_part"] = chosen.part if chosen.part in PARTS else ""
    st.segmented_control(
        "Part",
        list(PARTS),
        key="pick_part",
        format_func=PARTS.__getitem__,
        label_visibility="collapsed",
        required=True,
        on_change=_take("pick_part", "part"),
    )
    draw = {"develop": _ways_to_develop, "frame": _frame, "about": _about}
    draw.get(chosen.part, _browse)(wisdom)


def _browse(wisdom: Wisdom) -> None:
    chosen = state.wisdom_selected()
    words, way, theme = st.columns([2, 1, 1])
    with words:
        st.session_state["pick_search"] = chosen.search
        st.text_input(
            "Search the insights",
            key="pick_search",
            placeholder="For example: trust, money, stories",
            on_change=_take("pick_search", "search"),
        )
    with way:
        ways = _filter("Way of leading", "way", {one.value: one.label for one in Way}, chosen.way)
    with theme:
        names = {name: one.name for name, one in wisdom.themes.items()}
        themes = _filter("Theme", "theme", names, chosen.theme)
    language = shared_language(own_catalogue_folder())
    found = search(wisdom, chosen.search, ways=ways, themes=themes, language=language)
    if not found:
        st.info("No insight matches. Try fewer words, or take a filter away.")
        return
    st.header(f"{len(found)} of {len(wisdom.insights)} insights", anchor=False)
    _evidence()
    if opened := voices(insight_cards(found), key="insight_cards"):
        state.change_wisdom(insight=opened)
        st.rerun()


def _evidence() -> None:
    st.markdown(f":small[:material/format_quote: {EVIDENCE_LABEL}]")


def _filter(label: str, part: str, names: dict[str, str], chosen: str) -> list[str]:
    """Draw one filter; what to keep, which is all where a link holds a name nobody knows."""
    known = chosen if chosen in names else ""
    st.session_state[f"pick_{part}"] = known
    st.selectbox(
        label,
        ["", *names],
        key=f"pick_{part}",
        format_func=lambda name: names.get(name, "All"),
        on_change=_take(f"pick_{part}", part),
    )
    if chosen != known:
        st.warning(f"We don't know the {part} “{chosen}” in this link, so all are shown.")
    return [known] if known else []


def _take(key: str, part: str) -> Callable[[], None]:
    def take() -> None:
        state.change_wisdom(**{part: (st.session_state.get(key) or "").strip()[:LONGEST_SEARCH]})

    return take


def insight_detail(wisdom: Wisdom, insight: Insight) -> None:
    """One insight in full."""
    st.markdown(f":small[Insight {insight.number} of {len(wisdom.insights)} · {insight.way.label}]")
    title_row(insight.title, print_words="Print this page")
    st.header(insight.in_one_line, anchor=False)
    _evidence()
    said, use = st.columns([62, 38], gap="large")
    with said.container(key="voice"):
        st.markdown(insight.meaning.strip())
        st.header("What people told us", anchor=False)
        st.markdown("\n".join(f"- {one}" for one in insight.told_us))
        for point in insight.points:
            st.markdown(f"**{point.title}**  \n{point.text.strip()}")
    with said:
        quoted_in_packs(insight)
    with use:
        st.header("Ask in a meeting", anchor=False)
        st.markdown("\n".join(f"- {one}" for one in insight.questions))
        st.header("Signs you might see", anchor=False)
        st.markdown(":small[Our suggestion, not something we were told]")
        st.markdown("\n".join(f"- {one}" for one in insight.signs))
        _how(wisdom, insight)
        themes = ", ".join(wisdom.themes[one].name for one in insight.themes)
        st.markdown(f"**Themes:** {themes}")
    _neighbours(wisdom, insight)
    paper_line()


def _how(wisdom: Wisdom, insight: Insight) -> None:
    st.header("How to develop it", anchor=False)
    st.markdown(f"**To start the conversation:** {insight.how.starter}")
    numbers = ", ".join(insight.how.printed_numbers)
    names = ", ".join(wisdom.way_to_develop(one).title for one in insight.how.ways)
    st.markdown(f"Numbers printed in the source: {numbers}  \nOur reading of them: {names}")
    st.markdown(f":small[{wisdom.about.mapping_note.strip()}]")


def _neighbours(wisdom: Wisdom, insight: Insight) -> None:
    place = wisdom.insights.index(insight)
    before, after = wisdom.insights[:place][-1:], wisdom.insights[place + 1 :][:1]
    with st.container(horizontal=True):
        for one, word in [*((one, "Before") for one in before), *((one, "Next") for one in after)]:
            st.button(
                f"{word}: {one.title}",
                key=f"go_{one.id}",
                on_click=state.change_wisdom,
                kwargs={"insight": one.id},
            )


def _ways_to_develop(wisdom: Wisdom) -> None:
    st.markdown(f"{wisdom.about.summary} {wisdom.about.eight_note.strip()}")
    titles = {"principle": "Four principles", "support": "Four kinds of support"}
    for kind, title in titles.items():
        st.header(title, anchor=False)
        for column, way in zip(
            st.columns(4), [one for one in wisdom.ways_to_develop if one.kind == kind], strict=True
        ):
            with column.container(border=True):
                st.markdown(f"**{way.title}**  \n{way.text.strip()}")
                for point in way.points:
                    st.markdown(f"*{point.title}.* {point.text.strip()}")
                st.markdown("\n".join(f"- {one}" for one in way.topics))
    st.header("What to develop, and how", anchor=False)
    st.markdown(f":small[{wisdom.about.mapping_note.strip()} {wisdom.about.table_note.strip()}]")
    st.table(
        [
            {
                # A cell that began with "10." would be drawn as a list, and lose its first digit.
                "No.": one.number,
                "Insight": one.title,
                "Way": one.way.label,
                "To start the conversation": one.how.starter,
                "Printed numbers": ", ".join(one.how.printed_numbers),
                "Our reading": ", ".join(wisdom.way_to_develop(way).title for way in one.how.ways),
            }
            for one in wisdom.insights
        ],
        hide_index=True,
    )


def _frame(wisdom: Wisdom) -> None:
    frame = wisdom.frame
    st.header(frame.title, anchor=False)
    st.markdown(f"{frame.meaning.strip()}")
    st.markdown(f":small[{frame.credit.strip()}]")
    for point in (*frame.principles, frame.leverage):
        st.markdown(f"**{point.title}.** {point.text.strip()}")
    rows = []
    for row in frame.structures:
        cells = {"Attention": f"**{row.number}. {row.title}**: {row.text.strip()}"}
        for level in frame.levels:
            cell = frame.cell(row.id, level.id)
            cells[level.title] = f"**{cell.title}**: {cell.text.strip()}"
        rows.append(cells)
    st.table(rows, hide_index=True)
    st.markdown("\n".join(f"- **{one.title}.** {one.text.strip()}" for one in frame.levels))


def _about(wisdom: Wisdom) -> None:
    about = wisdom.about
    st.header(about.title, anchor=False)
    paragraphs = {
        "Heard": f"{about.heard}. Published {about.published}.",
        "From whom": about.who,
        "What for": about.purpose,
        "What leadership means here": about.leadership_means,
        "What is left out": about.left_out,
        "One picture of ten boroughs": about.each_place,
        "Companions": about.companions,
    }
    for title, text in paragraphs.items():
        st.markdown(f"**{title}.** {text.strip()}")
    for note in wisdom.notes:
        st.markdown(f"**{note.title}.** {note.text.strip()}")
