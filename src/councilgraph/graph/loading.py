"""Two ways of bringing a store to hold certain named graphs: filling an empty one, and changing what differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, Protocol

from pyoxigraph import NamedNode, Quad, Store

from councilgraph.graph import store as stores

_AT_ONCE: Final = 100_000


class Loading(Protocol):
    """Takes one named graph after another."""

    store: Store
    holds_before: bool
    """Whether the store has what was there before the run, so that what has not changed need not be put."""

    def put(self, graph: str, quads: Sequence[Quad]) -> None:
        """Make these quads the content of a named graph."""
        ...

    def put_large(self, graph: str, quads: Iterable[Quad]) -> set[str]:
        """Do the same for a graph too large to hold, its quads grouped by subject; return the subjects that changed."""
        ...

    def finish(self) -> None:
        """Write what is held back."""
        ...


class Fill:
    """Fills an empty store; quads are held back until there are enough to load fast."""

    holds_before = False

    def __init__(self, store: Store) -> None:
        self.store = store
        self._held: list[Quad] = []

    def put(self, graph: str, quads: Sequence[Quad]) -> None:
        """Add the quads of a named graph."""
        self._held.extend(quads)
        if len(self._held) >= _AT_ONCE:
            self._load()

    def put_large(self, graph: str, quads: Iterable[Quad]) -> set[str]:
        """Add the quads of a named graph; return its subjects."""
        subjects = set()
        for subject, group in groupby(quads, key=lambda quad: quad.subject):
            subjects.add(str(subject).strip("<>"))
            self.put(graph, list(group))
        return subjects

    def finish(self) -> None:
        """Load the rest and put the files of the database in order, which makes queries quick."""
        self._load()
        self.store.flush()
        self.store.optimize()

    def _load(self) -> None:
        # the loader of the store holds in memory all that it is given at once
        self.store.bulk_extend(self._held)
        self._held.clear()


class Patch:
    """Changes a store that holds most of it already."""

    holds_before = True

    def __init__(self, store: Store) -> None:
        self.store = store

    def put(self, graph: str, quads: Sequence[Quad]) -> None:
        """Put the quads in the place of a named graph; no quads remove it."""
        self.store.remove_graph(NamedNode(graph))
        self.store.extend(quads)

    def put_large(self, graph: str, quads: Iterable[Quad]) -> set[str]:
        """Write what differs, a subject at a time; return the subjects that changed."""
        name, changed, seen = NamedNode(graph), set(), set()
        for subject, group in groupby(quads, key=lambda quad: quad.subject):
            iri = str(subject).strip("<>")
            seen.add(iri)
            if self._exchange(set(self.store.quads_for_pattern(subject, None, None, name)), set(group)):
                changed.add(iri)
        for gone in set(stores.subjects(self.store, graph)) - seen:
            changed.add(gone)
            self._exchange(set(self.store.quads_for_pattern(NamedNode(gone), None, None, name)), set())
        return changed

    def finish(self) -> None:
        """Write what the database holds back."""
        self.store.flush()

    def _exchange(self, old: set[Quad], new: set[Quad]) -> bool:
        for quad in old - new:
            self.store.remove(quad)
        self.store.extend(new - old)
        return old != new
