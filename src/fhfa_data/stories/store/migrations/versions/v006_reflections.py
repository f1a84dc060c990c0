"""Self-assessments: a person's own entries, a group's rounds, and anonymous replies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "reflection",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("by", sa.String(200), nullable=False, index=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "round_reply",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "round",
            sa.String(64),
            sa.ForeignKey("round.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        # Kept in the order of ids, which are drawn at random: not in the order people replied.
        sqlite_with_rowid=False,
    )
