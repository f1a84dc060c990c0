"""Own neighbourhood: a group of wards and neighbourhoods under one name, with its figures."""

from fhfa_data.ui import cache, state
from fhfa_data.ui.own_page import own_page
from fhfa_data.views.own_area import own_area

asked, chosen = state.selected(), state.own_selected()
atlas = cache.atlas()
own_page(atlas.place(asked.place), chosen, own_area(atlas, chosen))
state.write_address(asked, chosen)
