"""Doubts as a person is shown them: pairs of names that may mean one thing, and links that are not sure."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from councilgraph import identity, registers
from councilgraph.identity import Candidate, Link, Name, Side
from councilgraph.models import Assertion, Document, Entity, Evidence
from councilgraph.project import passages
from councilgraph.project.passages import Passage

# How long an id is without its first letter: enough that thousands of doubts hardly ever share one.
_ID_LENGTH = 7


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a pair: what a decision calls it, its label, the documents that name it and sentences that do."""

    name: Name
    label: str
    documents: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names that may mean one thing; `score` is 0..100, `reason` says why in words.

    `councils` are the names of those whose own it is or whose papers name it.
    """

    id: str
    score: float
    reason: str
    type: str
    councils: frozenset[str]
    one: Party
    other: Party

    @property
    def decided_on(self) -> tuple[Name, Name]:
        """The two names that a decision joins or sets apart."""
        return self.one.name, self.other.name

    @property
    def types(self) -> frozenset[str]:
        """The type of both."""
        return frozenset((self.type,))

    @property
    def documents(self) -> frozenset[str]:
        """The documents that name either."""
        return frozenset((*self.one.documents, *self.other.documents))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link as one sentence states it; `confidence` and `cases` are those of its document's statement."""

    id: str
    link: Link
    subject: str
    object: str
    types: frozenset[str]
    status: str
    confidence: float
    cases: int
    rule: str
    councils: frozenset[str]
    passage: Passage

    @property
    def decided_on(self) -> Link:
        """The link that a decision confirms or rejects."""
        return self.link

    @property
    def documents(self) -> frozenset[str]:
        """The document that states it."""
        return frozenset((self.link.document,))


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice among doubts; what is left empty lets everything pass."""

    types: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    council: str | None = None
    document: str | None = None
    min_score: float = 0.0

    def admits(self, doubt: Pair | Doubt) -> bool:
        """Tell whether a pair or link passes."""
        if self.types and not self.types & doubt.types:
            return False
        if self.council and self.council not in doubt.councils:
            return False
        if self.document and self.document not in doubt.documents:
            return False
        if isinstance(doubt, Pair):
            return doubt.score >= self.min_score
        return not self.predicates or doubt.link.predicate in self.predicates


def pair_id(names: Sequence[Name]) -> str:
    """Return the short id of a pair of names, in either order; it lasts as long as both stand in their documents."""
    return "n" + _short(repr(sorted(name.key for name in names)))


def link_id(link: Link) -> str:
    """Return the short id of a link; it lasts as long as the sentence does."""
    return "k" + _short(repr(link.key))


def _short(key: str) -> str:
    return base64.b32encode(hashlib.sha256(key.encode()).digest()).decode().lower()[:_ID_LENGTH]


def name_of(side: Side) -> Name:
    """Return what a decision calls one side of a candidate."""
    return Name(register=side.register) if side.register else Name(side.document, side.type, side.form)


def _party(side: Side, entity: Entity | None) -> Party:
    documents = sorted({document for document, _ in entity.mentions}) if entity else []
    return Party(name_of(side), side.name, tuple(documents), ())


def doubted_pair(candidate: Candidate, entities: Mapping[str, Entity], scopes: Mapping[str, str]) -> Pair:
    """Return a candidate as a pair, without sentences; `scopes` are those of the documents."""
    sides = (candidate.left, candidate.right)
    one, other = (_party(side, entities.get(side.iri)) for side in sides)
    theirs = {side.scope for side in sides if side.scope}
    theirs |= {scopes[document] for document in (*one.documents, *other.documents)}
    return Pair(
        id=pair_id((one.name, other.name)),
        score=candidate.score,
        reason=identity.REASONS[candidate.reason],
        type=candidate.left.type,
        councils=councils_of(theirs),
        one=one,
        other=other,
    )


def doubted_link(document: Document, assertion: Assertion, evidence: Evidence, entities: Mapping[str, Entity]) -> Doubt:
    """Return a link as one sentence of a document states it."""
    subject, object_ = entities[assertion.subject], entities[assertion.object]
    words = [" ".join(document.text[slice(*span)].split()) for span in (evidence.subject, evidence.object)]
    link = Link(document.id, " ".join(evidence.quote.split()), words[0], assertion.predicate, words[1])
    spans = [(start - evidence.start, end - evidence.start) for start, end in (evidence.subject, evidence.object)]
    passage = Passage(document.id, passages.mark(evidence.quote, spans), evidence.section, evidence.page)
    scopes = {entity.scope for entity in (subject, object_)} | {document.council or document.council_name}
    return Doubt(
        id=link_id(link),
        link=link,
        subject=subject.name,
        object=object_.name,
        types=frozenset((subject.type, object_.type)),
        status="ended" if assertion.ended and assertion.status == "asserted" else assertion.status,
        confidence=assertion.confidence,
        cases=assertion.cases,
        rule=evidence.rule,
        councils=councils_of(scope for scope in scopes if scope),
        passage=passage,
    )


def councils_of(scopes: Iterable[str]) -> frozenset[str]:
    """Return the names of the councils behind scopes: codes, or the names of councils that no register has."""
    known = ((scope, registers.councils().get(scope)) for scope in scopes)
    return frozenset(council.name if council else scope for scope, council in known)
