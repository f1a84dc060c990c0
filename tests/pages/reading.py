"""Read what a page shows: Streamlit's own text, and the data our elements were sent."""

from __future__ import annotations

import json
from types import SimpleNamespace

from streamlit.testing.v1 import AppTest


def said(app: AppTest) -> str:
    """All the text that Streamlit itself shows."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.error, app.warning, app.info)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def all_elements(app: AppTest) -> list[SimpleNamespace]:
    """Our own elements on the page: what each is (``name``) and the data it was sent."""
    found, waiting = [], [app.main]
    while waiting:
        block = waiting.pop()
        waiting += getattr(block, "children", {}).values()
        proto = getattr(block, "proto", None)
        if getattr(proto, "component_name", "").startswith("atlas_"):
            name = proto.component_name.removeprefix("atlas_").removesuffix("_inline")
            found.append(SimpleNamespace(name=name, **json.loads(proto.json)))
    return found


def elements(app: AppTest) -> dict[str, SimpleNamespace]:
    """Our own elements on the page by name, tables by what they hold: the data each was sent."""
    return {
        f"table:{one.caption}" if one.name == "table" else one.name: one
        for one in all_elements(app)
    }
