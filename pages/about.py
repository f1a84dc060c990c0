"""About the data: where does each figure come from, and may I take it away?"""

from fhfa_data.ui import cache, state
from fhfa_data.ui.about_page import about_page

selection = state.selected()
about_page(cache.atlas(), selection)
state.write_address(selection)
