"""Fairer Health Atlas: page set-up, navigation, and the pickers that pages share.

Start it with ``fhfa serve``.
"""

import streamlit as st

from fhfa_data.ui import state
from fhfa_data.ui.notices import plain_errors
from fhfa_data.ui.pickers import pickers
from fhfa_data.ui.shell import closing_line, styles

st.set_page_config(page_title="Fairer Health Atlas", page_icon=":material/map:", layout="wide")
styles()

NUMBERS = {
    "Overview": st.Page("pages/overview.py", title="Overview", default=True),
    "Ward": st.Page("pages/ward.py", title="Ward", url_path="ward"),
}
OTHERS = [
    st.Page("pages/wisdom.py", title="Wisdom", url_path="wisdom"),
    st.Page("pages/about.py", title="About the data", url_path="about"),
]

page = st.navigation([*NUMBERS.values(), *OTHERS], position="top")
state.read_address()
with plain_errors():
    if page in NUMBERS.values():
        pickers()
    page.run()
closing_line()
