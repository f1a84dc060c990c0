"""The first tables: stories, their history, drafts, erased ids, copies taken, audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _stories()
    _drafts()
    _copies()
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )


def _stories() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("contributor", sa.String(200), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("changed_at", sa.String(40), nullable=False),
        sa.Column("deleted_at", sa.String(40)),
    )
    op.create_index("ix_story_contributor", "story", ["contributor"])
    op.create_table(
        "history",
        _key("story_id", "story.id"),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("actor", sa.String(200), primary_key=True),
        sa.Column("story_id", sa.String(64), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )


def _copies() -> None:
    op.create_table(
        "erased",
        sa.Column("story_id", sa.String(64), primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
    )
    op.create_table(
        "copy",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("holder", sa.String(200), nullable=False),
        sa.Column("use", sa.String(16), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("expires_on", sa.String(10), nullable=False),
    )
    op.create_table(
        "copy_story",
        _key("copy_id", "copy.id"),
        sa.Column("story_id", sa.String(64), primary_key=True),
    )
    op.create_index("ix_copy_story_story_id", "copy_story", ["story_id"])


def _key(name: str, refers_to: str) -> sa.Column[str]:
    parent = sa.ForeignKey(refers_to, ondelete="CASCADE")
    return sa.Column(name, sa.String(64), parent, primary_key=True)
