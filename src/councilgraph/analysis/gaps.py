"""What a council's documents say of what is expected of it: stated, planned, denied, or not mentioned."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from councilgraph.analysis import baseline, evidence, naming
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.baseline import Baseline, Expectation
from councilgraph.analysis.dataset import Dataset, Link, Node
from councilgraph.analysis.filters import STANDINGS, Filters
from councilgraph.analysis.partners import partners_of

COLUMNS: Final = ("council", "expected", "level", "standing", "found", "basis", "sentence", "document")
WORDS: Final = {"asserted": "stated", "planned": "planned", "ended": "ended", "negated": "denied"}
NAMED: Final = "mentioned"
ABSENT: Final = "not mentioned"
_BELONGING: Final = ("memberOf", "chairs", "partyTo", "partOf")
# Links by which a document states, plans or denies that the thing itself is there.
_BEING: Final = {
    "Strategy": ("hasStrategy",),
    "Agreement": ("partyTo",),
    "Board": ("memberOf", "chairs", "partOf"),
    "Partnership": ("memberOf", "chairs", "partOf"),
    "Service": ("provides", "commissions", "funds"),
    "Role": ("holdsRole", "partOf"),
}


def standing(nodes: list[Node], links: list[Link]) -> tuple[str, list[Link]]:
    """Return how things stand in these links, as a word of `gaps`, with the links that say so.

    Any link that holds states the thing; plans, denials and endings count only in links by which a thing is there.
    """
    if holding := [link for link in links if link.standing == "asserted"]:
        return WORDS["asserted"], holding
    being = {predicate for node in nodes for predicate in _BEING.get(node.type, ())}
    for word in ("planned", "ended", "negated"):
        if found := [link for link in links if link.standing == word and link.predicate in being]:
            return WORDS[word], found
    return (NAMED if nodes else ABSENT), []


class _Reader:
    """Reads one council's links once for all expectations."""

    def __init__(self, dataset: Dataset, council: str, filters: Filters, known: Baseline) -> None:
        self.dataset, self.council, self.known = dataset, council, known
        own = [paper.id for paper in dataset.councils.get(council, ())]
        passing = filters.links(dataset, STANDINGS)
        self.links = [link for link in passing if link.document in own or council in (link.subject, link.object)]
        papers = {paper.id for paper in dataset.papers.values() if filters.admits(paper)}
        self.nodes = [
            node
            for iri, node in dataset.nodes.items()
            if papers.intersection(node.documents) and council in dataset.place(iri)
        ]
        self.partners = partners_of(dataset, council, self.links)

    def read(self, expected: Expectation) -> tuple[str, list[Node], list[Link]]:
        """Return the standing, what was found, and the links that say so."""
        if expected.partner:
            return self._partner(expected.partner)
        matcher = expected.matcher
        nodes = [node for node in self.nodes if matcher and matcher.fits(node)]
        ends = {node.iri for node in nodes}
        links = [link for link in self.links if ends & {link.subject, link.object}]
        if expected.member is None:
            nodes = nodes or [node for node in self.nodes if matcher and matcher.is_within(node)]
            word, found = standing(nodes, links)
            return word, _named(nodes, found), found
        belonging = [link for link in links if self._is_member(link, ends, expected.member)]
        members = [self.dataset.nodes[link.subject] for link in belonging]
        word, found = standing(nodes, belonging)
        return (word, _named(members, found), found) if found else (ABSENT, [], [])

    def _is_member(self, link: Link, boards: set[str], sort: str) -> bool:
        if link.predicate not in _BELONGING or link.object not in boards:
            return False
        if sort == baseline.COUNCIL:
            return link.subject == self.council
        return self.known.bodies[sort].matcher.fits(self.dataset.nodes[link.subject])

    def _partner(self, sort: str) -> tuple[str, list[Node], list[Link]]:
        matcher = self.known.bodies[sort].matcher
        found = [partner for iri, partner in self.partners.items() if matcher.fits(self.dataset.nodes[iri])]
        links = [link for partner in found for link in partner.links]
        for word, said in WORDS.items():
            if fitting := [link for link in links if link.standing == word]:
                nodes = [self.dataset.nodes[partner.iri] for partner in found]
                return said, _named(nodes, fitting), fitting
        named = [node for node in self.nodes if matcher.fits(node)]
        return (NAMED if named else ABSENT), named, []


def _named(nodes: list[Node], links: list[Link]) -> list[Node]:
    """Return the things that the links are about, or all of them where there are no links."""
    ends = {end for link in links for end in (link.subject, link.object)}
    return [node for node in nodes if node.iri in ends] or nodes


def gaps(
    dataset: Dataset, council: str | None = None, filters: Filters | None = None, *, file: Path | None = None
) -> Noted:
    """Return how each expectation of the baseline stands in the documents about a council (a loose name), or about all.

    `standing` is stated (a sentence says so), planned, denied, ended, mentioned (the thing is named, but nothing is
    stated of it that the graph holds; or it is part of another thing's name) or not mentioned. `file` is a baseline of
    one's own.
    """
    filters, known = filters or Filters(), baseline.load(file)
    rows = []
    for iri in naming.councils(dataset, council or filters.council):
        reader = _Reader(dataset, iri, filters, known)
        for expected in known.expectations:
            word, nodes, links = reader.read(expected)
            rows.append(
                (
                    dataset.label(iri),
                    expected.label,
                    expected.level,
                    word,
                    "; ".join(sorted({dataset.brief(node.iri, iri) for node in nodes})) or None,
                    expected.basis,
                    *evidence.cited(dataset, links),
                )
            )
    return Noted(
        COLUMNS, tuple(rows), ("'not mentioned' says that these documents do not name it, not that there is none",)
    )
