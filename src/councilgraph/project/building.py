"""The order of the stages: documents, extraction, resolution, graph, files.

`build` works in a folder beside its results and puts them in place only when all of them are whole, so that a failed
or interrupted run leaves the previous output as it was.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Sequence
from pathlib import Path

from councilgraph import calibration, identity, rules, serialise
from councilgraph.identity import Decisions, Resolution, Summary
from councilgraph.models import Document, Extraction
from councilgraph.project.options import Options, Report, Step, silent
from councilgraph.project.reading import extract
from councilgraph.project.staging import EXTRACTIONS, publish, staging
from councilgraph.vocabulary import DEFAULT_BASE, Minter


def build(paths: Sequence[Path], output: Path, options: Options, step: Step = silent) -> Report:
    """Make the graph of exactly these documents in `output`; raise where nothing can be read or written.

    Everything is made in a folder of its own inside `output` and put in place at the end.
    """
    decisions = identity.decisions.load(options.decisions)
    report = Report()
    with staging(output) as made:
        summaries = _read(paths, made, options, report, step)
        resolution = identity.link(summaries, decisions, Minter(options.base or DEFAULT_BASE))
        report.notes.warnings.extend(resolution.problems)
        _assemble(made, summaries, resolution, decisions, options, report, step)
        _write(made, summaries, options, report)
        publish(made, output)
    return report


def _read(paths: Sequence[Path], staging: Path, options: Options, report: Report, step: Step) -> list[Summary]:
    summaries = []
    for document, extraction in extract(paths, options, report.notes, step):
        path = staging / EXTRACTIONS / f"{document.id}.json"
        path.write_text(f"{serialise.dumps(document)}\n{serialise.dumps(extraction)}\n", encoding="utf-8")
        summaries.append(identity.summarise(document, extraction))
    report.documents = len(summaries)
    return summaries


def load(folder: Path, document: str) -> tuple[Document, Extraction]:
    """Return a document of a built graph, as it was read, and what the rules found in it."""
    first, second = (folder / EXTRACTIONS / f"{document}.json").read_text(encoding="utf-8").splitlines()
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
