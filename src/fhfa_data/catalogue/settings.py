"""``fhfa.toml``: what an installation sets for itself. It may be left out."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from fhfa_data.catalogue.load import validation_faults
from fhfa_data.catalogue.pace import Pace
from fhfa_data.catalogue.people import People
from fhfa_data.catalogue.records import Record
from fhfa_data.errors import CatalogueError
from fhfa_data.model.locations import SETTINGS, settings_file

_TODO = (
    "Nothing was changed. Correct it: docs/analysts.md and docs/sign-in.md say what it may hold."
)


class Settings(Record):
    """``mirror_url``: a mirror to ask instead of the publishers.

    ``sources``: id of a dataset → the keys of its entry that are otherwise here, such as
    ``fetch.address`` after a new release. ``people``: who may do what, once signed in.
    ``stories``: how fast one person may add them.
    """

    mirror_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    sources: dict[str, dict[str, Any]] = Field(default_factory=dict)
    people: People = People()
    stories: Pace = Pace()


def read_settings() -> Settings:
    """The settings of this installation; none if there is no file.

    Raises
    ------
    CatalogueError
        If the file can't be read or says what it may not, or one that was named isn't there.
    """
    path = settings_file()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        if not os.environ.get(SETTINGS):
            return Settings()
        raise _refused(path, f"There is no such file, and {SETTINGS} names it.") from error
    except tomllib.TOMLDecodeError as error:
        raise _refused(path, f"It is not valid TOML: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(path, f"It can't be read: {error}.") from error
    except ValidationError as error:
        raise _refused(path, f"{'; '.join(validation_faults(error))}.") from error


def _refused(path: Path, why: str) -> CatalogueError:
    return CatalogueError(f"The settings can't be used. {why}", str(path), _TODO)
