from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from councilgraph import documents
from councilgraph.errors import DocumentError
from councilgraph.models import Document

BODY = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)


def parse(file: object) -> Document:
    stream = BytesIO()
    file.save(stream)  # type: ignore[attr-defined]
    return documents.parse(stream.getvalue(), "paper.docx")


def package(body: str, **parts: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{BODY}{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def text_of(body: str, **parts: str) -> str:
    return documents.parse(package(body, **parts), "paper.docx").text


def test_headings_lists_tables_and_bold() -> None:
    file = docx.Document()
    file.add_heading("Carers strategy", 0)
    file.add_heading("Vision", 2)
    paragraph = file.add_paragraph("The ")
    paragraph.add_run("Board").bold = True
    paragraph.add_run(" met.")
    file.add_paragraph("One", style="List Bullet")
    file.add_paragraph("Two", style="List Bullet")
    file.add_paragraph("First", style="List Number")
    file.add_paragraph("Second", style="List Number")
    table = file.add_table(2, 2)
    for at, words in enumerate(("Name", "Role", "Jane Roe", "Chair")):
        table.cell(at // 2, at % 2).text = words
    assert parse(file).text == (
        "# Carers strategy\n\n## Vision\n\nThe **Board** met.\n\n- One\n- Two\n1. First\n2. Second\n\n"
        "| Name | Role |\n| Jane Roe | Chair |\n"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t></w:r></w:p>", "One  \nTwo\n"),
        ("<w:p><w:ins><w:r><w:t>New</w:t></w:r></w:ins></w:p>", "New\n"),
        ("<w:p><w:r><w:t>New</w:t></w:r><w:del><w:r><w:delText>Old</w:delText></w:r></w:del></w:p>", "New\n"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>Control</w:t></w:r></w:p></w:sdtContent></w:sdt>", "Control\n"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Field</w:t></w:r></w:p>", "Field\n"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r><w:r><w:t>Shown</w:t></w:r></w:p>", "Shown\n"),
        ("<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>Part</w:t></w:r></w:p>", "## Part\n"),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Only</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "Only\n",
        ),
    ],
)
def test_parts_of_paragraphs(body: str, text: str) -> None:
    assert text_of(body) == text


def test_numbers_of_lists_are_counted_as_word_does() -> None:
    space = nsdecls("w")
    numbering = (
        f"<w:numbering {space}><w:abstractNum w:abstractNumId='1'>"
        "<w:lvl w:ilvl='0'><w:start w:val='74'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%2)'/></w:lvl>"
        "</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )
    assert parse_xml(numbering) is not None

    def item(words: str, level: int) -> str:
        return (
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr></w:pPr>"
            f"<w:r><w:t>{words}</w:t></w:r></w:p>"
        )

    body = item("Apologies", 0) + item("one", 1) + item("two", 1) + item("Minutes", 0) + item("one", 1)
    assert text_of(body, numbering=numbering) == "74. Apologies\n  (a) one\n  (b) two\n75. Minutes\n  (a) one\n"


def test_anchors_lead_to_blocks_of_the_source() -> None:
    file = docx.Document()
    for words in ("One", "", "Two"):
        file.add_paragraph(words)
    document = parse(file)
    assert documents.place(document, document.text.index("Two")) == "paragraph 3"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (package("<w:p/>"), "holds no text"),
        (b"PK\x03\x04broken", "damaged archive"),
        (package("<w:p><w:r></w:p>"), "damaged or protected"),
        (b"plain words", "is no DOCX file"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        documents.parse(data, "paper.docx")


def test_spreadsheet_is_refused_with_the_remedy() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(DocumentError, match=r"another kind; save it as \.docx or PDF"):
        documents.parse(stream.getvalue(), "budget.xlsx")
