"""Our own Streamlit elements: the map with its dot plot, the table, the mosaic."""
