"""Compare: up to eight places side by side, and the wards that are most like the first."""

from fhfa_data.ui import cache, state
from fhfa_data.ui.compare_page import compare_page
from fhfa_data.views.compare_page import compare_facts
from fhfa_data.views.own_area import own_area

atlas, asked, own = cache.atlas(), state.compare_selected(), state.own_selected()
state.settle(place=atlas.nesting.home.code, compare=atlas.nesting.widest.code)
compare_page(compare_facts(atlas, asked, state.selected().place, own_area(atlas, own)))
state.write_address(asked, own)
