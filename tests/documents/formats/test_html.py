from __future__ import annotations

import pytest

from councilgraph import documents
from councilgraph.errors import DocumentError
from councilgraph.models import Document


def parse(markup: str, name: str = "page.html") -> Document:
    return documents.parse(markup.encode(), name)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h2>Carers</h2><p>Some <b>bold</b> words.</p>", "## Carers\n\nSome **bold** words.\n"),
        ("<p>One\n   two&nbsp;three</p>", "One two three\n"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree\n"),
        ("<ul><li>One</li><li>Two <ul><li>Three</li></ul></li></ul>", "- One\n- Two\n  - Three\n"),
        ("<ol start='3'><li>One</li><li>Two</li></ol>", "3. One\n4. Two\n"),
        ("<ol type='a'><li>One</li></ol>", "a. One\n"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2 <b>x</b></td></tr></table>",
            "| A | B |\n|---|---|\n| 1 | 2 **x** |\n",
        ),
        ("<table><tr><td><h2>Layout</h2></td><td>Words</td></tr></table>", "## Layout\n\nWords\n"),
        ("<p>Councillor Ash<br>Councillor Bell</p>", "Councillor Ash  \nCouncillor Bell\n"),
        ("<p>Before</p><script>x()</script><style>p{}</style><nav>Menu</nav><p>After</p>", "Before\n\nAfter\n"),
        ("<p style='display: none'>Hidden</p><p hidden>Hidden</p><p>Shown</p>", "Shown\n"),
        ("<p>E\ufb03cient \ufb01nance &amp; \u2018care\u2019</p>", "Efficient finance & \u2018care\u2019\n"),
        ("<p>4<sup>th</sup> May</p>", "4th May\n"),
        ("<p>Unclosed <b>bold<p>Next", "Unclosed **bold**\n\nNext\n"),
    ],
)
def test_blocks(markup: str, text: str) -> None:
    assert parse(f"<html><body>{markup}</body></html>").text == text


def test_only_the_main_part_is_read() -> None:
    words = "word " * 30
    markup = f"<body><header>Site</header><main><h1>Paper</h1><p>{words}</p></main><footer>Privacy</footer></body>"
    document = parse(markup)
    assert document.title == "Paper"
    assert "Site" not in document.text
    assert "Privacy" not in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_character_sets(encoding: str) -> None:
    markup = f"<html><head><meta charset='{encoding}'></head><body><p>\u00a320m for caf\u00e9s</p></body></html>"
    assert documents.parse(markup.encode(encoding), "page.html").text == "\u00a320m for caf\u00e9s\n"


def test_page_without_a_suffix_is_known_by_its_beginning() -> None:
    document = parse("<!DOCTYPE html>\n<html><body><p>Words</p></body></html>", "stdin")
    assert document.source.media_type == "text/html"


def test_anchors_lead_to_lines_of_the_source() -> None:
    document = parse("<html><body>\n\n<h1>One</h1>\n<p>Two</p>\n</body></html>")
    assert [(document.text[offset : offset + 5].split("\n")[0], line) for offset, line in document.anchors] == [
        ("# One", 3),
        ("Two", 4),
    ]
    assert documents.place(document, document.text.index("Two")) == "line 4"


def test_date_of_publication_from_the_head() -> None:
    markup = (
        "<html><head><meta property='article:published_time' content='2024-08-16T09:00Z'></head>"
        "<body><p>Words of the page.</p></body></html>"
    )
    assert str(parse(markup).published) == "2024-08-16"


def test_page_without_text_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"page\.html: holds no text"):
        parse("<html><body><script>x()</script></body></html>")
