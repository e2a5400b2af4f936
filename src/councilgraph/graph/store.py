"""The embedded store on disk (Oxigraph): named graphs in and out, and the files written from it.

Everything written is sorted, without the store's own order showing, so that equal graphs give equal bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import IO, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from councilgraph import vocabulary as v
from councilgraph.errors import GraphError
from councilgraph.graph.assembly import sort_key

FORMATS: Final = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
}
STORE_FOLDER: Final = "store"
_USED: Final = ("cg", "dcterms", "oa", "org", "prov", "rdf", "rdfs", "skos", "xsd")
PREFIXES: Final = {name: v.PREFIXES[name] for name in _USED}


def create(folder: Path) -> Store:
    """Open the store of an output folder for writing, making it where there is none."""
    path = folder / STORE_FOLDER
    try:
        path.mkdir(parents=True, exist_ok=True)
        return Store(str(path))
    except OSError as error:
        raise GraphError(f"{path}: the store cannot be opened for writing ({_reason(error)})") from error


def open_store(folder: Path) -> Store:
    """Open the store of an output folder for reading only; raise GraphError where there is none."""
    path = folder / STORE_FOLDER
    if not (path / "CURRENT").is_file():
        raise GraphError(f"{folder}: no graph here; build one with `councilgraph build PATH --output {folder}`")
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise GraphError(f"{path}: the store cannot be read ({_reason(error)}); build it again") from error


def copy(folder: Path, target: Path) -> Store | None:
    """Open for writing a copy, in another output folder, of an output folder's store; None where there is none whole.

    The files of the database are shared until either side changes (hard links), so that it takes no time, and
    who reads the first store is not disturbed.
    """
    try:
        store = Store.read_only(str(folder / STORE_FOLDER))
        store.backup(str(target / STORE_FOLDER))
        return Store(str(target / STORE_FOLDER))
    except OSError:
        shutil.rmtree(target / STORE_FOLDER, ignore_errors=True)
        return None


def _reason(error: OSError) -> str:
    return (str(error).splitlines() or ["no reason given"])[0]


def graph_names(store: Store) -> list[str]:
    """Return the IRIs of the store's named graphs, sorted."""
    return sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))


def subjects(store: Store, graph: str | None) -> list[str]:
    """Return the IRIs of which one named graph (or any, where None) says something, sorted."""
    quads = store.quads_for_pattern(None, None, None, NamedNode(graph) if graph else None)
    nodes = (quad.subject for quad in quads)
    return sorted({node.value for node in nodes if isinstance(node, NamedNode)})


def graph_quads(store: Store, graph: str) -> Iterator[Quad]:
    """Yield the quads of one named graph, sorted, holding no more than its subjects in memory."""
    name = NamedNode(graph)
    for subject in subjects(store, graph):
        yield from sorted(store.quads_for_pattern(NamedNode(subject), None, None, name), key=sort_key)


def dataset_quads(store: Store) -> Iterator[Quad]:
    """Yield every quad of the store, sorted by graph."""
    return chain.from_iterable(graph_quads(store, graph) for graph in graph_names(store))


def flat_triples(store: Store) -> Iterator[Triple]:
    """Yield every triple of the union of all graphs once, sorted."""
    for subject in subjects(store, None):
        about = store.quads_for_pattern(NamedNode(subject), None, None)
        ordered = sorted((quad.triple for quad in about), key=sort_key)
        yield from (triple for triple, _ in groupby(ordered))


def write(store: Store, path: Path, format_: str) -> None:
    """Write the store to a file as `trig` or `nq` (with graphs) or `ttl` (flattened, without)."""
    with path.open("wb") as file:
        serialise(flat_triples(store) if format_ == "ttl" else dataset_quads(store), file, format_)


def serialise(content: Iterable[Quad] | Iterable[Triple], file: IO[bytes], format_: str) -> None:
    """Write quads (as `trig` or `nq`) or triples (as `ttl`) in the order in which they come."""
    serialize(content, file, FORMATS[format_], prefixes=PREFIXES)


def quad_count(store: Store) -> int:
    """Return the number of quads in named graphs; the default graph of a built store is empty."""
    return len(store) - sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
