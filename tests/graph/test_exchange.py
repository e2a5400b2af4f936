"""The written dataset in other people's hands: rdflib, pyoxigraph, Virtuoso."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from councilgraph import project
from councilgraph import vocabulary as v
from councilgraph.graph import store

from . import servers


@pytest.fixture(scope="module")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exchange") / "output"
    project.build([examples], folder, project.Options(validate=False))
    return folder


@pytest.fixture(scope="module")
def quads(built: Path) -> int:
    counts = json.loads((built / "manifest.json").read_text(encoding="utf-8"))["counts"]
    return int(counts["quads"])


def test_rdflib_reads_as_many_quads(built: Path, quads: int) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(built / "graph.trig", format="trig")
    assert len(list(dataset.quads())) == quads


def test_pyoxigraph_reads_as_many_quads(built: Path, quads: int) -> None:
    found = pyoxigraph.Store()
    found.load(path=str(built / "graph.trig"), format=pyoxigraph.RdfFormat.TRIG)
    assert len(found) == quads
    assert not list(found.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))


def test_no_blank_nodes(built: Path) -> None:
    for quad in store.dataset_quads(store.open_store(built)):
        assert not isinstance(quad.subject, pyoxigraph.BlankNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)


def test_the_flattened_form_is_the_union(built: Path) -> None:
    flat = rdflib.Graph().parse(built / "graph.ttl", format="turtle")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(built / "graph.trig", format="trig")
    assert len(flat) == len({(s, p, o) for s, p, o, _ in dataset.quads()})


def test_virtuoso_reads_as_many_quads(built: Path, quads: int, tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path) as server:
        file = shutil.copy(built / "graph.trig", tmp_path)
        # 256: the file is TriG
        load = f"DB.DBA.TTLP(file_to_string_output('{file}'), '', 'urn:default', 256);"
        count = (
            "SPARQL SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
            f"FILTER(STRSTARTS(STR(?g), '{v.DEFAULT_BASE}') || ?g = <urn:default>) }};"
        )
        words = ["isql-vt", server.sql, servers.USER, servers.PASSWORD, "VERBOSE=OFF", "BANNER=OFF"]
        done = subprocess.run([*words, f"exec={load}{count}"], capture_output=True, text=True, check=True)
        assert done.stdout.split()[-1] == str(quads), done.stdout + done.stderr
