from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from councilgraph import documents
from councilgraph.documents import files
from councilgraph.errors import DocumentError

TEXT = "# Westhaven City Council: carers strategy\n\nThe council works with Ambleford Carers Trust.\n"


def write(folder: Path, name: str, data: bytes | str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.md", b"", "is empty"),
        ("blank.md", b" \n\n\t", "is empty"),
        ("binary.md", b"\x00\x01\x02text", "is a binary file"),
        ("noise.txt", bytes(range(1, 9)) * 40, "is a binary file"),
        ("latin.md", "Ambleford caf\u00e9 council".encode("latin-1"), "is not UTF-8 (byte 13 is 0xe9)"),
        ("wide.txt", "Ambleford".encode("utf-16"), "is UTF-16"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"x" * 50, "old Word"),
        ("rich.rtf", b"{\\rtf1 hello}", "RTF"),
        ("large.md", b"x" * 2000, "is larger than the limit"),
    ],
)
def test_bad_file_is_refused_in_one_line_that_names_it(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(DocumentError) as caught:
        documents.read(path, max_size=1000)
    message = str(caught.value)
    assert name in message
    assert said in message
    assert ";" in message
    assert "\n" not in message


def test_missing_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"gone\.md: there is no such file"):
        documents.read(tmp_path / "gone.md")
    with pytest.raises(DocumentError, match=r"gone\.md: there is no such file or folder"):
        documents.find([tmp_path / "gone.md"])


def test_folder_with_nothing_readable_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "picture.png", b"\x89PNG")
    with pytest.raises(DocumentError, match="holds nothing readable"):
        documents.find([tmp_path])


def test_folder_is_not_read_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a folder"):
        documents.read(tmp_path)


def test_found_files_are_sorted_each_once_whatever_the_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, name) for name in ("b.md", "a.txt", "sub/c.md")]
    write(tmp_path, ".hidden/d.md")
    write(tmp_path, "notes.png")
    assert [file.id for file in documents.find([*reversed(paths), tmp_path])] == ["a", "b", "c"]
    assert documents.find([tmp_path]) == documents.find([tmp_path, *paths])


def test_two_files_of_one_id_are_reported_and_the_first_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "one/minutes.md")
    write(tmp_path, "two/Minutes.txt")
    with pytest.raises(DocumentError, match='would be the document "minutes"'):
        documents.find([tmp_path])
    problems: list[DocumentError] = []
    kept = documents.find([tmp_path], problems=problems)
    assert [file.name for file in kept] == ["minutes.md"]
    assert len(problems) == 1


def test_problems_are_collected_and_the_rest_is_found(tmp_path: Path) -> None:
    good = write(tmp_path, "good.md")
    problems: list[DocumentError] = []
    assert [file.id for file in documents.find([tmp_path / "gone.md", good], problems=problems)] == ["good"]
    assert "gone.md" in str(problems[0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Plymouth Cabinet 2018-03-13.md", "plymouth-cabinet-2018-03-13"),
        ("Ystrad – Gynllun.md", "ystrad-gynllun"),
        ("\u4e2d.md", "document"),
        ("a__b..c.pdf", "a-b-c"),
    ],
)
def test_id_is_the_slug_of_the_stem(name: str, expected: str) -> None:
    assert files.File(Path(name)).id == expected


def test_archive_stands_for_its_readable_members(tmp_path: Path) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cabinet/minutes.md", TEXT)
        archive.writestr("__MACOSX/minutes.md", TEXT)
        archive.writestr("logo.png", b"\x89PNG")
    (file,) = documents.find([tmp_path])
    document = documents.read(file)
    assert (document.id, document.text, document.source.name) == ("minutes", TEXT, "minutes.md")


@pytest.mark.parametrize(
    ("member", "data", "said"),
    [
        ("../../outside.md", TEXT, "leads out of the archive"),
        ("/root.md", TEXT, "leads out of the archive"),
        ("C:/windows.md", TEXT, "leads out of the archive"),
        ("bomb.md", "a" * 5_000_000, "refused as a bomb"),
    ],
)
def test_unsafe_archive_is_refused(tmp_path: Path, member: str, data: str, said: str) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, data)
    with pytest.raises(DocumentError, match=said):
        documents.find([path])


def test_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "papers.zip", b"PK\x03\x04 nothing more")
    with pytest.raises(DocumentError, match="damaged archive"):
        documents.find([path])


def test_archive_that_is_refused_leaves_the_rest_of_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "good.md")
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../out.md", TEXT)
    with pytest.raises(DocumentError, match="leads out of the archive"):
        documents.find([tmp_path])
    problems: list[DocumentError] = []
    assert [file.id for file in documents.find([tmp_path], problems=problems)] == ["good"]
    assert ["evil.zip" in str(problem) for problem in problems] == [True]
