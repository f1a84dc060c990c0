"""Read what a page shows: Streamlit's own text, and the data our elements were sent."""

from __future__ import annotations

import json
from types import SimpleNamespace

from streamlit.testing.v1 import AppTest


def said(app: AppTest) -> str:
    """All the text that Streamlit itself shows."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.error, app.warning, app.info)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def elements(app: AppTest) -> dict[str, SimpleNamespace]:
    """Our own elements on the page by name: the data each was sent."""
    found = {}
    waiting = [app.main]
    while waiting:
        block = waiting.pop()
        waiting += getattr(block, "children", {}).values()
        proto = getattr(block, "proto", None)
        if getattr(proto, "component_name", "").startswith("atlas_"):
            name = proto.component_name.removeprefix("atlas_").removesuffix("_inline")
            data = json.loads(proto.json)
            key = f"table:{data['caption']}" if name == "table" else name
            found[key] = SimpleNamespace(**data)
    return found
