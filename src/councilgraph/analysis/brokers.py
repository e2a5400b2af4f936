"""Which bodies bridge parts of the network that are otherwise apart."""

from __future__ import annotations

from collections import Counter
from typing import Final

import networkx as nx

from councilgraph import schema
from councilgraph.analysis import measures, projection
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters

COLUMNS: Final = (
    "body",
    "type",
    "links",
    "betweenness",
    "constraint",
    "between councils",
    "between sectors",
    "cuts off",
    "core",
    "diversity",
)


def place_of(dataset: Dataset, iri: str) -> str | None:
    """Return the one council to which an entity belongs, or None where it is of none or of several."""
    places = dataset.place(iri)
    return places[0] if len(places) == 1 else None


def sector_of(dataset: Dataset, iri: str) -> str:
    """Return the sector of a group, or the first kind of a body, or else its type: the part of the system it is of."""
    node = dataset.nodes[iri]
    return next(iter((*node.sectors, *node.kinds)), schema.load().types[node.type].label)


def _row(
    dataset: Dataset, graph: nx.Graph, iri: str, between: float, core: int
) -> tuple[str | int | float | None, ...]:
    sectors = Counter(sector_of(dataset, other) for other in graph[iri])
    cut = len(measures.cut_off(graph, iri)) if measures.is_cut_point(graph, iri) else 0
    return (
        dataset.display(iri),
        schema.load().types[dataset.nodes[iri].type].label,
        graph.degree(iri),
        between,
        measures.constraint(graph, iri),
        measures.brokered(graph, iri, lambda other: place_of(dataset, other)),
        measures.brokered(graph, iri, lambda other: sector_of(dataset, other)),
        cut,
        core,
        measures.blau(sectors),
    )


def brokers(dataset: Dataset, filters: Filters | None = None, *, most: int = 20) -> Noted:
    """Return the bodies that stand between others, the strongest first: by betweenness, then constraint, then name.

    `links` counts neighbours; `betweenness` is the share of shortest paths through it; `constraint` is low where its
    contacts do not know each other; `between councils` and `between sectors` count the pairs of unlinked contacts of
    different councils or sectors; `cuts off` how many bodies lose the rest without it; `core` is its k-core;
    `diversity` Blau's index of its contacts' sectors. Only bodies through which a path runs are listed, up to `most`
    (0 for all).
    """
    graph = projection.bodies(dataset, filters)
    between, sampled = measures.betweenness(graph)
    core = measures.cores(graph)
    ranked = sorted((iri for iri in graph if between[iri] > 0), key=lambda iri: (-between[iri], dataset.sort_key(iri)))
    rows = [_row(dataset, graph, iri, between[iri], core[iri]) for iri in ranked[: most or None]]
    how = f"sampled from {measures.PIVOTS} pivots with a fixed seed" if sampled else "exact"
    notes = (
        f"{len(graph)} bodies, {graph.number_of_edges()} linked pairs; betweenness is {how}",
        "the network is that of the documents: a council with more documents has more links",
    )
    return Noted(COLUMNS, tuple(rows), notes)
