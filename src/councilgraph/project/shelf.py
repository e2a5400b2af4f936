"""Keeps what was read in each document, so that a later run reads only what changed.

One file a document: what it was read by, the document and the extraction, each a line of JSON.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from councilgraph import serialise
from councilgraph.errors import GraphError
from councilgraph.models import Document, Extraction

EXTRACTIONS = "extractions"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The extractions of an output folder; `reader` is the fingerprint by which documents are read now."""

    folder: Path
    reader: str

    def put(self, document: Document, extraction: Extraction) -> None:
        """Keep what was read in a document, in the place of what was kept of it before."""
        key = json.dumps({"reader": self.reader})
        path = self._path(document.id)
        # the file that is there may be shared with another output folder: it is replaced, never written into
        path.unlink(missing_ok=True)
        path.write_text(
            f"{key}\n{serialise.dumps(document)}\n{serialise.dumps(extraction)}\n", encoding="utf-8", newline="\n"
        )

    def get(self, document: str, name: str, sha256: str) -> tuple[Document, Extraction] | None:
        """Return what was read, by the same reader, in a file of this name and content; None where that is not kept."""
        try:
            with self._path(document).open(encoding="utf-8") as file:
                if json.loads(file.readline())["reader"] != self.reader:
                    return None
                found = serialise.document(file.readline())
                if (found.source.name, found.source.sha256) == (name, sha256):
                    return found, serialise.extraction(file.readline())
        except (OSError, ValueError, KeyError, TypeError):
            # not there, or in the form of another version: to be read anew
            return None
        return None

    def documents(self) -> Iterator[str]:
        """Yield the ids of the documents kept, sorted."""
        yield from sorted(path.stem for path in (self.folder / EXTRACTIONS).glob("*.json"))

    def remove(self, document: str) -> None:
        """Forget a document."""
        self._path(document).unlink()

    def lend(self, document: str, other: Shelf) -> None:
        """Put a document's file on another shelf as it is."""
        source, target = self._path(document), other._path(document)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)

    def _path(self, document: str) -> Path:
        return self.folder / EXTRACTIONS / f"{document}.json"


def load(folder: Path, document: str) -> tuple[Document, Extraction]:
    """Return a document of a built graph, as it was read, and what the rules found in it.

    Raise GraphError where the folder does not have it, or has it in the form of another version.
    """
    path = folder / EXTRACTIONS / f"{document}.json"
    try:
        with path.open(encoding="utf-8") as file:
            file.readline()
            return serialise.document(file.readline()), serialise.extraction(file.readline())
    except (OSError, ValueError) as error:
        raise GraphError(f"{path}: cannot be read as this version wrote it; build the graph again") from error
