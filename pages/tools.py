"""Tools and resources: what has helped people here to think and act in another way."""

from fhfa_data.ui import state
from fhfa_data.ui.tools_page import tools_page

tools_page()
state.write_address()
