"""Renders light Markdown to HTML, Word and PDF, so that readers can be held against the text they came from."""

from __future__ import annotations

import html
import re
from io import BytesIO
from typing import NamedTuple

from councilgraph import text


class Piece(NamedTuple):
    """A block: `heading`, `prose`, `item` or `table`; runs of (words, bold), or rows of cells of runs."""

    kind: str
    level: int
    mark: str
    runs: list[tuple[str, bool]]
    rows: list[list[list[tuple[str, bool]]]]
    header: bool


def pieces(raw: str) -> list[Piece]:
    """Return the blocks of light Markdown."""
    made: list[Piece] = []
    previous = 0
    for block in text.blocks(raw):
        source = raw[block.start : block.end]
        between = raw[previous : block.start]
        previous = block.end
        if block.kind == "row":
            cells = [runs(cell) for cell in re.split(r"\t|\|", source.strip("|"))]
            if made and made[-1].kind == "table" and between.count("\n") < 2 + ("-" in between):
                made[-1].rows.append(cells)
                if "-" in between:
                    made[-1] = made[-1]._replace(header=True)
            else:
                made.append(Piece("table", 0, "", [], [cells], False))
            continue
        mark = re.match(r"\s*([-*]|\(?\w{1,3}[.)])\s+", source) if block.kind == "item" else None
        body = source[mark.end() :] if mark else re.sub(r"^#+\s*", "", source)
        made.append(Piece(block.kind, block.level, mark[1] if mark else "", runs(body), [], False))
    return made


def runs(source: str) -> list[tuple[str, bool]]:
    """Return inline Markdown as runs of (words, bold)."""
    source = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", source)
    source = re.sub(r"</?(?:b|strong)>", "**", source)
    source = html.unescape(re.sub(r"<[^>]+>", "", source))
    found = []
    for at, part in enumerate(source.split("**")):
        words = " ".join(part.replace("*", "").split())
        if words:
            found.append((words, at % 2 == 1))
    return found


def to_html(raw: str) -> bytes:
    """Return a page with menus around the text, as a site would send it."""
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>Saved page</title><script>alert(1)</script></head>"]
    out.append("<body><nav><ul><li>Home</li><li>Services</li></ul></nav><main>")
    opened = False
    for piece in pieces(raw):
        if opened and piece.kind != "item":
            out.append("</ul>")
            opened = False
        if piece.kind == "heading":
            out.append(f"<h{piece.level}>{inline(piece.runs)}</h{piece.level}>")
        elif piece.kind == "item":
            numbered = re.match(r"\(?(\d+)[.)]", piece.mark)
            tag = f"<ol start='{numbered[1]}'><li>{{}}</li></ol>" if numbered else "<ul><li>{}</li></ul>"
            out.append(tag.format(inline(piece.runs)))
        elif piece.kind == "table":
            out.append("<table>")
            for at, row in enumerate(piece.rows):
                cell = "th" if at == 0 and piece.header else "td"
                out.append("<tr>" + "".join(f"<{cell}>{inline(one)}</{cell}>" for one in row) + "</tr>")
            out.append("</table>")
        else:
            out.append(f"<p>{inline(piece.runs)}</p>")
    return "\n".join([*out, "</main><footer>Privacy</footer></body></html>"]).encode()


def inline(found: list[tuple[str, bool]]) -> str:
    """Return runs as HTML."""
    return " ".join(f"<strong>{html.escape(words)}</strong>" if bold else html.escape(words) for words, bold in found)


def to_docx(raw: str) -> bytes:
    """Return a Word file."""
    import docx

    document = docx.Document()
    for piece in pieces(raw):
        if piece.kind == "table":
            table = document.add_table(len(piece.rows), max(len(row) for row in piece.rows))
            for at, row in enumerate(piece.rows):
                for cell, found in zip(table.rows[at].cells, row, strict=False):
                    fill(cell.paragraphs[0], found)
            continue
        if piece.kind == "heading":
            paragraph = document.add_heading("", piece.level)
        elif piece.kind == "item" and piece.mark in "-*":
            paragraph = document.add_paragraph(style="List Bullet")
        else:
            paragraph = document.add_paragraph()
            if piece.mark:
                paragraph.add_run(f"{piece.mark} ")
        fill(paragraph, piece.runs)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill(paragraph: object, found: list[tuple[str, bool]]) -> None:
    """Add runs to a paragraph of a Word file."""
    for at, (words, bold) in enumerate(found):
        run = paragraph.add_run((" " if at else "") + words)  # type: ignore[attr-defined]
        run.bold = bold or None


def to_pdf(raw: str, *, columns: int = 1) -> bytes:
    """Return a PDF with a running head, page numbers, and tables with lines."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

    body = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
    item = ParagraphStyle("item", parent=body, leftIndent=18, bulletIndent=4, spaceAfter=3)
    flow = []
    for piece in pieces(raw):
        if piece.kind == "heading":
            style = ParagraphStyle("h", parent=body, fontName="Helvetica-Bold", fontSize=24 - 2 * piece.level)
            style.leading = style.fontSize * 1.25
            flow.append(Paragraph(html.escape(" ".join(words for words, _ in piece.runs)), style))
        elif piece.kind == "item":
            mark = "\u2022" if piece.mark in "-*" else piece.mark
            flow.append(Paragraph(inline(piece.runs), item, bulletText=mark))
        elif piece.kind == "table":
            width = max(len(row) for row in piece.rows)
            each = (A4[0] - 120) / width / columns
            small = ParagraphStyle("cell", parent=body, fontSize=11 if width < 6 else 6, leading=14 if width < 6 else 8)
            cells = [[Paragraph(inline(cell), small) for cell in row] for row in piece.rows]
            cells = [row + [Paragraph("", small)] * (width - len(row)) for row in cells]
            grid = Table(cells, colWidths=[each] * width, repeatRows=1 if piece.header else 0)
            grid.setStyle(
                TableStyle(
                    [
                        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                        ("LEFTPADDING", (0, 0), (-1, -1), 2),
                        ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ]
                )
            )
            flow.append(grid)
        else:
            flow.append(Paragraph(inline(piece.runs), body))
    stream = BytesIO()
    wide, high = A4
    size = (wide - 100 - 20 * (columns - 1)) / columns
    frames = [Frame(50 + at * (size + 20), 60, size, high - 120, 0, 0, 0, 0) for at in range(columns)]

    def furniture(canvas: object, _: object) -> None:
        canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
        canvas.drawString(50, high - 40, "Papers of the council")  # type: ignore[attr-defined]
        canvas.drawCentredString(wide / 2, 30, f"Page {canvas.getPageNumber()}")  # type: ignore[attr-defined]

    template = BaseDocTemplate(stream, pagesize=A4, invariant=1, title="x", author="x")
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    template.build(flow)
    return stream.getvalue()
