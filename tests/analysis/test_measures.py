from __future__ import annotations

import math
from collections.abc import Iterable

import networkx as nx
import pytest

from councilgraph.analysis import measures


def network(pairs: Iterable[tuple[str, str] | tuple[str, str, float]]) -> nx.Graph:
    graph = nx.Graph()
    for one, other, *weight in pairs:
        strength = weight[0] if weight else 1.0
        graph.add_edge(one, other, weight=strength, distance=1 / strength)
    return graph


PATH = network([("a", "b"), ("b", "c"), ("c", "d")])
STAR = network([("hub", leaf) for leaf in "wxyz"])
# two triangles that share the node m
BOW = network([("a", "b"), ("b", "m"), ("a", "m"), ("m", "c"), ("c", "d"), ("m", "d")])


def test_betweenness_counts_shortest_paths_through_a_node() -> None:
    # of the 3 pairs that leave b out, a-c and a-d run through it
    found, sampled = measures.betweenness(PATH)
    assert found == pytest.approx({"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0}, abs=1e-6)
    assert not sampled


def test_betweenness_takes_the_stronger_way() -> None:
    # a-b-c is short (strong links) although a-c is direct
    graph = network([("a", "b", 4.0), ("b", "c", 4.0), ("a", "c", 1.0)])
    assert measures.betweenness(graph)[0]["b"] == 1.0


def test_betweenness_is_sampled_beyond_the_limit_and_says_so_and_repeats() -> None:
    graph = network([(str(n), str(n + 1)) for n in range(700)])
    first, sampled = measures.betweenness(graph, limit=100)
    assert sampled
    assert first == measures.betweenness(graph, limit=100)[0]


@pytest.mark.parametrize(
    ("graph", "node", "expected"),
    [
        (STAR, "hub", 4 * (1 / 4) ** 2),  # four contacts who do not know each other
        (STAR, "w", 1.0),  # one contact
        (network([("a", "b"), ("b", "c"), ("a", "c")]), "a", 2 * (1 / 2 + 1 / 2 * 1 / 2) ** 2),  # a closed triangle
    ],
)
def test_constraint(graph: nx.Graph, node: str, expected: float) -> None:
    assert measures.constraint(graph, node) == pytest.approx(expected, abs=1e-4)


def test_constraint_agrees_with_networkx_on_a_weighted_graph() -> None:
    graph = nx.karate_club_graph()
    theirs = nx.constraint(graph, nodes=[0, 5, 33], weight="weight")
    for node, value in theirs.items():
        assert measures.constraint(graph, node) == pytest.approx(value, abs=1e-4)


def test_constraint_of_a_node_without_contacts_is_none() -> None:
    graph = nx.Graph()
    graph.add_node("alone")
    assert measures.constraint(graph, "alone") is None


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"a": 1, "b": 1, "c": 2, "d": 2}, 4),  # every pair across the two triangles
        ({"a": 1, "b": 2, "c": 1, "d": 2}, 2),  # a-d and b-c; a-b and c-d are linked
        ({"a": 1, "c": 2}, 1),  # the rest belongs to no group
    ],
)
def test_brokered_counts_unlinked_contacts_of_different_groups(groups: dict[str, int], expected: int) -> None:
    assert measures.brokered(BOW, "m", groups.get) == expected


def test_cut_off_names_what_loses_the_largest_rest() -> None:
    graph = network([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    assert measures.cut_off(graph, "b") == ["a"]
    assert measures.is_cut_point(graph, "b")
    assert not measures.is_cut_point(graph, "a")


def test_cores() -> None:
    assert measures.cores(network([("a", "b"), ("b", "c"), ("a", "c"), ("c", "tail")])) == {
        "a": 2,
        "b": 2,
        "c": 2,
        "tail": 1,
    }


def test_communities_of_two_cliques_with_one_link_between_them() -> None:
    left, right = "abcd", "wxyz"
    pairs = [(p, q) for side in (left, right) for p in side for q in side if p < q]
    found = measures.communities(network([*pairs, ("a", "w")]))
    assert [set(part) for part in found.communities] == [set(left), set(right)]
    # 13 links; each side holds 6 of them and half of 26 ends: 2 * (6/13 - (13/26)^2)
    assert found.modularity == pytest.approx(2 * (6 / 13 - 0.25), abs=1e-4)


def test_communities_of_no_links_are_single() -> None:
    graph = nx.Graph()
    graph.add_nodes_from("ab")
    assert measures.communities(graph) == measures.Partition((("a",), ("b",)), 0.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({1: "x", 2: "x", 3: "y", 4: "y"}, {1: "p", 2: "p", 3: "q", 4: "q"}, 1.0),
        ({1: "x", 2: "x", 3: "y", 4: "y"}, {1: "p", 2: "q", 3: "p", 4: "q"}, 0.0),
        ({1: "x", 2: "x"}, {1: "p", 2: "q"}, None),
        ({1: "x"}, {2: "p"}, None),
    ],
)
def test_agreement_of_groupings(one: dict[int, str], other: dict[int, str], expected: float | None) -> None:
    assert measures.agreement(one, other) == expected  # type: ignore[arg-type]


def test_diversity() -> None:
    assert measures.blau({"police": 2, "nhs": 2}) == 0.5
    assert measures.blau({"police": 3}) == 0.0
    assert measures.shannon({"police": 2, "nhs": 2}) == pytest.approx(math.log(2), abs=1e-4)
    assert measures.shannon({}) == 0.0


def test_jaccard() -> None:
    assert measures.jaccard("abc", "bcd") == 0.5
    assert measures.jaccard("", "") == 0.0


def test_reachable_pairs() -> None:
    graph = network([("a", "b"), ("b", "c"), ("x", "y")])
    assert measures.reachable_pairs(graph) == 3 + 1
