from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from councilgraph import documents
from councilgraph.documents.formats.pdf import reading
from councilgraph.errors import DocumentError
from councilgraph.models import Document

from .rendering import to_pdf

WIDE, HIGH = A4


class Sheet:
    """A PDF written line by line: `at(x, y, words)` with y from the top of the page."""

    def __init__(self) -> None:
        self.stream = BytesIO()
        self.canvas = Canvas(self.stream, pagesize=A4, invariant=1)

    def at(self, x: float, y: float, words: str, size: float = 11, font: str = "Helvetica") -> Sheet:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HIGH - y, words)
        return self

    def lines(self, x: float, y: float, *words: str, leading: float = 14) -> Sheet:
        for at, line in enumerate(words):
            self.at(x, y + at * leading, line)
        return self

    def next(self) -> Sheet:
        self.canvas.showPage()
        return self

    def data(self) -> bytes:
        self.canvas.save()
        return self.stream.getvalue()

    def read(self) -> Document:
        return documents.parse(self.data(), "pack.pdf")


PROSE = "The council works with partners across the city to plan and to fund services for carers and families "


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    sheet = Sheet().lines(50, 100, PROSE, "and it reports to the Board.")
    sheet.lines(50, 148, PROSE, "in the county.")
    assert sheet.read().text == f"{PROSE}and it reports to the Board.\n\n{PROSE}in the county.\n"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("is an inte-", "grated service", "is an integrated service"),
        ("the plan is co-", "ordinated by", "the plan is co-ordinated by"),
        ("and decision-", "making is a decision in the making", "and decision-making is"),
        ("from Stoke-", "Mandeville", "from Stoke-Mandeville"),
    ],
)
def test_words_broken_at_the_end_of_a_line(first: str, second: str, expected: str) -> None:
    text = (
        Sheet().lines(50, 100, f"{PROSE[:80]} {first}", f"{second} of the council and its partners here.").read().text
    )
    assert expected in text


def test_headings_are_larger_or_bold_and_alone() -> None:
    sheet = Sheet().at(50, 80, "Carers strategy", 20, "Helvetica-Bold").at(50, 120, "Vision", 15)
    sheet.lines(50, 150, PROSE, "and so on.").at(50, 200, "Our priorities", 11, "Helvetica-Bold")
    sheet.lines(50, 220, PROSE, "and so on.")
    assert [(part.level, part.heading) for part in sheet.read().sections if part.level] == [
        (1, "Carers strategy"),
        (2, "Vision"),
        (3, "Our priorities"),
    ]


def test_heading_is_not_run_into_the_text_below_it() -> None:
    text = Sheet().at(50, 100, "Vision", 15).lines(50, 116, PROSE, "and so on.").read().text
    assert text.startswith("# Vision\n\nThe council")


def test_running_heads_and_page_numbers_are_dropped_and_pages_known() -> None:
    sheet = Sheet()
    for number in range(1, 5):
        sheet.at(50, 40, "Westhaven City Council", 8).lines(50, 100, f"Paragraph {number} of the paper.")
        sheet.at(280, 810, f"Page {number}", 8).next()
    document = sheet.read()
    assert document.text == "\n\n".join(f"Paragraph {number} of the paper." for number in range(1, 5)) + "\n"
    assert [document.text[page.start : page.end].strip() for page in document.pages] == [
        f"Paragraph {number} of the paper." for number in range(1, 5)
    ]
    assert documents.place(document, document.text.index("Paragraph 3")) == "page 3"


def test_name_over_two_pages_stays_whole() -> None:
    document = Sheet().lines(50, 780, f"{PROSE[:88]} Ambleford").next().lines(50, 60, "Carers Trust said so.").read()
    assert "Ambleford Carers Trust" in document.text


def test_paragraph_over_two_pages_is_one_and_its_second_page_begins_inside() -> None:
    sheet = Sheet().lines(50, 780, PROSE).next().lines(50, 60, "and it reports to the Board.")
    document = sheet.read()
    assert document.text == f"{PROSE}and it reports to the Board.\n"
    assert documents.place(document, document.text.index("reports")) == "page 2"
    assert documents.place(document, 0) == "page 1"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left {number} words of the first column" for number in range(8)]
    right = [f"right {number} words of the second column" for number in range(8)]
    sheet = Sheet().at(50, 60, "A heading over both of the columns of this page", 16)
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        sheet.at(50, 100 + 14 * number, one).at(310, 100 + 14 * number, other)
    words = sheet.read().text
    assert words.index("left 7") < words.index("right 0")


def test_letters_one_below_the_other_are_a_word() -> None:
    sheet = Sheet()
    for number, letter in enumerate("Cabinet"):
        sheet.at(40, 100 + 12 * number, letter)
    sheet.lines(100, 100, PROSE[:70], "and so on for the whole of the county.")
    assert "Cabinet" in sheet.read().text


def test_table_with_lines_over_two_pages_is_one() -> None:
    rows = "".join(f"| Councillor {number} | {PROSE} |\n" for number in range(60))
    document = documents.parse(to_pdf(f"| Name | Role |\n|---|---|\n{rows}"), "pack.pdf")
    (table,) = document.tables
    assert len(document.pages) > 1
    assert [cell.text for cell in (table.header or table.rows[0])] == ["Name", "Role"]
    assert sum(row[0].text.startswith("Councillor") for row in table.rows) == 60


def test_table_without_lines_is_found_by_its_columns() -> None:
    sheet = Sheet()
    for at, row in enumerate(
        (("Name", "Role", "Body"), ("Jane Roe", "Chair", "Council"), ("John Reed", "Member", "NHS"))
    ):
        for column, words in enumerate(row):
            sheet.at(50 + 150 * column, 100 + 15 * at, words)
    (table,) = sheet.read().tables
    assert [[cell.text for cell in row] for row in (table.header, *table.rows) if row][2] == [
        "John Reed",
        "Member",
        "NHS",
    ]


def test_numbered_items_with_their_marks_set_apart_are_a_list() -> None:
    sheet = Sheet()
    for number, words in enumerate(("Apologies for absence", "Declarations of interest", "Minutes"), 1):
        sheet.at(50, 100 + 20 * number, f"{number}.").at(90, 100 + 20 * number, words)
    assert sheet.read().text == "1. Apologies for absence\n2. Declarations of interest\n3. Minutes\n"


def test_page_that_is_a_picture_is_named_in_a_warning() -> None:
    sheet = Sheet().lines(50, 100, "Words of Westhaven City Council.").next()
    for _ in range(2):
        sheet.canvas.rect(50, 50, 300, 300, fill=1)
        sheet.next()
    sheet.lines(50, 100, "More words.")
    document = sheet.read()
    assert document.warnings == ("pack.pdf: pages 2-3 are pictures without text and are not read; run OCR first",)


def test_pdf_of_pictures_alone_is_refused() -> None:
    sheet = Sheet()
    sheet.canvas.rect(50, 50, 300, 300, fill=1)
    with pytest.raises(DocumentError, match=r"pack\.pdf: has no text \(pages 1 are pictures\)|page 1 is a picture"):
        sheet.next().read()


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.7\nnothing", "is a damaged PDF"), (b"no pdf at all", "is no PDF file whatever its name")],
)
def test_what_is_no_pdf_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        documents.parse(data, "pack.pdf")


def test_locked_pdf_is_refused() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt="secret")
    canvas.drawString(50, 500, "Words")
    canvas.save()
    with pytest.raises(DocumentError, match="protected by a password"):
        documents.parse(stream.getvalue(), "pack.pdf")


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("MAX_PAGES", 1, "has 2 pages, over the limit of 1; split the file"),
        ("MAX_SECONDS", -1.0, "takes longer than -1 s to read; split the file"),
    ],
)
def test_limits_of_pages_and_time(monkeypatch: pytest.MonkeyPatch, limit: str, value: float, said: str) -> None:
    data = Sheet().lines(50, 100, PROSE).next().lines(50, 100, PROSE).data()
    monkeypatch.setattr(reading, limit, value)
    with pytest.raises(DocumentError, match=said):
        documents.parse(data, "pack.pdf")
