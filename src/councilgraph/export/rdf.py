"""RDF for triple stores and for other people's programs: TriG, N-Quads, Turtle and JSON-LD."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO, ClassVar

from pyoxigraph import Quad

from councilgraph.analysis.filters import STANDINGS, Filters
from councilgraph.errors import OutputError
from councilgraph.export.selection import Selection
from councilgraph.export.view import Format, View
from councilgraph.graph import jsonld, store
from councilgraph.graph.assembly import sort_key


class RDF(Format):
    """The dataset with its graphs, statements, sentences and facts, sorted; written as a stream."""

    standings = STANDINGS
    file: ClassVar[str]

    def files(self, view: View) -> dict[str, bytes]:
        """Return the one file of the format."""
        content = io.BytesIO()
        self._serialise(view, content)
        return {self.file: content.getvalue()}

    def write(self, view: View, folder: Path) -> list[Path]:
        """Write the file without holding it in memory; one that is there already is replaced when all went well."""
        path, part = folder / self.file, folder / f"{self.file}.part"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                self._serialise(view, file)
            part.replace(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror}); name another folder") from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return [path]

    def _serialise(self, view: View, file: IO[bytes]) -> None:
        store.serialise(_quads(view), file, self.file.rpartition(".")[2])


class TriG(RDF):
    """One block for each named graph."""

    name = "trig"
    description = "TriG: RDF with a named graph for each document"
    file = "graph.trig"


class NQuads(RDF):
    """One statement a line."""

    name = "nquads"
    description = "N-Quads: RDF, one statement a line, for bulk loaders"
    file = "graph.nq"


class Turtle(RDF):
    """The graphs flattened into one, each triple once."""

    name = "turtle"
    description = "Turtle: RDF flattened into one graph, for simple tools"
    file = "graph.ttl"

    def _serialise(self, view: View, file: IO[bytes]) -> None:
        if view.filters == Filters():
            triples = store.flat_triples(view.dataset.store)
        else:
            triples = iter(sorted({quad.triple for quad in Selection(view).quads()}, key=sort_key))
        store.serialise(triples, file, "ttl")


class JSONLD(RDF):
    """Named graphs with the short names of the shipped context."""

    name = "jsonld"
    description = "JSON-LD: RDF with short names, for programs that read JSON"
    file = "graph.jsonld"

    def _serialise(self, view: View, file: IO[bytes]) -> None:
        jsonld.write(_quads(view), file)


def _quads(view: View) -> Iterable[Quad]:
    if view.filters == Filters():
        return store.dataset_quads(view.dataset.store)
    return Selection(view).quads()
