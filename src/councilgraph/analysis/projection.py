"""From the dataset to NetworkX: which entities become nodes, which statements edges, and how heavy they are.

`project` keeps every statement: one edge for each document, subject, predicate, object and status.
`simple` folds them into one undirected edge for each pair, which is what the measures of networks want.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import networkx as nx

from councilgraph import schema
from councilgraph.analysis.dataset import Dataset, Link, Node
from councilgraph.analysis.filters import Filters


def _node_attributes(dataset: Dataset, node: Node) -> dict[str, Any]:
    type_ = schema.load().types[node.type]
    return {
        "iri": node.iri,
        "type": node.type,
        "type_label": type_.label,
        "label": node.label,
        "display": dataset.display(node.iri),
        "aliases": node.aliases,
        "identifiers": node.identifiers,
        "scope": node.scope,
        "council": node.council,
        "council_label": dataset.label(node.council),
        "sectors": node.sectors,
        "kinds": node.kinds,
        "documents": node.documents,
        "colour": type_.colour,
        "shape": type_.shape,
    }


def _edge_attributes(dataset: Dataset, link: Link) -> dict[str, Any]:
    paper = dataset.papers[link.document]
    predicate = schema.load().predicates[link.predicate]
    return {
        "iri": link.iri,
        "predicate": link.predicate,
        "label": predicate.label,
        "symmetric": predicate.symmetric,
        "status": link.status,
        "ended": link.ended,
        "standing": link.standing,
        "confidence": link.confidence,
        "cases": link.cases,
        "sentences": len(link.passages),
        "weight": round(link.weight, 4),
        "document": link.document,
        "document_title": paper.title,
        "date": link.date.isoformat() if link.date else None,
        "council": paper.council,
        "council_label": dataset.label(paper.council),
    }


def project(dataset: Dataset, filters: Filters | None = None, *, isolated: bool = False) -> nx.MultiDiGraph:
    """Return the graph of the statements that pass the filters, from subject to object, keyed by assertion IRI.

    Nodes are named by IRI and come sorted by label, edges in the dataset's order: equal graphs are built alike.

    Node attributes: iri, type, type_label, label, display (the label, with the council where two councils have one of
    that name), aliases, identifiers, sectors, kinds, documents (tuples of str), scope, council (IRI), council_label
    (str or None), colour, shape, and counted over the edges here: links (statements), sentences, partners (distinct
    neighbours), weight (sum).

    Edge attributes: iri (of the assertion), predicate, label, symmetric, status (asserted, planned, negated), ended,
    standing (the two in one word), confidence (0..1), cases (annotated cases behind it), sentences (distinct), weight
    (sentences times confidence: how many of them may be expected to be right), document (id), document_title, date
    (ISO, or None), council (IRI of the council that the document is about, or None), council_label.
    The sentences themselves: `evidence.proofs(dataset, links)`.

    With `filters.types` only entities of these types become nodes. With `isolated` entities without a link stay, if
    they are mentioned in a document that passes. Without statuses only what holds becomes an edge.
    """
    nodes, links = select(dataset, filters or Filters(), isolated=isolated)
    graph = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node.iri, **_node_attributes(dataset, node))
    for link in links:
        graph.add_edge(link.subject, link.object, key=link.iri, **_edge_attributes(dataset, link))
    _count(graph)
    return graph


def select(dataset: Dataset, filters: Filters, *, isolated: bool = False) -> tuple[list[Node], list[Link]]:
    """Return the nodes and statements of the projection (see `project`), in the dataset's order."""
    links = [
        link
        for link in filters.links(dataset)
        if filters.has_type(dataset.nodes[link.subject].type) and filters.has_type(dataset.nodes[link.object].type)
    ]
    wanted = {end for link in links for end in (link.subject, link.object)}
    if isolated:
        wanted |= set(_mentioned(dataset, filters))
    return [node for iri, node in dataset.nodes.items() if iri in wanted], links


def _mentioned(dataset: Dataset, filters: Filters) -> Iterable[str]:
    allowed = {paper.id for paper in dataset.papers.values() if filters.admits(paper)}
    for iri, node in dataset.nodes.items():
        if filters.has_type(node.type) and allowed.intersection(node.documents):
            yield iri


def _count(graph: nx.MultiDiGraph) -> None:
    for iri, attributes in graph.nodes(data=True):
        edges = [*graph.out_edges(iri, data=True), *graph.in_edges(iri, data=True)]
        neighbours = {*graph.successors(iri), *graph.predecessors(iri)} - {iri}
        attributes["links"] = len(edges)
        attributes["sentences"] = sum(data["sentences"] for *_, data in edges)
        attributes["partners"] = len(neighbours)
        attributes["weight"] = round(sum(data["weight"] for *_, data in edges), 4)


def simple(graph: nx.MultiDiGraph) -> nx.Graph:
    """Return the undirected graph with one edge for each linked pair; loops are left out.

    Edge attributes: weight (the sum over the statements), distance (1 / weight, for shortest paths), predicates,
    documents, assertions (sorted tuples), sentences, confidence (that at least one statement is right, taking them as
    independent: 1 - product of (1 - confidence)). Node attributes are those of `project`. Denied statements never
    make an edge; planned and ended ones do if `graph` has them.
    """
    folded = nx.Graph()
    folded.add_nodes_from((iri, dict(data)) for iri, data in graph.nodes(data=True))
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for subject, object_, data in graph.edges(data=True):
        if subject != object_ and data["status"] != "negated":
            pair = (subject, object_) if (object_, subject) not in pairs else (object_, subject)
            pairs.setdefault(pair, []).append(data)
    for (subject, object_), statements in pairs.items():
        folded.add_edge(subject, object_, **_folded(statements))
    return folded


def _folded(statements: list[dict[str, Any]]) -> dict[str, Any]:
    weight = sum(data["weight"] for data in statements)
    doubt = 1.0
    for data in statements:
        doubt *= 1 - data["confidence"]
    return {
        "weight": round(weight, 4),
        "distance": round(1 / max(weight, 1e-3), 6),
        "predicates": tuple(sorted({data["predicate"] for data in statements})),
        "documents": tuple(sorted({data["document"] for data in statements})),
        "assertions": tuple(sorted(data["iri"] for data in statements)),
        "sentences": sum(data["sentences"] for data in statements),
        "confidence": round(1 - doubt, 4),
    }


def bodies(dataset: Dataset, filters: Filters | None = None) -> nx.Graph:
    """Return the folded network of bodies, or of the types that the filters name, which measures take."""
    filters = filters or Filters()
    return simple(project(dataset, filters if filters.types else replace(filters, types=schema.bodies())))
