"""Query: what do the figures say to a question of your own?"""

from fhfa_data.ui import state
from fhfa_data.ui.query_page import query_page

query_page(state.sql_selected())
state.write_address(state.sql_selected())
