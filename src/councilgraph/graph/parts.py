"""The parts in which a dataset is looked through: each document with the entities that it names, then the others.

A part is small, so memory does not grow with the corpus. All is asked for in SPARQL, so that the embedded store and a
server are looked through alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, NamedTuple

from pyoxigraph import NamedNode
from rdflib import BNode, Graph, Literal, URIRef

from councilgraph import vocabulary as v
from councilgraph.graph.sources import Source

# How many nodes one question asks about: a server refuses a text that is too long.
_ASKED: Final = 200
# How many of the entities that no document names make a part.
_OTHERS: Final = 2000


class Part(NamedTuple):
    """Triples of one named graph, with all that the graph `entities` says of the nodes that they name."""

    graph: str
    entities: str
    data: Graph


def graphs(source: Source) -> list[str]:
    """Return the IRIs of the named graphs that a build or `publish` made, sorted; a server may hold others."""
    found = sorted(node.value for node in _nodes(source, "?node", "GRAPH ?node { ?s ?p ?o }"))
    bases = {_base(graph) for graph in found if graph.endswith(f"/{v.ENTITIES_GRAPH}")}
    return [graph for graph in found if _base(graph) in bases]


def parts(source: Source, chosen: Collection[str], nodes: Collection[str] | None = None) -> Iterator[Part]:
    """Yield the chosen graphs of documents in order, and of each chosen graph of entities what no document named.

    Of these others only the nodes given, where any are.
    """
    for base in sorted(set(map(_base, chosen))):
        entities = _Entities(source, base + v.ENTITIES_GRAPH)
        named: set[NamedNode] = set()
        for graph in sorted(graph for graph in chosen if _base(graph) == base and graph != entities.graph):
            rows = source.select(f"SELECT ?s ?p ?o {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}")
            data, described = entities.describe(rows)
            named |= described
            yield Part(graph, entities.graph, data)
        if entities.graph in chosen:
            others = entities.nodes - named
            for some in _some(others if nodes is None else others & set(map(NamedNode, nodes)), _OTHERS):
                yield Part(entities.graph, entities.graph, entities.describe(entities.about(some))[0])


def _base(graph: str) -> str:
    return graph.rpartition("graph/")[0]


class _Entities:
    """A graph of entities: the nodes of which it says something, and what it says of them."""

    def __init__(self, source: Source, graph: str) -> None:
        self.source = source
        self.graph = graph
        self.nodes = _nodes(source, "?node", f"GRAPH {NamedNode(graph)} {{ ?node ?p ?o }}")

    def about(self, nodes: Collection[NamedNode]) -> Iterator[tuple[Any, ...]]:
        """Yield the triples of some nodes."""
        for some in _some(nodes, _ASKED):
            values = " ".join(map(str, some))
            pattern = f"VALUES ?s {{ {values} }} GRAPH {NamedNode(self.graph)} {{ ?s ?p ?o }}"
            yield from self.source.select(f"SELECT ?s ?p ?o {{ {pattern} }}")

    def describe(self, rows: Iterable[tuple[Any, ...]]) -> tuple[Graph, set[NamedNode]]:
        """Return the triples with all that is said of the nodes they name, and the nodes described.

        What an entity points at (its council, its concepts) is described too: the classes of shapes need it.
        """
        made = Graph()
        seen: set[NamedNode] = set()
        named = _add(made, rows) & self.nodes
        while named:
            seen |= named
            named = (_add(made, self.about(named)) & self.nodes) - seen
        return made, seen


def _nodes(source: Source, variable: str, pattern: str) -> set[NamedNode]:
    found = source.select(f"SELECT DISTINCT {variable} {{ {pattern} }}")
    return {node for (node,) in found if isinstance(node, NamedNode)}


def _some(nodes: Collection[NamedNode], size: int) -> Iterator[list[NamedNode]]:
    ordered = sorted(nodes, key=lambda node: node.value)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


def _add(graph: Graph, rows: Iterable[tuple[Any, ...]]) -> set[NamedNode]:
    """Add triples to a graph; return the nodes at either end."""
    named: set[NamedNode] = set()
    for row in rows:
        graph.add(tuple(map(_term, row)))
        named.update(term for term in (row[0], row[2]) if isinstance(term, NamedNode))
    return named


def _term(term: Any) -> Any:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if hasattr(term, "datatype"):
        # the lexical form is kept: a normalised one would hide a malformed literal
        language = term.language
        datatype = None if language else URIRef(term.datatype.value)
        plain = datatype is None or str(datatype) == v.XSD + "string"
        return Literal(term.value, lang=language, datatype=None if plain else datatype, normalize=False)
    return BNode(term.value)
