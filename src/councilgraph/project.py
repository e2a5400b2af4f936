"""The order of the stages: documents, extraction, resolution, graph, files.

This is the only module that knows it. `build` works in a folder beside its results and puts them in place
only when all of them are whole, so that a failed or interrupted run leaves the previous output as it was.
"""

from __future__ import annotations

import contextlib
import csv
import importlib.metadata
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from councilgraph import calibration, documents, evaluation, identity, rules, serialise
from councilgraph.documents import MAX_SIZE
from councilgraph.errors import CouncilgraphError, DocumentError, OutputError
from councilgraph.evaluation import Evaluation
from councilgraph.identity import Decisions, Resolution, Summary
from councilgraph.models import Document, Extraction
from councilgraph.vocabulary import DEFAULT_BASE, Minter

Step = Callable[[str, int, int], None]
_STAGING = ".building"
_EXTRACTIONS = "extractions"


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may be told: own rules, decisions, base of IRIs, limits in bytes, whether to validate."""

    rules: Path | None = None
    decisions: Path | None = None
    base: str | None = None
    max_size: int = MAX_SIZE
    strict: bool = False
    validate: bool = True


@dataclass(slots=True)
class Notes:
    """What a user should know, a line each: files that could not be read, and what is doubtful in the others."""

    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What a build did, in numbers, and its notes."""

    documents: int = 0
    entities: int = 0
    assertions: int = 0
    quads: int = 0
    notes: Notes = field(default_factory=Notes)


def _silent(label: str, done: int, total: int) -> None:
    pass


def extract(
    paths: Sequence[Path], options: Options, notes: Notes, step: Step = _silent
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


def evaluate(annotation: Path, paths: Sequence[Path], options: Options) -> Evaluation:
    """Score the rules against an annotation; its documents lie in `paths`, or in `documents` in or beside it."""
    gold = evaluation.load_annotation(annotation)
    beside = [annotation / "documents", annotation.resolve().parent / "documents"]
    folders = list(paths) or [folder for folder in beside if folder.is_dir()][:1]
    if not folders:
        raise CouncilgraphError(f"{annotation}: has no folder `documents` in or beside it; name the documents")
    found = [extraction for document, extraction in extract(folders, options, Notes()) if document.id in gold]
    missing = sorted(set(gold) - {extraction.document for extraction in found})
    if missing:
        raise CouncilgraphError(f"{annotation}: not found among the documents: {', '.join(missing)}")
    return evaluation.evaluate(gold, found)


def write_jsonl(rows: Iterable[tuple[Document, Extraction]], out: TextIO) -> int:
    """Write one JSON object a document (the form that the scoring of annotations reads) and return their number."""
    count = 0
    for document, extraction in rows:
        json.dump(_record(document, extraction), out, ensure_ascii=False)
        out.write("\n")
        count += 1
    return count


def _record(document: Document, extraction: Extraction) -> dict[str, object]:
    text, mentions = document.text, extraction.mentions
    return {
        "document": document.id,
        "source": document.source.name,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "council": document.council,
        "mentions": [
            {
                "start": m.start,
                "end": m.end,
                "text": text[m.start : m.end],
                "type": m.type,
                "entity": m.entity,
                "name": m.name,
                "register": m.register,
                "rule": m.rule,
            }
            for m in mentions
        ],
        "relations": [
            {
                "subject": r.subject,
                "predicate": r.predicate,
                "object": r.object,
                "status": r.status,
                "ended": r.ended,
                "attributed_to": r.attributed_to,
                "rule": r.rule,
                "confidence": round(calibration.confidence((r.rule,), r.predicate)[0], 3),
                "start": r.start,
                "end": r.end,
                "trigger_start": r.trigger_start,
                "trigger_end": r.trigger_end,
            }
            for r in extraction.relations
        ],
    }


def write_csv(rows: Iterable[tuple[Document, Extraction]], out: TextIO) -> int:
    """Write one line a relation, with both ends and their offsets, and return the number of documents."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["document", "subject", "subject_type", "predicate", "object", "object_type", "status", "rule", "start", "end"]
    )
    count = 0
    for document, extraction in rows:
        count += 1
        for r in extraction.relations:
            a, b = extraction.mentions[r.subject], extraction.mentions[r.object]
            writer.writerow(
                [document.id, a.text, a.type, r.predicate, b.text, b.type, r.status, r.rule, r.start, r.end]
            )
    return count


def build(paths: Sequence[Path], output: Path, options: Options, step: Step = _silent) -> Report:
    """Make the graph of exactly these documents in `output`; raise where nothing can be read or written.

    Everything is made in a folder of its own inside `output` and put in place at the end.
    """
    decisions = identity.decisions.load(options.decisions)
    report = Report()
    with _staging(output) as staging:
        summaries = _read(paths, staging, options, report, step)
        resolution = identity.link(summaries, decisions, Minter(options.base or DEFAULT_BASE))
        report.notes.warnings.extend(resolution.problems)
        _assemble(staging, summaries, resolution, decisions, options, report, step)
        _write(staging, summaries, options, report)
        _publish(staging, output)
    return report


@contextlib.contextmanager
def _staging(output: Path) -> Iterator[Path]:
    staging = output / _STAGING
    try:
        output.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        (staging / _EXTRACTIONS).mkdir(parents=True)
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror}); choose another folder with --output"
        ) from error
    try:
        yield staging
    except OSError as error:
        raise OutputError(f"{output}: writing failed ({error.strerror}); the previous output is untouched") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _read(paths: Sequence[Path], staging: Path, options: Options, report: Report, step: Step) -> list[Summary]:
    summaries = []
    for document, extraction in extract(paths, options, report.notes, step):
        path = staging / _EXTRACTIONS / f"{document.id}.json"
        path.write_text(f"{serialise.dumps(document)}\n{serialise.dumps(extraction)}\n", encoding="utf-8")
        summaries.append(identity.summarise(document, extraction))
    report.documents = len(summaries)
    return summaries


def load(folder: Path, document: str) -> tuple[Document, Extraction]:
    """Return a document of a built graph, as it was read, and what the rules found in it."""
    first, second = (folder / _EXTRACTIONS / f"{document}.json").read_text(encoding="utf-8").splitlines()
    return serialise.document(first), serialise.extraction(second)


def _assemble(
    staging: Path,
    summaries: Sequence[Summary],
    resolution: Resolution,
    decisions: Decisions,
    options: Options,
    report: Report,
    step: Step,
) -> None:
    from councilgraph.graph import assembly, store

    mint = Minter(options.base or DEFAULT_BASE)
    made = store.create(staging)
    named = assembly.by_document(resolution.entities)
    for number, summary in enumerate(summaries, 1):
        document, extraction = load(staging, summary.document)
        stated = identity.state(
            document, extraction, resolution.iris.get(document.id, {}), decisions, calibration.confidence, mint
        )
        report.assertions += len(stated.assertions)
        report.notes.warnings.extend(stated.problems)
        store.bulk_load(made, assembly.document_quads(document, stated.assertions, named.get(document.id, {}), mint))
        step("assembling", number, len(summaries))
    store.bulk_load(made, assembly.entity_quads(resolution.entities, resolution.events, mint))
    report.entities = len(resolution.entities)
    report.quads = store.quad_count(made)
    made.flush()


def _write(staging: Path, summaries: Sequence[Summary], options: Options, report: Report) -> None:
    from councilgraph import export
    from councilgraph.analysis import dataset, summary
    from councilgraph.graph import store, validation

    made = store.open_store(staging)
    for format_ in ("trig", "ttl"):
        store.write(made, staging / f"graph.{format_}", format_)
    whole = dataset.load(made)
    export.write_all(whole, staging)
    (staging / "summary.md").write_text(summary.summary(whole), encoding="utf-8")
    if options.validate:
        found = validation.validate(made)
        report.notes.warnings.extend(f"not valid: {p.node}: {p.message}" for p in found.problems)
    manifest = {
        "councilgraph": importlib.metadata.version("councilgraph"),
        "rules": rules.load(options.rules).hash,
        "base": options.base or DEFAULT_BASE,
        "documents": {summary.document: _hash(staging, summary.document) for summary in summaries},
        "counts": {
            "documents": report.documents,
            "entities": report.entities,
            "assertions": report.assertions,
            "quads": report.quads,
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (staging / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _hash(staging: Path, document: str) -> str:
    return load(staging, document)[0].source.sha256


def _publish(staging: Path, output: Path) -> None:
    """Put what was made in the place of what was there; the manifest comes last."""
    for made in sorted(staging.iterdir(), key=lambda path: (path.name == "manifest.json", path.name)):
        target = output / made.name
        if target.is_dir():
            old = staging / f"{made.name}.old"
            target.replace(old)
        made.replace(target)
