"""The DuckDB warehouse: build, check, swap, read."""
