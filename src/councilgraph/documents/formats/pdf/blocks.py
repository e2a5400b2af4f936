"""Lines of running text, and the paragraphs, items and tables that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from councilgraph.documents.formats.pdf.page import HYPHEN, Row, Segment, Word
from councilgraph.documents.formats.pdf.tables import Grid

_BULLET = re.compile(r"^[-–•▪●■◦o*\u00b7\uf0b7\uf0a7\uf0d8\u27a2]$")
_NUMBER = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.):]$|^\d{1,3}(?:\.\d{1,3})+$")
_BARE = re.compile(r"^\d{1,3}$")
# "Report of: ...": lines of a front sheet, each of its own however full the one before is.
_LABEL = re.compile(r"^[A-Z][\w /()&'?-]{1,45}:\s")
BLANK = re.compile(r"intentionally (?:left )?blank|left intentionally blank", re.IGNORECASE)


@dataclass(slots=True)
class Line(Row):
    """A line of running text; `indent` is where its text begins behind the mark of a list."""

    words: list[Word]
    mark: str
    x0: float
    x1: float
    y0: float
    y1: float
    indent: float
    right: float


@dataclass(slots=True)
class Block:
    """A paragraph, item or table; each word and row knows its page."""

    words: list[tuple[str, bool, int]] = field(default_factory=list)
    mark: str = ""
    last: Line | None = None
    height: float = 0.0
    bold: bool = False
    page: int = 0
    grid: Grid | None = None
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, one space apart."""
        return " ".join(word for word, _, _ in self.words)


def line_of(row: list[Segment], right: float) -> Line:
    """Return a row of segments as a line; `right` is where the lines of its column end."""
    words = [word for segment in row for word in segment.words]
    first, mark = words[0].text, ""
    apart = len(row[0].words) == 1 and len(row) > 1
    if len(words) > 1:
        if _BULLET.match(first) and (first != "o" or apart) and (first not in "-–" or words[1].x0 - words[0].x1 > 1):
            mark = "-"
        elif _NUMBER.match(first):
            mark = first
        elif _BARE.match(first) and apart:
            mark = f"{first}."
    kept = words[1:] if mark else words
    return Line(
        kept,
        mark,
        row[0].x0,
        row[-1].x1,
        min(one.y0 for one in row),
        max(one.y1 for one in row),
        kept[0].x0,
        right,
    )


def _leading(lines: list[Line]) -> float:
    """Return the usual gap between lines of one paragraph: those that go on with a small letter are surely such."""
    pairs = [(above.y0 - below.y1, below) for above, below in pairwise(lines)]
    gaps = [(gap, line) for gap, line in pairs if -line.height < gap < line.height]
    inner = [gap for gap, line in gaps if not line.mark and line.text[:1].islower()]
    # Where no line is seen to go on, lines further apart than a third of their height are paragraphs.
    return median(inner) if inner else min((min(gap, 0.3 * line.height) for gap, line in gaps), default=0.0)


def paragraphs(lines: list[Line], page: int, grids: list[Grid]) -> list[tuple[float, Block]]:
    """Return lines as paragraphs and items, each with its place from the top; none runs across a table."""
    usual = _leading(lines)
    made: list[tuple[float, Block]] = []
    for line in lines:
        block = made[-1][1] if made else None
        parted = block and block.last and any(block.last.y0 >= grid.top - 2 >= line.y0 for grid in grids)
        if block and not parted and _joins(block, line, usual):
            _extend(block, line, page)
        else:
            fresh = Block(mark=line.mark, page=page, height=line.height, bold=line.bold)
            made.append((-line.y1, _extend(fresh, line, page)))
    return made


def _extend(block: Block, line: Line, page: int) -> Block:
    """Put a line at the end of a block and return the block."""
    block.words.extend((word.text, word.bold, page) for word in line.words)
    block.bold = block.bold and line.bold
    block.last = line
    return block


def _joins(block: Block, line: Line, usual: float, *, across: bool = False) -> bool:
    """Tell whether a line goes on with a block: alike, close below it, and broken off only for want of room."""
    last = block.last
    # The notice of a blank page belongs to nothing before or behind it.
    if last is not None and (BLANK.search(line.text) or BLANK.search(last.text)):
        return False
    # Headings of two levels may differ by little.
    alike = 0.04 if line.bold and block.bold else 0.1
    if last is None or line.mark or block.grid is not None or abs(line.height - block.height) > alike * block.height:
        return False
    if last.bold != line.bold and (last.bold or line.bold) and block.bold != line.bold:
        return False
    gap = last.y0 - line.y1
    if not across and (gap > usual + 0.4 * line.height or gap < -0.8 * line.height):
        return False
    if last.text.endswith(HYPHEN):
        return True
    if _LABEL.match(line.text) and (_LABEL.match(block.text) or (line.words[0].bold and not last.words[-1].bold)):
        return False
    needed = line.words[0].x1 - line.words[0].x0 + 0.25 * line.height
    wrapped = last.right - last.x1 < needed + 2
    open_ = not re.search(r"[.!?:;]$", last.text)
    lower = line.words[0].text[:1].islower()
    if across:
        return open_ and wrapped
    if block.mark and abs(line.x0 - last.indent) < 5 and line.x0 > last.x0 - 5:
        return wrapped or lower
    return wrapped or (open_ and lower)


def continues(last: Block, first: Block) -> bool:
    """Join a block with the one before it, on the page or in the column before, where it goes on with it."""
    if last.grid and first.grid:
        same = len(last.grid.columns) == len(first.grid.columns) and all(
            abs(one - other) < 8 for one, other in zip(last.grid.columns, first.grid.columns, strict=True)
        )
        if not same:
            return False
        repeated = first.rows[0][1] == last.rows[0][1]
        last.rows.extend(first.rows[1:] if repeated else first.rows)
        return True
    if last.words and first.last and not first.mark:
        opening = first.words
        line = first.last
        probe = Block(words=last.words, mark=last.mark, last=last.last, height=last.height, bold=last.bold)
        if _joins(probe, _first_line(first), 0.0, across=True):
            last.words.extend(opening)
            last.last = line
            return True
    return False


def _first_line(block: Block) -> Line:
    """Return the line of a block with its first word in front, as `_joins` looks at it."""
    line = block.last
    if line is None:
        raise AssertionError("a block of words has a last line")
    word, bold, _ = block.words[0]
    first = Word(word, line.words[0].x0, line.words[0].x1, bold)
    return replace(line, words=[first, *line.words[1:]])
