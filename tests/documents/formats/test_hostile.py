"""Hostile and broken files: no crash, no hang, nothing fetched, nothing unpacked without bound.

A few seconds by default; `COUNCILGRAPH_FUZZ=5000 pytest -s` tries so many mutants of every format and reports how many
were read, how many refused, and the slowest.
"""

from __future__ import annotations

import os
import socket
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councilgraph import documents
from councilgraph.errors import DocumentError
from councilgraph.models import Document

from .rendering import to_docx, to_html, to_pdf

EXAMPLES = int(os.environ.get("COUNCILGRAPH_FUZZ", "40"))
TEXT = """\
# Westhaven City Council Cabinet

Tuesday 12 March 2024

**PRESENT:** Councillors Ash (Chair) and Bell

1. **Apologies**

There were none. It was agreed that the Carers Strategy 2024-2027 be adopted.

| Name | Minute No | Reason |
|---|---|---|
| Councillor Bell | 1 | Trustee |

- One item
- Another item
"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


# What became of the files that were tried: by format and outcome the number, and the longest time in seconds.
TRIED: Counter[tuple[str, str]] = Counter()
SLOWEST: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def report(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tell at the end of a long run what was tried."""
    yield
    terminal = request.config.pluginmanager.getplugin("terminalreporter")
    if "COUNCILGRAPH_FUZZ" in os.environ and terminal:
        terminal.write_line("")
        for suffix, seconds in sorted(SLOWEST.items()):
            read, refused = TRIED[suffix, "read"], TRIED[suffix, "refused"]
            terminal.write_line(
                f"{suffix}: {read + refused} files tried, {read} read, {refused} refused, slowest {seconds:.2f} s"
            )


@cache
def seeds() -> dict[str, bytes]:
    return {
        "md": TEXT.encode(),
        "html": to_html(TEXT),
        "docx": to_docx(TEXT),
        "pdf": to_pdf(TEXT),
        "zip": packed(),
        "xml": main_part(),
    }


def main_part() -> bytes:
    with zipfile.ZipFile(BytesIO(to_docx(TEXT))) as package:
        return package.read("word/document.xml")


def packed() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("papers/minutes.md", TEXT)
        archive.writestr("papers/page.html", to_html(TEXT))
    return stream.getvalue()


def word(body: str, head: str = "", **extra: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
        for name, data in extra.items():
            archive.writestr(name, data)
    return stream.getvalue()


def sound(document: Document) -> None:
    """Assert what holds of every document: all offsets lie in the text, in order."""
    size = len(document.text)
    for part in (*document.sections, *document.pages, *document.facts, *document.tables):
        assert 0 <= part.start <= part.end <= size
    assert list(document.anchors) == sorted(document.anchors)
    assert [page.start for page in document.pages] == sorted(page.start for page in document.pages)


def attempt(data: bytes, name: str) -> None:
    """Read a file: a document or a DocumentError of one line, within ten processor seconds."""
    suffix = name.rpartition(".")[2]
    started = time.process_time()
    try:
        sound(documents.parse(data, name, max_size=1_000_000))
        TRIED[suffix, "read"] += 1
    except DocumentError as error:
        assert "\n" not in str(error)
        assert name in str(error)
        TRIED[suffix, "refused"] += 1
    taken = time.process_time() - started
    SLOWEST[suffix] = max(taken, SLOWEST.get(suffix, 0.0))
    assert taken < 10


@st.composite
def mutants(draw: st.DrawFn, suffix: str) -> bytes:
    """Return a file with some of its bytes changed, cut out, doubled or put in."""
    data = bytearray(seeds()[suffix])
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(1, 64))
        kind = draw(st.sampled_from(["set", "cut", "double", "insert", "truncate"]))
        if kind == "set":
            data[at : at + length] = draw(st.binary(min_size=length, max_size=length))
        elif kind == "cut":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = data[at : at + length] * draw(st.integers(1, 20))
        elif kind == "insert":
            data[at:at] = draw(st.sampled_from(PIECES))
        else:
            del data[at + length * 8 :]
    return bytes(data)


PIECES = [
    b"<table><tr><td>",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;&#0;&#xFFFF;",
    b"<ul><li>" * 50,
    b"| a | b |\n" * 20,
    b"**" * 40,
    b"/Type /Page /Kids [1 0 R]",
    b"9999999999999 0 obj <<>> endobj",
    b"\x00\xff\xfe",
    b"1. " * 60,
    b"PRESENT: Councillors " + b"A, " * 60,
    "\u2028\u00ad\ufb01\u200b".encode(),
]
FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES <= 100,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pdf"])
def test_mutated_files_are_read_or_refused(suffix: str) -> None:
    @FUZZ
    @given(mutants(suffix))
    def check(data: bytes) -> None:
        attempt(data, f"mutant.{suffix}")

    check()


@FUZZ
@given(mutants("xml"))
def test_mutated_main_part_of_a_word_file_is_read_or_refused(data: bytes) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", data)
    attempt(stream.getvalue(), "mutant.docx")


def test_mutated_archives_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "papers.zip"

    @FUZZ
    @given(mutants("zip"))
    def check(data: bytes) -> None:
        path.write_bytes(data)
        outcome = "read"
        try:
            for file in documents.find([path]):
                sound(documents.read(file, max_size=1_000_000))
        except DocumentError as error:
            assert "\n" not in str(error)
            outcome = "refused"
        TRIED["zip", outcome] += 1
        SLOWEST.setdefault("zip", 0.0)

    check()


@FUZZ
@given(st.text(alphabet="abcA \n\t#*|-.:;,0123456789()/<>&£'\"[]_\r", max_size=400), st.sampled_from(["md", "html"]))
def test_arbitrary_text_is_read_or_refused(text: str, suffix: str) -> None:
    attempt(text.encode(), f"arbitrary.{suffix}")


@FUZZ
@given(st.lists(st.sampled_from(PIECES + [line.encode() + b"\n" for line in TEXT.split("\n")]), max_size=40))
def test_shuffled_lines_are_read_or_refused(lines: list[bytes]) -> None:
    attempt(b"".join(lines), "shuffled.md")


@FUZZ
@given(st.text(alphabet="<>/wptblrc:='\" valnumId10", max_size=300))
def test_arbitrary_markup_in_a_word_file_is_read_or_refused(body: str) -> None:
    attempt(word(body), "arbitrary.docx")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a network connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.usefixtures("offline")
def test_html_fetches_nothing() -> None:
    markup = (
        "<!DOCTYPE html SYSTEM 'http://127.0.0.1:9/x.dtd'><html><head><base href='http://127.0.0.1:9/'>"
        "<link rel='stylesheet' href='x.css'></head><body><img src='http://127.0.0.1:9/x.png'>"
        "<iframe src='http://127.0.0.1:9/'></iframe><p>Words.</p></body></html>"
    )
    assert documents.parse(markup.encode(), "page.html").text == "Words.\n"


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("target", ["file:///etc/hostname", "http://127.0.0.1:9/x"])
def test_word_reads_no_outer_entity(target: str) -> None:
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{target}">]>'
    data = word("<w:p><w:r><w:t>Words &x; here</w:t></w:r></w:p>", head)
    try:
        found = documents.parse(data, "paper.docx").text
    except DocumentError:
        return
    assert found in ("Words here\n", "Words \n", "Words\n")


def test_word_expands_no_entities() -> None:
    levels = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 9))
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "laugh">{levels}]>'
    started = time.monotonic()
    try:
        found = documents.parse(word("<w:p><w:r><w:t>Words &l8;</w:t></w:r></w:p>", head), "paper.docx").text
    except DocumentError:
        found = ""
    assert len(found) < 100
    assert time.monotonic() - started < 5


def test_word_file_that_unpacks_without_bound_is_refused() -> None:
    data = word("<w:p/>", **{"word/media/x.bin": b"0" * 30_000_000})
    with pytest.raises(DocumentError, match="refused as a bomb"):
        documents.parse(data, "paper.docx")


def test_word_file_with_a_path_that_leads_out_is_refused() -> None:
    with pytest.raises(DocumentError, match="leads out of the archive"):
        documents.parse(word("<w:p/>", **{"../../x": b"x"}), "paper.docx")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<div>" * 20_000 + b"words"),
        ("lists.html", b"<ul><li>" * 5_000 + b"words"),
        ("tables.html", b"<table><tr><td>" * 2_000 + b"words"),
        ("bold.html", b"<p>" + b"<b>" * 5_000 + b"words"),
        ("marks.md", b"*" * 200_000),
        ("brackets.md", b"[" * 100_000 + b"](x)" * 10),
        ("angles.md", b"<a " * 60_000),
        ("numbers.md", b"".join(b"%d. Item\n" % at for at in range(20_000))),
        ("capitals.md", b"Ash Bell Cole " * 20_000),
        ("commas.md", b"**PRESENT:** Councillors " + b"Ash, " * 30_000),
        ("rows.md", b"| a | b |\n" * 20_000),
        ("line.md", b"word " * 60_000),
        ("minutes.md", b"Cabinet\n\n1 May 2020\n\nPresent: Councillor Ash\n\n" * 800),
        ("fronts.md", b"Subject: A\nCommittee: B\nDate: C\nAuthor: D\n\n" * 1500),
    ],
)
def test_monstrous_files_are_quick(name: str, data: bytes) -> None:
    attempt(data, name)


def test_deeply_nested_word_file_is_read_or_refused() -> None:
    attempt(word("<w:sdt><w:sdtContent>" * 3_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 3_000), "deep.docx")
    attempt(word("<w:p>" + "<w:hyperlink>" * 3_000 + "</w:hyperlink>" * 3_000 + "</w:p>"), "links.docx")
