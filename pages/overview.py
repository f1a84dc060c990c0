"""Overview: how do people fare across Greater Manchester, or one borough, and what was heard?"""

from fhfa_data.ui import cache, state
from fhfa_data.ui.overview_page import overview_page
from fhfa_data.views.overview import chosen_ward, overview_code

asked = state.selected()
place = cache.atlas().place(asked.place)
code = overview_code(place)
overview_page(
    cache.overview(code),
    cache.answer(code, asked),
    cache.spread(asked.indicator, place.borough_code or None, asked.period, asked.sex),
    asked,
    chosen_ward(place),
)
state.write_address(asked)
