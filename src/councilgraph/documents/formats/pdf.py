"""PDF: text in reading order with headings, lists, tables and pages, through pdfium."""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from councilgraph.documents.formats import pdf_page
from councilgraph.documents.formats.content import Content
from councilgraph.documents.formats.pdf_layout import BLANK, Block, Sheet, blocks, continues, rows
from councilgraph.documents.formats.pdf_page import HYPHEN
from councilgraph.documents.formats.writing import Run, Writer, marked, plain
from councilgraph.errors import DocumentError

MAX_PAGES = 3000
# Seconds for one file; a pack of 180 pages takes a few.
MAX_SECONDS = 180.0
# First parts after which a hyphen stays where a line broke there and the text has the word nowhere else.
_PREFIXES = frozenset(
    {"co", "non", "pre", "re", "self", "multi", "well", "long", "short", "anti", "sub", "inter", "cross", "post"}
    | {"semi", "mid", "under", "over", "ex", "all", "high", "low", "part", "full", "half", "two", "three", "four"}
    | {"five", "six", "one", "year", "day", "out", "in", "on", "up", "user", "person", "place", "decision", "needs"}
)
_SMALL = "small print"
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)


def read(data: bytes, shown: str) -> Content:
    """Return the text of a PDF; raise DocumentError where it is damaged, locked, too long or only pictures."""
    sheets, warnings = _sheets(data, shown)
    made = _assembled(sheets)
    writer = _written(made, sheets)
    return Content(writer.text, "application/pdf", pages=writer.pages, warnings=warnings)


def _sheets(data: bytes, shown: str) -> tuple[list[Sheet], tuple[str, ...]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(f"{shown}: is protected by a password; save a copy without") from None
        raise DocumentError(f"{shown}: is a damaged PDF; download or save it again") from None
    try:
        count = len(document)
        if not 0 < count <= MAX_PAGES:
            raise DocumentError(f"{shown}: has {count} pages, over the limit of {MAX_PAGES}; split the file")
        started = time.monotonic()
        sheets: list[Sheet] = []
        for number in range(1, count + 1):
            sheets.append(_sheet(document, number))
            if time.monotonic() - started > MAX_SECONDS:
                raise DocumentError(f"{shown}: takes longer than {MAX_SECONDS:.0f} s to read; split the file")
        silent = [sheet.number for sheet in sheets if not sheet.segments and _has_pictures(document, sheet.number)]
    finally:
        document.close()
    if not any(sheet.segments for sheet in sheets):
        one = len(silent) == 1
        pictures = f"page {_spans(silent)} is a picture" if one else f"pages {_spans(silent)} are pictures"
        which = pictures if silent else f"{count} pages, all blank"
        raise DocumentError(f"{shown}: has no text ({which}); run text recognition (OCR) first")
    warnings: tuple[str, ...] = ()
    if silent:
        pages = f"page {_spans(silent)} is a picture" if len(silent) == 1 else f"pages {_spans(silent)} are pictures"
        name = shown.rpartition("/")[2]
        warnings = (f"{name}: {pages} without text and {'is' if len(silent) == 1 else 'are'} not read; run OCR first",)
    return sheets, warnings


def _sheet(document: Any, number: int) -> Sheet:
    """Return a page as read; a damaged one is empty."""
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return Sheet(number, 595, 842, [], [], [])
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            segments = pdf_page.segments(textpage)
        finally:
            textpage.close()
        lying, standing = pdf_page.rules(page)
        return Sheet(number, width, height, segments, lying, standing)
    except pdfium.PdfiumError:
        return Sheet(number, 595, 842, [], [], [])
    finally:
        page.close()


def _has_pictures(document: Any, number: int) -> bool:
    """Tell whether a page shows something, so that it is not merely blank."""
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return True
    try:
        return bool(raw_pdfium.FPDFPage_CountObjects(page) > 0)
    finally:
        page.close()


def _spans(numbers: list[int]) -> str:
    """Return numbers as "1-3, 7"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def _assembled(sheets: list[Sheet]) -> list[Block]:
    """Return the blocks of all pages, those that run over a page joined."""
    _drop_furniture(sheets)
    made: list[Block] = []
    for sheet in sheets:
        here = blocks(sheet)
        if made and here and continues(made[-1], here[0]):
            here = here[1:]
        made.extend(here)
    return made


def _drop_furniture(sheets: list[Sheet]) -> None:
    """Take running heads and feet and page numbers off the pages."""
    usual = median([one.height for sheet in sheets for one in sheet.segments] or [0.0])
    margins: dict[str, list[int]] = defaultdict(list)
    edges: dict[int, list[tuple[str, list[Any]]]] = {}
    for sheet in sheets:
        edges[sheet.number] = _margins(sheet, usual)
        for key, _ in edges[sheet.number]:
            margins[key].append(sheet.number)
    for sheet in sheets:
        gone: set[int] = set()
        for key, row in edges[sheet.number]:
            if key == _SMALL or _PAGE_NUMBER.match(key.replace("#", "1")) or _running(margins[key]):
                gone.update(id(one) for one in row)
        if gone:
            sheet.segments = [one for one in sheet.segments if id(one) not in gone]


def _margins(sheet: Sheet, usual: float) -> list[tuple[str, list[Any]]]:
    """Return the two rows at the top and at the bottom of a page, with figures made alike."""
    ranked = rows(sheet.segments)
    found = []
    for row in {id(row): row for row in (*ranked[:2], *ranked[-2:])}.values():
        text = " ".join(one.text for one in row)
        near = row[0].middle > 0.88 * sheet.height or row[0].middle < 0.1 * sheet.height
        # A row with standing lines beside it is the repeated head of a table.
        boxed = any(rule.start < row[0].middle < rule.end for rule in sheet.standing)
        if _is_small_print(row, sheet, usual):
            found.append((_SMALL, row))
        elif near and not boxed and row[0].height < 1.15 * usual and not BLANK.search(text):
            found.append((re.sub(r"\d+", "#", text), row))
    return found


def _is_small_print(row: list[Any], sheet: Sheet, usual: float) -> bool:
    """Tell whether a row is a head or foot by its looks alone: small letters at the very edge of the page."""
    edge = row[0].middle > 0.935 * sheet.height or row[0].middle < 0.05 * sheet.height
    return edge and row[0].height < 0.9 * usual and not BLANK.search(" ".join(one.text for one in row))


def _running(pages: list[int]) -> bool:
    """Tell whether a line stands on at least three pages that lie close together."""
    close = sum(second - first <= 2 for first, second in pairwise(pages))
    return len(set(pages)) >= 3 and close >= 2


def _written(made: list[Block], sheets: list[Sheet]) -> Writer:
    vocabulary = _vocabulary(sheets)
    levels, body = _levels(made)
    writer = _Paged([sheet.number for sheet in sheets])
    for block in made:
        if block.grid:
            writer.table(block, vocabulary)
        else:
            writer.words(block, _level(block, levels, body), vocabulary)
    writer.finish()
    return writer.writer


def _vocabulary(sheets: list[Sheet]) -> frozenset[str]:
    return frozenset(
        re.sub(r"^\W+|\W+$", "", word.text.lower())
        for sheet in sheets
        for segment in sheet.segments
        for word in segment.words
        if not word.text.endswith(HYPHEN)
    )


def _levels(made: list[Block]) -> tuple[list[float], float]:
    """Return the heights of headings, largest first, and that of the running text."""
    weights: Counter[float] = Counter()
    for block in made:
        weights[_round(block.height)] += len(block.text)
    del weights[0.0]
    body = weights.most_common(1)[0][0] if weights else 0.0
    large = sorted({_round(one.height) for one in made if one.height > 1.1 * body and _short(one)}, reverse=True)
    return large, body


def _round(height: float) -> float:
    return round(height * 2) / 2


def _short(block: Block) -> bool:
    return 0 < len(block.text) < 180 and bool(re.search(r"[A-Za-z]{2}", block.text))


def _level(block: Block, levels: list[float], body: float) -> int:
    """Return the level of a heading, 0 for other text: larger than the rest, or bold and alone on its line."""
    if not _short(block) or block.mark == "-":
        return 0
    if block.height > 1.1 * body and _round(block.height) in levels:
        return min(levels.index(_round(block.height)) + 1, 6)
    if block.bold and len(block.text) < 120 and not re.search(r"[.;,:]$", block.text) and block.text[:1].isupper():
        return min(len(levels) + 1, 6)
    return 0


def _mended(word: str, following: str, vocabulary: frozenset[str]) -> str:
    """Return a word that a line broke at a hyphen: whole, or with the hyphen where it is part of the word."""
    head, tail = word.rstrip(HYPHEN), following
    left = re.sub(r"^\W+", "", head.lower())
    right = re.sub(r"\W+$", "", tail.lower())
    if left + right in vocabulary:
        return head + tail
    last = left.rpartition("-")[2]
    both = last in vocabulary and right in vocabulary
    if f"{left}-{right}" in vocabulary or last in _PREFIXES or both or not tail[:1].islower():
        return f"{head}-{tail}"
    return head + tail


class _Paged:
    """Writes blocks and marks where pages begin, inside a block too."""

    def __init__(self, numbers: list[int]) -> None:
        self.writer = Writer()
        self._numbers = numbers

    def _reach(self, page: int, offset: int | None = None) -> None:
        while self._numbers and self._numbers[0] <= page:
            self.writer.page(self._numbers.pop(0), offset)

    def finish(self) -> None:
        """Mark the pages after the last block."""
        if self._numbers:
            self._reach(self._numbers[-1], self.writer.length)

    def table(self, block: Block, vocabulary: frozenset[str]) -> None:
        """Write a table."""
        for at, (page, row) in enumerate(block.rows):
            self._reach(page)
            cells = [_plain_words(cell, vocabulary) for cell in row]
            self.writer.row(cells, header=at == 0 and bool(block.grid and block.grid.header), first=at == 0)

    def words(self, block: Block, level: int, vocabulary: frozenset[str]) -> None:
        """Write a paragraph, heading or item; each page that begins in it is marked at its first word."""
        self._reach(block.words[0][2])
        runs: list[Run] = []
        ends: list[tuple[int, int]] = []
        page = block.words[0][2]
        pending = ""
        for word, bold, here in block.words:
            if here != page:
                ends.append((here, len(runs)))
                page = here
            if pending:
                mended = _mended(pending, word, vocabulary)
                pending = mended if word.endswith(HYPHEN) else ""
                runs[-1] = Run(mended.rstrip(HYPHEN), runs[-1].bold)
                continue
            pending = word if word.endswith(HYPHEN) else ""
            runs.append(Run(word.rstrip(HYPHEN), bold))
        spaced = [Run(f"{run.text} ", run.bold and not level) for run in runs]
        text = marked(_grouped(spaced))
        before = self.writer.length
        if level:
            mark = f"{block.mark} " if block.mark else ""
            self.writer.heading(level, mark + text)
        elif block.mark:
            self.writer.item(text, block.mark)
        else:
            self.writer.paragraph(text)
        for number, at in ends:
            rest = len(marked(_grouped(spaced[at:])))
            self._reach(number, max(self.writer.length - rest, before))


def _grouped(runs: list[Run]) -> list[Run]:
    """Return runs with neighbours of one weight joined."""
    made: list[Run] = []
    for run in runs:
        if made and made[-1].bold == run.bold:
            made[-1] = Run(made[-1].text + run.text, run.bold)
        else:
            made.append(run)
    return made


def _plain_words(cell: str, vocabulary: frozenset[str]) -> str:
    def mend(match: re.Match[str]) -> str:
        return _mended(match[1], match[2], vocabulary)

    mended = re.sub(rf"(\S*?){HYPHEN}\s?(\S+)", mend, cell)
    return plain(mended.replace(HYPHEN, "-"))
