"""The foot of every page says which version of the atlas it is."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from fhfa_data import __version__


def test_the_foot_of_every_page_says_the_version(repository):
    app = AppTest.from_file(str(repository / "app.py"), default_timeout=60).run()
    last = {}
    for page in sorted((repository / "pages").glob("*.py")):
        app.switch_page(f"pages/{page.name}").run()
        last[page.name] = app.markdown[-1].value
    assert last
    start = f":small[Fairer Health Atlas {__version__} · "
    assert {page: line for page, line in last.items() if not line.startswith(start)} == {}
