"""From what a provider says of somebody who signed in (claims) to the person the store knows.

Streamlit and Authlib have checked the token's signature, issuer and audience before. Claims are
read here as what they are, text from outside: one of another kind than expected counts as absent,
and what is absent gives no role.

Claims: https://openid.net/specs/openid-connect-core-1_0.html#IDToken and #StandardClaims.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from fhfa_data.catalogue.people import People
from fhfa_data.stories.actors import VISITOR, Actor, Role
from fhfa_data.stories.choices import Audience

Claims = Mapping[str, Any]


def person(claims: Claims, people: People, now: datetime) -> Actor:
    """The person these claims are about; a visitor where they say too little, or are too old.

    ``now`` has a time zone. Somebody signed in whom no list names is known, but has no role.
    """
    known_as = _id(claims)
    if not known_as or sign_in_is_over(claims, people, now):
        return VISITOR
    said, email = _said(claims, people.claim), _email(claims, people)
    roles = {Role(people.roles[one]) for one in said if one in people.roles}
    roles |= {Role(one) for one in people.emails.get(email, ())}
    audiences = {Audience(people.audiences[one]) for one in said if one in people.audiences}
    domain = people.domains.get(email.rpartition("@")[2])
    audiences |= {Audience.EVERYONE} | ({Audience(domain)} if domain else set())
    return Actor(known_as, frozenset(roles), frozenset(audiences))


def sign_in_is_over(claims: Claims, people: People, now: datetime) -> bool:
    """Whether the sign-in was so long ago that it counts no more; also if it doesn't say when."""
    at = claims.get("iat")
    if isinstance(at, bool) or not isinstance(at, int | float):
        return True
    return not now.timestamp() - timedelta(hours=people.hours).total_seconds() < at


def _id(claims: Claims) -> str:
    """Issuer and subject, which stay when a name or e-mail changes, as one word without meaning."""
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not isinstance(issuer, str) or not isinstance(subject, str) or not issuer or not subject:
        return ""
    both = f"{issuer}\n{subject}".encode(errors="replace")
    return f"p-{hashlib.sha256(both).hexdigest()[:32]}"


def _said(claims: Claims, name: str) -> tuple[str, ...]:
    """The values of the claim, whether one or a list; the name itself goes before its parts."""
    found: Any = claims.get(name)
    if found is None and "." in name:
        found = claims
        for part in name.split("."):
            found = cast(Claims, found).get(part) if isinstance(found, Mapping) else None
    values = cast("list[Any]", found if isinstance(found, list | tuple) else [found])
    return tuple(one for one in values if isinstance(one, str))


def _email(claims: Claims, people: People) -> str:
    email = claims.get("email")
    sure = claims.get("email_verified") is True or (
        people.emails_are_checked and claims.get("email_verified") is None
    )
    return email.casefold() if sure and isinstance(email, str) and email.count("@") == 1 else ""
