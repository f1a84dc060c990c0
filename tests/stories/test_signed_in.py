"""What a provider says of a person becomes roles and audiences, and never more than is listed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fhfa_data.catalogue.people import AudienceName, People, RoleName
from fhfa_data.stories.actors import VISITOR, Role
from fhfa_data.stories.choices import Audience
from fhfa_data.stories.signed_in import person

NOW = datetime(2031, 3, 1, 12, tzinfo=UTC)
ISSUER = "https://provider.example"
PEOPLE = People.model_validate(
    {
        "claim": "groups",
        "roles": {"lanterns": "moderator", "bridges": "contributor"},
        "audiences": {"bridges": "community"},
        "emails": {"Made.Up@council.example": ["viewer", "administrator"]},
        "domains": {"council.example": "organisation"},
    }
)


def claims(**more):
    return {"iss": ISSUER, "sub": "42", "iat": NOW.timestamp() - 60, **more}


def test_a_claim_and_an_email_give_what_the_lists_say():
    found = person(
        claims(groups=["lanterns", "x"], email="made.up@Council.example", email_verified=True),
        PEOPLE,
        NOW,
    )
    assert found.roles == {Role.MODERATOR, Role.VIEWER, Role.ADMINISTRATOR}
    assert found.audiences == {Audience.EVERYONE, Audience.ORGANISATION}


def test_one_value_that_is_no_list_counts_too():
    found = person(claims(groups="bridges"), PEOPLE, NOW)
    assert found.roles == {Role.CONTRIBUTOR}
    assert found.audiences == {Audience.EVERYONE, Audience.COMMUNITY}


def test_a_claim_inside_a_claim_is_found_by_dots():
    nested = PEOPLE.model_copy(update={"claim": "realm_access.roles"})
    assert person(claims(realm_access={"roles": ["lanterns"]}), nested, NOW).roles == {
        Role.MODERATOR
    }
    assert person(claims(realm_access="lanterns"), nested, NOW).roles == set()


def test_somebody_on_no_list_is_known_and_has_no_role():
    found = person(claims(email="other@example.org", email_verified=True), PEOPLE, NOW)
    assert found.id
    assert found.roles == set()
    assert found.audiences == {Audience.EVERYONE}


@pytest.mark.parametrize(
    ("verified", "checked", "counts"),
    [(True, False, True), (None, False, False), (None, True, True), (False, True, False),
     ("true", False, False)],
)  # fmt: skip
def test_an_email_counts_only_if_somebody_checked_it(verified, checked, counts):
    said = claims(email="made.up@council.example")
    if verified is not None:
        said["email_verified"] = verified
    found = person(said, PEOPLE.model_copy(update={"emails_are_checked": checked}), NOW)
    assert bool(found.roles) is counts


def test_the_id_is_of_issuer_and_subject_and_tells_neither():
    one = person(claims(email="made.up@council.example", email_verified=True), PEOPLE, NOW)
    renamed = person(claims(email="new.name@council.example"), PEOPLE, NOW)
    elsewhere = person(claims(iss="https://other.example"), PEOPLE, NOW)
    assert one.id == renamed.id != elsewhere.id
    assert one.id != "42"
    assert "@" not in one.id
    assert len(one.id) == 34


@pytest.mark.parametrize("part", ["iss", "sub", "iat"])
@pytest.mark.parametrize("value", ["", None, True, ["x"], {}])
def test_claims_without_the_needful_make_a_visitor(part, value):
    assert person(claims(groups=["lanterns"], **{part: value}), PEOPLE, NOW) == VISITOR


def test_a_sign_in_ends_after_the_hours_that_are_set():
    def at(hours):
        return person(claims(iat=NOW.timestamp() - hours * 3600, groups="lanterns"), PEOPLE, NOW)

    assert at(11.99).is_a(Role.MODERATOR)
    assert at(12) == VISITOR


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(["groups", "email", "email_verified", "iss", "sub", "iat", "roles"])


@given(st.dictionaries(NAMES, ANY))
def test_no_claims_of_whatever_kind_break_it_or_give_a_role_that_is_not_listed(said):
    found = person(said, PEOPLE, NOW)
    assert found.roles <= {Role.MODERATOR, Role.CONTRIBUTOR, Role.VIEWER, Role.ADMINISTRATOR}
    if said.get("groups") not in ("lanterns", "bridges") and not said.get("email"):
        listed = said.get("groups") if isinstance(said.get("groups"), list) else []
        assert bool(found.roles) <= bool({"lanterns", "bridges"} & {str(x) for x in listed})
    assert Audience.EVERYONE in found.audiences


def test_the_settings_name_the_roles_and_audiences_that_there_are():
    assert set(get_args(RoleName)) == {one.value for one in Role}
    assert set(get_args(AudienceName)) == {one.value for one in Audience} - {"everyone"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"roles": {"x": "king"}},
        {"emails": {"no-address": ["viewer"]}},
        {"domains": {"@council.example": "organisation"}},
        {"audiences": {"x": "everyone"}},
        {"hours": 0},
        {"claims": "roles"},
    ],
)
def test_settings_that_say_what_they_may_not_are_refused(wrong):
    with pytest.raises(ValidationError):
        People.model_validate(wrong)
