"""Joins the entities of documents into those of the corpus: by key, by alias, by evident misspelling, by decision.

Nothing is joined through a chain of doubts: a name joins a cluster only where the whole corpus leaves it one to join.
The result does not depend on the order of documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from councilgraph.identity.naming import Key, fold
from councilgraph.identity.summary import Local
from councilgraph.identity.words import words

_LONG_WORD = 7


@dataclass(slots=True)
class Cluster:
    """The entities of documents that are one thing; `apart` marks one split off by a decision."""

    key: Key
    locals: list[Local] = field(default_factory=list)
    scopes: set[str] = field(default_factory=set)
    apart: str = ""

    @property
    def documents(self) -> set[str]:
        """The ids of the documents that speak of it."""
        return {local.document for local in self.locals}

    @property
    def rank(self) -> tuple[bool, bool, int, str, str, str, str]:
        """Order clusters so that the one to keep comes first: official, full name, much spoken of."""
        key = self.key
        size = sum(len(local.mentions) for local in self.locals)
        one_word = " " not in key.name
        return (key.register is None, one_word, -size, key.type, key.scope or "", key.register or key.name, self.apart)


Doubt = tuple[int, int, str]


def by_key(keyed: Iterable[tuple[Local, Key, str]]) -> list[Cluster]:
    """Join what has one key; `keyed` gives each entity with its key and its document's scope."""
    clusters: dict[Key, Cluster] = {}
    for local, key, scope in keyed:
        cluster = clusters.setdefault(key, Cluster(key))
        cluster.locals.append(local)
        cluster.scopes.add(scope)
    return sorted(clusters.values(), key=lambda cluster: _order(cluster.key))


def _order(key: Key) -> tuple[str, str, str, str]:
    return (key.type, key.scope or "", key.name, key.register or "")


def by_alias(clusters: Sequence[Cluster]) -> tuple[dict[int, int], list[Doubt]]:
    """Find for each cluster the one whose documents call it by this cluster's name: index -> index, and doubts.

    A short name (one word, an acronym) counts only where both are spoken of in papers of one council. Two that one
    document tells apart are in doubt, and so is a name that several clusters bear.
    """
    called: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        forms = {fold(cluster.key.type, name) for local in cluster.locals for name in local.names}
        for form in forms - {cluster.key.name}:
            called[(cluster.key.type, cluster.key.scope, form)].append(index)
    joins: dict[int, int] = {}
    doubts: list[Doubt] = []
    for index, cluster in enumerate(clusters):
        key = cluster.key
        if key.register or key.type == "PartnerGroup":
            continue
        found = [other for other in called.get((key.type, key.scope, key.name), ()) if other != index]
        sure = [other for other in found if _clear(cluster, clusters[other])]
        if len(found) == 1 and sure:
            joins[index] = sure[0]
        else:
            doubts.extend((index, other, "alias") for other in found)
    return joins, doubts


def _clear(cluster: Cluster, other: Cluster) -> bool:
    if cluster.documents & other.documents:
        return False
    return " " in cluster.key.name or bool(cluster.scopes & other.scopes)


def by_misspelling(clusters: Sequence[Cluster]) -> dict[int, int]:
    """Find clusters whose names differ by two letters swapped or one doubled or halved in a long word.

    Such a slip makes no other name; any other near spelling is left in doubt. People are left out: Philips is
    not Phillips.
    """
    blocks: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        if not cluster.key.register and cluster.key.type not in ("Person", "PartnerGroup"):
            blocks[(cluster.key.type, cluster.key.scope, _letters(cluster.key.name))].append(index)
    joins: dict[int, int] = {}
    for block in blocks.values():
        ordered = sorted(block, key=lambda index: clusters[index].rank)
        for place, index in enumerate(ordered):
            near = [o for o in ordered[:place] if o not in joins and _slip(clusters[index], clusters[o])]
            if len(near) == 1:
                joins[index] = near[0]
    return joins


def _letters(name: str) -> str:
    """Return a form that a slip leaves unchanged: each word's letters, sorted, each once."""
    return " ".join("".join(sorted(set(word))) for word in name.split())


def _slip(one: Cluster, other: Cluster) -> bool:
    pairs = list(zip(one.key.name.split(), other.key.name.split(), strict=True))
    unequal = [(a, b) for a, b in pairs if a != b]
    if len(unequal) != 1 or words().generic.issuperset(unequal[0]):
        return False
    a, b = unequal[0]
    if min(len(a), len(b)) < _LONG_WORD or not (a.isalpha() and b.isalpha()) or OSA.distance(a, b) != 1:
        return False
    return len(a) == len(b) or _halved(*sorted((a, b), key=len))


def _halved(short: str, long: str) -> bool:
    return any(long[i] == long[i + 1] and long[:i] + long[i + 1 :] == short for i in range(len(long) - 1))


class Union:
    """Clusters joined into groups, with pairs that must stay apart; the member that ranks first leads its group."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.clusters = clusters
        self._lead = list(range(len(clusters)))
        self._members: dict[int, list[int]] = {index: [index] for index in range(len(clusters))}
        self._apart: dict[int, set[int]] = defaultdict(set)

    def find(self, index: int) -> int:
        """Return the index that stands for a cluster's group."""
        while self._lead[index] != index:
            self._lead[index] = self._lead[self._lead[index]]
            index = self._lead[index]
        return index

    def keep_apart(self, one: int, other: int) -> bool:
        """Forbid that two are joined; False where they are already."""
        one, other = self.find(one), self.find(other)
        self._apart[one].add(other)
        self._apart[other].add(one)
        return one != other

    def are_apart(self, one: int, other: int) -> bool:
        """Tell whether the two must stay apart."""
        return self.find(other) in self.apart_from(one)

    def apart_from(self, index: int) -> set[int]:
        """Return those that must stay apart from one."""
        return {self.find(other) for other in self._apart.get(self.find(index), ())}

    def join(self, one: int, other: int) -> bool:
        """Join two groups; False, and nothing done, where they must stay apart."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return True
        if self.are_apart(one, other):
            return False
        self._lead[other] = one
        self._members[one] += self._members.pop(other)
        self._apart[one] |= self._apart.pop(other, set())
        return True

    def groups(self) -> list[Cluster]:
        """Return each group as one cluster under the key of the member that ranks first, sorted."""
        made = []
        for members in self._members.values():
            first, *rest = sorted((self.clusters[index] for index in members), key=lambda cluster: cluster.rank)
            whole = Cluster(first.key, list(first.locals), set(first.scopes), first.apart)
            for cluster in rest:
                whole.locals += cluster.locals
                whole.scopes |= cluster.scopes
            whole.locals.sort(key=lambda local: (local.document, local.key))
            made.append(whole)
        return sorted(made, key=lambda cluster: (*_order(cluster.key), cluster.apart))
