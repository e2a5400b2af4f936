"""Tables: runs of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilgraph.models import Cell, Table
from councilgraph.text.cleaning import clean_piece
from councilgraph.text.lines import DIVIDER, Block, blocks, trim


def tables(text: str) -> tuple[Table, ...]:
    """Return the tables of a raw text: runs of rows with cells divided by tabs or by `|`.

    The first row is the header when a divider line (`|---|`) or bold or known header cells follow or mark it.
    """
    made: list[Table] = []
    run: list[Block] = []
    for block in blocks(text):
        if block.kind == "row" and (not run or not text[run[-1].end : block.start].count("\n\n")):
            run.append(block)
            continue
        if run:
            made.append(_table(text, run))
        run = [block] if block.kind == "row" else []
    if run:
        made.append(_table(text, run))
    return tuple(made)


def _table(text: str, run: list[Block]) -> Table:
    rows = [tuple(_cells(text, block)) for block in run]
    between = text[run[0].end : run[1].start] if len(run) > 1 else ""
    bold = [cell for cell in rows[0] if cell.text and re.match(r"\s*(<b>|\*\*)", text[cell.start : cell.end + 9])]
    headed = bool(DIVIDER.search(between)) or (bool(bold) and len(bold) == len([c for c in rows[0] if c.text]))
    header, body = (rows[0], rows[1:]) if headed else ((), rows)
    return Table(run[0].start, run[-1].end, header, tuple(body))


def _cells(text: str, block: Block) -> Iterator[Cell]:
    row = text[block.start : block.end]
    mark = "|" if row.startswith("|") else "\t"
    at = block.start
    inner = row.strip("|") if mark == "|" else row
    at += row.index(inner) if inner else 0
    for part in inner.split(mark):
        piece = trim(text, at, at + len(part))
        yield Cell(piece.start, piece.end, " ".join(clean_piece(text[piece.start : piece.end]).split()))
        at += len(part) + 1
