"""Alembic's migrations of the store; one module in ``versions`` a step."""
