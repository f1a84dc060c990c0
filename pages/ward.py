"""Ward: how do its residents fare, how sure are we, and what have people told us?"""

from fhfa_data.model.areas import AreaType
from fhfa_data.ui import cache, map_cache, state
from fhfa_data.ui.ward_page import choose_a_ward, ward_page

asked = state.selected()
area = cache.atlas().place(asked.place)
if area.area_type is AreaType.WARD:
    inside = map_cache.neighbourhoods(area.code, asked)
    ward_page(cache.ward(area.code), cache.answer(area.code, asked), inside, asked)
else:
    choose_a_ward(cache.atlas(), area)
state.write_address(asked)
