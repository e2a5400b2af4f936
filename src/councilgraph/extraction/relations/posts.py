"""Tells which of several persons beside a post has it: "Jo Bell, Director of Place, Tom Ray, Head of Housing, and"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from councilgraph.extraction.relations.pairing import Link
from councilgraph.models import Mention

_BESIDE = frozenset({"apposition", "label"})


def one_holder(links: Sequence[Link], mentions: Sequence[Mention]) -> list[Link]:
    """Return the links without those that give a post beside several persons to another one than its holder."""
    beside = [k for k in links if k.trigger.rule.predicate == "holdsRole" and k.trigger.kind in _BESIDE]
    persons: dict[int, set[int]] = defaultdict(set)
    posts: dict[int, set[int]] = defaultdict(set)
    for link in beside:
        persons[link.object].add(link.subject)
        posts[link.subject].add(link.object)
    held: dict[int, int] = {}
    for post in sorted(persons):
        held[post] = _holder(post, persons[post], posts, held)
    wrong = {link for link in beside if mentions[link.subject].entity != mentions[held[link.object]].entity}
    return [link for link in links if link not in wrong]


def _holder(post: int, persons: set[int], posts: Mapping[int, set[int]], held: Mapping[int, int]) -> int:
    """Return the person nearest before a post, or after it where that one has a post before the name already.

    `held` are the holders of the posts before this one.
    """
    before = max((person for person in persons if person < post), default=None)
    after = min((person for person in persons if person > post), default=None)
    if before is None or after is None:
        return before if before is not None else min(persons)
    return after if any(other < before == held.get(other) for other in posts[before]) else before
