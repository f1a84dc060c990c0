"""Gap: how big is the gap inside a place, how sure are we, and has it moved?"""

from fhfa_data.ui import cache, state
from fhfa_data.ui.gap_page import gap_page

asked, fifths = state.selected(), state.gap_selected()
gap_page(cache.gap(asked, fifths))
state.write_address(asked, fifths)
