"""Puts a graph on a server, one named graph at a time, and sends only what the server does not have yet.

What a server has is stated on the server, so that every machine sees the same: the graph `<base>published` lists the
graphs that were sent, each with the hash of its sorted N-Triples. A hash is withdrawn before its graph is touched and
stated only after the server has answered that it holds the graph. So a graph with a hash is whole, wherever a run
broke off, and the next run sends those without one. Each graph is replaced by one request; a server that knows
transactions replaces it wholly or not at all.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, serialize

from councilgraph import vocabulary as v
from councilgraph.errors import EndpointError, GraphError, QueryError
from councilgraph.graph import store
from councilgraph.graph.graphstore import GraphStore
from councilgraph.graph.servers import Server

SEND: Final = "send"
DELETE: Final = "delete"
KEEP: Final = "keep"
_SHOWN: Final = 8

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done with one named graph and why; `triples` and `hash` are those of the graph here."""

    graph: str
    action: str
    reason: str
    triples: int = 0
    hash: str = ""

    @property
    def name(self) -> str:
        """The end of the graph's IRI: a document's id, or `entities`."""
        return unquote(self.graph.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class State:
    """What a server holds of ours: every graph that was begun and not removed since, and the hashes of whole ones."""

    graphs: frozenset[str] = frozenset()
    hashes: Mapping[str, str] = field(default_factory=dict)


def _silent(label: str, done: int, total: int) -> None:
    pass


def _content(source: Store, graph: str) -> bytes:
    """Return a graph as sorted N-Triples: equal graphs give equal bytes, whatever store they lie in."""
    dumped = source.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""
    return b"".join(sorted(dumped.splitlines(keepends=True)))


def _target(target: GraphStore | str) -> GraphStore:
    return GraphStore(Server(target)) if isinstance(target, str) else target


def _base(source: Store) -> str:
    found = [graph for graph in store.graph_names(source) if graph.endswith(v.ENTITIES_GRAPH)]
    if len(found) != 1:
        raise GraphError("the store has no graph of entities, so it is not whole; build it again")
    return found[0].removesuffix(v.ENTITIES_GRAPH)


def _state_graph(base: str) -> str:
    return f"{base}published"


def _hash_triple(graph: str, digest: str) -> Triple:
    return Triple(NamedNode(graph), NamedNode(v.SCHEMA_SHA256), Literal(digest))


def _triples(state: State, base: str) -> Iterator[Triple]:
    published = NamedNode(_state_graph(base))
    yield Triple(published, NamedNode(v.SCHEMA_NUMBER_OF_ITEMS), Literal(len(state.graphs)))
    for graph in sorted(state.graphs):
        yield Triple(published, NamedNode(v.DCTERMS_HAS_PART), NamedNode(graph))
    for graph, digest in sorted(state.hashes.items()):
        yield _hash_triple(graph, digest)


def _bytes(triples: Iterable[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _text(term: Any) -> str:
    return str(getattr(term, "value", ""))


def read_state(target: GraphStore, base: str) -> State:
    """Return what a server states that it holds; raise EndpointError where it gives only a part of that."""
    stated = target.get(_state_graph(base))
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in stated:
        values[triple.predicate.value][_text(triple.subject)].add(_text(triple.object))
    graphs = frozenset(values[v.DCTERMS_HAS_PART][_state_graph(base)])
    counts = values[v.SCHEMA_NUMBER_OF_ITEMS][_state_graph(base)]
    if stated and counts != {str(len(graphs))}:
        raise EndpointError(
            f"{target.server.url}: the server gives only a part of <{_state_graph(base)}>; does it cut answers "
            "(ResultSetMaxRows of Virtuoso)? raise its limit, or delete that graph to send everything again"
        )
    # two hashes of one graph: two machines wrote at once, and nobody knows who was last
    hashes = {graph: min(found) for graph, found in values[v.SCHEMA_SHA256].items() if len(found) == 1}
    return State(graphs, {graph: digest for graph, digest in hashes.items() if graph in graphs})


def _compare(graph: str, content: bytes, state: State, everything: bool) -> Change:
    digest = hashlib.sha256(content).hexdigest()
    there = state.hashes.get(graph)
    action = KEEP if there == digest and not everything else SEND
    if there == digest:
        reason = "unchanged"
    elif there is not None:
        reason = "changed"
    else:
        reason = "unfinished" if graph in state.graphs else "new"
    return Change(graph, action, reason, content.count(b"\n"), digest)


def _plan(source: Store, state: State, base: str, everything: bool, step: Step) -> list[Change]:
    graphs = store.graph_names(source)
    changes = [Change(graph, DELETE, "not in the graph") for graph in sorted(state.graphs - set(graphs))]
    # entities before documents, so that what a new document names is described at any moment
    for number, graph in enumerate(sorted(graphs, key=lambda graph: (graph != base + v.ENTITIES_GRAPH, graph)), 1):
        changes.append(_compare(graph, _content(source, graph), state, everything))
        step("comparing", number, len(graphs))
    return changes


def plan(source: Store, target: GraphStore | str, everything: bool = False, step: Step = _silent) -> list[Change]:
    """Return what `publish` would do with each named graph, in that order, without doing it."""
    target, base = _target(target), _base(source)
    return _plan(source, read_state(target, base), base, everything, step)


def publish(source: Store, target: GraphStore | str, everything: bool = False, step: Step = _silent) -> list[Change]:
    """Make a server hold exactly the named graphs of a store, and return what was done with each.

    `target` is the Graph Store of the server, or its address. Graphs of other bases, or that others put there, are
    left alone. With `everything`, unchanged graphs are sent too. Raise EndpointError where the server breaks off,
    saying what was done; the same call again does the rest.
    """
    target, base = _target(target), _base(source)
    before = read_state(target, base)
    changes = _plan(source, before, base, everything, step)
    todo = [change for change in changes if change.action != KEEP]
    if not todo:
        return changes
    done: list[Change] = []
    try:
        for change in _apply(source, target, base, changes, before):
            done.append(change)
            step("publishing", len(done), len(todo))
    except QueryError as error:
        mark = "" if str(error).endswith("?") else ";"
        raise EndpointError(f"{error}{mark} {_told(done, todo)}") from error
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(f"interrupted; {_told(done, todo)}") from stop
    return changes


def _apply(source: Store, target: GraphStore, base: str, changes: list[Change], before: State) -> Iterator[Change]:
    """Do what is planned, yield each change when it is done, and leave the server's statement of it right."""
    kept = {change.graph: change.hash for change in changes if change.action == KEEP}
    begun = State(before.graphs | {change.graph for change in changes}, kept)
    target.put(_state_graph(base), _bytes(_triples(begun, base)))
    for change in changes:
        if change.action == DELETE:
            target.delete(change.graph)
            yield change
        elif change.action == SEND:
            target.put(change.graph, _content(source, change.graph))
            target.add(_state_graph(base), _bytes([_hash_triple(change.graph, change.hash)]))
            yield change
    hashes = {change.graph: change.hash for change in changes if change.action != DELETE}
    if read_state(target, base) != State(begun.graphs, hashes):
        raise EndpointError(
            f"{target.server.url}: the server does not give back what it was sent; "
            "is someone else publishing to it, or does it cut answers?"
        )
    if begun.graphs != hashes.keys():
        target.put(_state_graph(base), _bytes(_triples(State(frozenset(hashes), hashes), base)))


def _told(done: list[Change], todo: list[Change]) -> str:
    """Return what was done before it broke off, and where."""
    if not done:
        return "nothing was sent"
    parts = []
    for action, word in ((DELETE, "deleted"), (SEND, "sent")):
        names = [change.name for change in done if change.action == action]
        rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        if names:
            of = sum(change.action == action for change in todo)
            parts.append(f"{word} {len(names)} of {of} graphs ({', '.join(names[:_SHOWN])}{rest})")
    where = f"; broke off at {todo[len(done)].name}" if len(done) < len(todo) else ""
    return f"{', '.join(parts)}{where}; run the same again to do the rest"
