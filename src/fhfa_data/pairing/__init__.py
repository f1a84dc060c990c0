"""Which leadership insight speaks to what the figures show, and why; told as a rulebook in TOML."""
