"""Reflect: where do we act from today, and where do we want to be?"""

from fhfa_data.ui import state
from fhfa_data.ui.reflect_page import reflect_page

reflect_page(state.reflect_selected())
state.write_address(state.reflect_selected())
