"""Files of RDF made of blocks, one for each named graph, so that a block that has not changed is copied as it is.

graph.trig holds a block for each graph, in the order of their IRIs. graph.ttl, the flattened form, holds what each
document's graph says of nodes that are its own (assertions, sentences, facts), and last, merged over all graphs, what
is said of entities. Both are streamed: no more than one document's graph is in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, BinaryIO, Final, Self, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from councilgraph import vocabulary as v
from councilgraph.graph.assembly import sort_key
from councilgraph.graph.store import FORMATS, PREFIXES, subjects

_SAMPLE: Final = Triple(NamedNode(v.RDF_TYPE), NamedNode(v.RDF_TYPE), NamedNode(v.RDF_TYPE))
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Block:
    """What one graph is in a file: its length in bytes and its SHA-256."""

    size: int
    sha256: str


def prefixes(format_: RdfFormat) -> bytes:
    """Return the lines that declare the prefixes, as the serialiser writes them before anything else."""
    written = serialize([_SAMPLE], format=format_, prefixes=PREFIXES) or b""
    return b"".join(line for line in written.splitlines(keepends=True) if line.startswith(b"@prefix"))


class _Counted:
    """Passes on what a serialiser writes, without its prefixes, and keeps account of it."""

    def __init__(self, file: BinaryIO, skip: int) -> None:
        self._file, self._skip = file, skip
        self._digest, self._size = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        kept = data[self._skip :]
        self._skip -= len(data) - len(kept)
        self._digest.update(kept)
        self._size += len(kept)
        self._file.write(kept)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    @property
    def block(self) -> Block:
        return Block(self._size, self._digest.hexdigest())


class Writer:
    """Writes a file block by block."""

    def __init__(self, path: Path, format_: str) -> None:
        self._format = FORMATS[format_]
        self._prefixes = prefixes(self._format)
        self._file = path.open("wb")
        self._file.write(self._prefixes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: Iterable[Quad] | Iterable[Triple]) -> Block:
        """Write one graph's quads (or triples) as the next block."""
        out = _Counted(self._file, len(self._prefixes))
        serialize(content, cast(IO[bytes], out), self._format, prefixes=PREFIXES)
        return out.block

    def copy(self, content: Iterable[bytes]) -> None:
        """Write a block that another file holds."""
        for piece in content:
            self._file.write(piece)


class Reader:
    """Gives the blocks of a file that a `Writer` wrote; `blocks` are those of its graphs, in the file's order."""

    def __init__(self, path: Path, format_: str, blocks: Mapping[str, Block]) -> None:
        self._path = path
        self._blocks = blocks
        self._places: dict[str, int] = {}
        place = len(prefixes(FORMATS[format_]))
        for graph, block in blocks.items():
            self._places[graph] = place
            place += block.size

    def holds(self, graph: str) -> bool:
        """Tell whether the file still has the block as it was written."""
        try:
            digest = hashlib.sha256()
            for piece in self.read(graph):
                digest.update(piece)
        except (OSError, KeyError):
            return False
        return digest.hexdigest() == self._blocks[graph].sha256

    def read(self, graph: str) -> Iterator[bytes]:
        """Yield the bytes of one graph's block; raise KeyError where there is none."""
        place, size = self._places[graph], self._blocks[graph].size
        with self._path.open("rb") as file:
            file.seek(place)
            while size and (piece := file.read(min(size, _PIECE))):
                size -= len(piece)
                yield piece


def own_triples(quads: Iterable[Quad], entities: Mapping[str, object]) -> Iterator[Triple]:
    """Yield what a document's graph says of nodes other than entities: its block of the flattened file."""
    for quad in quads:
        if not (isinstance(quad.subject, NamedNode) and quad.subject.value in entities):
            yield quad.triple


def entity_triples(store: Store, entities_graph: str) -> Iterator[Triple]:
    """Yield what all graphs together say of each node that the entities' graph describes, each triple once."""
    for subject in subjects(store, entities_graph):
        about = store.quads_for_pattern(NamedNode(subject), None, None)
        yield from (triple for triple, _ in groupby(sorted((quad.triple for quad in about), key=sort_key)))
