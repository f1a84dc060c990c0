"""Wisdom: what did leaders across Greater Manchester say about acting on health inequality?"""

from fhfa_data.ui import cache, state
from fhfa_data.ui.wisdom_page import wisdom_page

state.write_address(state.wisdom_selected())
wisdom_page(cache.atlas().wisdom, state.wisdom_selected())
