"""``[people]`` of ``fhfa.toml``: which roles and audiences somebody who signs in has."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from fhfa_data.catalogue.records import Record

RoleName = Literal["viewer", "contributor", "moderator", "administrator"]
AudienceName = Literal["organisation", "partners", "community"]


class People(Record):
    """How the provider's word about a person becomes roles and audiences here.

    ``claim``: the claim that lists what a person is; dots go into a claim of claims, such as
    ``realm_access.roles``. ``roles`` and ``audiences`` say what each of its values means here.
    ``emails``: e-mail → roles, for a provider without such a claim. ``domains``: what follows the
    ``@`` of an e-mail → audience. An e-mail counts only where the provider says that it was
    verified, or ``emails_are_checked`` says so for a provider that never says it.
    ``hours``: how long a sign-in counts before it has to be made again.
    """

    claim: str = "roles"
    roles: dict[str, RoleName] = Field(default_factory=dict)
    audiences: dict[str, AudienceName] = Field(default_factory=dict)
    emails: dict[str, tuple[RoleName, ...]] = Field(default_factory=dict)
    domains: dict[str, AudienceName] = Field(default_factory=dict)
    emails_are_checked: bool = False
    hours: int = Field(default=12, ge=1, le=24 * 30)

    @field_validator("emails")
    @classmethod
    def _emails(cls, given: dict[str, tuple[RoleName, ...]]) -> dict[str, tuple[RoleName, ...]]:
        if wrong := [one for one in given if one.count("@") != 1]:
            raise ValueError(f"{wrong[0]!r} is no e-mail address")
        return {one.casefold(): roles for one, roles in given.items()}

    @field_validator("domains")
    @classmethod
    def _domains(cls, given: dict[str, AudienceName]) -> dict[str, AudienceName]:
        if wrong := [one for one in given if "@" in one or "." not in one]:
            raise ValueError(f"{wrong[0]!r} is no domain, such as council.example")
        return {one.casefold(): audience for one, audience in given.items()}
