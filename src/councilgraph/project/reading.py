"""From files to documents with what the rules found in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from councilgraph import documents, evaluation, rules
from councilgraph.documents import File
from councilgraph.errors import CouncilgraphError, DocumentError
from councilgraph.evaluation import Evaluation, Unit
from councilgraph.models import Document, Extraction
from councilgraph.project.options import Notes, Options, Step, silent
from councilgraph.project.shelf import Shelf

if TYPE_CHECKING:
    from councilgraph.extraction import Extractor

_Made = TypeVar("_Made")


def extract(
    paths: Sequence[Path], options: Options, notes: Notes, step: Step = silent, shelf: Shelf | None = None
) -> Iterator[tuple[Document, Extraction]]:
    """Yield each readable document with what the rules found in it, sorted by document id.

    What the shelf has of a file of the same name and content is taken from there and counted in the notes. What cannot
    be read is put into the notes. Raise DocumentError where nothing can be read.
    """
    extractor = _Extractor(options)
    for document, extraction in _each(
        paths, options, notes, step, lambda file: _read(file, extractor, options, notes, shelf)
    ):
        notes.warnings.extend(document.warnings)
        yield document, extraction


def read(paths: Sequence[Path], options: Options, notes: Notes, step: Step = silent) -> Iterator[Document]:
    """Yield each readable document without looking for anything in it; what else happens is as in `extract`."""
    for document in _each(paths, options, notes, step, lambda file: documents.read(file, max_size=options.max_size)):
        notes.warnings.extend(document.warnings)
        yield document


def _each(
    paths: Sequence[Path], options: Options, notes: Notes, step: Step, make: Callable[[File], _Made]
) -> Iterator[_Made]:
    errors: list[DocumentError] = []
    files = documents.find(paths, problems=errors)
    done = 0
    for number, file in enumerate(files, 1):
        try:
            made = make(file)
        except DocumentError as error:
            errors.append(error)
        else:
            done += 1
            yield made
        step("reading", number, len(files))
    notes.unread.extend(str(error) for error in errors)
    if not done:
        raise DocumentError("; ".join(notes.unread) or "nothing to read")


class _Extractor:
    """An extractor that is made when the first document needs it: the libraries behind it take a second to load."""

    def __init__(self, options: Options) -> None:
        self._rules = rules.load(options.rules)

    def __call__(self, document: Document) -> Extraction:
        return self._made.extract(document)

    @cached_property
    def _made(self) -> Extractor:
        from councilgraph.extraction import Extractor

        return Extractor(self._rules)


def _read(
    file: File, extractor: _Extractor, options: Options, notes: Notes, shelf: Shelf | None
) -> tuple[Document, Extraction]:
    data = documents.load(file, options.max_size)
    kept = shelf.get(file.id, file.name, hashlib.sha256(data).hexdigest()) if shelf else None
    if kept:
        notes.reused += 1
        return kept
    document = documents.parse(data, file.name, shown=str(file), max_size=options.max_size)
    return document, extractor(document)


def annotated(
    annotation: Path, paths: Sequence[Path], options: Options
) -> tuple[dict[str, list[Unit]], list[tuple[Document, Extraction]]]:
    """Return an annotation, and its documents with what the rules found in them.

    The documents lie in `paths`, or in the folder `documents` in or beside the annotation.
    """
    gold = evaluation.load_annotation(annotation)
    beside = [annotation / "documents", annotation.resolve().parent / "documents"]
    folders = list(paths) or [folder for folder in beside if folder.is_dir()][:1]
    if not folders:
        raise CouncilgraphError(f"{annotation}: has no folder `documents` in or beside it; name the documents")
    found = [
        (document, extraction) for document, extraction in extract(folders, options, Notes()) if document.id in gold
    ]
    missing = sorted(set(gold) - {document.id for document, _ in found})
    if missing:
        raise CouncilgraphError(f"{annotation}: not found among the documents: {', '.join(missing)}")
    return gold, found


def evaluate(annotation: Path, paths: Sequence[Path], options: Options) -> Evaluation:
    """Score the rules against an annotation; where its documents are, see `annotated`."""
    gold, found = annotated(annotation, paths, options)
    return evaluation.evaluate(gold, (extraction for _, extraction in found))
