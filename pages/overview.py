"""Overview: how do people fare across a borough, a city region or wider, and what was heard?"""

from fhfa_data.ui import cache, map_cache, state
from fhfa_data.ui.overview_page import overview_page
from fhfa_data.views.overview import chosen_ward, overview_code

asked = state.selected()
place = cache.atlas().place(asked.place)
code = overview_code(place)
overview_page(
    cache.overview(code),
    cache.answer(code, asked),
    map_cache.spread(code, asked),
    asked,
    chosen_ward(place),
    map_cache.inside(place, asked),
)
state.write_address(asked)
