"""Meetings: agendas, agreement, barriers and actions, their stories, and check-ins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meeting_record",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("agenda", sa.String(64), nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("changed_at", sa.String(40), nullable=False),
    )
    record = sa.ForeignKey("meeting_record.id", ondelete="CASCADE")
    op.create_table(
        "meeting_history",
        sa.Column("record_id", sa.String(64), record, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    _links_and_check_ins()


def _links_and_check_ins() -> None:
    record = sa.ForeignKey("meeting_record.id", ondelete="CASCADE")
    op.create_table(
        "meeting_story",
        sa.Column("record_id", sa.String(64), record, primary_key=True),
        sa.Column(
            "story_id",
            sa.String(64),
            sa.ForeignKey("story.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
    )
    agenda = sa.ForeignKey("meeting_record.id", ondelete="CASCADE")
    op.create_table(
        "check_in",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("agenda", sa.String(64), agenda, nullable=False, index=True),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("answer", sa.String(16), nullable=False),
    )
