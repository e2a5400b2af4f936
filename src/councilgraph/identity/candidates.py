"""Pairs of entities that may be one: near names that no rule may join. They are for a person to settle.

Only entities that share a word that is rare in their block are compared, so that the work grows with the corpus and
not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from councilgraph import registers
from councilgraph.identity.clusters import Cluster
from councilgraph.identity.words import words
from councilgraph.registers import normal

REASONS = {
    "alias": "a document calls one by the other's name",
    "initials": "one is the initials of the other",
    "surname": "one is the surname of the other",
    "longer": "one is the other with more words",
    "spelling": "nearly the same letters",
    "register": "nearly the name of an official body",
}
_NEAR = 90.0
_NEAR_OFFICIAL = 92.0
_NEAR_WORD = 70.0
_BODIES = frozenset({"Council", "HealthBody", "Organisation", "Board", "Partnership", "Strategy", "Agreement"})
_RARE = 30
_MOST_EACH = 5
_EXTRA_WORDS = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: an entity with one place where it occurs.

    An official body that no document names has `register` set and no document.
    """

    iri: str
    type: str
    name: str
    scope: str | None
    document: str
    form: str
    register: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one. `score` is 0..100, `reason` a key of REASONS."""

    score: float
    reason: str
    left: Side
    right: Side


def find(clusters: Sequence[Cluster], doubts: Iterable[tuple[int, int, str]]) -> list[tuple[float, str, int, int]]:
    """Return doubtful pairs of clusters (score, reason, index, index), the surest first, a few for each cluster."""
    found = {(min(a, b), max(a, b)): (95.0, reason) for a, b, reason in doubts if a != b}
    for block in _blocks(clusters).values():
        for a, b in _pairs(block, clusters):
            judged = _judge(clusters[a], clusters[b])
            if judged and (a, b) not in found:
                found[(a, b)] = judged
    ordered = sorted((-score, a, b, reason) for (a, b), (score, reason) in found.items())
    kept: list[tuple[float, str, int, int]] = []
    seen: Counter[int] = Counter()
    for score, a, b, reason in ordered:
        if max(seen[a], seen[b]) < _MOST_EACH:
            seen.update((a, b))
            kept.append((-score, reason, a, b))
    return kept


def _blocks(clusters: Sequence[Cluster]) -> dict[tuple[str, str | None], list[int]]:
    blocks: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        if cluster.key.type != "PartnerGroup":
            blocks[(cluster.key.type, cluster.key.scope)].append(index)
    return blocks


def _names(cluster: Cluster) -> str:
    if cluster.key.name:
        return cluster.key.name
    body = registers.lookup(cluster.key.register or "")
    return normal(body.name) if body else ""


def _pairs(block: list[int], clusters: Sequence[Cluster]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a rare word, a beginning or an acronym's letters."""
    shelves: dict[str, list[int]] = defaultdict(list)
    for index in block:
        for shelf in _shelves(_names(clusters[index])):
            shelves[shelf].append(index)
    pairs = {
        (min(a, b), max(a, b))
        for shelf in shelves.values()
        if len(shelf) <= _RARE
        for at, a in enumerate(shelf)
        for b in shelf[at + 1 :]
    }
    yield from sorted(pairs)


def _shelves(name: str) -> set[str]:
    tokens = name.split()
    shelves = {f"w:{token}" for token in tokens if token not in words().generic}
    shelves.add("b:" + "".join(tokens)[:6])
    if len(tokens) == 1:
        shelves.add(f"i:{name}")
    shelves |= {f"i:{initials}" for initials in _initials(name)}
    return shelves


@lru_cache(maxsize=1 << 16)
def _initials(name: str) -> frozenset[str]:
    tokens = name.split()
    if len(tokens) < 2:
        return frozenset()
    short = [token for token in tokens if token not in ("and", "of", "for", "the", "in", "on", "to")]
    return frozenset("".join(token[0] for token in some) for some in (tokens, short) if len(some) > 1)


def _judge(one: Cluster, other: Cluster) -> tuple[float, str] | None:
    """Return a score and a reason for doubt, or None where the two are plainly different."""
    a, b = sorted((_names(one), _names(other)), key=lambda name: (len(name.split()), name))
    if one.key.register and other.key.register:
        return None
    if one.key.type == "Person":
        return _judge_people(a, b)
    if " " not in a and a in _initials(b):
        return 90.0, "initials"
    score = fuzz.ratio(a, b, score_cutoff=_NEAR)
    short, long = a.split(), b.split()
    longer = 0 < len(long) - len(short) <= _EXTRA_WORDS and set(short) < set(long)
    if not (score or longer) or _opposed(short, long):
        return None
    if longer:
        # a paper that names both tells them apart; a name of ordinary words has many longer ones
        common = one.documents & other.documents or len(short) < 2 or words().generic.issuperset(short)
        return None if common or one.key.type not in _BODIES else (80.0 + len(short), "longer")
    return (round(score, 1), "spelling") if _near_words(short, long) else None


def _judge_people(a: str, b: str) -> tuple[float, str] | None:
    short, long = a.split(), b.split()
    if short[-1] != long[-1]:
        score = fuzz.ratio(a, b)
        return (round(score, 1), "spelling") if score >= _NEAR and len(short) > 1 else None
    if len(short) == 1:
        return 85.0, "surname"
    if short[0][0] == long[0][0] and (1 in (len(short[0]), len(long[0])) or fuzz.ratio(short[0], long[0]) >= 60):
        return 88.0, "surname"
    return None


def _opposed(short: list[str], long: list[str]) -> bool:
    """Tell whether a word that makes another thing sets two names apart: near in letters, far in meaning.

    A year or another number does so only where both names have one.
    """
    differing = set(short) ^ set(long)
    if any(word in words().directions or word in words().telling for word in differing):
        return True
    numbers = [{word for word in name if any(c.isdigit() for c in word)} for name in (short, long)]
    return bool(numbers[0] and numbers[1] and numbers[0] != numbers[1])


def _near_words(short: list[str], long: list[str]) -> bool:
    """Tell whether the words in which two names differ are themselves near: a slip, not another word."""
    left, right = set(short) - set(long), set(long) - set(short)
    return fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right))) >= _NEAR_WORD if left and right else True


@lru_cache(maxsize=1)
def _official() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    names: dict[str, list[str]] = {"Council": [], "HealthBody": []}
    codes: dict[str, list[str]] = {"Council": [], "HealthBody": []}
    bodies: list[registers.Body] = [*registers.councils().all, *registers.health().all]
    for body in bodies:
        names[body.type].append(normal(body.name))
        codes[body.type].append(body.register)
    return names, codes


def near_official(cluster: Cluster) -> tuple[float, str] | None:
    """Return (score, identifier) of the one official body whose name is nearly a cluster's, if there is just one."""
    names, codes = _official()
    if cluster.key.register or cluster.key.type not in names or " " not in cluster.key.name:
        return None
    found = process.extract(
        cluster.key.name, names[cluster.key.type], scorer=fuzz.token_sort_ratio, limit=2, score_cutoff=_NEAR_OFFICIAL
    )
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return round(found[0][1], 1), codes[cluster.key.type][found[0][2]]
