"""Screen objects turned into charts, map payloads and tables. No Streamlit, no SQL."""
