"""Put a backup in the place of what the store holds, without bringing back what may not come back.

Erasures, withdrawals, insight packs, links and anchors, self-assessments, the register of copies
and the audit log of the store as it is now are kept: an older backup knows nothing of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert

from fhfa_data.errors import NotAllowed
from fhfa_data.stories.access import withdrawn
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.store.backup import OWNERS, Rows, all_rows, back_up, read_backup
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.copies import Copy
from fhfa_data.stories.store.rows import note, story_of
from fhfa_data.stories.store.saving import still_withdrawn
from fhfa_data.stories.store.schema import AUDIT, TABLES


def restore(store: Store, actor: Actor, path: Path, safety: Path) -> tuple[int, Copy | None]:
    """Put a backup in place; how many stories it brought, and the backup taken of what was there.

    What the store held before is first backed up to ``safety``, unless it held no story. All of the
    backup is put in place, or nothing is changed.

    Raises
    ------
    NotAllowed
        If this person is no administrator.
    StoryError
        If the backup can't be read whole, or the store or ``safety`` can't be written.
    """
    if not may(actor, Deed.BACK_UP):
        raise NotAllowed("Only an administrator backs up or restores.")
    backup = read_backup(path)
    with store.reading() as connection:
        holds_any = bool(all_rows(connection)["story"])
    kept = back_up(store, actor, safety) if holds_any else None
    with store.writing() as connection:
        rows = _joined(backup.rows, all_rows(connection))
        _replace(connection, rows)
        note(connection, store, "restore", actor.id, backup.id)
    return len(rows["story"]), kept


def _replace(connection: Connection, rows: Rows) -> None:
    for table in reversed(TABLES.sorted_tables):
        connection.execute(delete(table))
    for table in TABLES.sorted_tables:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def _joined(old: Rows, now: Rows) -> Rows:
    """The backup's rows, with what the store knows since."""
    erased = _union(old, now, "erased", ("story_id",))
    gone = {one["story_id"] for one in erased}
    stories = {one["id"]: one for one in now["story"]}
    rows = {
        name: [row for row in old[name] if row[owner] not in gone] for name, owner in OWNERS.items()
    }
    rows["story"] = [_as_agreed(row, stories.get(row["id"])) for row in rows["story"]]
    withdrawn_now = _withdrawn(rows)
    rows["tie"] = _ties(rows, now, withdrawn_now)
    drafts = [row for row in now["draft"] if row["story_id"] not in gone]
    return {
        **rows,
        "draft": _union(
            {"draft": rows["draft"]}, {"draft": drafts}, "draft", ("actor", "story_id")
        ),
        "erased": erased,
        "copy": _union(old, now, "copy", ("id",)),
        "copy_story": _union(old, now, "copy_story", ("copy_id", "story_id")),
        AUDIT.name: _log(old[AUDIT.name], now[AUDIT.name]),
        **_packs(old, now),
        **_meetings(old, now, rows["meeting_story"], withdrawn_now, gone),
        "anchor": _not_gone(old, now, "anchor", gone),
        "reflection": _not_gone(old, now, "reflection", gone),
        "round": _not_gone(old, now, "round", gone),
        "round_reply": [
            one for one in _union(old, now, "round_reply", ("id",)) if one["round"] not in gone
        ],
    }


def _withdrawn(rows: Rows) -> set[str]:
    """The stories that are withdrawn whole."""
    return {one["id"] for one in rows["story"] if withdrawn(story_of(one["content"]).consents)}


def _meetings(
    old: Rows, now: Rows, links: list[dict[str, Any]], withdrawn_now: set[str], gone: set[str]
) -> Rows:
    """The backup's meetings, at revisions that no open form has, without withdrawn stories.

    What was taken out since doesn't come back.
    """
    known = {one["id"]: one for one in now["meeting_record"]}
    left = [row for row in old["meeting_record"] if row["id"] not in gone]
    history = [row for row in old["meeting_history"] if row["record_id"] not in gone]
    stories = [one for one in links if one["story_id"] not in withdrawn_now]
    return {
        "meeting_record": [_newer(row, known.get(row["id"])) for row in left],
        "meeting_history": history,
        "meeting_story": [one for one in stories if one["record_id"] not in gone],
        "check_in": [one for one in old["check_in"] if one["agenda"] not in gone],
    }


def _newer(row: dict[str, Any], now: dict[str, Any] | None) -> dict[str, Any]:
    same = ("content", "revision")
    if now is None or all(now[name] == row[name] for name in same):
        return row
    return {**row, "revision": max(row["revision"], now["revision"] + 1)}


def _ties(rows: Rows, now: Rows, gone: set[str]) -> list[dict[str, Any]]:
    """The backup's ties, none of a withdrawn story, at revisions that no open form has."""
    key = ("story_id", "indicator", "by")
    known = {tuple(row[name] for name in key): row["revision"] for row in now["tie"]}
    return [
        {**row, "revision": max(row["revision"], known.get(tuple(row[n] for n in key), 0) + 1)}
        for row in rows["tie"]
        if row["story_id"] not in gone
    ]


def _packs(old: Rows, now: Rows) -> Rows:
    """The packs of both; one that the store has now stays as it is, whole."""
    have = {one["id"] for one in now["pack"]}
    lost = [one for one in old["pack"] if one["id"] not in have]
    items = [one for one in old["pack_item"] if one["pack_id"] not in have]
    return {"pack": [*now["pack"], *lost], "pack_item": [*now["pack_item"], *items]}


def _not_gone(old: Rows, now: Rows, table: str, gone: set[str]) -> list[dict[str, Any]]:
    """Rows of both, none that was taken out for good; the store's own where both have one."""
    return [one for one in _union(old, now, table, ("id",)) if one["id"] not in gone]


def _as_agreed(row: dict[str, Any], now: dict[str, Any] | None) -> dict[str, Any]:
    """A backup's story with what was withdrawn since, and a revision that no open form has."""
    same = ("content", "revision")
    if now is None or all(now[name] == row[name] for name in same):
        return row
    story = still_withdrawn(story_of(now["content"]), story_of(row["content"]))
    revision = max(row["revision"], now["revision"] + 1)
    return {**row, "content": story.model_dump_json(), "revision": revision}


def _union(old: Rows, now: Rows, table: str, key: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows of both, the store's own where both have one."""
    found = {tuple(row[name] for name in key): row for row in (*old[table], *now[table])}
    return list(found.values())


def _log(old: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of both logs, each once, in the order of their times; numbered anew."""
    unnumbered = [{k: v for k, v in row.items() if k != "number"} for row in (*old, *now)]
    once = {tuple(row.values()): row for row in unnumbered}
    return sorted(once.values(), key=lambda row: row["at"])
