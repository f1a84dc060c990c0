"""A file that is no pack is refused with one clear line, whatever is in it."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fhfa_data.cli import main
from fhfa_data.stories.pack import parse_pack, read_pack
from fhfa_data.stories.pack import read as reading
from fhfa_data.stories.pack.blocks import PackError
from fhfa_data.stories.pack.read import blocks_of_text


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name, text in parts.items():
            opened.writestr(name, text)
    return file.getvalue()


FILES = {
    "empty.txt": (b"", "empty"),
    "spaces.txt": (b" \n\n\t", "empty"),
    "letter.txt": (b"Dear all,\n\nThe meeting is off.\n", "No insights"),
    "letter.md": (b"# Minutes\n\nThe meeting is off.\n", "No insights"),
    "marks.txt": (b"--- ... ---", "no text"),
    "binary.txt": (b"\x00\x01\x02abc\x00", "isn't"),
    "picture.png": (b"\x89PNG", "kind of file"),
    "old.doc": (b"\xd0\xcf\x11\xe0", "kind of file"),
    "broken.docx": (b"not a zip", "not a Word document"),
    "zip.docx": (packed(a="b"), "not a Word document"),
    "broken.pdf": (b"%PDF-1.7 broken", "not a PDF"),
    "text.pdf": (b"Insight 1: A lantern", "not a PDF"),
}


@pytest.mark.parametrize("name", FILES)
def test_refused_in_one_line_with_exit_code_2(tmp_path, capsys, name):
    content, why = FILES[name]
    (tmp_path / name).write_bytes(content)
    assert main(["stories", "import-pack", str(tmp_path / name)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err
    assert name in said.err
    assert len(said.err.splitlines()) == 1


def test_a_missing_file_and_a_folder(tmp_path, capsys):
    for file in (tmp_path / "none.txt", tmp_path):
        assert main(["stories", "import-pack", str(file)]) == 2
        assert "no such file" in capsys.readouterr().err


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_FILE", 100)
    (tmp_path / "large.txt").write_bytes(b"a" * 101)
    with pytest.raises(PackError, match="larger than 0 MB"):
        read_pack(tmp_path / "large.txt")


def test_a_word_document_that_unpacks_to_far_more(tmp_path, monkeypatch):
    monkeypatch.setattr("fhfa_data.stories.pack.word.LARGEST_UNPACKED", 1000)
    (tmp_path / "bomb.docx").write_bytes(packed(a="b" * 1001))
    with pytest.raises(PackError, match="unpacks to more"):
        read_pack(tmp_path / "bomb.docx")


def test_a_locked_pdf(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(PackError, match="locked"):
        read_pack(tmp_path / "locked.pdf")


def test_a_pdf_of_pictures(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "scan.pdf")
    with pytest.raises(PackError, match="text recognition"):
        read_pack(tmp_path / "scan.pdf")


PIECES = st.sampled_from(
    ["Insight 1: A", "Insight 2", "1. B", "- c", "\t", "a\tb\tc", "“d", "e”", "'f'", "Contents", ""]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=25))
def test_any_text_is_read_or_refused(lines):
    try:
        pack = parse_pack(blocks_of_text("\n".join(lines)))
    except PackError:
        return
    assert pack.insights
