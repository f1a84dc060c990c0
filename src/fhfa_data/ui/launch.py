"""Start Streamlit as ``fhfa serve`` does: ``python -m fhfa_data.ui.launch run app.py``.

Streamlit takes a folder called ``pages`` for its old kind of navigation until the first
``st.navigation`` call of the process. A link to a page, opened before that, would then run the
page without ``app.py`` around it and lose what the link says. Telling Streamlit beforehand is the
one thing this does; there is no public setting for it (1.67).
"""

from __future__ import annotations

import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import main

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    sys.exit(main(prog_name="streamlit"))
