"""Actions: what did we agree, what came of it, and what has stalled?"""

from fhfa_data.ui import state
from fhfa_data.ui.actions_page import actions_page

actions_page()
state.write_address()
