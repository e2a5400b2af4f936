"""Finds the relations between the cells of a table's row, by what the heads of its columns say.

In a table "Scheme | Provider | Funding" the first cell that names something says what a row is about; what stands
in the later cells, under "Provider" and "Funding", is linked to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from councilgraph.extraction.relations.rules import Trigger
from councilgraph.extraction.relations.words import Words
from councilgraph.models import Cell, Mention, Relation, Table

_ENDING = re.compile(r"\(.*?\)|[:*_?]+")
_PARTS = re.compile(r"\s*/\s*|\s+and\s+|\s*&\s*|\s+or\s+|\s*,\s*")
_LONGEST = 6
_Heads = Sequence[Sequence[Trigger]]


class Columns:
    """The column heads of a rule set, and those that make a table one of actions to come."""

    def __init__(self, heads: Mapping[str, Sequence[Trigger]], words: Words) -> None:
        self._heads = heads
        self._planned = words.set("cues.planned-columns")
        self._done = words.set("cues.done")

    def relations(self, tables: Sequence[Table], mentions: Sequence[Mention]) -> Iterator[Relation]:
        """Yield the relations of all rows; `mentions` are those of the document, sorted by start."""
        starts = [mention.start for mention in mentions] if tables else []
        for table in tables:
            header, rows = (table.header, table.rows) if table.header else (table.rows[0], table.rows[1:])
            heads = [self._triggers(cell) for cell in header]
            ahead = any(_name(cell) in self._planned for cell in header)
            if rows and any(heads) and (table.header or self._is_header(header)):
                for row in rows:
                    planned = ahead and not any(_name(cell) in self._done for cell in row)
                    found = self._row(heads, row, [_inside(cell, mentions, starts) for cell in row], mentions)
                    yield from (replace(relation, status="planned") if planned else relation for relation in found)

    def _triggers(self, cell: Cell) -> list[Trigger]:
        """Return what a column head states: "Provider / host", "Funding (2018)", "Lead officer:"."""
        name = _name(cell)
        found = self._heads.get(name)
        if found is not None:
            return list(found)
        parts = _PARTS.split(name)
        return [trigger for part in parts for trigger in self._heads.get(part, ())] if len(parts) > 1 else []

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a first row that nothing marks as one is a header: short cells, all filled, none a sentence."""
        return all(cell.text and len(cell.text.split()) <= _LONGEST and cell.text[-1] not in ".;" for cell in cells)

    def _row(
        self, heads: _Heads, row: Sequence[Cell], inside: Sequence[Sequence[int]], mentions: Sequence[Mention]
    ) -> Iterator[Relation]:
        """Yield the relations of one row: between the thing of its first cell and what stands under other heads."""
        columns = range(min(len(heads), len(row)))
        about = next((at for at in columns if inside[at]), len(row))
        taken: set[int] = set()
        for at, trigger in ((place, trigger) for place in columns if place > about for trigger in heads[place]):
            thing = inside[about][0]
            for other in inside[at]:
                subject, object_ = (thing, other) if trigger.order == "subject" else (other, thing)
                if other not in taken and _joins(trigger, mentions[subject], mentions[object_]):
                    taken.add(other)
                    yield _relation(trigger, subject, object_, row, row[at])


def _name(cell: Cell) -> str:
    """Return the words of a cell in small letters, without brackets and marks."""
    return " ".join(_ENDING.sub(" ", cell.text.lower()).split())


def _inside(cell: Cell, mentions: Sequence[Mention], starts: Sequence[int]) -> list[int]:
    """Return the mentions that lie in a cell."""
    first = bisect_left(starts, cell.start)
    return [at for at in range(first, bisect_left(starts, cell.end)) if mentions[at].end <= cell.end]


def _joins(trigger: Trigger, subject: Mention, object_: Mention) -> bool:
    """Tell whether a trigger joins two mentions by their types."""
    fits = subject.type in trigger.rule.subject and object_.type in trigger.rule.object
    return fits and subject.entity != object_.entity


def _relation(trigger: Trigger, subject: int, object_: int, row: Sequence[Cell], cell: Cell) -> Relation:
    rule = trigger.rule
    bounds = (row[0].start, row[-1].end, cell.start, cell.end)
    return Relation(subject, rule.predicate, object_, "asserted", rule.id, *bounds)
