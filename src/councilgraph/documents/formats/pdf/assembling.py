"""From pages to the blocks of a whole document: without running heads and feet, joined where they run over a page."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median

from councilgraph.documents.formats.pdf.blocks import BLANK, Block, continues
from councilgraph.documents.formats.pdf.layout import blocks, rows
from councilgraph.documents.formats.pdf.page import Segment, Sheet

_SMALL = "small print"
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)


def assembled(sheets: list[Sheet]) -> list[Block]:
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
    edges: dict[int, list[tuple[str, list[Segment]]]] = {}
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


def _margins(sheet: Sheet, usual: float) -> list[tuple[str, list[Segment]]]:
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


def _is_small_print(row: list[Segment], sheet: Sheet, usual: float) -> bool:
    """Tell whether a row is a head or foot by its looks alone: small letters at the very edge of the page."""
    edge = row[0].middle > 0.935 * sheet.height or row[0].middle < 0.05 * sheet.height
    return edge and row[0].height < 0.9 * usual and not BLANK.search(" ".join(one.text for one in row))


def _running(pages: list[int]) -> bool:
    """Tell whether a line stands on at least three pages that lie close together."""
    close = sum(second - first <= 2 for first, second in pairwise(pages))
    return len(set(pages)) >= 3 and close >= 2
