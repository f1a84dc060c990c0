"""Look at our own process: whom does a service or a decision leave out?"""

from fhfa_data.ui import cache, state
from fhfa_data.ui.process_page import process_page

asked = state.selected()
process_page(cache.atlas().place(asked.place))
state.write_address(asked)
