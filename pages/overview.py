"""Overview: how do people fare across Greater Manchester, or one borough, and what was heard?"""

from fhfa_data.ui import cache, state
from fhfa_data.ui.overview_page import overview_page

asked = state.selected()
view = cache.overview(asked.place, asked.indicator, asked.period, asked.sex)
borough = view.area.borough_code or None
spread = cache.spread(asked.indicator, borough, asked.period, asked.sex)
overview_page(view, spread, asked)
state.write_address(asked)
