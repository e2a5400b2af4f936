"""The plain values of a graph: documents, entities and what documents say of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from councilgraph import schema


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the graph; `council` is the IRI of the council it is about, or None where the graph has none."""

    id: str
    iri: str
    title: str
    kind: str
    date: datetime.date | None
    council: str | None
    file: str


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the graph.

    `council` is the IRI of the council to which it is scoped, `scope` that council's code or name; both None for what
    is known everywhere. `sectors` and `kinds` are labels of concepts; `documents` the ids of those that mention it.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    scope: str | None
    council: str | None
    sectors: tuple[str, ...]
    kinds: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An assertion: what one document says of two entities, with the passages (IRIs) that say it.

    `predicate` is the local name ("partnerOf"); subject and object are the IRIs of nodes. A symmetric predicate has
    its ends in one order only.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    status: str
    ended: bool
    confidence: float
    cases: int
    document: str
    date: datetime.date | None
    passages: tuple[str, ...]

    @property
    def standing(self) -> str:
        """The status in one word: asserted, planned, negated, or ended for what held and no longer does."""
        return "ended" if self.ended and self.status == "asserted" else self.status

    @property
    def weight(self) -> float:
        """The number of supporting sentences that may be expected to be right: sentences times confidence."""
        return max(len(self.passages), 1) * self.confidence

    def phrase(self, end: str) -> str:
        """Return its predicate in words, read from one of its ends: "chairs", or "is chaired by"."""
        predicate = schema.load().predicates[self.predicate]
        return predicate.label if end == self.subject else predicate.inverse

    def other(self, end: str) -> str:
        """Return the end that is not `end`."""
        return self.object if end == self.subject else self.subject
