"""Fairer Health Atlas: page set-up, navigation, and the pickers that pages share.

Start it with ``fhfa serve``.
"""

from pathlib import Path

import streamlit as st

from fhfa_data.catalogue.roles import roles
from fhfa_data.ui import state
from fhfa_data.ui.inequality_links import inequality_links
from fhfa_data.ui.notices import plain_errors, say_if_refreshed
from fhfa_data.ui.pickers import pickers
from fhfa_data.ui.shell import closing_line, say_if_made_up, styles
from fhfa_data.ui.sign_in import sign_in_row

# A file of our own: a Material name would make every browser ask Google's server for the icon.
ICON = Path(__file__).parent / "static" / "icon.svg"
st.set_page_config(page_title="Fairer Health Atlas", page_icon=str(ICON), layout="wide")
styles()

overview = st.Page("pages/overview.py", title="Overview", default=True)
ward = st.Page("pages/ward.py", title="Ward", url_path="ward")
gap = st.Page("pages/gap.py", title="Inequality", url_path="gap")
share = st.Page("pages/share.py", title="Share by need", url_path="share", visibility="hidden")
own = st.Page("pages/own.py", title="Own neighbourhood", url_path="own", visibility="hidden")
core20plus5 = st.Page(
    "pages/core20plus5.py", title="Core20PLUS5", url_path="core20plus5", visibility="hidden"
)
compare = st.Page("pages/compare.py", title="Compare", url_path="compare", visibility="hidden")
stories = st.Page("pages/stories.py", title="Stories", url_path="stories")
tell = st.Page("pages/tell.py", title="Tell a story", url_path="tell")
wisdom = st.Page("pages/wisdom.py", title="Wisdom", url_path="wisdom")
meeting = st.Page("pages/meeting.py", title="Meeting", url_path="meeting")
actions = st.Page("pages/actions.py", title="Actions", url_path="actions")
reflect = st.Page("pages/reflect.py", title="Reflect", url_path="reflect")
# Reached from Reflect: with two more links the bar would not fit a projector.
tools = st.Page("pages/tools.py", title="Tools", url_path="tools", visibility="hidden")
process = st.Page("pages/process.py", title="Our process", url_path="process", visibility="hidden")
about = st.Page("pages/about.py", title="About the data", url_path="about")
query = st.Page("pages/query.py", title="Query", url_path="query")
health = st.Page("pages/data_health.py", title="Data health", url_path="health")

# Reached from Inequality, as Tools and Our process are from Reflect.
unequal = (gap, compare, own, core20plus5, share)

page = st.navigation(
    [
        *(overview, ward, *unequal, stories, tell, wisdom, meeting, actions, reflect, tools),
        *(process, about, query, health),
    ],
    position="top",
)
state.read_address()
with plain_errors():
    say_if_refreshed()
    say_if_made_up()
    sign_in_row()
    if page in unequal:
        inequality_links()
    if page is gap:
        state.begin_with(indicator=roles().first_of_gap)
    if page not in (compare, wisdom, meeting, actions, reflect, tools, query, health):
        pickers(place_only=page in (own, core20plus5, share))
    page.run()
closing_line()
