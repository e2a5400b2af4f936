"""HTML: headings, paragraphs, lists and tables of the main part of a page, through lxml."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from councilgraph.documents import dates
from councilgraph.documents.formats.content import Content
from councilgraph.documents.formats.writing import ROMAN, Run, Writer, marked, plain
from councilgraph.errors import DocumentError

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "embed", "audio", "video"}
    | {"canvas", "map", "select", "textarea", "button", "input", "head", "title", "meta", "link", "base"}
)
# Left out too where the page does not say which part is its main one.
_AROUND = frozenset(["header", "footer", "aside"])
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hgroup", "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr", "ul"}
)
_BOLD = frozenset({"b", "strong"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_PUBLISHED = ("article:published_time", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "date")
_MARKS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
# The number of an item of business: "50.", "CAB.31", "10/24".
_NUMBER = re.compile(r"\s*(?:[A-Z]{1,4}[./-])?\d{1,4}(?:/\d{2})?[.)]?\s*")
# What a page nests deeper than this is no document.
_DEPTH = 200


def read(data: bytes, shown: str) -> Content:
    """Return the main part of a page; nothing is fetched, no entity and no DTD is read."""
    markup = _decoded(data)
    try:
        parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
        root = lxml.html.document_fromstring(markup, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError(f"{shown}: cannot be read as HTML ({_short(error)}); save the page again") from None
    writer = Writer()
    main = _main(root)
    _Walk(writer, main is not root).walk(main)
    if not writer.text.strip():
        raise DocumentError(f"{shown}: holds no text; save the page with its content, or as PDF")
    return Content(writer.text, "text/html", anchors=writer.anchors, title=_title(root), published=_published(root))


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


def _decoded(data: bytes) -> str:
    """Return the markup as text: UTF-8, else the character set that the page names, else Windows-1252."""
    declared = _CHARSET.search(data[:4096])
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else "", "windows-1252"):
        try:
            text = data.decode(encoding or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
        # A declaration of an encoding contradicts text that is decoded already; a null ends what lxml reads.
        return re.sub(r"^\ufeff?\s*<\?xml[^>]{0,200}\?>", "", text).replace("\x00", "")
    return data.decode("windows-1252", errors="replace").replace("\x00", "")


def _main(root: Any) -> Any:
    for path in (".//main", ".//*[@role='main']", ".//*[@id='main-content']", ".//article"):
        found = [one for one in root.iterfind(path) if len(" ".join(one.itertext()).split()) > 20]
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _title(root: Any) -> str:
    found = root.find(".//title")
    return plain(found.text or "").replace("\n", " ")[:200] if found is not None else ""


def _published(root: Any) -> datetime.date | None:
    for meta in root.iterfind(".//meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in _PUBLISHED:
            return dates.first(meta.get("content") or "")
    return None


class _Walk:
    """Walks a tree and writes its blocks in order."""

    def __init__(self, writer: Writer, whole: bool) -> None:
        self._writer = writer
        self._skipped = _SKIPPED if whole else _SKIPPED | _AROUND
        self._runs: list[Run] = []
        self._line = 0
        # The number of an item in a cell of its own, which the next heading or paragraph takes.
        self._number = ""

    def walk(self, root: Any) -> None:
        """Write what stands below an element."""
        self._block(root, 0)
        self._flush()

    def _block(self, element: Any, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in self._skipped or depth > _DEPTH or _hidden(element):
            return
        if re.fullmatch(r"h[1-6]", tag):
            self._flush()
            words = plain("".join(_words(element, self._skipped)))
            self._writer.heading(int(tag[1]), f"{self._number} {words}".strip(), element.sourceline)
            self._number = ""
        elif tag == "tr" and (number := _numbered(element)) is not None:
            self._flush()
            self._number = "".join(number.itertext()).strip()
            for cell in number.itersiblings("td", "th"):
                self._block(cell, depth + 1)
            self._flush()
        elif tag == "table" and not _layout(element):
            self._flush()
            self._table(element)
        elif tag in ("ul", "ol", "menu"):
            self._flush()
            self._list(element, depth, 0)
        elif tag == "br":
            self._runs.append(Run("\n"))
        elif tag in _BLOCKS:
            self._flush()
            self._inside(element, depth, False)
            self._flush()
        else:
            self._inside(element, depth, tag in _BOLD)

    def _inside(self, element: Any, depth: int, bold: bool) -> None:
        self._say(element.text, bold, element)
        for child in element:
            if bold and isinstance(child.tag, str) and child.tag not in _BLOCKS and child.tag != "br":
                self._say("".join(_words(child, self._skipped)), True, child)
            else:
                self._block(child, depth + 1)
            self._say(child.tail, bold, child)

    def _say(self, words: str | None, bold: bool, element: Any) -> None:
        if words:
            if not self._runs:
                self._line = element.sourceline or self._line
            self._runs.append(Run(re.sub(r"\s+", " ", words), bold))

    def _flush(self) -> None:
        if self._runs:
            words = marked(self._runs)
            if words:
                self._writer.paragraph(f"{self._number} {words}".strip(), self._line)
                self._number = ""
            self._runs = []

    def _list(self, element: Any, depth: int, level: int) -> None:
        number = _integer(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                if isinstance(child.tag, str):
                    self._nested(child, depth, level)
                continue
            number = _integer(child.get("value"), number)
            mark = _mark(element, number)
            number += 1
            self._item(child, mark, depth, level)

    def _nested(self, element: Any, depth: int, level: int) -> None:
        if element.tag in ("ul", "ol", "menu") and depth < _DEPTH:
            self._list(element, depth + 1, level + 1)
        else:
            self._block(element, depth + 1)

    def _item(self, element: Any, mark: str, depth: int, level: int) -> None:
        inner = [child for child in element if child.tag in ("ul", "ol", "menu", "table")]
        runs = list(_runs(element, self._skipped | {"ul", "ol", "menu", "table"}, False))
        self._writer.item(marked(runs), mark, level, element.sourceline)
        for child in inner:
            self._nested(child, depth + 1, level)

    def _table(self, table: Any) -> None:
        rows = [row for row in table.iter("tr") if _owner(row) is table]
        for at, row in enumerate(rows):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            texts: list[str] = []
            for cell in cells:
                texts.append(marked(list(_runs(cell, self._skipped, False))).replace("\n", " "))
                texts.extend([""] * (min(_integer(cell.get("colspan"), 1), 50) - 1))
            heads = bool(cells) and all(cell.tag == "th" for cell in cells)
            self._writer.row(texts, row.sourceline, header=at == 0 and heads and len(rows) > 1, first=at == 0)


def _hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _owner(row: Any) -> Any:
    return next((above for above in row.iterancestors("table")), None)


def _numbered(row: Any) -> Any:
    """Return the first cell of a row that holds nothing but the number of what stands in the next, else None."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) > 1 and _NUMBER.fullmatch("".join(cells[0].itertext())):
        return cells[0]
    return None


def _layout(table: Any) -> bool:
    """Tell whether a table only sets out a page: it holds another table, a heading, or one cell a row."""
    if table.find(".//table") is not None or any(table.find(f".//h{level}") is not None for level in range(1, 7)):
        return True
    return all(len([cell for cell in row if cell.tag in ("td", "th")]) < 2 for row in table.iter("tr"))


def _words(element: Any, skipped: frozenset[str]) -> Iterator[str]:
    for run in _runs(element, skipped, False):
        yield run.text


def _runs(element: Any, skipped: frozenset[str], bold: bool, depth: int = 0) -> Iterator[Run]:
    """Yield the words below an element, blocks apart by a line break."""
    if depth > _DEPTH:
        return
    bold = bold or element.tag in _BOLD
    if element.text:
        yield Run(re.sub(r"\s+", " ", element.text), bold)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in skipped:
            block = child.tag in _BLOCKS
            if child.tag == "br" or block:
                yield Run("\n")
            yield from _runs(child, skipped, bold, depth + 1)
            if block:
                yield Run("\n")
        if child.tail:
            yield Run(re.sub(r"\s+", " ", child.tail), bold)


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value.strip()) else otherwise


def _mark(element: Any, number: int) -> str:
    if element.tag != "ol":
        return "-"
    kind = element.get("type") or "1"
    if kind in _MARKS and 0 < number <= 26:
        return f"{_MARKS[kind][number - 1]}."
    if kind in ("i", "I") and 0 < number <= len(ROMAN):
        return f"{ROMAN[number - 1]}."
    return f"{number}."
