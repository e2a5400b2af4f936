"""Which communities of bodies appear, of what they are made, and whether they follow place or sector."""

from __future__ import annotations

import math
from collections import Counter
from typing import Final

import networkx as nx

from councilgraph import schema
from councilgraph.analysis import measures, projection
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.brokers import place_of, sector_of
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters

COLUMNS: Final = ("community", "bodies", "led by", "types", "councils", "inside", "members")
_LEADING: Final = 4


def _counted(words: list[str]) -> str:
    ranked = sorted(Counter(words).items(), key=lambda row: (-row[1], row[0]))
    return "; ".join(f"{word} {count}" for word, count in ranked)


def _inside(graph: nx.Graph, members: tuple[str, ...]) -> float:
    """Return the share of the members' weight that stays among them."""
    known = set(members)
    inner = math.fsum(w for *ends, w in graph.edges(members, data="weight") if known.issuperset(ends))
    outer = math.fsum(w for *ends, w in graph.edges(members, data="weight") if not known.issuperset(ends))
    return round(2 * inner / (2 * inner + outer), 3) if inner + outer else 0.0


def communities(dataset: Dataset, filters: Filters | None = None, *, resolution: float = 1.0) -> Noted:
    """Return the communities of the network of bodies, from large to small, those of one body left out.

    `led by` names the members with the most weight; `inside` is the share of the members' weight that stays inside.
    The notes give the modularity, and how far the communities agree with place and with sector (normalised mutual
    information, 0 to 1). A higher `resolution` gives smaller communities.
    """
    graph = projection.bodies(dataset, filters)
    found = measures.communities(graph, resolution)
    rows = []
    for number, members in enumerate(found.communities, 1):
        if len(members) < 2:
            continue
        ranked = sorted(members, key=lambda iri: (-graph.degree(iri, weight="weight"), dataset.sort_key(iri)))
        types = [schema.load().types[dataset.nodes[iri].type].label for iri in members]
        places = [dataset.label(place_of(dataset, iri)) or "several or none" for iri in members]
        leading = "; ".join(dataset.display(iri) for iri in ranked[:_LEADING])
        names = "; ".join(dataset.display(iri) for iri in members)
        inside = _inside(graph, members)
        rows.append((number, len(members), leading, _counted(types), _counted(places), inside, names))
    return Noted(COLUMNS, tuple(rows), _notes(dataset, graph, found))


def _said(value: float | None) -> str:
    return "not measurable" if value is None else str(value)


def _notes(dataset: Dataset, graph: nx.Graph, found: measures.Partition) -> tuple[str, ...]:
    membership = found.membership
    places = {iri: place for iri in graph if (place := place_of(dataset, iri))}
    sectors = {iri: sector_of(dataset, iri) for iri in graph}
    by_place = measures.agreement(membership, places)
    by_sector = measures.agreement(membership, sectors)
    return (
        f"modularity {found.modularity} (Louvain, best of several seeded runs; 0 is no better than chance)",
        f"agreement with place {_said(by_place)}, with sector {_said(by_sector)} (0 to 1)",
    )
