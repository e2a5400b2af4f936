"""What is doubtful in a built graph, with its evidence: names that may mean one thing, and links that are not sure.

    review = open_review(folder, decisions)
    review.pairs()       pairs of names to settle as same or different
    review.links()       links to confirm or reject
    review.problems()    decisions that conflict or no longer match anything

All is seen under the decisions given: what they settle is gone before the graph is built again.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from councilgraph import calibration, identity, registers
from councilgraph.errors import AmbiguousName, UnknownName
from councilgraph.identity import Candidate, Decisions, Link, Name, Resolution, Side, Stated, Summary
from councilgraph.models import Assertion, Document, Entity, Evidence
from councilgraph.project import manifest, passages
from councilgraph.project.job import decisions_hash
from councilgraph.project.options import Step, silent
from councilgraph.project.passages import Passage
from councilgraph.project.shelf import load
from councilgraph.registers import normal
from councilgraph.vocabulary import Minter

BELOW = 0.7
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


@dataclass(slots=True)
class Review:
    """A built folder under decisions; memory grows with the number of entities, texts are read when shown.

    `built_with` is the hash of the decisions with which the graph in the folder was built, empty where there were none.
    """

    folder: Path
    decisions: Decisions
    built_with: str
    summaries: Sequence[Summary]
    mint: Minter
    step: Step = silent
    _resolution: Resolution | None = field(default=None, init=False)
    _scopes: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._scopes = {summary.document: summary.scope for summary in self.summaries}

    @property
    def applied(self) -> bool:
        """Whether the graph in the folder was built with just these decisions."""
        return self.built_with == decisions_hash(self.decisions)

    @property
    def resolution(self) -> Resolution:
        """The corpus resolved under the decisions, with the pairs that stay in doubt."""
        if self._resolution is None:
            self.step("comparing names", 0, 1)
            self._resolution = identity.link(self.summaries, self.decisions, self.mint)
            self.step("comparing names", 1, 1)
        return self._resolution

    def pairs(self) -> list[Pair]:
        """Return the pairs of names that no decision has settled, the likeliest first, without sentences yet."""
        by_iri = {entity.iri: entity for entity in self.resolution.entities}
        return [self._pair(candidate, by_iri) for candidate in self.resolution.candidates]

    def with_sentences(self, pairs: Sequence[Pair], most: int = 2) -> list[Pair]:
        """Return pairs with up to `most` sentences that name either side."""
        names = {pair.one.name for pair in pairs} | {pair.other.name for pair in pairs}
        entities = {name: entity for name, entity in self._named().items() if name in names}
        found = passages.naming(self.folder, entities.values(), most, self.step)

        def shown(party: Party) -> Party:
            entity = entities.get(party.name)
            return replace(party, passages=found.get(entity.iri, ())) if entity else party

        return [replace(pair, one=shown(pair.one), other=shown(pair.other)) for pair in pairs]

    def links(self, below: float = BELOW) -> list[Doubt]:
        """Return the links less sure than `below`, and those of rules never measured; the least sure first.

        What a decision has confirmed or rejected is not among them.
        """
        entities = {entity.iri: entity for entity in self.resolution.entities}
        found: dict[str, Doubt] = {}
        for number, summary in enumerate(self.summaries, 1):
            document, stated = self._state(summary.document)
            for assertion in stated.assertions:
                if assertion.confidence < 1 and (assertion.confidence < below or not assertion.cases):
                    for evidence in assertion.evidence:
                        doubt = _doubt(document, assertion, evidence, entities)
                        found.setdefault(doubt.id, doubt)
            self.step("weighing links", number, len(self.summaries))
        return sorted(found.values(), key=lambda doubt: (doubt.confidence, doubt.link.key, doubt.id))

    def problems(self) -> list[str]:
        """Return a line for each decision that conflicts with another or no longer matches anything."""
        known = {summary.document for summary in self.summaries}
        decided = {link.document for link in (*self.decisions.reject, *self.decisions.confirm)}
        stated = [self._state(document)[1].problems for document in sorted(known & decided)]
        return [*self.resolution.problems, *(problem for one in stated for problem in one)]

    def council(self, text: str) -> str:
        """Return the name of the council, among those that documents are about, that a loose name means.

        Raise UnknownName or AmbiguousName with the candidates.
        """
        about = sorted({_council(summary.scope) for summary in self.summaries if summary.council_name})
        official = registers.councils().find(text)
        exact = [name for name in about if official and name == official.name]
        found = exact or [name for name in about if set(normal(text).split()) <= set(normal(name).split())]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousName(f"{text!r} fits {len(found)}: {', '.join(found)}; say which")
        raise UnknownName(f"no document is about {text!r}; there are: {', '.join(about)}")

    def under(self, decisions: Decisions) -> Review:
        """Return the same folder under other decisions."""
        return Review(self.folder, decisions, self.built_with, self.summaries, self.mint, self.step)

    def _state(self, document: str) -> tuple[Document, Stated]:
        read, extraction = load(self.folder, document)
        iris = self.resolution.iris.get(document, {})
        return read, identity.state(read, extraction, iris, self.decisions, calibration.confidence, self.mint)

    def _named(self) -> dict[Name, Entity]:
        by_iri = {entity.iri: entity for entity in self.resolution.entities}
        sides = (side for c in self.resolution.candidates for side in (c.left, c.right))
        return {_name(side): by_iri[side.iri] for side in sides if not side.register}

    def _pair(self, candidate: Candidate, entities: Mapping[str, Entity]) -> Pair:
        sides = (candidate.left, candidate.right)
        one, other = (_party(side, entities.get(side.iri)) for side in sides)
        scopes = {side.scope for side in sides if side.scope}
        scopes |= {self._scopes[document] for document in (*one.documents, *other.documents)}
        return Pair(
            id=pair_id((one.name, other.name)),
            score=candidate.score,
            reason=identity.REASONS[candidate.reason],
            type=candidate.left.type,
            councils=frozenset(map(_council, scopes)),
            one=one,
            other=other,
        )


def _name(side: Side) -> Name:
    return Name(register=side.register) if side.register else Name(side.document, side.type, side.form)


def _party(side: Side, entity: Entity | None) -> Party:
    documents = sorted({document for document, _ in entity.mentions}) if entity else []
    return Party(_name(side), side.name, tuple(documents), ())


def _doubt(document: Document, assertion: Assertion, evidence: Evidence, entities: Mapping[str, Entity]) -> Doubt:
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
        councils=frozenset(_council(scope) for scope in scopes if scope),
        passage=passage,
    )


def _council(scope: str) -> str:
    """Return the name of the council behind a scope: a code, or the name of a council that no register has."""
    known = registers.councils().get(scope)
    return known.name if known else scope


def open_review(folder: Path, decisions: Decisions, step: Step = silent) -> Review:
    """Open a built folder for review; raise GraphError where there is none that this version can read."""
    built = manifest.require(folder)
    return Review(
        folder=folder,
        decisions=decisions,
        built_with=built.decisions,
        summaries=list(_summaries(folder, sorted(built.documents), step)),
        mint=Minter(built.base),
        step=step,
    )


def _summaries(folder: Path, documents: Sequence[str], step: Step) -> Iterator[Summary]:
    for number, document in enumerate(documents, 1):
        yield identity.summarise(*load(folder, document))
        step("recalling", number, len(documents))
