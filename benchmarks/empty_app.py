"""The atlas without its content: the same set-up, styles and navigation, and nothing to read."""

import streamlit as st

from fhfa_data.ui.shell import closing_line, styles

st.set_page_config(page_title="Empty", page_icon=":material/map:", layout="wide")
styles()


def nothing() -> None:
    """A page without content."""


names = {"overview": "Overview", "ward": "Ward", "wisdom": "Wisdom", "about": "About the data"}
pages = [
    st.Page(nothing, title=title, url_path=path, default=path == "overview")
    for path, title in names.items()
]
st.navigation(pages, position="top").run()
closing_line()
