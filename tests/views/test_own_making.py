"""Taking areas in and leaving them out, and what is pasted: nothing is lost on the way."""

from __future__ import annotations

import pytest

from fhfa_data.errors import AtlasError
from fhfa_data.model.own_selection import OwnSelection, own
from fhfa_data.views import own_making
from fhfa_data.views.own_making import inside, take_in, toggled, wards_to_choose
from fhfa_data.warehouse import postcodes

HARPURHEY, BLACKLEY, MANCHESTER = "E05011366", "E05011367", "E08000003"


def lsoas(atlas, ward):
    return atlas.warehouse.lsoas_of(ward)["lsoa21_code"].tolist()


def test_a_ward_is_taken_in_and_left_out(atlas):
    one = toggled(atlas, OwnSelection("x"), HARPURHEY)
    assert one == own("x", [HARPURHEY])
    assert toggled(atlas, one, HARPURHEY) == OwnSelection("x")


def test_leaving_one_neighbourhood_out_of_a_whole_ward_keeps_its_others(atlas):
    first, *others = lsoas(atlas, HARPURHEY)
    found = toggled(atlas, own("x", [HARPURHEY, BLACKLEY]), first)
    assert set(found.codes) == {BLACKLEY, *others}
    ward = atlas.place(HARPURHEY)
    assert inside(atlas, found, ward) == set(others)
    assert inside(atlas, own("x", [HARPURHEY]), ward) == {first, *others}
    assert inside(atlas, toggled(atlas, found, first), ward) == {first, *others}


def test_wards_to_choose_are_those_around(atlas):
    assert len(wards_to_choose(atlas, atlas.place(HARPURHEY))) == 215
    assert wards_to_choose(atlas, atlas.place(MANCHESTER))[HARPURHEY] == "Harpurhey, Manchester"


def test_no_list_holds_all_of_england(atlas, monkeypatch):
    monkeypatch.setattr(own_making, "MOST_LISTED", 200)
    assert wards_to_choose(atlas, atlas.place(HARPURHEY)) == {}


def install(folder, head, *rows):
    file = folder / "given.csv"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    return postcodes.install(file, folder / "there")


@pytest.mark.parametrize(
    "head", ["pcds,doterm,lsoa21", '"PCD7","PCD8","PCDS","dointr","LSOA21CD"', "pcd,lsoa21cd"]
)
def test_postcodes_are_looked_up_in_any_of_the_published_forms(atlas, tmp_path, head):
    """Made-up rows: the names of columns are those of ONS's user guides."""
    names = head.replace('"', "").split(",")
    held = {"pcds": "M9 4AA", "pcd7": "M9  4AA", "pcd8": "M9   4AA", "pcd": "M9  4AA"}

    def row(postcode_of, lsoa):
        cells = {**postcode_of, "lsoa21": lsoa, "lsoa21cd": lsoa}
        return ",".join(cells.get(name.lower(), "") for name in names)

    wales = {key: "CF10 1AA" for key in held}
    assert install(tmp_path, head, row(held, "E01005200"), row(wales, "W01000001")) == 1
    made, said, left = take_in(atlas, OwnSelection("x"), "m9 4aa CF10 1AA", tmp_path / "there")
    assert made == own("x", ["E01005200"])
    assert "1 postcode can't be found in the areas here." in said
    assert left == "CF10 1AA"


def test_embedded_postcodes_need_no_lookup(atlas, tmp_path):
    [one] = atlas.warehouse.records(
        "SELECT postcode, lsoa21_code FROM postcode WHERE ward24_code = ? LIMIT 1", [HARPURHEY]
    )
    typed = f"{one['postcode'].lower()} ZZ1 1ZZ"
    made, said, left = take_in(atlas, OwnSelection("x"), typed, tmp_path)
    assert made == own("x", [one["lsoa21_code"]])
    assert "1 postcode can't be found in the areas here." in said
    assert left == "ZZ1 1ZZ"


def test_without_any_postcodes_it_says_so_and_keeps_the_rest_as_it_was_typed(
    atlas, tmp_path, monkeypatch
):
    monkeypatch.setattr(postcodes, "_EMBEDDED", "SELECT * FROM postcode WHERE $asked IS NULL")
    monkeypatch.setattr(postcodes, "can_look_up", lambda _folder, _warehouse: False)
    made, said, left = take_in(atlas, OwnSelection("x"), "E05011366 M9 4AA", tmp_path)
    assert made == own("x", ["E05011366"])
    assert "can't look up postcodes" in said
    assert left == "M9 4AA"
    assert take_in(atlas, OwnSelection("x"), "E05011366", tmp_path)[1:] == ("", "")


def test_codes_nobody_knows_are_said_once_and_kept_out(atlas, tmp_path):
    made, said, left = take_in(
        atlas, own("x", [BLACKLEY]), "E05099999 and E05011366\nHello World", tmp_path
    )
    assert made == own("x", [BLACKLEY, HARPURHEY])
    assert "We don't know E05099999: not installed here." in said
    assert "3 words of that we couldn't read." in said
    assert left.split() == ["E05099999", "and", "Hello", "World"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "no column for the postcode"),
        (b"pcds,oa21\nM9 4AA,E00000001\n", "no column for the LSOA of 2021"),
        (b"pcds,lsoa21\nCF10 1AA,W01000001\n", "no postcode with an LSOA of 2021"),
        (b"\x00\xff\xfe\x00binary\x00", "Give the CSV"),
    ],
)
def test_a_file_that_is_no_lookup_changes_nothing(atlas, tmp_path, content, words):
    install(tmp_path, "pcds,lsoa21", "M9 4AA,E01005200")
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(content)
    with pytest.raises(AtlasError, match=words):
        postcodes.install(wrong, tmp_path / "there")
    known = postcodes.lsoas_of(tmp_path / "there", atlas.warehouse, ["M94AA"])
    assert known == {"M94AA": "E01005200"}
    assert [one.name for one in (tmp_path / "there").iterdir()] == [postcodes.FILE]
    with pytest.raises(AtlasError, match="no such file"):
        postcodes.install(tmp_path / "absent.csv", tmp_path / "there")
