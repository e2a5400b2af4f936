"""What is doubtful in a built graph, with its evidence: names that may mean one thing, and links that are not sure.

    review = open_review(folder, decisions)
    review.pairs()       pairs of names to settle as same or different
    review.links()       links to confirm or reject
    review.problems()    decisions that conflict or no longer match anything

All is seen under the decisions given: what they settle is gone before the graph is built again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from councilgraph import calibration, identity, registers
from councilgraph.errors import AmbiguousName, UnknownName
from councilgraph.identity import Decisions, Name, Resolution, Stated, Summary
from councilgraph.models import Document, Entity
from councilgraph.project import manifest, passages
from councilgraph.project.doubts import Doubt, Pair, Party, councils_of, doubted_link, doubted_pair, name_of
from councilgraph.project.job import decisions_hash
from councilgraph.project.options import Step, silent
from councilgraph.project.shelf import load
from councilgraph.registers import normal
from councilgraph.vocabulary import Minter

# Links less sure than this are doubtful.
BELOW = 0.7


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
        return [doubted_pair(candidate, by_iri, self._scopes) for candidate in self.resolution.candidates]

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
                        doubt = doubted_link(document, assertion, evidence, entities)
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
        about = sorted(councils_of(summary.scope for summary in self.summaries if summary.council_name))
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
        return {name_of(side): by_iri[side.iri] for side in sides if not side.register}


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
