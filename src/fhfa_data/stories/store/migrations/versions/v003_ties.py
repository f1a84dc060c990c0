"""Ties: what a person says that a story does to an indicator's figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision = "002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tie",
        sa.Column(
            "story_id",
            sa.String(64),
            sa.ForeignKey("story.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("indicator", sa.String(100), primary_key=True),
        sa.Column("by", sa.String(200), primary_key=True),
        sa.Column("says", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("removed_at", sa.String(40)),
    )
