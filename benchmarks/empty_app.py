"""The atlas without its content: the same set-up and navigation, and an empty page."""

import streamlit as st

from fhfa_data.ui import cache
from fhfa_data.ui.shell import closing_line, styles

st.set_page_config(page_title="Empty", page_icon=":material/map:", layout="wide")
styles()


def nothing() -> None:
    """A page without content; figures are opened and memory is settled as for any page."""
    cache.atlas()


names = {"overview": "Overview", "ward": "Ward", "wisdom": "Wisdom", "about": "About the data"}
pages = [
    st.Page(nothing, title=title, url_path=path, default=path == "overview")
    for path, title in names.items()
]
st.navigation(pages, position="top").run()
closing_line()
