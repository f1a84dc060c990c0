"""The Core20PLUS5 page says what it is, what is measured here and what isn't."""

from __future__ import annotations

from reading import all_elements, said


def test_a_ward_sees_its_core20_its_groups_and_what_nobody_measures(open_page):
    app = open_page("core20plus5", place="E05011366")
    assert app.title[0].value == "Core20PLUS5 in Harpurhey"
    assert app.header[0].value.startswith("All of Harpurhey's 19,200 residents live")
    assert "Nothing in this atlas measures this" in said(app)
    assert "We estimate nothing" in said(app)
    assert "england.nhs.uk" in said(app)
    rows = next(one for one in all_elements(app) if one.name == "table").rows
    assert ["Asian ethnic groups", "12.9%", "2,476"] in [
        [cell["text"] for cell in row[1:4]] for row in rows
    ]
    assert len({row[0]["text"] for row in rows}) == 13
