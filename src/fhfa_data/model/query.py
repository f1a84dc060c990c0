"""Reading query parameters: keep what has a possible form, drop the rest without complaint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any

_SAFE = re.compile(r"[\w /.,'()&–-]{1,80}")


def safe_parts(query: Mapping[str, str], kind: type) -> dict[str, str]:
    """The parameters that ``kind`` (a dataclass) has fields for and whose text is harmless."""
    known: tuple[Field[Any], ...] = fields(kind)
    return {
        field.name: query[field.name]
        for field in known
        if field.name in query and _SAFE.fullmatch(query[field.name])
    }
