"""Meeting: which number and voice don't fit, what stands in the way, and what will we do?"""

from fhfa_data.ui import state
from fhfa_data.ui.meeting_page import meeting_page

meeting_page(state.meeting_selected())
state.write_address(state.meeting_selected())
