"""Core20PLUS5: what of the approach can be seen for a place, and what can't."""

from fhfa_data.ui import cache, state
from fhfa_data.ui.core20plus5_page import core20plus5_page

asked = state.selected()
core20plus5_page(cache.core20plus5(asked.place), asked)
state.write_address(asked)
