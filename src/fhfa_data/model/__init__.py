"""The nouns of the atlas: areas, periods, figures and what a visitor has selected."""
