"""Defects that files of councils really have, each in a file written for the test: the names in it come out whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_BREAK
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

from councilgraph import documents, rules
from councilgraph.extraction import Extractor
from councilgraph.models import Document

NAMED = "Westhaven City Council works with the Ambleford Carers Trust and with Eastmoor County Council."
WITH = {"Westhaven City Council", "Ambleford Carers Trust", "Eastmoor County Council"}
FILLER = "The plan was read by everybody and it was thought to be good enough for the years that come. " * 3


@cache
def extractor() -> Extractor:
    return Extractor(rules.load())


def names(document: Document) -> set[str]:
    return {mention.name for mention in extractor().extract(document).mentions if mention.named}


def word(fill: Callable[[docx.document.Document], None]) -> Document:
    made = docx.Document()
    fill(made)
    stream = BytesIO()
    made.save(stream)
    return documents.parse(stream.getvalue(), "paper.docx")


def pdf(flow: list[object], *, columns: int = 1, running: bool = False) -> Document:
    stream = BytesIO()
    width = (A4[0] - 100 - 20 * (columns - 1)) / columns
    frames = [Frame(50 + at * (width + 20), 60, width, A4[1] - 120, 0, 0, 0, 0) for at in range(columns)]

    def around(canvas: Canvas, made: BaseDocTemplate) -> None:
        if not running:
            return
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, A4[1] - 30, "Westhaven City Council - Cabinet papers - OFFICIAL")
        canvas.drawRightString(A4[0] - 50, 30, f"Page {made.page} of 9")

    made = BaseDocTemplate(stream, pagesize=A4, pageTemplates=[PageTemplate("all", frames, onPage=around)], invariant=1)
    made.build(flow)
    return documents.parse(stream.getvalue(), "paper.pdf")


def said(words: str, **style: object) -> Paragraph:
    given = {"fontName": "Helvetica", "fontSize": 11, "leading": 14, "spaceAfter": 9} | style
    return Paragraph(words, ParagraphStyle("said", **given))


@pytest.fixture(scope="module")
def vera() -> str:
    """A font with ligatures and curly quotes, which ReportLab brings along."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    return "Vera"


def test_running_heads_and_page_numbers_break_no_sentence() -> None:
    filled = [said(FILLER * 4) for _ in range(8)]
    document = pdf([*filled, said(NAMED), *filled], running=True)
    assert len(document.pages) > 2
    assert "OFFICIAL" not in document.text
    assert "of 9" not in document.text
    assert names(document) == WITH


def test_notice_of_a_blank_page_stands_alone() -> None:
    notice = said("This page is intentionally left blank")
    document = pdf([said(f"{FILLER} It works with the Ambleford"), PageBreak(), notice, PageBreak(), said(NAMED)])
    assert "\n\nThis page is intentionally left blank\n\n" in document.text
    assert names(document) == WITH


@pytest.mark.parametrize("width", [200, 260, 330])
def test_names_over_lines_of_any_width_are_whole(width: int) -> None:
    document = pdf([said(NAMED, rightIndent=A4[0] - 100 - width)])
    assert document.text == f"{NAMED}\n"
    assert names(document) == WITH


def test_columns_of_a_leaflet_are_read_one_after_the_other() -> None:
    flow = [said(f"{FILLER}{number}.") for number in range(14)]
    document = pdf([*flow, said(NAMED)], columns=2)
    assert [int(part.rstrip(".").split()[-1]) for part in document.text.split("\n\n")[:14]] == list(range(14))
    assert names(document) == WITH


def test_ligatures_and_curly_quotes_of_a_font(vera: str) -> None:
    curly = "Its \ufb01rst o\ufb03ce works with the \u201cLantern Carers\u2019 Trust\u201d on the bene\ufb01t plan."
    document = pdf([said(f"{NAMED} {curly}", fontName=vera)])
    assert "first" in document.text
    assert "benefit" in document.text
    straight = f'{NAMED} Its first office works with the "Lantern Carers\' Trust" on the benefit plan.'
    assert names(document) == names(documents.parse(straight.encode(), "paper.md"))


@pytest.mark.parametrize("breaking", ["\u00ad", "\u200b", "\ufeff"])
def test_invisible_characters_in_a_name(breaking: str) -> None:
    broken = NAMED.replace("Carers", f"Car{breaking}ers")
    page = f"<html><body><p>{broken}</p></body></html>".encode()
    assert names(documents.parse(page, "paper.html")) == WITH
    assert names(word(lambda made: made.add_paragraph(broken))) == WITH


def test_hard_line_breaks_in_a_name() -> None:
    def fill(made: docx.document.Document) -> None:
        paragraph = made.add_paragraph("Westhaven City Council works with the Ambleford")
        paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run("Carers Trust and with Eastmoor County Council.")

    assert names(word(fill)) == WITH
    wrapped = "Westhaven City\nCouncil works with the Ambleford Carers\nTrust and with Eastmoor County\nCouncil.\n"
    assert names(documents.parse(wrapped.encode(), "paper.txt")) == WITH
    assert names(documents.parse(wrapped.replace("\n", "\r\n").encode(), "paper.txt")) == WITH


def test_emphasis_inside_names() -> None:
    marked = NAMED.replace("Carers Trust", "**Carers** *Trust*").replace("City Council", "City __Council__")
    assert names(documents.parse(marked.encode(), "paper.md")) == WITH

    def fill(made: docx.document.Document) -> None:
        paragraph = made.add_paragraph("Westhaven ")
        paragraph.add_run("City").bold = True
        paragraph.add_run(" Council works with the Ambleford ")
        paragraph.add_run("Car").italic = True
        paragraph.add_run("ers Trust and with Eastmoor County Council.")

    assert names(word(fill)) == WITH
    page = f"<p>{NAMED.replace('Carers', '<b>Car</b>ers').replace('County', '<em>County</em>')}</p>"
    assert names(documents.parse(f"<html><body>{page}</body></html>".encode(), "paper.html")) == WITH


def test_markup_inside_markdown() -> None:
    raw = (
        "# <b>Westhaven</b> City Council\n\n"
        "<p>On 1<sup>st</sup> May <span class='x'>Westhaven City Council</span> worked with the Ambleford Carers "
        "Trust&nbsp;and with <a href='http://x.example/'>Eastmoor County Council</a>.</p>\n\n"
        "<b>Name</b>\t<b>Body</b>\nJo Roe\tEastmoor County Council\n"
    )
    document = documents.parse(raw.encode(), "paper.md")
    assert names(document) >= WITH
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in (table.header, *table.rows)] == [
        ["Name", "Body"],
        ["Jo Roe", "Eastmoor County Council"],
    ]


def test_heading_that_runs_into_the_text() -> None:
    glued = "74. **Apologies**There were none.75. **Carers Trust**The Leader introduced it. It was agreed to go on.\n"
    head = "# Cabinet\n\nTuesday 5 March 2024\n\n**PRESENT:** Councillors Ash and Bell\n\n"
    document = documents.parse((head + glued).encode(), "minutes.md")
    minutes = [(fact.get("number"), fact.get("subject")) for fact in document.facts if fact.kind == "minute"]
    assert minutes == [("74", "Apologies"), ("75", "Carers Trust")]

    flow = [said("<b>Recommendations:</b> That the Cabinet approves the plan."), said(f"<b>Background</b> {NAMED}")]
    assert names(pdf(flow)) >= WITH


def test_letters_below_each_other_in_a_table_of_a_pdf() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    for at, letter in enumerate("Private"):
        canvas.drawString(60, 700 - 13 * at, letter)
    canvas.rect(50, 600, 40, 115)
    canvas.rect(90, 600, 440, 115)
    for at, line in enumerate((NAMED[:62], NAMED[63:])):
        canvas.drawString(100, 690 - 14 * at, line)
    canvas.save()
    document = documents.parse(stream.getvalue(), "paper.pdf")
    assert "Private" in document.text
    assert names(document) == WITH


def test_heads_and_feet_of_word_pages_are_left_out() -> None:
    def fill(made: docx.document.Document) -> None:
        made.sections[0].header.paragraphs[0].text = "Northbury Borough Council OFFICIAL"
        made.sections[0].footer.paragraphs[0].text = "Page 1"
        made.add_paragraph(NAMED)

    document = word(fill)
    assert document.text == f"{NAMED}\n"
    assert names(document) == WITH


def test_scanned_pages_are_told_by_number() -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for page in range(1, 8):
        if page in (2, 4, 5, 6):
            canvas.rect(50, 50, 400, 600, fill=1)
        else:
            canvas.drawString(50, 700, f"{NAMED} Page of text {page}.")
        canvas.showPage()
    canvas.save()
    document = documents.parse(stream.getvalue(), "scan.pdf")
    assert document.warnings == ("scan.pdf: pages 2, 4-6 are pictures without text and are not read; run OCR first",)
