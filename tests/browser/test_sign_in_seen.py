"""Signing in and out for real: a provider, a browser, cookies; what is forged signs nobody in."""

from __future__ import annotations

import pytest
from joserfc.jwk import RSAKey
from served import free_port, served_atlas
from sign_in_provider import provider
from visiting import focused, settled, tab_to

pytestmark = pytest.mark.browser

SECRETS = """[auth]
redirect_uri = "{atlas}/oauth2callback"
cookie_secret = "made-up-for-a-test-and-long-enough"
client_id = "atlas"
client_secret = "made-up"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
SETTINGS = '[people]\nclaim = "groups"\nroles = { "lanterns" = "moderator" }\n'


@pytest.fixture(scope="module")
def signing_in(warehouse_file, repository, tmp_path_factory):
    """A provider, and the atlas that asks it."""
    folder, port = tmp_path_factory.mktemp("sign-in"), free_port()
    atlas = f"http://127.0.0.1:{port}"
    (folder / "fhfa.toml").write_text(SETTINGS)
    with provider() as asked:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(atlas=atlas, provider=asked.address))
        flags = [f"--secrets.files={secrets}"]
        own = {
            "FHFA_SETTINGS": str(folder / "fhfa.toml"),
            "FHFA_STORIES_DIR": str(folder / "stories"),
        }
        with served_atlas(warehouse_file.parent, repository, flags, own, port=port) as address:
            yield asked, address


@pytest.fixture
def page(browser, signing_in):
    asked, address = signing_in
    asked.person, asked.forged, asked.signer = {"sub": "1", "groups": ["lanterns"]}, {}, asked.key
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    opened.goto(address)
    settled(opened)
    yield opened
    context.close()


def test_sign_in_by_keyboard_see_the_role_and_sign_out(page, signing_in):
    asked, _ = signing_in
    tab_to(page, lambda at: at["name"] == "Sign in")
    assert focused(page)["tag"] == "button"
    page.keyboard.press("Enter")
    page.get_by_text("Signed in as moderator", exact=True).wait_for()
    before = asked.signed_out
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for()
    assert asked.signed_out == before + 1, "the provider is told too"


def test_someone_without_a_role_is_told_so(page, signing_in):
    signing_in[0].person = {"sub": "2"}
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Signed in, without a role here").wait_for()


FORGED = {
    "another issuer": {"iss": "http://127.0.0.1:9"},
    "for another app": {"aud": "elsewhere"},
    "run out": {"exp": 1},
    "another's nonce": {"nonce": "replayed"},
}


@pytest.mark.parametrize("how", [*FORGED, "signed by another"])
def test_a_forged_token_signs_nobody_in(page, signing_in, how):
    asked, address = signing_in
    asked.forged = FORGED.get(how, {})
    if how == "signed by another":
        asked.signer = RSAKey.generate_key(2048, {"kid": "one"})
    with page.expect_response(lambda one: "/oauth2callback" in one.url):
        page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/**")
    page.get_by_role("button", name="Sign in").wait_for()
    assert page.get_by_text("Signed in").count() == 0
    assert [
        one for one in page.context.cookies() if one["name"].startswith("_streamlit_user")
    ] == []
