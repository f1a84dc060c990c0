"""Tell a story: what was heard, looked over before anybody else sees it."""

from fhfa_data.ui import cache, state
from fhfa_data.ui.tell_page import tell_page
from fhfa_data.ui.who import actor

asked = state.selected()
tell_page(cache.atlas().place(asked.place), actor())
state.write_address(asked)
