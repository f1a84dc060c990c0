"""Who may do what on a page follows from who signed in; nothing that isn't sure gives a role."""

from __future__ import annotations

import time

import pytest
import streamlit as st
from reading import said
from streamlit.testing.v1 import AppTest

from fhfa_data.stories.actors import VISITOR, Actor, local_user
from fhfa_data.ui import who

SECRETS = {"auth": {"client_id": "made-up", "cookie_secret": "made-up"}}
SETTINGS = '[people]\nclaim = "groups"\nroles = { "lanterns" = "moderator" }\n'


@pytest.fixture
def opened(repository, tmp_path, monkeypatch):
    """Opens the first page for someone, with settings of the test's own; says whom the page saw."""
    settings = tmp_path / "fhfa.toml"
    settings.write_text(SETTINGS)
    monkeypatch.setenv("FHFA_SETTINGS", str(settings))
    seen: list[Actor] = []
    monkeypatch.setattr("fhfa_data.ui.sign_in.actor", lambda: seen.append(who.actor()) or seen[-1])

    def open_for(**user):
        app = AppTest.from_file(str(repository / "app.py"), default_timeout=60)
        app.secrets, app.user = SECRETS, user
        return app.run(), seen

    return open_for


def person(**more):
    return {
        "is_logged_in": True,
        "iss": "https://provider.example",
        "sub": "1",
        "iat": time.time() - 60,
        "email": "made.up@council.example",
        **more,
    }


def test_who_signed_in_sees_their_role_and_never_a_name(opened):
    app, seen = opened(**person(groups=["lanterns"], name="Made Up"))
    assert "Signed in as moderator" in said(app)
    assert [one.label for one in app.button if one.key == "sign_out"] == ["Sign out"]
    assert seen[0].id.startswith("p-")
    assert "Made Up" not in said(app)
    assert "made.up" not in said(app)


def test_who_is_on_no_list_is_told_so(opened):
    app, seen = opened(**person())
    assert "Signed in, without a role here" in said(app)
    assert seen[0].roles == set()


def test_who_has_not_signed_in_is_a_visitor_and_is_offered_to(opened):
    app, _ = opened(is_logged_in=False)
    assert [one.label for one in app.button if one.key == "sign_in_here"] == ["Sign in"]
    assert app.session_state is not None
    assert not app.exception


def test_a_sign_in_of_long_ago_has_ended(opened):
    app, _ = opened(**person(groups=["lanterns"], iat=time.time() - 13 * 3600))
    assert "Your sign-in has ended" in said(app)
    assert "moderator" not in said(app)


def test_settings_that_cannot_be_read_give_nobody_a_role(opened, tmp_path):
    (tmp_path / "fhfa.toml").write_text("[people]\nroles = { x = 'king' }\n")
    app, seen = opened(**person(groups=["lanterns"]))
    assert "settings can't be used" in " ".join(one.value for one in app.error)
    assert seen == []


def test_alone_on_this_machine_nothing_is_said_of_signing_in(open_page):
    app = open_page("overview")
    assert [one for one in app.button if "ign" in one.label and "key" in one.label] == []
    assert "sign-in" not in said(app).lower()


@pytest.fixture
def served(monkeypatch):
    """As if a server ran, bound and asked as a test says, without sign-in."""
    monkeypatch.setattr(who, "_claims", dict)
    monkeypatch.setattr(who, "_secrets_are_broken", lambda: False)
    monkeypatch.setattr(who.runtime, "exists", lambda: True)

    def as_if(bound, **headers):
        monkeypatch.setattr(st, "get_option", lambda _name: bound)
        monkeypatch.setattr(who.st, "context", type("Context", (), {"headers": headers}))
        return who.actor()

    return as_if


@pytest.mark.parametrize(
    ("bound", "headers", "local"),
    [
        ("127.0.0.1", {"Host": "127.0.0.1:8501"}, True),
        ("127.0.0.1", {"Host": "localhost:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("0.0.0.0", {"Host": "localhost:8501"}, False),
        (None, {"Host": "localhost:8501"}, False),
        ("127.0.0.1", {"Host": "atlas.council.example"}, False),
        ("127.0.0.1", {"Host": "localhost:8501", "X-Forwarded-For": "192.0.2.7"}, False),
    ],
)
def test_without_sign_in_only_this_machine_has_every_role(served, bound, headers, local):
    assert served(bound, **headers) == (local_user() if local else VISITOR)


def test_secrets_that_cannot_be_read_never_give_every_role(tmp_path, monkeypatch):
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n")
    monkeypatch.setattr(who, "_claims", dict)
    monkeypatch.setattr(who.st, "get_option", lambda _name: [str(broken)])
    secrets = type(st.secrets)()
    monkeypatch.setattr(who.st, "secrets", secrets)
    monkeypatch.setattr("streamlit.config.get_option", lambda _name: [str(broken)])
    assert who.sign_in() is who.SignIn.BROKEN
    assert who.actor() == VISITOR
