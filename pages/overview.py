"""Overview: how do people fare across Greater Manchester, or one borough, and what was heard?"""

from fhfa_data.model.areas import AreaType
from fhfa_data.ui import cache, state
from fhfa_data.ui.overview_page import overview_page

selection = state.selected()
view = cache.overview(selection.place, selection.indicator, selection.period)
borough = view.area.code if view.area.area_type is AreaType.BOROUGH else None
overview_page(view, cache.spread(selection.indicator, borough, selection.period), selection)
state.write_address(selection)
