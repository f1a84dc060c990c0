"""Stories: what have people told us about this place, and whom have we not heard yet?"""

from fhfa_data.ui import cache, state, story_cache
from fhfa_data.ui.stories_page import stories_page

asked, chosen = state.selected(), state.stories_selected()
place = cache.atlas().place(asked.place)
stories_page(
    place,
    story_cache.heard(place.code, asked.indicator, chosen.theme),
    story_cache.listening(),
    story_cache.reader(),
)
state.write_address(asked, state.stories_selected())
