"""The tables of the store. A story's fields are one JSON document, so a new field moves no table.

Only what decides who may read a story, and in which order changes came, has columns of its own.
Every column here is in the migrations too; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text

TABLES = MetaData()

STORY = Table(
    "story",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("contributor", String(200), nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("changed_at", String(40), nullable=False),
    Column("deleted_at", String(40)),
)

HISTORY = Table(
    "history",
    TABLES,
    Column("story_id", String(64), ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("action", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("content", Text, nullable=False),
)

# What is being typed and not saved yet; ``story_id`` has no foreign key, the story may not be yet.
DRAFT = Table(
    "draft",
    TABLES,
    Column("actor", String(200), primary_key=True),
    Column("story_id", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("typed", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

# Ids that may never come back, from a backup or an old export.
ERASED = Table(
    "erased",
    TABLES,
    Column("story_id", String(64), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
)

# Exports and backups: who holds what, until when.
COPY = Table(
    "copy",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("holder", String(200), nullable=False),
    Column("use", String(16), nullable=False),
    Column("path", Text, nullable=False),
    Column("expires_on", String(10), nullable=False),
)

# No foreign key: the list of who holds a story outlives the story.
COPY_STORY = Table(
    "copy_story",
    TABLES,
    Column("copy_id", String(64), ForeignKey("copy.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", String(64), primary_key=True, index=True),
)

AUDIT = Table(
    "audit",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("action", String(16), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
)

# What a person says that a story does to an indicator's figures; never in their own words.
TIE = Table(
    "tie",
    TABLES,
    Column("story_id", String(64), ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
    Column("indicator", String(100), primary_key=True),
    Column("by", String(200), primary_key=True),
    Column("says", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("removed_at", String(40)),
)

# Who is trusted in a place: organisations, groups and roles. Taken out means gone.
ANCHOR = Table(
    "anchor",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("place", String(9), nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
)

# Insight packs: published documents, imported by a moderator.
PACK = Table(
    "pack",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("heard", Text, nullable=False),
    Column("imported_at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
)

# What is in them. One that a later import lacks stays, with the time it was removed.
PACK_ITEM = Table(
    "pack_item",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column(
        "pack_id",
        String(64),
        ForeignKey("pack.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("position", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("changed_at", String(40), nullable=False),
    Column("removed_at", String(40)),
)

# Agendas, agreement, barriers and actions; ``agenda`` is empty where there was none.
MEETING_RECORD = Table(
    "meeting_record",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("agenda", String(64), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("by", String(200), nullable=False),
    Column("content", Text, nullable=False),
    Column("changed_at", String(40), nullable=False),
)

MEETING_HISTORY = Table(
    "meeting_history",
    TABLES,
    Column(
        "record_id",
        String(64),
        ForeignKey("meeting_record.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("revision", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("by", String(200), nullable=False),
    Column("content", Text, nullable=False),
)

# Which stories they are about. Apart from their content and history: erasing leaves nothing there.
MEETING_STORY = Table(
    "meeting_story",
    TABLES,
    Column(
        "record_id",
        String(64),
        ForeignKey("meeting_record.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column(
        "story_id",
        String(64),
        ForeignKey("story.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)

# How safe it feels to speak: no person and no time, so that nobody can be told by either.
CHECK_IN = Table(
    "check_in",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column(
        "agenda",
        String(64),
        ForeignKey("meeting_record.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("batch", Integer, nullable=False),
    Column("answer", String(16), nullable=False),
)

# What somebody writes of themselves; theirs alone.
REFLECTION = Table(
    "reflection",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("by", String(200), nullable=False, index=True),
    Column("at", String(40), nullable=False),
    Column("content", Text, nullable=False),
)

# A group's self-assessment, and its replies: no person and no time. SQLite keeps them in the order
# of their ids, which are drawn at random.
ROUND = Table(
    "round",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("content", Text, nullable=False),
)

ROUND_REPLY = Table(
    "round_reply",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column(
        "round",
        String(64),
        ForeignKey("round.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("batch", Integer, nullable=False),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)
