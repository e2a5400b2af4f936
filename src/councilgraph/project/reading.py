"""From files to documents with what the rules found in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from councilgraph import documents, evaluation, rules
from councilgraph.errors import CouncilgraphError, DocumentError
from councilgraph.evaluation import Evaluation, Unit
from councilgraph.models import Document, Extraction
from councilgraph.project.options import Notes, Options, Step, silent


def extract(
    paths: Sequence[Path], options: Options, notes: Notes, step: Step = silent
) -> Iterator[tuple[Document, Extraction]]:
    """Yield each readable document with what the rules found in it, sorted by document id.

    What cannot be read is put into the notes. Raise DocumentError where nothing can be read.
    """
    from councilgraph.extraction import Extractor

    extractor = Extractor(rules.load(options.rules))
    errors: list[DocumentError] = []
    files = documents.find(paths, problems=errors, max_size=options.max_size)
    done = 0
    for number, file in enumerate(files, 1):
        try:
            document = documents.read(file, max_size=options.max_size)
        except DocumentError as error:
            errors.append(error)
        else:
            done += 1
            notes.warnings.extend(document.warnings)
            yield document, extractor.extract(document)
        step("reading", number, len(files))
    notes.unread.extend(str(error) for error in errors)
    if not done:
        raise DocumentError("; ".join(notes.unread) or "nothing to read")


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
