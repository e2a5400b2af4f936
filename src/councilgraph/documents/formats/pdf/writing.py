"""Writes the blocks of a document, with headings by their size and weight, and marks where pages begin."""

from __future__ import annotations

import re
from collections import Counter

from councilgraph.documents.formats.pdf.blocks import Block
from councilgraph.documents.formats.pdf.hyphens import mended, mended_cell, vocabulary_of
from councilgraph.documents.formats.pdf.page import HYPHEN, Sheet
from councilgraph.documents.formats.writing import Run, Writer, marked


def written(made: list[Block], sheets: list[Sheet]) -> Writer:
    """Return a writer that has written blocks and pages."""
    vocabulary = vocabulary_of(sheets)
    levels, body = _levels(made)
    writer = _Paged([sheet.number for sheet in sheets])
    for block in made:
        if block.grid:
            writer.table(block, vocabulary)
        else:
            writer.words(block, _level(block, levels, body), vocabulary)
    writer.finish()
    return writer.writer


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
            cells = [mended_cell(cell, vocabulary) for cell in row]
            self.writer.row(cells, header=at == 0 and bool(block.grid and block.grid.header), first=at == 0)

    def words(self, block: Block, level: int, vocabulary: frozenset[str]) -> None:
        """Write a paragraph, heading or item; each page that begins in it is marked at its first word."""
        self._reach(block.words[0][2])
        runs, begins = _runs(block, vocabulary)
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
        for number, at in begins:
            rest = len(marked(_grouped(spaced[at:])))
            self._reach(number, max(self.writer.length - rest, before))


def _runs(block: Block, vocabulary: frozenset[str]) -> tuple[list[Run], list[tuple[int, int]]]:
    """Return the words of a block, whole, and for each page that begins among them its number and first word."""
    runs: list[Run] = []
    begins: list[tuple[int, int]] = []
    page, broken = block.words[0][2], ""
    for word, bold, here in block.words:
        if here != page:
            begins.append((here, len(runs)))
            page = here
        if broken:
            whole = mended(broken, word, vocabulary)
            broken = whole if word.endswith(HYPHEN) else ""
            runs[-1] = Run(whole.rstrip(HYPHEN), runs[-1].bold)
        else:
            broken = word if word.endswith(HYPHEN) else ""
            runs.append(Run(word.rstrip(HYPHEN), bold))
    return runs, begins


def _grouped(runs: list[Run]) -> list[Run]:
    """Return runs with neighbours of one weight joined."""
    made: list[Run] = []
    for run in runs:
        if made and made[-1].bold == run.bold:
            made[-1] = Run(made[-1].text + run.text, run.bold)
        else:
            made.append(run)
    return made
