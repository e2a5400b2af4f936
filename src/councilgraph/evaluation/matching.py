"""Which found mention stands for which annotated one, and how a link's two ends are compared."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from councilgraph.evaluation.annotation import GoldMention
from councilgraph.models import Mention

Key = tuple[Hashable, str, Hashable]


def overlap(a: GoldMention, b: Mention) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def pairs(
    gold: Sequence[GoldMention], found: Sequence[Mention], same: Callable[[GoldMention, Mention], bool]
) -> dict[int, int]:
    """Return one-to-one pairs gold -> found of overlapping spans, the largest overlap first."""
    candidates = sorted(
        (
            (overlap(g, p), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(found)
            if overlap(g, p) and same(g, p)
        ),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in candidates:
        if -i not in chosen and -j not in used:
            chosen[-i] = -j
            used.add(-j)
    return chosen


def ordered(subject: Hashable, predicate: str, object_: Hashable) -> Key:
    """Return the triple with the two ends of a symmetric predicate in a fixed order."""
    if predicate == "partnerOf":
        subject, object_ = sorted((subject, object_), key=str)
    return subject, predicate, object_
