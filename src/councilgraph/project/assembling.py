"""From resolved entities to the store, graph.trig and graph.ttl, making anew only the named graphs that change.

All that decides a document's graph is put into one key: what was read in the document, the nodes that its entities
have become, the decisions on its links. Where the key is that of the run before, the graph's blocks are copied and
the store keeps its quads.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Quad

from councilgraph import calibration, identity
from councilgraph.graph import assembly, blocks, store
from councilgraph.graph.blocks import Block, Reader, Writer
from councilgraph.graph.loading import Fill, Loading, Patch
from councilgraph.identity import Resolution
from councilgraph.models import Entity
from councilgraph.project import fingerprint
from councilgraph.project.job import Held, Job
from councilgraph.project.manifest import Part
from councilgraph.project.shelf import load


@dataclass(slots=True)
class Assembled:
    """The named graphs of a run by IRI.

    `changed` are the documents' graphs that are not as they were before the run, `entities` the nodes of the entities'
    graph that are not.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What the graphs are made of: documents, and the entities that each names, by IRI of the document's graph."""

    job: Job
    resolution: Resolution
    papers: Mapping[str, Held]
    entities: Mapping[str, Mapping[str, Entity]]
    keys: Mapping[str, str]


def assemble(job: Job, held: Iterable[Held], resolution: Resolution) -> Assembled:
    """Make the store, graph.trig and graph.ttl of a run."""
    papers = {job.mint.graph(paper.id): paper for paper in held}
    by_document = assembly.by_document(resolution.entities)
    entities = {graph: by_document.get(paper.id, {}) for graph, paper in papers.items()}
    keys = {graph: _key(job, paper, resolution, entities[graph]) for graph, paper in papers.items()}
    corpus = _Corpus(job, resolution, papers, entities, keys)
    kept = _kept(corpus)
    return (_patch(corpus, kept) if kept else None) or _assemble(corpus, {}, {}, Fill(store.create(job.made)))


def _key(job: Job, paper: Held, resolution: Resolution, entities: Mapping[str, Entity]) -> str:
    links = [link for link in (*job.decisions.reject, *job.decisions.confirm) if link.document == paper.id]
    council = assembly.council_index(entities.values()).get(paper.council or "")
    nodes = sorted(resolution.iris.get(paper.id, {}).items())
    parts = [job.reader, fingerprint.assembling(), job.mint.base, paper.sha256, paper.name, council, nodes, repr(links)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _kept(corpus: _Corpus) -> dict[str, Part]:
    """Return the graphs to keep as they are; none where so much changes that to make all anew is quicker.

    A document with decisions on its links is stated anew, so that a decision that meets no sentence is reported.
    """
    decisions, earlier = corpus.job.decisions, corpus.job.earlier
    decided = {link.document for link in (*decisions.reject, *decisions.confirm)}
    kept = {
        graph: part
        for graph, part in (earlier.graphs if earlier else {}).items()
        if corpus.keys.get(graph) == part.key and corpus.papers[graph].id not in decided
    }
    return kept if 2 * len(kept) >= len(corpus.keys) else {}


def _patch(corpus: _Corpus, kept: Mapping[str, Part]) -> Assembled | None:
    """Assemble on a copy of the store; None where files or store are not what the manifest says of them."""
    job, earlier = corpus.job, corpus.job.earlier
    assert earlier is not None
    order, last = sorted(earlier.graphs), job.mint.entities_graph
    trig = {graph: Block(*earlier.graphs[graph].trig) for graph in order}
    ttl = {graph: Block(*earlier.graphs[graph].ttl) for graph in sorted(order, key=lambda graph: graph == last)}
    files = {
        "trig": Reader(job.output / "graph.trig", "trig", trig),
        "ttl": Reader(job.output / "graph.ttl", "ttl", ttl),
    }
    if not all(file.holds(graph) for file in files.values() for graph in kept):
        return None
    copied = store.copy(job.output, job.made)
    if copied is not None:
        made = _assemble(corpus, kept, files, Patch(copied))
        if store.quad_count(copied) == sum(part.quads for part in made.parts.values()):
            return made
        del made, copied
        shutil.rmtree(job.made / store.STORE_FOLDER)
    return None


def _assemble(corpus: _Corpus, kept: Mapping[str, Part], files: Mapping[str, Reader], loading: Loading) -> Assembled:
    job, made, last = corpus.job, Assembled(), corpus.job.mint.entities_graph
    before = job.earlier.graphs if job.earlier else {}
    for gone in sorted(set(before) - {*corpus.papers, last}):
        loading.put(gone, ())
    with Writer(job.made / "graph.trig", "trig") as trig, Writer(job.made / "graph.ttl", "ttl") as ttl:
        for number, graph in enumerate(sorted((*corpus.papers, last)), 1):
            if graph == last:
                made.parts[graph] = _entities(corpus, made, loading, trig)
            elif graph in kept:
                trig.copy(files["trig"].read(graph))
                ttl.copy(files["ttl"].read(graph))
                made.parts[graph] = kept[graph]
            else:
                made.parts[graph] = _document(corpus, graph, made, loading, (trig, ttl))
            job.step("assembling", number, len(corpus.papers) + 1)
        loading.finish()
        flat = ttl.write(blocks.entity_triples(loading.store, last))
    made.parts[last] = replace(made.parts[last], ttl=(flat.size, flat.sha256))
    return made


def _document(corpus: _Corpus, graph: str, made: Assembled, loading: Loading, files: tuple[Writer, Writer]) -> Part:
    """Make the graph of one document anew."""
    job, id_, entities = corpus.job, corpus.papers[graph].id, corpus.entities[graph]
    document, extraction = load(job.made, id_)
    iris = corpus.resolution.iris.get(id_, {})
    stated = identity.state(document, extraction, iris, job.decisions, calibration.confidence, job.mint)
    job.report.notes.warnings.extend(stated.problems)
    quads = list(assembly.document_quads(document, stated.assertions, entities, job.mint))
    trig, ttl = files[0].write(quads), files[1].write(blocks.own_triples(quads, entities))
    before = job.earlier.graphs.get(graph) if job.earlier else None
    same = before is not None and before.trig == (trig.size, trig.sha256)
    if not same:
        made.changed.add(graph)
    if not (same and loading.holds_before):
        loading.put(graph, quads)
    numbers = len(quads), len(stated.assertions)
    return Part(corpus.keys[graph], *numbers, (trig.size, trig.sha256), (ttl.size, ttl.sha256))


def _entities(corpus: _Corpus, made: Assembled, loading: Loading, trig: Writer) -> Part:
    """Make the graph of all entities; its block in graph.ttl needs the whole store and comes at the end."""
    mint, resolution = corpus.job.mint, corpus.resolution

    def quads() -> Iterator[Quad]:
        return assembly.entity_quads(resolution.entities, resolution.events, mint)

    # made twice rather than held: this graph grows with the corpus
    count = 0

    def counted() -> Iterator[Quad]:
        nonlocal count
        for quad in quads():
            count += 1
            yield quad

    block = trig.write(quads())
    made.entities = loading.put_large(mint.entities_graph, counted())
    return Part("", count, 0, (block.size, block.sha256), (0, ""))
