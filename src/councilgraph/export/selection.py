"""The part of the RDF dataset that passes a view's filters: whole by itself, so that it is valid where the whole is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Quad

from councilgraph import schema
from councilgraph import vocabulary as v
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.filters import STANDINGS
from councilgraph.export.view import View
from councilgraph.graph import store

# what leads from a statement or a fact to the passages of the text behind it
_BELOW: Final = frozenset({v.OA_HAS_TARGET, v.OA_HAS_SELECTOR, v.CG_STATED_AT})
_ENDS: Final = frozenset({v.ORG_ORIGINAL, v.ORG_RESULTING})
_CONCEPTS: Final = frozenset({v.CG_SECTOR, v.CG_KIND})

_Triple = tuple[str, str, str]


class Selection:
    """The statements, entities and documents that pass.

    A document passes by its id, date and council, and where one of its statements does. Facts in fixed form pass with
    their document: they have neither predicate nor status. An entity brings the council to which it belongs.
    """

    def __init__(self, view: View) -> None:
        graph, dataset = view.graph(STANDINGS), view.dataset
        self._dataset: Dataset = dataset
        self._statements = {key for _, _, key in graph.edges(keys=True)}
        links = [link for link in dataset.links if link.iri in self._statements]
        stating = {link.document for link in links}
        self._admitted = {paper.iri for paper in dataset.papers.values() if view.filters.admits(paper)}
        self._papers = self._admitted | {dataset.papers[document].iri for document in stating}
        self._plain = _plain(dataset, links)
        councils = {paper.council for paper in dataset.papers.values() if paper.iri in self._papers}
        own = {dataset.nodes[iri].council for iri in graph}
        self._entities = {iri for iri in set(graph) | own | councils if iri is not None}

    def quads(self) -> Iterator[Quad]:
        """Yield the quads that pass, in the order of the whole dataset."""
        source = self._dataset.store
        for graph in store.graph_names(source):
            quads = list(store.graph_quads(source, graph))
            papers = {_subject(quad) for quad in quads if _object(quad) == v.CG_DOCUMENT}
            if not papers:
                yield from self._described(quads)
            elif papers <= self._papers:
                yield from self._said(papers, quads)

    def _described(self, quads: list[Quad]) -> Iterator[Quad]:
        """Yield what the entities' graph says of the entities, their concepts, and changes between two of them."""
        ends: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if quad.predicate.value in _ENDS:
                ends[_subject(quad)].add(_object(quad))
        kept = self._entities | {change for change, both in ends.items() if both <= self._entities}
        kept |= {_object(q) for q in quads if q.predicate.value in _CONCEPTS and _subject(q) in self._entities}
        yield from (quad for quad in quads if _subject(quad) in kept)

    def _said(self, papers: set[str], quads: list[Quad]) -> Iterator[Quad]:
        """Yield what a document's graph says of itself and of the statements that pass, down to the passages."""
        kept = papers | self._roots(quads, facts=papers <= self._admitted)
        below: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if quad.predicate.value in _BELOW:
                below[_subject(quad)].add(_object(quad))
        todo = set(kept)
        while todo:
            found = below[todo.pop()] - kept
            todo |= found
            kept |= found
        mentions = v.CG_MENTIONS
        for quad in quads:
            triple = (_subject(quad), quad.predicate.value, _object(quad))
            named = triple[1] != mentions or triple[2] in self._entities
            if (triple[0] in kept and named) or triple in self._plain[min(papers)]:
                yield quad

    def _roots(self, quads: list[Quad], facts: bool) -> set[str]:
        """Return the statements that pass, the sentences behind them and, if `facts`, the facts of a document."""
        stated = {_subject(quad) for quad in quads if quad.predicate.value == v.CG_STATED_IN}
        statements = {_subject(quad) for quad in quads if _object(quad) == v.RDF_STATEMENT}
        bodies = ((_subject(quad), _object(quad)) for quad in quads if quad.predicate.value == v.OA_HAS_BODY)
        kept = statements & self._statements
        kept |= {sentence for sentence, statement in bodies if statement in self._statements}
        return kept | (stated - statements if facts else set())


def _plain(dataset: Dataset, links: list[Link]) -> dict[str, set[_Triple]]:
    """Return by document (IRI) the plain triples of the statements that hold."""
    found: dict[str, set[_Triple]] = defaultdict(set)
    for link in links:
        if link.standing == "asserted":
            triples = found[dataset.papers[link.document].iri]
            triples.add((link.subject, v.CG + link.predicate, link.object))
            if schema.load().predicates[link.predicate].symmetric:
                triples.add((link.object, v.CG + link.predicate, link.subject))
    return found


def _subject(quad: Quad) -> str:
    return str(getattr(quad.subject, "value", ""))


def _object(quad: Quad) -> str:
    return str(getattr(quad.object, "value", ""))
