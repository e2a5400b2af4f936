"""The order of a page: its columns, and what stands one after the other in them."""

from __future__ import annotations

from councilgraph.documents.formats.pdf import tables
from councilgraph.documents.formats.pdf.blocks import Block, continues, line_of, paragraphs
from councilgraph.documents.formats.pdf.page import Segment, Sheet, Word
from councilgraph.documents.formats.pdf.tables import Grid


def blocks(sheet: Sheet) -> list[Block]:
    """Return the blocks of a page in reading order."""
    segments = _stacked(sheet.segments)
    grids, rest = tables.ruled(segments, sheet.lying, sheet.standing)
    gutter = _gutter(rest, sheet)
    regions = _regions(rest, gutter)
    if not regions:
        return [_table(grid, sheet.number) for grid in sorted(grids, key=lambda grid: -grid.top)]
    homes = [_home(regions, grid) for grid in grids]
    made: list[Block] = []
    for at, region in enumerate(regions):
        own = [grid for grid, home in zip(grids, homes, strict=True) if home == at]
        placed = [*_region(region, sheet.number, own), *((-grid.top, _table(grid, sheet.number)) for grid in own)]
        here = [block for _, block in sorted(placed, key=lambda pair: pair[0])]
        # What a column ends with may go on at the top of the next.
        if made and here and gutter is not None and continues(made[-1], here[0]):
            here = here[1:]
        made.extend(here)
    return made


def _home(regions: list[list[Segment]], grid: Grid) -> int:
    """Return the region to which a table belongs: the one over it or beside it that begins nearest."""
    above = [
        at
        for at, region in enumerate(regions)
        if region[0].y1 >= grid.top and min(one.x0 for one in region) <= grid.columns[-1]
    ]
    inside = [at for at in above if max(one.x1 for one in regions[at]) >= grid.columns[0]]
    return inside[-1] if inside else above[-1] if above else 0


def _table(grid: Grid, page: int) -> Block:
    return Block(page=page, grid=grid, rows=[(page, row) for row in grid.rows])


def _stacked(segments: list[Segment]) -> list[Segment]:
    """Return the segments with letters set one below the other joined to a word."""
    lone = [one for one in segments if len(one.words) == 1 and len(one.words[0].text) == 1 and one.text.isalpha()]
    stacks: list[list[Segment]] = []
    for one in sorted(lone, key=lambda one: (round(one.x0 / 6), -one.y1)):
        last = stacks[-1][-1] if stacks else None
        if last and abs((one.x0 + one.x1) - (last.x0 + last.x1)) < 8 and -2 < last.y0 - one.y1 < 1.5 * one.height:
            stacks[-1].append(one)
        else:
            stacks.append([one])
    tall = [stack for stack in stacks if len(stack) > 2]
    gone = {id(one) for stack in tall for one in stack}
    kept = [one for one in segments if id(one) not in gone]
    for stack in tall:
        first = stack[0]
        word = Word("".join(one.text for one in stack), first.x0, first.x1, first.bold)
        kept.append(Segment([word], first.x0, first.x1, first.y0, first.y1))
    return kept


def _gutter(segments: list[Segment], sheet: Sheet) -> float | None:
    """Return where a page of two columns parts, or None: long lines left and right that none crosses."""
    wide = [one for one in segments if one.x1 - one.x0 > 0.22 * sheet.width]
    left = [one for one in wide if one.x1 < 0.58 * sheet.width]
    right = [one for one in wide if one.x0 > 0.42 * sheet.width]
    if len(left) < 6 or len(right) < 6:
        return None
    edge, start = max(one.x1 for one in left), min(one.x0 for one in right)
    both = min(max(one.y1 for one in left), max(one.y1 for one in right)) - max(
        min(one.y0 for one in left), min(one.y0 for one in right)
    )
    middle = (edge + start) / 2
    crossed = sum(rule.start < middle - 5 and rule.end > middle + 5 for rule in sheet.lying)
    if edge > start or both < 0.1 * sheet.height or crossed > 3:
        return None
    return middle


def _regions(segments: list[Segment], gutter: float | None) -> list[list[Segment]]:
    """Return the segments of a page as runs that are read one after the other."""
    ordered = sorted(segments, key=lambda one: (-one.middle, one.x0))
    if gutter is None:
        return [ordered] if ordered else []
    regions: list[list[Segment]] = []
    left: list[Segment] = []
    right: list[Segment] = []
    whole: list[Segment] = []
    for one in ordered:
        crosses = one.x0 < gutter - 2 and one.x1 > gutter + 2
        if crosses and (left or right):
            regions += [left, right]
            left, right = [], []
        if not crosses and whole:
            regions.append(whole)
            whole = []
        (whole if crosses else left if one.x1 <= gutter + 2 else right).append(one)
    return [region for region in (*regions, left, right, whole) if region]


def rows(segments: list[Segment]) -> list[list[Segment]]:
    """Return segments as rows from top to bottom, each from left to right."""
    made: list[list[Segment]] = []
    for one in sorted(segments, key=lambda one: (-one.middle, one.x0)):
        if made and abs(made[-1][0].middle - one.middle) < 0.45 * max(one.height, made[-1][0].height):
            made[-1].append(one)
        else:
            made.append([one])
    return [sorted(row, key=lambda one: one.x0) for row in made]


def _region(segments: list[Segment], page: int, grids: list[Grid]) -> list[tuple[float, Block]]:
    ranked = rows(segments)
    aligned = tables.aligned(ranked)
    edges = sorted(row[-1].x1 for row in ranked)
    right = edges[min(int(len(edges) * 0.95), len(edges) - 1)] if edges else 0.0
    made: list[tuple[float, Block]] = []
    at = 0
    for first, end, grid in [*aligned, (len(ranked), len(ranked), None)]:
        made.extend(paragraphs([line_of(row, right) for row in ranked[at:first]], page, grids))
        if grid:
            made.append((-grid.top, _table(grid, page)))
        at = end
    return made
