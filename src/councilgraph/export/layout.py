"""Where nodes stand in a picture: communities as discs that keep clear of each other; the same graph, the same places.

Only +, -, *, / and square roots of IEEE numbers, summed in a fixed order, decide: every machine gives the same result.
"""

from __future__ import annotations

import math
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from councilgraph.analysis.projection import simple

Points = NDArray[np.float64]

_GAP: Final = 46.0
_GOLDEN: Final = 2.399963
_STEPS: Final = 160
_SMALL: Final = 5
_ROWS: Final = 128


def overview(graph: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """Return the place of every node in units of pixels at full size, around (0, 0).

    What hangs together in pieces of fewer than five, and what is linked to nothing, stands in rows below the rest.
    """
    # Whole numbers in place of names: sets of them come in the same order whatever the hash seed.
    names = list(graph)
    folded = nx.convert_node_labels_to_integers(simple(graph))
    pieces = sorted((sorted(piece) for piece in nx.connected_components(folded)), key=lambda p: (-len(p), p[0]))
    main = [node for piece in pieces if len(piece) >= _SMALL for node in piece]
    placed = _discs(folded.subgraph(sorted(main))) if main else {}
    _shelve([piece for piece in pieces if len(piece) < _SMALL], placed)
    return {name: (round(placed[node][0], 1), round(placed[node][1], 1)) for node, name in enumerate(names)}


def _shelve(pieces: list[list[int]], placed: dict[int, tuple[float, float]]) -> None:
    """Put small pieces in rows below what is placed, each piece as a zigzag of its nodes."""
    loose = sum(len(piece) + 1 for piece in pieces if len(piece) > 1) or len(pieces)
    wide = max((x for x, _ in placed.values()), default=0.0) - min((x for x, _ in placed.values()), default=0.0)
    wide = max(wide, math.sqrt(loose) * 1.6 * _GAP)
    left, row = -wide / 2, max((y for _, y in placed.values()), default=0.0) + 2.5 * _GAP
    at = left
    for piece in pieces:
        if at > left and at + len(piece) * _GAP > left + wide:
            at, row = left, row + 1.6 * _GAP
        for rank, node in enumerate(piece):
            placed[node] = (at + rank * _GAP, row + (rank % 2) * _GAP / 2)
        at += (len(piece) + (0.6 if len(piece) > 1 else 0)) * _GAP


def _discs(graph: nx.Graph) -> dict[int, tuple[float, float]]:
    communities = nx.community.louvain_communities(graph, weight="weight", seed=1)
    groups = sorted((sorted(group) for group in communities), key=lambda group: (-len(group), group[0]))
    insides = [_inside(graph, group) for group in groups]
    radii = np.array([_radius(inside) + 0.65 * _GAP for inside in insides])
    centres = _pack(radii, _between(graph, groups))
    placed = {}
    for group, inside, centre in zip(groups, insides, centres, strict=True):
        for node, point in zip(group, inside + centre, strict=True):
            placed[node] = (float(point[0]), float(point[1]))
    return placed


def _radius(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1).max()))


def _sunflower(count: int, gap: float) -> Points:
    # Rounded, because cosines differ in the last digit from one mathematics library to another.
    spots = [
        (math.sqrt(i) * gap * math.cos(i * _GOLDEN), math.sqrt(i) * gap * math.sin(i * _GOLDEN)) for i in range(count)
    ]
    return np.array(spots).reshape(count, 2).round(3)


def _inside(graph: nx.Graph, group: list[int]) -> Points:
    """Return the places of one community around (0, 0), by the forces of Fruchterman and Reingold (1991)."""
    order = sorted(group, key=lambda node: (-graph.degree(node), node))
    index = {node: rank for rank, node in enumerate(order)}
    points = _sunflower(len(order), _GAP)
    edges = sorted((index[a], index[b]) for a, b in graph.subgraph(group).edges if a != b)
    ends = np.array(edges, dtype=np.int64).reshape(len(edges), 2)
    for step in range(_STEPS):
        points = _step(points, ends, _GAP, heat=_GAP * (1 - step / _STEPS))
    points -= points.sum(axis=0) / len(points)
    return points[[index[node] for node in group]]


def _push(points: Points, some: Points, gap: float) -> Points:
    """Return how all points push some of them, a few at a time so that memory grows with the points alone."""
    apart = points[:, None, :] - some[None, :, :]
    squares = np.maximum(apart[..., 0] ** 2 + apart[..., 1] ** 2, 1.0)
    pushed: Points = (apart * (gap * gap / squares)[..., None]).sum(axis=0) * -1
    return pushed


def _step(points: Points, ends: NDArray[np.int64], gap: float, heat: float) -> Points:
    push = np.concatenate([_push(points, points[at : at + _ROWS], gap) for at in range(0, len(points), _ROWS)])
    if len(ends):
        along = points[ends[:, 0]] - points[ends[:, 1]]
        pull = along * (np.sqrt(along[:, 0] ** 2 + along[:, 1] ** 2) / gap)[:, None]
        np.add.at(push, ends[:, 0], -pull)
        np.add.at(push, ends[:, 1], pull)
    push -= points * 0.06
    length = np.maximum(np.sqrt(push[:, 0] ** 2 + push[:, 1] ** 2), 1e-9)
    moved: Points = points + push * (np.minimum(length, heat) / length)[:, None]
    return moved


def _between(graph: nx.Graph, groups: list[list[int]]) -> dict[tuple[int, int], int]:
    home = {node: rank for rank, group in enumerate(groups) for node in group}
    links: dict[tuple[int, int], int] = {}
    for one, other in graph.edges:
        pair = (min(home[one], home[other]), max(home[one], home[other]))
        if pair[0] != pair[1]:
            links[pair] = links.get(pair, 0) + 1
    return dict(sorted(links.items()))


def _pack(radii: NDArray[np.float64], links: dict[tuple[int, int], int]) -> Points:
    """Return centres of discs that do not overlap, linked ones near each other and all near (0, 0)."""
    centres = _sunflower(len(radii), float(radii.max()) * 1.2)
    for step in range(_STEPS):
        ease = 1 - step / _STEPS
        for (one, other), count in links.items():
            along = centres[other] - centres[one]
            length = max(math.sqrt(float(along[0] ** 2 + along[1] ** 2)), 1e-9)
            slack = max(length - float(radii[one] + radii[other]), 0.0) / length
            share = min(0.06 * count, 0.2) * ease
            centres[one] += along * (slack * share)
            centres[other] -= along * (slack * share)
        centres *= 1 - 0.05 * ease
        centres = _clear(centres, radii)
    for _ in range(_STEPS):
        centres = _clear(centres, radii)
    return centres


def _clear(centres: Points, radii: NDArray[np.float64]) -> Points:
    """Push overlapping discs apart, the smaller one further."""
    apart = centres[None, :, :] - centres[:, None, :]
    length = np.maximum(np.sqrt(apart[..., 0] ** 2 + apart[..., 1] ** 2), 1e-6)
    overlap = np.maximum(radii[:, None] + radii[None, :] - length, 0.0)
    np.fill_diagonal(overlap, 0.0)
    squares = radii**2
    share = squares[:, None] / (squares[:, None] + squares[None, :])
    moved: Points = centres + (apart * (overlap * share / length)[..., None]).sum(axis=0) * 0.6
    return moved
