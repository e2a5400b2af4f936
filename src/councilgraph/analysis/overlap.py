"""Which boards share members: the projection of who sits where onto the boards."""

from __future__ import annotations

from typing import Final

import networkx as nx
from networkx.algorithms import bipartite

from councilgraph.analysis import naming
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters

COLUMNS: Final = ("board", "other board", "in common", "overlap", "members in common")
BOARDS: Final = ("Board", "Partnership")
SEATS: Final = ("memberOf", "chairs")


def seats(dataset: Dataset, filters: Filters | None = None) -> nx.Graph:
    """Return who sits where as a bipartite graph: ("board", IRI) and ("member", IRI), with attribute `bipartite` 1, 0.

    An edge stands for a stated membership or chair. A board that sits on another one is a node of either side.
    """
    found, filters = nx.Graph(), filters or Filters()
    for link in filters.links(dataset):
        if link.predicate in SEATS and dataset.nodes[link.object].type in BOARDS:
            found.add_node(("member", link.subject), bipartite=0)
            found.add_node(("board", link.object), bipartite=1)
            found.add_edge(("member", link.subject), ("board", link.object))
    return found


def overlap(dataset: Dataset, board: str | None = None, filters: Filters | None = None) -> Noted:
    """Return the pairs of boards and partnerships with members in common, those that share most first.

    A council sits on most boards of its own, and a group ("health partners") may stand for other bodies on each: pairs
    are ranked by the members in common that are neither, then by those that are no councils.
    `in common` counts the bodies, posts and people that sit on or chair both; `overlap` is that number as a part of all
    who sit on either, 0..1 (Jaccard 1912), from the one-mode projection of the bipartite graph (Borgatti and Everett,
    "Network analysis of 2-mode data", 1997). With `board`, a loose name, only its pairs. Raise NamingError for a name
    that means no single thing.
    """
    filters = filters or Filters()
    wanted = naming.resolve(dataset, board, *BOARDS).iri if board else None
    graph = seats(dataset, filters)
    boards = [node for node, side in graph.nodes(data="bipartite") if side and filters.has_type(_type(dataset, node))]
    shared = bipartite.overlap_weighted_projected_graph(graph, boards).subgraph(boards)
    pairs = []
    for one, other, share in shared.edges(data="weight"):
        ends = sorted((one[1], other[1]), key=dataset.sort_key)
        if wanted is None or wanted in ends:
            members = {node[1] for node in set(graph[one]) & set(graph[other])}
            pairs.append((*ends, sorted(members, key=dataset.sort_key), round(share, 4)))
    pairs.sort(key=lambda pair: (*_rank(dataset, pair[2]), -pair[3], *(dataset.sort_key(end) for end in pair[:2])))
    rows = [
        (dataset.display(one), dataset.display(other), len(members), share, "; ".join(map(dataset.display, members)))
        for one, other, members, share in pairs
    ]
    counted = f"{len(boards)} boards and partnerships with a stated member or chair; {len(rows)} pairs share one"
    notes = (
        counted,
        "members that no document states are not counted",
        "a group of partners in common may stand for other bodies on each board",
    )
    return Noted(COLUMNS, tuple(rows), notes)


def _rank(dataset: Dataset, members: list[str]) -> tuple[int, int, int]:
    types = [dataset.nodes[member].type for member in members]
    named = sum(type_ not in ("Council", "PartnerGroup") for type_ in types)
    return -named, -sum(type_ != "Council" for type_ in types), -len(types)


def _type(dataset: Dataset, node: tuple[str, str]) -> str:
    return dataset.nodes[node[1]].type
