"""The demonstration's place has no business in a store that people trust their stories to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event

from fhfa_data.errors import StoryError
from fhfa_data.model.areas import names_a_made_up_area


def keep_out(engine: Engine, writes: str) -> None:
    """Refuse every write, of any table and by whatever way, that names a made-up area.

    ``writes`` is the execution option that transactions carry which write.
    """

    def look(
        connection: Connection, _cursor: Any, _statement: str, parameters: Any, *_more: Any
    ) -> None:
        if connection.get_execution_options().get(writes) and names_a_made_up_area(
            repr(parameters)
        ):
            raise StoryError(
                "This is of the demonstration's place, which does not exist.",
                todo="Nothing was changed. What is made up stays in the demonstration.",
            )

    event.listen(engine, "before_cursor_execute", look)
