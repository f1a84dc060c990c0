"""From published rows to ward, borough and city-region figures."""
