"""Who asks: a person's id, roles and audiences; what each role may do."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from enum import StrEnum

from fhfa_data.stories.choices import Audience, Labelled


class Role(Labelled):
    """What a person is trusted with."""

    VIEWER = "viewer", "Viewer"
    CONTRIBUTOR = "contributor", "Contributor"
    MODERATOR = "moderator", "Moderator"
    ADMINISTRATOR = "administrator", "Administrator"


class Deed(StrEnum):
    """What can be done with stories, besides reading them."""

    CREATE = "create"
    EDIT = "edit"
    TIE = "tie"
    MEET = "meet"
    DELETE = "delete"
    MODERATE = "moderate"
    WITHDRAW = "withdraw"
    ERASE = "erase"
    EXPORT = "export"
    EXPORT_ALL = "export_all"
    BACK_UP = "back_up"
    READ_AUDIT = "read_audit"


@dataclass(frozen=True, slots=True)
class Actor:
    """One person. ``audiences``: which of those that consent names this person belongs to."""

    id: str
    roles: frozenset[Role]
    audiences: frozenset[Audience]

    def is_a(self, role: Role) -> bool:
        """Whether this person has the role."""
        return role in self.roles


VISITOR = Actor("", frozenset(), frozenset({Audience.EVERYONE}))
"""Someone who hasn't signed in."""


def local_user() -> Actor:
    """The one person of an installation without sign-in: every role, of the organisation."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        name = "local"
    return Actor(name, frozenset(Role), frozenset({Audience.ORGANISATION, Audience.EVERYONE}))


_ANYWAY = {
    Deed.CREATE: {Role.CONTRIBUTOR, Role.MODERATOR},
    Deed.EDIT: {Role.MODERATOR},
    Deed.TIE: {Role.CONTRIBUTOR, Role.MODERATOR},
    Deed.MEET: {Role.CONTRIBUTOR, Role.MODERATOR},
    Deed.DELETE: {Role.MODERATOR},
    Deed.MODERATE: {Role.MODERATOR},
    Deed.WITHDRAW: {Role.MODERATOR, Role.ADMINISTRATOR},
    Deed.ERASE: {Role.MODERATOR, Role.ADMINISTRATOR},
    Deed.EXPORT: set(Role),
    Deed.EXPORT_ALL: {Role.MODERATOR},
    Deed.BACK_UP: {Role.ADMINISTRATOR},
    Deed.READ_AUDIT: {Role.ADMINISTRATOR},
}
_OF_ONES_OWN = {Deed.EDIT, Deed.DELETE}
_WHATEVER_THE_ROLE = {Deed.WITHDRAW, Deed.ERASE}
"""Of one's own: what was given can be taken back at any time, also by who left the team."""


def may(actor: Actor, deed: Deed, contributor: str = "") -> bool:
    """Whether this person may do this, with a story that ``contributor`` brought in."""
    if actor.roles & _ANYWAY[deed]:
        return True
    if deed in _WHATEVER_THE_ROLE:
        return bool(actor.id) and actor.id == contributor
    return deed in _OF_ONES_OWN and is_own(actor, contributor)


def is_own(actor: Actor, contributor: str) -> bool:
    """Whether this person is the contributor, and still trusted to contribute."""
    return bool(actor.id) and actor.id == contributor and actor.is_a(Role.CONTRIBUTOR)
