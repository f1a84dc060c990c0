"""Streamlit: state, cache, navigation, notices and the elements we draw ourselves."""
