"""What a briefing says: sections of items and tables whose every statement points to numbered sentences."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from councilgraph.analysis import evidence
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.evidence import Proof

_LONG: Final = 600


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a statement with the numbers of the notes that show it."""

    text: str
    notes: tuple[int, ...] = ()


Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A thing with what is stated of it: pairs of a heading and its parts."""

    name: str
    kind: str
    fields: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; a cell has its parts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the briefing: a line of introduction, then items by group, tables, and names without a statement."""

    title: str
    lead: str = ""
    groups: tuple[tuple[str, tuple[Item, ...]], ...] = ()
    tables: tuple[tuple[str, Table], ...] = ()
    named: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True where there is nothing to show."""
        return not (self.groups or self.tables or self.named)


@dataclass(slots=True)
class Note:
    """A sentence of a document with the stretches to mark, and where it stands."""

    number: int
    quote: str
    source: str
    spans: set[tuple[int, int]] = field(default_factory=set)

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the sentence as (text, marked) in order; overlapping marks become one."""
        cuts = sorted({0, len(self.quote), *(edge for span in self.spans for edge in span)})
        found: list[tuple[str, bool]] = []
        for start, end in itertools.pairwise(cuts):
            text = self.quote[start:end]
            marked = any(a <= start and end <= b for a, b in self.spans)
            if found and found[-1][1] == marked:
                found[-1] = (found[-1][0] + text, marked)
            else:
                found.append((text, marked))
        return found


@dataclass(slots=True)
class Notes:
    """Numbers sentences as they are first used; a sentence used twice keeps its number."""

    dataset: Dataset
    found: dict[tuple[str, int, int], Note] = field(default_factory=dict)

    def of_links(self, links: Iterable[Link]) -> tuple[int, ...]:
        """Return the notes of the best sentence of each link."""
        proofs = [evidence.best(self.dataset, [link]) for link in links]
        return tuple(sorted({self._proof(proof) for proof in proofs if proof}))

    def of_passage(self, document: str, start: int, end: int, quote: str) -> tuple[int, ...]:
        """Return the note of a passage that states a fact; a long one is cut."""
        note = self._note((document, start, end), _cut(quote), self._source(document, "", None, None))
        return (note.number,)

    def _proof(self, proof: Proof) -> int:
        document = proof.link.document
        source = self._source(document, proof.section, proof.page, proof.attributed_to)
        note = self._note((document, proof.start, proof.end), proof.quote, source)
        spans = {proof.subject, proof.object}
        note.spans |= {(start, end) for start, end in spans if 0 <= start < end <= len(proof.quote)}
        return note.number

    def _note(self, key: tuple[str, int, int], quote: str, source: str) -> Note:
        if key not in self.found:
            self.found[key] = Note(len(self.found) + 1, quote, source)
        return self.found[key]

    def _source(self, document: str, section: str, page: int | None, said_by: str | None) -> str:
        paper = self.dataset.papers[document]
        day = f"{paper.date.day} {paper.date:%B %Y}" if paper.date else "undated"
        parts = (
            paper.title or paper.id,
            day,
            section,
            f"page {page}" if page else "",
            f"said by {said_by}" if said_by else "",
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that one council's briefing says; `picture` is an SVG element."""

    title: str
    documents: tuple[str, ...]
    others: tuple[str, ...]
    sections: tuple[Section, ...]
    picture: str
    caption: str
    notes: tuple[Note, ...]


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + " …"


def plain(*texts: object) -> tuple[Cell, ...]:
    """Return cells without notes; None is an empty cell."""
    return tuple((Part(str(text)),) if text not in (None, "") else () for text in texts)


def table(columns: Sequence[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Return a table of cells without the columns in which nothing stands."""
    kept = list(rows)
    used = [index for index in range(len(columns)) if any(row[index] for row in kept)]
    return Table(tuple(columns[i] for i in used), tuple(tuple(row[i] for i in used) for row in kept))
