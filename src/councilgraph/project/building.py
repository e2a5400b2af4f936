"""The order of the stages, for a whole graph and for a change to one.

A run works in a folder beside the results and puts its own in place only when all of them are whole, so that a failed
or interrupted run leaves the previous results as they were. Whatever a run starts from, it ends with the files that
`build` makes of the same documents.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from councilgraph import identity, rules
from councilgraph.errors import GraphError
from councilgraph.identity import Resolution, Summary
from councilgraph.models import Document, Extraction
from councilgraph.project import fingerprint, manifest
from councilgraph.project.assembling import Assembled, assemble
from councilgraph.project.job import Held, Job, decisions_hash
from councilgraph.project.manifest import Manifest
from councilgraph.project.options import Options, Report, Step, silent
from councilgraph.project.reading import extract
from councilgraph.project.shelf import load
from councilgraph.project.staging import publish, staging
from councilgraph.vocabulary import Minter


def build(paths: Sequence[Path], output: Path, options: Options, step: Step = silent) -> Report:
    """Make the graph of exactly these documents in `output`; raise where nothing can be read or written.

    What an earlier run read in a file of the same name and content, by the same rules, is not read again.
    """
    rule_set = rules.load(options.rules)
    with _job(output, options, step, rule_set.hash, fingerprint.reading(rule_set)) as job:
        gathered = _Gathered()
        for document, extraction in extract(paths, options, job.report.notes, step, job.before):
            job.keep(document, extraction)
            gathered.take(document, extraction)
        _finish(job, gathered)
        return job.report


def add(paths: Sequence[Path], output: Path, options: Options, step: Step = silent) -> Report:
    """Add documents to the graph in `output`, or put them in the place of those of the same id.

    Raise GraphError where there is no graph, where its documents were read by other rules than `options` name, or
    where decisions were replayed on it and `options` name none.
    """
    earlier, rule_set = manifest.require(output), rules.load(options.rules)
    reader = fingerprint.reading(rule_set)
    if earlier.reader != reader:
        raise GraphError(
            f"{output}: its documents were read by other rules or by another version; give the same --rules, "
            "or build the whole graph again"
        )
    with _job(output, _changing(options, earlier, output), step, rule_set.hash, reader) as job:
        _lend(job, earlier.documents)
        for document, extraction in extract(paths, options, job.report.notes, step, job.before):
            job.keep(document, extraction)
        _finish(job, _recall(job))
        return job.report


def remove(documents: Sequence[str], output: Path, options: Options, step: Step = silent) -> Report:
    """Remove documents (by loose names) from the graph in `output`.

    Raise NamingError for a name that does not mean one document, and GraphError where no document would be left or
    where decisions were replayed on the graph and `options` name none.
    """
    from councilgraph.graph import names, store
    from councilgraph.graph.sources import Embedded

    earlier = manifest.require(output)
    source = Embedded(store.open_store(output))
    gone = {names.document(source, text).id for text in documents}
    if gone >= set(earlier.documents):
        raise GraphError(f"{output}: no document would be left; delete the folder, or build another graph in it")
    with _job(output, _changing(options, earlier, output), step, earlier.rules, earlier.reader) as job:
        job.report.removed.extend(sorted(gone))
        _lend(job, set(earlier.documents) - gone)
        _finish(job, _recall(job))
        return job.report


@contextlib.contextmanager
def _job(output: Path, options: Options, step: Step, rule_hash: str, reader: str) -> Iterator[Job]:
    decisions = identity.decisions.load(options.decisions)
    mint = Minter() if options.base is None else Minter(options.base)
    with staging(output) as made:
        yield Job(output, made, options, decisions, manifest.read(output), rule_hash, reader, mint, step)


def _changing(options: Options, earlier: Manifest, output: Path) -> Options:
    """Return the options under which a graph is changed: as it was built."""
    if earlier.decisions and options.decisions is None:
        raise GraphError(f"{output}: was built with decisions; name their file with --decisions")
    return replace(options, base=earlier.base)


def _lend(job: Job, documents: Iterable[str]) -> None:
    for document in sorted(documents):
        job.before.lend(document, job.shelf)


class _Gathered:
    """What the stages after reading need of all documents together."""

    def __init__(self) -> None:
        self.summaries: list[Summary] = []
        self.held: list[Held] = []

    def take(self, document: Document, extraction: Extraction) -> None:
        self.summaries.append(identity.summarise(document, extraction))
        self.held.append(Held.of(document))


def _recall(job: Job) -> _Gathered:
    """Gather from the shelf."""
    gathered, documents = _Gathered(), list(job.shelf.documents())
    for number, id_ in enumerate(documents, 1):
        gathered.take(*load(job.made, id_))
        job.step("recalling", number, len(documents))
    return gathered


def _finish(job: Job, gathered: _Gathered) -> None:
    """Do all that follows reading, and put the results in place."""
    resolution = _resolve(job, gathered)
    job.report.entities = len(resolution.entities)
    made = assemble(job, gathered.held, resolution)
    del resolution
    job.report.documents = len(gathered.held)
    job.report.assertions = sum(part.statements for part in made.parts.values())
    job.report.quads = sum(part.quads for part in made.parts.values())
    job.report.graphs = len(made.changed)
    _export(job)
    if job.options.validate:
        _validate(job, made)
    files = sorted(path.name for path in job.made.iterdir() if path.is_file())
    manifest.write(_manifest(job, gathered.held, made, files), job.made)
    publish(job.made, job.output, set(job.earlier.files if job.earlier else ()) - set(files))


def _resolve(job: Job, gathered: _Gathered) -> Resolution:
    job.step("resolving", 0, 1)
    resolution = identity.link(gathered.summaries, job.decisions, job.mint, candidates=False)
    # they are the greater part of what a run has in memory
    gathered.summaries.clear()
    job.report.notes.warnings.extend(resolution.problems)
    job.step("resolving", 1, 1)
    return resolution


def _export(job: Job) -> None:
    from councilgraph import export
    from councilgraph.analysis import dataset, summary
    from councilgraph.graph import store

    job.step("writing", 0, 1)
    whole = dataset.load(store.open_store(job.made))
    export.write_all(whole, job.made)
    if export.left_out(whole):
        job.report.notes.warnings.append(
            f"{len(whole.nodes)} entities are too many for explorer.html, graph.graphml and graph.gexf, which show up "
            f"to {export.LARGEST}; `councilgraph export explorer --council NAME` writes a part"
        )
    (job.made / "summary.md").write_text(summary.summary(whole), encoding="utf-8", newline="\n")
    job.step("writing", 1, 1)


def _validate(job: Job, made: Assembled) -> None:
    """Hold to the shapes and rules what this run has changed."""
    from councilgraph.graph import store, validation

    entities = job.mint.entities_graph
    graphs = None if made.changed | {entities} == set(made.parts) else {*made.changed, entities}
    found = validation.validate(
        store.open_store(job.made),
        graphs,
        nodes=made.entities,
        step=lambda done, total: job.step("validating", done, total),
    )
    job.report.notes.warnings.extend(f"not valid: {p.node}: {p.message}" for p in found.problems)


def _manifest(job: Job, held: Iterable[Held], made: Assembled, files: Iterable[str]) -> Manifest:
    report = job.report
    return Manifest(
        councilgraph=importlib.metadata.version("councilgraph"),
        rules=job.rules,
        reader=job.reader,
        base=job.mint.base,
        decisions=decisions_hash(job.decisions),
        documents={paper.id: paper.sha256 for paper in held},
        counts={
            "documents": report.documents,
            "entities": report.entities,
            "assertions": report.assertions,
            "quads": report.quads,
        },
        files=tuple(files),
        graphs=made.parts,
    )
