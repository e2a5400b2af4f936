"""What falls apart if a body leaves: who is cut off, and what is left without a provider, chair, owner or funder."""

from __future__ import annotations

from typing import Final

import networkx as nx

from councilgraph import schema
from councilgraph.analysis import measures, naming, projection
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.filters import Filters

COLUMNS: Final = ("effect", "what", "type", "council", "documents")
# The predicates whose object is left without something when its only subject goes.
_ROLES: Final = {
    "provides": "no other provider stated",
    "commissions": "no other commissioner stated",
    "funds": "no other funder stated",
    "chairs": "no other chair stated",
    "hasStrategy": "no other owner stated",
    "oversees": "no other oversight stated",
    "partyTo": "one other party or none stated",
}


def _orphans(dataset: Dataset, body: str, links: list[Link]) -> list[tuple[str, str]]:
    """Return (effect, entity) for everything in which nobody else is stated to play the body's part."""
    found = set()
    for predicate, effect in _ROLES.items():
        spare = 1 if predicate == "partyTo" else 0
        for thing in {link.object for link in links if link.predicate == predicate and link.subject == body}:
            others = {
                link.subject
                for link in dataset.by_end[thing]
                if link.predicate == predicate and link.object == thing and link.standing == "asserted"
            } - {body}
            if len(others) <= spare:
                found.add((effect, thing))
    return sorted(found, key=lambda row: (list(_ROLES.values()).index(row[0]), dataset.sort_key(row[1])))


def _row(dataset: Dataset, effect: str, iri: str) -> tuple[str | None, ...]:
    node = dataset.nodes[iri]
    place = "; ".join(dataset.nodes[council].label for council in dataset.place(iri))
    return (effect, node.label, schema.load().types[node.type].label, place or None, "; ".join(node.documents))


def impact(dataset: Dataset, body: str, filters: Filters | None = None) -> Noted:
    """Return what the going of a body (a loose name) would leave alone, as far as the documents tell.

    First the bodies cut off from the largest rest of the network, then what has nobody else stated in the body's
    part. The notes give how many pairs of bodies lose every path between them.
    """
    filters, iri = filters or Filters(), naming.resolve(dataset, body).iri
    graph = projection.bodies(dataset, filters)
    rows, notes = [], [f"{dataset.display(iri)} has no link in this network"]
    if iri in graph:
        rows = [_row(dataset, "cut off from the rest", other) for other in measures.cut_off(graph, iri)]
        notes = [_loss(dataset, graph, iri)]
    links = [link for link in filters.links(dataset) if link.subject == iri]
    rows += [_row(dataset, effect, thing) for effect, thing in _orphans(dataset, iri, links)]
    notes.append("'no other ... stated' says what the documents tell, not that there is no other")
    return Noted(COLUMNS, tuple(rows), tuple(notes))


def _loss(dataset: Dataset, graph: nx.Graph, iri: str) -> str:
    rest = graph.copy()
    rest.remove_node(iri)
    before = measures.reachable_pairs(graph) - (len(nx.node_connected_component(graph, iri)) - 1)
    lost = before - measures.reachable_pairs(rest)
    share = f"{100 * lost / before:.1f}%" if before else "0%"
    return (
        f"without {dataset.display(iri)} ({graph.degree(iri)} linked bodies), {lost} of {before} pairs of other bodies "
        f"lose every path between them ({share})"
    )
