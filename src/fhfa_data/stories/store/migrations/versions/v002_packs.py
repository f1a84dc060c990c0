"""Insight packs, and what is in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "pack",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("published", sa.Text, nullable=False),
        sa.Column("heard", sa.Text, nullable=False),
        sa.Column("imported_at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
    )
    op.create_table(
        "pack_item",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "pack_id", sa.String(64), sa.ForeignKey("pack.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("changed_at", sa.String(40), nullable=False),
        sa.Column("removed_at", sa.String(40)),
    )
    op.create_index("ix_pack_item_pack_id", "pack_item", ["pack_id"])
