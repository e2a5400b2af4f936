"""Word files (DOCX): paragraphs, headings, numbered lists and tables of the main text, through lxml.

The parts are read directly: the text inside tracked insertions, content controls, fields and text boxes counts, what
was deleted does not.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from councilgraph.documents import archive
from councilgraph.documents.formats.content import Content
from councilgraph.documents.formats.word_styles import (
    BULLET,
    Numbering,
    Style,
    W,
    is_on,
    number_of,
    styles_of,
    value,
    whole,
)
from councilgraph.documents.formats.writing import Run, Writer, marked
from councilgraph.errors import DocumentError

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", _FALLBACK, f"{W}pPr", f"{W}rPr"})
# What zipfile, zlib and lxml raise for files that are cut off, locked or altered.
_DAMAGED = (
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)


def read(data: bytes, shown: str, max_size: int) -> Content:
    """Return the main text of a Word file; raise DocumentError where it is damaged, protected or a bomb."""
    archive.check_total(data, shown, max_size)
    body, styles, numbering = _parts(data, shown)
    writer = Writer()
    _Walk(writer, styles_of(styles), Numbering(numbering)).blocks(body)
    if not writer.text.strip():
        raise DocumentError(f"{shown}: holds no text; if it holds pictures of pages, run text recognition (OCR) first")
    return Content(writer.text, _MEDIA_TYPE, anchors=writer.anchors)


def _parts(data: bytes, shown: str) -> tuple[Any, Any, Any]:
    """Return the body, the styles and the numbering of a file as trees; of the latter None where it has none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            part = _main_part(package, names)
            body = _parsed(package.read(part)).find(f"{W}body") if part in names else None
            folder = part.rpartition("/")[0]
            styles, numbering = (
                _parsed(package.read(name)) if (name := f"{folder}/{file}") in names else None
                for file in ("styles.xml", "numbering.xml")
            )
    except _DAMAGED as error:
        reason = " ".join(str(error).split())[:80]
        raise DocumentError(f"{shown}: is a damaged or protected Word file ({reason}); save it again") from None
    if body is None:
        raise DocumentError(f"{shown}: is no Word document with a main text; save it as .docx")
    return body, styles, numbering


def _main_part(package: zipfile.ZipFile, names: set[str]) -> str:
    if "word/document.xml" in names or "_rels/.rels" not in names:
        return "word/document.xml"
    for relation in _parsed(package.read("_rels/.rels")):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _parsed(data: bytes) -> Any:
    """Return a part as a tree: no DTD, no entities, no network, no tree of unbounded depth."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)


class _Walk:
    """Walks the body and writes its blocks; a block's place is its number among paragraphs and rows."""

    def __init__(self, writer: Writer, styles: dict[str, Style], numbering: Numbering) -> None:
        self._writer = writer
        self._styles = styles
        self._numbering = numbering
        self._place = 0

    def blocks(self, parent: Any) -> None:
        """Write the blocks below an element: paragraphs, tables, and those inside content controls."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self.blocks(content)
            elif child.tag in (f"{W}ins", f"{W}customXml", f"{W}moveTo"):
                self.blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        self._place += 1
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.get(value(properties.find(f"{W}pStyle")) if properties is not None else "")
        if style and style.contents:
            return
        level = _outline(properties) or (style.level if style else 0)
        words = marked(list(_runs(paragraph, bool(style and style.bold and not level))))
        number = number_of(properties) or (style.number if style else None)
        if words and number and number[0] != "0":
            mark = self._numbering.mark(number[0], number[1]) if number[0] else BULLET
            self._numbered(words, mark, number[1], level)
        elif level:
            self._writer.heading(level, words, self._place)
        else:
            self._writer.paragraph(words, self._place)
        for box in _boxes(paragraph):
            self.blocks(box)

    def _numbered(self, words: str, mark: str, depth: int, level: int) -> None:
        if level:
            self._writer.heading(level, f"{mark} {words}" if mark not in ("", BULLET) else words, self._place)
        elif mark:
            self._writer.item(words, mark, depth, self._place)
        else:
            self._writer.paragraph(words, self._place)

    def _table(self, table: Any) -> None:
        rows = list(table.iterchildren(f"{W}tr"))
        widths = [len(list(row.iterchildren(f"{W}tc"))) for row in rows]
        nested = table.find(f".//{W}tbl") is not None
        if nested or max(widths, default=0) < 2:
            # A table of one column, or of tables, only sets out the page.
            for cell in table.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl"), None) is table:
                    self.blocks(cell)
            return
        for at, row in enumerate(rows):
            self._place += 1
            headed = row.find(f"{W}trPr/{W}tblHeader")
            cells: list[str] = []
            for cell in row.iterchildren(f"{W}tc"):
                cells.append(self._cell(cell))
                cells.extend([""] * (min(whole(value(cell.find(f"{W}tcPr/{W}gridSpan"))), 50) - 1))
            self._writer.row(cells, self._place, header=at == 0 and is_on(headed) and len(rows) > 1, first=at == 0)

    def _cell(self, cell: Any) -> str:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and (merged.get(f"{W}val") or "continue") == "continue":
            return ""
        return " ".join(
            words for one in cell.iter(f"{W}p") if (words := marked(list(_runs(one, False))).replace("\n", " "))
        )


def _outline(properties: Any) -> int:
    found = properties.find(f"{W}outlineLvl") if properties is not None else None
    level = whole(value(found)) + 1 if found is not None else 0
    return level if level <= 6 else 0


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(f"{W}txbxContent"):
        if next(box.iterancestors(_FALLBACK), None) is None and next(box.iterancestors(f"{W}p"), None) is paragraph:
            yield box


def _runs(element: Any, bold: bool) -> Iterator[Run]:
    """Yield the words of a paragraph in order, those of text boxes excepted."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _GONE or child.tag == f"{W}txbxContent":
            continue
        if child.tag == f"{W}r":
            own = child.find(f"{W}rPr/{W}b")
            if is_on(child.find(f"{W}rPr/{W}vanish")):
                continue
            yield from _runs(child, is_on(own) if own is not None else bold)
        elif child.tag == f"{W}t":
            yield Run(child.text or "", bold)
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield Run(" ", bold)
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield Run("\n", False)
        elif child.tag == f"{W}noBreakHyphen":
            yield Run("-", bold)
        else:
            yield from _runs(child, bold)
