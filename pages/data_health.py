"""Data health: how fresh are the figures, do they hold, what changed, and what would change?"""

from fhfa_data.ui import state
from fhfa_data.ui.health_page import health_page

state.write_address(state.health_selected())
health_page(state.health_selected())
