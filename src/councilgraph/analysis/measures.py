"""Measures of an undirected weighted network (see `projection.simple`): published methods, made deterministic.

Nodes are taken in the graph's order, ties keep it, and what samples does so from a fixed seed and says so.
`weight` is strength, `distance` its inverse.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx

EXACT_LIMIT: Final = 2000
PIVOTS: Final = 500
SEED: Final = 20240101
_RUNS: Final = 10


@dataclass(frozen=True, slots=True)
class Partition:
    """Communities from large to small, their modularity (-0.5..1), and the community's number of each node."""

    communities: tuple[tuple[str, ...], ...]
    modularity: float

    @property
    def membership(self) -> dict[str, int]:
        """The number of each node's community, from 1."""
        return {node: number for number, nodes in enumerate(self.communities, 1) for node in nodes}


def betweenness(graph: nx.Graph, limit: int = EXACT_LIMIT) -> tuple[dict[str, float], bool]:
    """Return the share of shortest paths through each node (0..1) and whether it is sampled.

    Brandes, "A faster algorithm for betweenness centrality" (2001), by `distance`; beyond `limit` nodes estimated from
    pivots drawn with a fixed seed (Brandes and Pich, "Centrality estimation in large networks", 2007).
    """
    sampled = len(graph) > limit
    pivots = PIVOTS if sampled else None
    found = nx.betweenness_centrality(graph, k=pivots, weight="distance", seed=SEED)
    return {node: round(value, 6) for node, value in found.items()}, sampled


def constraint(graph: nx.Graph, node: str) -> float | None:
    """Return Burt's constraint (Structural Holes, 1992): low where a node's contacts do not know each other.

    The sum over contacts j of (p_ij + sum over q of p_iq p_qj) squared, p being shares of weight; a contact of one's
    own alone gives 1. None for a node without contacts.
    """
    total = {n: sum(d["weight"] for d in graph[n].values()) for n in (node, *graph[node])}
    if not graph[node] or not total[node]:
        return None
    own = {other: data["weight"] / total[node] for other, data in graph[node].items()}
    reach = dict(own)
    for middle, share in own.items():
        for other, data in graph[middle].items():
            if other in own:
                reach[other] += share * data["weight"] / total[middle]
    return round(math.fsum(value**2 for value in reach.values()), 4)


def brokered(graph: nx.Graph, node: str, group: Callable[[str], Hashable | None]) -> int:
    """Return between how many pairs of contacts a node stands that are of different groups and have no link.

    Gould and Fernandez, "Structures of mediation" (1989), undirected; contacts without a group do not count.
    """
    contacts = [(other, group(other)) for other in graph[node]]
    known = [(other, kind) for other, kind in contacts if kind is not None]
    count = 0
    for index, (one, kind) in enumerate(known):
        tied = graph[one]
        count += sum(1 for other, another in known[index + 1 :] if another != kind and other not in tied)
    return count


def _articulation(graph: nx.Graph) -> frozenset[str]:
    cached = graph.graph.get("articulation")
    if cached is None:
        cached = graph.graph["articulation"] = frozenset(nx.articulation_points(graph))
    return cached  # type: ignore[no-any-return]


def is_cut_point(graph: nx.Graph, node: str) -> bool:
    """Tell whether the network falls into more parts without a node: an articulation point (Tarjan 1972)."""
    return node in _articulation(graph)


def cut_off(graph: nx.Graph, node: str) -> list[str]:
    """Return the nodes of a node's component that are not in its largest remaining part once the node is gone."""
    component = nx.node_connected_component(graph, node) - {node}
    rest = graph.subgraph(component)
    order = {name: index for index, name in enumerate(graph)}
    parts = sorted(nx.connected_components(rest), key=lambda part: (-len(part), min(order[n] for n in part)))
    lost = {name for part in parts[1:] for name in part}
    return sorted(lost, key=order.__getitem__)


def cores(graph: nx.Graph) -> dict[str, int]:
    """Return the core number of each node: the largest k such that it is in a part where all have k links.

    Seidman, "Network structure and minimum degree" (1983).
    """
    return dict(nx.core_number(graph))


def communities(graph: nx.Graph, resolution: float = 1.0) -> Partition:
    """Return the communities with the highest modularity of some seeded runs of Louvain.

    Blondel et al., "Fast unfolding of communities in large networks" (2008); modularity: Newman and Girvan (2004),
    weighted. Communities run from large to small, then by their first node; nodes keep the graph's order.
    """
    if not graph.number_of_edges():
        return Partition(tuple((node,) for node in graph), 0.0)
    names = list(graph)
    # numbers in place of names: the method then meets nodes in one order, whatever the hash seed
    numbered = nx.relabel_nodes(graph, {name: number for number, name in enumerate(names)}, copy=True)
    best: tuple[float, list[list[int]]] = (-1.0, [])
    for run in range(_RUNS):
        found = nx.community.louvain_communities(numbered, weight="weight", resolution=resolution, seed=SEED + run)
        parts = sorted((sorted(part) for part in found), key=lambda part: (-len(part), part[0]))
        quality = round(nx.community.modularity(numbered, parts, weight="weight", resolution=resolution), 6)
        if quality > best[0]:
            best = (quality, parts)
    return Partition(tuple(tuple(names[number] for number in part) for part in best[1]), round(best[0], 4))


def agreement(one: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> float | None:
    """Return how far two groupings of the same nodes agree: normalised mutual information, 0 (not) to 1 (the same).

    Danon et al., "Comparing community structure identification" (2005). Nodes without a group in either are left out;
    None where nothing is left, or where one grouping has a single group and so tells nothing.
    """
    both = [(one[node], other[node]) for node in one if node in other]
    size = len(both)
    first, second, joint = Counter(a for a, _ in both), Counter(b for _, b in both), Counter(both)
    if not size or len(first) < 2 or len(second) < 2:
        return None
    shared = math.fsum(n / size * math.log(n * size / (first[a] * second[b])) for (a, b), n in joint.items())
    return round(2 * shared / (_entropy(first.values()) + _entropy(second.values())), 4)


def _entropy(counts: Iterable[int]) -> float:
    numbers = list(counts)
    total = sum(numbers)
    return -math.fsum(n / total * math.log(n / total) for n in numbers if n)


def shannon(counts: Mapping[Any, int]) -> float:
    """Return the Shannon diversity of counts by kind, in nats: 0 where all are of one kind (Shannon 1948)."""
    return round(_entropy(counts.values()) + 0.0, 4) if counts else 0.0


def blau(counts: Mapping[Any, int]) -> float:
    """Return the chance that two drawn at random differ in kind (Blau, Inequality and Heterogeneity, 1977)."""
    total = sum(counts.values())
    return round(1 - math.fsum((n / total) ** 2 for n in counts.values()), 4) if total else 0.0


def jaccard(one: Iterable[Hashable], other: Iterable[Hashable]) -> float:
    """Return what two sets share as a part of what either has, 0..1; two empty sets share nothing (Jaccard 1912)."""
    a, b = set(one), set(other)
    return round(len(a & b) / len(a | b), 4) if a | b else 0.0


def reachable_pairs(graph: nx.Graph) -> int:
    """Return the number of pairs of nodes that are joined by some path."""
    return sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(graph))
