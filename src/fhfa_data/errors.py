"""Everything that can go wrong on purpose, as named errors.

An error message here is written for the person who reads it: what happened, where, and what to
do next. The command line prints it as one line; a page shows a notice. Neither shows a traceback.
"""

from __future__ import annotations

TELL_THE_KEEPER = "Tell whoever looks after this atlas."
"""What a reader of a page can do about what takes a command to mend."""


class AtlasError(Exception):
    """Base of every error the atlas raises on purpose.

    Parameters
    ----------
    what
        What happened, as one plain sentence.
    where
        The file, code or address it happened at; may be empty.
    todo
        What the reader can do next; may be empty.
    command
        What mends it when typed into a terminal; may be empty. The command line says it instead of
        ``todo``; a page never does, for who reads pages types no commands.

    >>> print(AtlasError("The file is damaged.", where="figures.parquet", todo="Reinstall."))
    The file is damaged. (figures.parquet) Reinstall.
    """

    def __init__(self, what: str, where: str = "", todo: str = "", command: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        self.command = command
        way_out = f"Run: {command}" if command else todo
        super().__init__(
            " ".join(part for part in (what, f"({where})" if where else "", way_out) if part)
        )


class CatalogueError(AtlasError):
    """The catalogue (indicators, sources, insights) contradicts itself or its schema."""


class StarterError(AtlasError):
    """The embedded figures in ``data/starter`` are missing or damaged."""


class SourceError(AtlasError):
    """An official source can't be reached, or what it sent is not what it should be."""


class RawDataError(AtlasError):
    """Raw bytes kept from an earlier download are missing or no longer what they were."""


class WarehouseError(AtlasError):
    """The warehouse can't be built, checked, found or read."""


class UnknownName(AtlasError):
    """A name (area, indicator, period) that the atlas doesn't know.

    ``nearest`` holds up to three names that the reader may have meant.
    """

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...] = ()) -> None:
        self.kind = kind
        self.name = name
        self.nearest = nearest
        hint = f"Did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"There is no {kind} called '{name}'.", todo=hint)


class QueryError(AtlasError):
    """An analyst's query can't be answered.

    ``extract`` is the line of the query with a mark under the place, or empty.
    """

    def __init__(self, what: str, todo: str = "", extract: str = "") -> None:
        super().__init__(what, todo=todo)
        self.extract = extract

    def __str__(self) -> str:
        """The sentence, and the place in the query under it."""
        said = super().__str__()
        return f"{said}\n\n{self.extract}" if self.extract else said


class StoryError(AtlasError):
    """A story, or the store of stories, can't be had, kept or read. Never repeats what was said."""


class NotAllowed(StoryError):
    """This person may not do this; it doesn't say whether what they asked for is there."""


class StaleSave(StoryError):
    """Someone else saved first. ``typed`` is what was about to be saved: nothing typed is lost.

    ``current`` is the revision the store has now; its words are read the usual way.
    """

    def __init__(self, typed: object, current: int, changed_at: str) -> None:
        self.typed = typed
        self.current = current
        super().__init__(
            "Someone else changed this while you were writing; yours is not saved yet.",
            f"changed {changed_at}" if changed_at else "",
            "Look at both, then save yours again over the newer one.",
        )


class TooManyStories(StoryError):
    """One person adds stories faster than the store lets in. ``typed`` is what wasn't saved."""

    def __init__(self, typed: object, limit: int, within: str) -> None:
        self.typed = typed
        wait = {"minute": "a minute", "hour": "an hour"}[within]
        super().__init__(
            f"You have added {limit} stories within the last {within}, as many as one person may. "
            "This one is not saved yet.",
            todo=f"What you typed is still here: save it again in {wait}.",
        )
