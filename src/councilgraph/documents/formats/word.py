"""Word files (DOCX): paragraphs, headings, numbered lists and tables of the main text, through lxml.

The parts are read directly: the text inside tracked insertions, content controls, fields and text boxes counts, what
was deleted does not.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from councilgraph.documents import archive
from councilgraph.documents.formats.content import Content
from councilgraph.documents.formats.writing import Run, Writer, marked
from councilgraph.errors import DocumentError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK, f"{_W}pPr", f"{_W}rPr"})
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_BULLET = "-"


class _Style(NamedTuple):
    """What a style of paragraphs says: the level of a heading (0 for none), its list, whether it is of a contents."""

    level: int
    number: tuple[str, int] | None
    contents: bool
    bold: bool


class _Numbering:
    """Counts the paragraphs of numbered lists and gives their marks."""

    def __init__(self, root: Any) -> None:
        self._formats: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        for abstract in root.iterfind(f"{_W}abstractNum"):
            name = abstract.get(f"{_W}abstractNumId") or ""
            levels[name] = {_int(level.get(f"{_W}ilvl")): _level(level) for level in abstract.iterfind(f"{_W}lvl")}
        for num in root.iterfind(f"{_W}num"):
            name = num.get(f"{_W}numId") or ""
            reference = num.find(f"{_W}abstractNumId")
            abstract_id = _val(reference)
            self._abstract[name] = abstract_id
            for at, level in levels.get(abstract_id, {}).items():
                self._formats[name, at] = level

    def mark(self, number: str, depth: int) -> str:
        """Return the mark of the next paragraph of a list at a depth: "-", "3.", "(a)", "2.1"."""
        kind, pattern, start = self._formats.get((number, depth), ("bullet", "", 1))
        if kind in ("bullet", "none"):
            return _BULLET if kind == "bullet" else ""
        key = self._abstract.get(number, number)
        self._counts[key, depth] = self._counts.get((key, depth), start - 1) + 1
        for below in range(depth + 1, 9):
            self._counts.pop((key, below), None)

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            form, _, first = self._formats.get((number, level), ("decimal", "", 1))
            return _figure(form, self._counts.get((key, level), first))

        return re.sub(r"%(\d)", shown, pattern).strip() or _figure(kind, self._counts[key, depth]) + "."


def read(data: bytes, shown: str, max_size: int) -> Content:
    """Return the main text of a Word file; raise DocumentError where it is damaged, protected or a bomb."""
    archive.check_total(data, shown, max_size)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            part = _main_part(package, names)
            body = _parsed(package.read(part)).find(f"{_W}body") if part in names else None
            folder = part.rpartition("/")[0]
            styles, numbering = (
                _parsed(package.read(name)) if (name := f"{folder}/{file}") in names else None
                for file in ("styles.xml", "numbering.xml")
            )
    except (
        etree.LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        reason = " ".join(str(error).split())[:80]
        raise DocumentError(f"{shown}: is a damaged or protected Word file ({reason}); save it again") from None
    if body is None:
        raise DocumentError(f"{shown}: is no Word document with a main text; save it as .docx")
    writer = Writer()
    _Walk(writer, _styles(styles), _Numbering(numbering)).blocks(body)
    if not writer.text.strip():
        raise DocumentError(f"{shown}: holds no text; if it holds pictures of pages, run text recognition (OCR) first")
    return Content(writer.text, _MEDIA_TYPE, anchors=writer.anchors)


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


def _val(element: Any) -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""


def _int(value: str | None) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else 0


def _on(element: Any) -> bool:
    return element is not None and (element.get(f"{_W}val") or "true") not in ("0", "false", "off", "none")


def _level(level: Any) -> tuple[str, str, int]:
    start = level.find(f"{_W}start")
    return (
        _val(level.find(f"{_W}numFmt")) or "decimal",
        _val(level.find(f"{_W}lvlText")),
        _int(_val(start)) if start is not None else 1,
    )


def _figure(form: str, number: int) -> str:
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(96 + number)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number <= len(_ROMAN):
        return _ROMAN[number - 1].upper() if form == "upperRoman" else _ROMAN[number - 1]
    return str(number)


def _styles(root: Any) -> dict[str, _Style]:
    """Return the styles of paragraphs by id, each with what it inherits."""
    raw = {} if root is None else {one.get(f"{_W}styleId") or "": one for one in root.iterfind(f"{_W}style")}
    return {name: _style(name, raw) for name in raw}


def _style(name: str, raw: dict[str, Any]) -> _Style:
    level, number, contents, bold = 0, None, False, False
    seen: set[str] = set()
    while name in raw and name not in seen:
        seen.add(name)
        style = raw[name]
        title = _val(style.find(f"{_W}name")).lower()
        heading = re.fullmatch(r"heading (\d)", title)
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        here = int(heading[1]) if heading else 1 if title == "title" else 0
        if not here and outline is not None and _int(_val(outline)) < 6:
            here = _int(_val(outline)) + 1
        level = level or here
        contents = contents or bool(re.match(r"toc \d|table of figures", title))
        number = number or _number(style.find(f"{_W}pPr"))
        bold = bold or _on(style.find(f"{_W}rPr/{_W}b"))
        if not number and re.match(r"list bullet", title):
            number = ("", max(_int(title[-1:]) - 1, 0))
        name = _val(style.find(f"{_W}basedOn"))
    return _Style(level, number, contents, bold)


def _number(properties: Any) -> tuple[str, int] | None:
    found = properties.find(f"{_W}numPr") if properties is not None else None
    if found is None:
        return None
    name = _val(found.find(f"{_W}numId"))
    return (name, min(_int(_val(found.find(f"{_W}ilvl"))), 8)) if name else None


class _Walk:
    """Walks the body and writes its blocks; a block's place is its number among paragraphs and rows."""

    def __init__(self, writer: Writer, styles: dict[str, _Style], numbering: _Numbering) -> None:
        self._writer = writer
        self._styles = styles
        self._numbering = numbering
        self._place = 0

    def blocks(self, parent: Any) -> None:
        """Write the blocks below an element: paragraphs, tables, and those inside content controls."""
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag == f"{_W}sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    self.blocks(content)
            elif child.tag in (f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"):
                self.blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        self._place += 1
        properties = paragraph.find(f"{_W}pPr")
        style = self._styles.get(_val(properties.find(f"{_W}pStyle")) if properties is not None else "")
        if style and style.contents:
            return
        level = _outline(properties) or (style.level if style else 0)
        words = marked(list(_runs(paragraph, bool(style and style.bold and not level))))
        number = _number(properties) or (style.number if style else None)
        if words and number and number[0] != "0":
            mark = self._numbering.mark(number[0], number[1]) if number[0] else _BULLET
            self._numbered(words, mark, number[1], level)
        elif level:
            self._writer.heading(level, words, self._place)
        else:
            self._writer.paragraph(words, self._place)
        for box in _boxes(paragraph):
            self.blocks(box)

    def _numbered(self, words: str, mark: str, depth: int, level: int) -> None:
        if level:
            self._writer.heading(level, f"{mark} {words}" if mark not in ("", _BULLET) else words, self._place)
        elif mark:
            self._writer.item(words, mark, depth, self._place)
        else:
            self._writer.paragraph(words, self._place)

    def _table(self, table: Any) -> None:
        rows = list(table.iterchildren(f"{_W}tr"))
        widths = [len(list(row.iterchildren(f"{_W}tc"))) for row in rows]
        nested = table.find(f".//{_W}tbl") is not None
        if nested or max(widths, default=0) < 2:
            # A table of one column, or of tables, only sets out the page.
            for cell in table.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tbl"), None) is table:
                    self.blocks(cell)
            return
        for at, row in enumerate(rows):
            self._place += 1
            headed = row.find(f"{_W}trPr/{_W}tblHeader")
            cells: list[str] = []
            for cell in row.iterchildren(f"{_W}tc"):
                cells.append(self._cell(cell))
                cells.extend([""] * (min(_int(_val(cell.find(f"{_W}tcPr/{_W}gridSpan"))), 50) - 1))
            self._writer.row(cells, self._place, header=at == 0 and _on(headed) and len(rows) > 1, first=at == 0)

    def _cell(self, cell: Any) -> str:
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        if merged is not None and (merged.get(f"{_W}val") or "continue") == "continue":
            return ""
        return " ".join(
            words for one in cell.iter(f"{_W}p") if (words := marked(list(_runs(one, False))).replace("\n", " "))
        )


def _outline(properties: Any) -> int:
    found = properties.find(f"{_W}outlineLvl") if properties is not None else None
    level = _int(_val(found)) + 1 if found is not None else 0
    return level if level <= 6 else 0


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        if next(box.iterancestors(_FALLBACK), None) is None and next(box.iterancestors(f"{_W}p"), None) is paragraph:
            yield box


def _runs(element: Any, bold: bool) -> Iterator[Run]:
    """Yield the words of a paragraph in order, those of text boxes excepted."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _GONE or child.tag == f"{_W}txbxContent":
            continue
        if child.tag == f"{_W}r":
            own = child.find(f"{_W}rPr/{_W}b")
            if _on(child.find(f"{_W}rPr/{_W}vanish")):
                continue
            yield from _runs(child, _on(own) if own is not None else bold)
        elif child.tag == f"{_W}t":
            yield Run(child.text or "", bold)
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            yield Run(" ", bold)
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield Run("\n", False)
        elif child.tag == f"{_W}noBreakHyphen":
            yield Run("-", bold)
        else:
            yield from _runs(child, bold)
