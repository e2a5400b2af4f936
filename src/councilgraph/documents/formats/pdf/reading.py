"""The pages of a PDF, through pdfium, and the limits within which they are read."""

from __future__ import annotations

import time
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from councilgraph.documents.formats.content import Content
from councilgraph.documents.formats.pdf import page as of_page
from councilgraph.documents.formats.pdf.assembling import assembled
from councilgraph.documents.formats.pdf.page import Sheet
from councilgraph.documents.formats.pdf.writing import written
from councilgraph.errors import DocumentError
from councilgraph.wording import counted

MAX_PAGES = 3000
# Seconds for one file; a pack of 180 pages takes a few.
MAX_SECONDS = 180.0
# The size of a page that cannot be read, in points.
_A4 = (595.0, 842.0)


def read(data: bytes, shown: str) -> Content:
    """Return the text of a PDF; raise DocumentError where it is damaged, locked, too long or only pictures."""
    sheets, warnings = _sheets(data, shown)
    writer = written(assembled(sheets), sheets)
    return Content(writer.text, "application/pdf", pages=writer.pages, warnings=warnings)


def _sheets(data: bytes, shown: str) -> tuple[list[Sheet], tuple[str, ...]]:
    """Return the pages of a file, and a warning where some of them are pictures."""
    document = _opened(data, shown)
    try:
        sheets = _pages(document, shown)
        silent = [sheet.number for sheet in sheets if not sheet.segments and _has_pictures(document, sheet.number)]
    finally:
        document.close()
    one = len(silent) == 1
    pictures = f"page {_spans(silent)} is a picture" if one else f"pages {_spans(silent)} are pictures"
    if not any(sheet.segments for sheet in sheets):
        which = pictures if silent else f"{counted(len(sheets), 'page')}, all blank"
        raise DocumentError(f"{shown}: has no text ({which}); run text recognition (OCR) first")
    if not silent:
        return sheets, ()
    name = shown.rpartition("/")[2]
    return sheets, (f"{name}: {pictures} without text and {'is' if one else 'are'} not read; run OCR first",)


def _opened(data: bytes, shown: str) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(f"{shown}: is protected by a password; save a copy without") from None
        raise DocumentError(f"{shown}: is a damaged PDF; download or save it again") from None


def _pages(document: Any, shown: str) -> list[Sheet]:
    count = len(document)
    if not 0 < count <= MAX_PAGES:
        raise DocumentError(f"{shown}: has {counted(count, 'page')}, over the limit of {MAX_PAGES}; split the file")
    started = time.monotonic()
    sheets: list[Sheet] = []
    for number in range(1, count + 1):
        sheets.append(_sheet(document, number))
        if time.monotonic() - started > MAX_SECONDS:
            raise DocumentError(f"{shown}: takes longer than {MAX_SECONDS:.0f} s to read; split the file")
    return sheets


def _sheet(document: Any, number: int) -> Sheet:
    """Return a page as read; a damaged one is empty."""
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return Sheet(number, *_A4, [], [], [])
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            segments = of_page.segments(textpage)
        finally:
            textpage.close()
        return Sheet(number, width, height, segments, *of_page.rules(page))
    except pdfium.PdfiumError:
        return Sheet(number, *_A4, [], [], [])
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
