"""Who is trusted in a ward, and what is strong there: as those named agreed to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fhfa_data.model.areas import Area
from fhfa_data.stories.actors import Actor, Deed, may
from fhfa_data.stories.anchors import AnchorKind
from fhfa_data.stories.fields import Use
from fhfa_data.stories.store import Store
from fhfa_data.stories.store.anchors import KeptAnchor, anchors, anchors_due
from fhfa_data.views.words import plain_day


@dataclass(frozen=True, slots=True)
class TrustedLine:
    """One entry in words. They are what people typed: to be shown as plain text only."""

    name: str
    strong: str
    under: str


@dataclass(frozen=True, slots=True)
class Trusted:
    """``entries``: all of them, for those who ``may_change`` them; ``due``: past their review."""

    lines: tuple[TrustedLine, ...]
    due: tuple[KeptAnchor, ...]
    entries: tuple[KeptAnchor, ...]
    may_change: bool
    empty: str
    note: str = (
        "Named by people who work here, with the agreement of those named. Not an official list, "
        "and not a whole one."
    )


def trusted(store: Store | None, actor: Actor, use: Use, day: date, ward: Area) -> Trusted:
    """The register's entries for a ward and all of its borough; ``store`` is None without one.

    Raises
    ------
    StoryError
        If the store can't be read.
    """
    places = [ward.code, ward.borough_code]
    found = anchors(store, actor, use, day, places) if store else ()
    first = sorted(found, key=lambda one: (one.anchor.place != ward.code, one.anchor.name))
    return Trusted(
        tuple(_line(one, ward) for one in first),
        anchors_due(store, actor, day, places) if store else (),
        anchors(store, actor, Use.CARE, day, places) if store else (),
        may(actor, Deed.CREATE),
        f"Nobody is listed for {ward.name} yet. That does not mean there is nobody.",
    )


def _line(kept: KeptAnchor, ward: Area) -> TrustedLine:
    one = kept.anchor
    name = f"{one.role}, {one.name}" if one.kind is AnchorKind.ROLE else one.name
    where = ward.name if one.place == ward.code else f"All of {ward.borough_name}"
    agreed = f"agreed on {plain_day(one.agreed_on.isoformat())}"
    return TrustedLine(name, one.strong, f"{where} · {one.kind.label} · {agreed}")
