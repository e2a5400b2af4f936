"""Tables of a page: by their ruled lines, else by cells that stand below each other in several rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from councilgraph.documents.formats.pdf.page import HYPHEN, Rule, Segment, Word

# How far apart lines and words that belong to one place may be, in points.
_NEAR = 3.0
# A page with more lines than this is a drawing.
_MOST = 3000
_MARKER = re.compile(r"^(?:\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.):]?|[-–•▪●■◦o\uf0b7\uf0a7])$")


@dataclass(slots=True)
class Grid:
    """A table: rows of cells of marked text, its place on the page, and where its columns stand."""

    rows: list[list[str]]
    top: float
    bottom: float
    columns: tuple[float, ...]
    header: bool


def join(segments: list[Segment]) -> str:
    """Return the text of segments that stand one below the other in a cell."""
    text = ""
    for segment in sorted(segments, key=lambda one: (-round(one.middle, 0), one.x0)):
        words = segment.text
        text = text + words if text.endswith(HYPHEN) else f"{text} {words}".strip()
    return text


def ruled(segments: list[Segment], lying: list[Rule], standing: list[Rule]) -> tuple[list[Grid], list[Segment]]:
    """Return the tables that lines mark out, and the segments that stand in none of them."""
    grids: list[Grid] = []
    rest = segments
    for across, down in _groups(lying, standing):
        levels = _levels([rule.at for rule in across])
        columns = _levels([rule.at for rule in down])
        if len(levels) < 3 or len(columns) < 3:
            continue
        inside = [one for one in rest if _inside(one, levels, columns)]
        if len(inside) < 3:
            continue
        grid = _fill(inside, levels[::-1], columns, across, down)
        if grid:
            grids.append(grid)
            taken = {id(one) for one in inside}
            rest = [one for one in rest if id(one) not in taken]
    return grids, rest


def _groups(lying: list[Rule], standing: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return sets of lines that touch: each a table, or a frame."""
    if len(lying) + len(standing) > _MOST:
        return []
    boxes = [(rule.start, rule.at, rule.end, rule.at) for rule in lying]
    boxes += [(rule.at, rule.start, rule.at, rule.end) for rule in standing]
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, first in enumerate(_touching(boxes)):
        across, down = groups.setdefault(first, ([], []))
        if at < len(lying):
            across.append(lying[at])
        else:
            down.append(standing[at - len(lying)])
    return [groups[key] for key in sorted(groups)]


def _touching(boxes: list[tuple[float, float, float, float]]) -> list[int]:
    """Return for each box (left, foot, right, head) the box that stands for all that hang together with it."""
    parent = list(range(len(boxes)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    active: list[int] = []
    for at in sorted(range(len(boxes)), key=lambda at: boxes[at][0]):
        left, foot, _, head = boxes[at]
        active = [other for other in active if boxes[other][2] >= left - _NEAR]
        for other in active:
            if boxes[other][1] <= head + _NEAR and boxes[other][3] >= foot - _NEAR:
                parent[root(at)] = root(other)
        active.append(at)
    return [root(at) for at in range(len(boxes))]


def _levels(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _inside(segment: Segment, levels: list[float], columns: list[float]) -> bool:
    middle = (segment.x0 + segment.x1) / 2
    return levels[0] < segment.middle < levels[-1] and columns[0] - _NEAR < middle < columns[-1] + _NEAR


def _fill(
    inside: list[Segment], levels: list[float], columns: list[float], across: list[Rule], down: list[Rule]
) -> Grid | None:
    """Return the table of segments in a grid, its levels from top; a line parts only what stands beside it."""
    cells: dict[tuple[int, int], list[Segment]] = {}
    spans = {x: [(rule.start, rule.end) for rule in down if abs(rule.at - x) <= _NEAR] for x in columns}
    for segment in inside:
        # Tables that touch have columns of their own.
        beside = [x for x in columns if any(low - _NEAR <= segment.middle <= high + _NEAR for low, high in spans[x])]
        own = beside if len(beside) > 1 else columns
        for piece in _split(segment, own):
            middle = (piece.x0 + piece.x1) / 2
            column = columns.index(max((x for x in own[:-1] if x <= middle), default=own[0]))
            over = [at for at, level in enumerate(levels) if level > piece.middle and _covers(across, level, middle)]
            cells.setdefault((max(over, default=0), column), []).append(piece)
    return _without_empty(cells, levels, columns)


def _without_empty(
    cells: dict[tuple[int, int], list[Segment]], levels: list[float], columns: list[float]
) -> Grid | None:
    """Return cells by row and column as a table, without what is empty; None where that leaves one column."""
    used = sorted({column for _, column in cells})
    if len(used) < 2:
        return None
    rows = [[join(cells.get((row, column), [])) for column in used] for row in sorted({row for row, _ in cells})]
    first = min(row for row, _ in cells)
    header = all(one.bold for (row, _), found in cells.items() if row == first for one in found)
    return Grid(rows, levels[0], levels[-1], tuple(columns[at] for at in used), header and len(rows) > 1)


def _covers(across: list[Rule], level: float, x: float) -> bool:
    return any(abs(rule.at - level) <= _NEAR and rule.start - _NEAR <= x <= rule.end + _NEAR for rule in across)


def _split(segment: Segment, columns: list[float]) -> list[Segment]:
    """Return a segment cut where a standing line runs between its words."""
    cuts = [x for x in columns[1:-1] if segment.x0 + 1 < x < segment.x1 - 1]
    if not cuts:
        return [segment]
    pieces: list[list[Word]] = [[]]
    for word in segment.words:
        if pieces[-1] and cuts and (word.x0 + word.x1) / 2 > cuts[0]:
            pieces.append([])
        while cuts and (word.x0 + word.x1) / 2 > cuts[0]:
            cuts.pop(0)
        pieces[-1].append(word)
    return [Segment(words, words[0].x0, words[-1].x1, segment.y0, segment.y1) for words in pieces if words]


def aligned(rows: list[list[Segment]]) -> list[tuple[int, int, Grid]]:
    """Return the tables without lines among the rows of a page, as (first row, row after the last, table).

    Three rows whose cells begin at the same places, or two where the first cells are labels or the first row is a
    bold head of three cells or more; a list with its marks set apart is no table.
    """
    found: list[tuple[int, int, Grid]] = []
    at = 0
    while at < len(rows):
        end = _run(rows, at)
        labels = all(row[0].text.endswith(":") for row in rows[at:end] if len(row) > 1)
        full = sum(len(row) > 1 for row in rows[at:end])
        if full >= 3 or (full == 2 and (labels or _headed(rows[at:end]))):
            found.append((at, end, _grid(rows[at:end])))
            at = end
        else:
            at += 1
    return found


def _headed(rows: list[list[Segment]]) -> bool:
    """Tell whether the first row is a head: three cells or more, all bold, over a row that is not."""
    return len(rows[0]) > 2 and all(one.bold for one in rows[0]) and not any(one.bold for one in rows[1])


def _run(rows: list[list[Segment]], at: int) -> int:
    first = rows[at]
    if len(first) < 2 or _MARKER.match(first[0].text):
        return at
    starts = [segment.x0 for segment in first]
    end = at + 1
    while end < len(rows):
        row = rows[end]
        gap = rows[end - 1][0].y0 - row[0].y1
        if gap > 1.6 * row[0].height or gap < -row[0].height:
            break
        if not all(any(abs(segment.x0 - x) < 4 for x in starts) for segment in row) or _MARKER.match(row[0].text):
            break
        # A lone segment goes on with a cell of the row above only where it does not begin the row.
        if len(row) == 1 and (abs(row[0].x0 - starts[0]) < 4 or len(starts) < 2):
            break
        end += 1
    return end


def _grid(rows: list[list[Segment]]) -> Grid:
    starts = sorted({round(segment.x0 / 8) * 8: segment.x0 for row in rows for segment in row}.values())
    columns = _levels(starts)
    cells: list[list[list[Segment]]] = []
    for row in rows:
        if not cells or abs(row[0].x0 - columns[0]) < 4:
            cells.append([[] for _ in columns])
        for segment in row:
            column = min(range(len(columns)), key=lambda at: abs(columns[at] - segment.x0))
            cells[-1][column].append(segment)
    texts = [[join(cell) for cell in row] for row in cells]
    header = len(texts) > 1 and len(rows[0]) > 1 and all(segment.bold for segment in rows[0])
    return Grid(texts, rows[0][0].y1, rows[-1][0].y0, tuple(columns), header)
