"""Share by need: a budget, staff or places between wards, and what that does to each."""

from fhfa_data.ui import cache, state
from fhfa_data.ui.share_page import share_page
from fhfa_data.views.sharing import share_by_need

asked, chosen = state.selected(), state.share_selected()
atlas = cache.atlas()
share_page(share_by_need(atlas, atlas.place(asked.place), chosen))
state.write_address(asked, chosen)
