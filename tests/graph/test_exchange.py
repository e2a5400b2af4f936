"""The written dataset in other people's hands: rdflib, pyoxigraph, a real SPARQL server."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from councilgraph import project
from councilgraph.errors import EndpointError
from councilgraph.graph import query, sources, store

BINARY = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


@pytest.fixture(scope="module")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exchange") / "output"
    project.build([examples], folder, project.Options(validate=False))
    return folder


@pytest.fixture(scope="module")
def quads(built: Path) -> int:
    counts = json.loads((built / "manifest.json").read_text(encoding="utf-8"))["counts"]
    return int(counts["quads"])


def serve(*options: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start an Oxigraph server in memory on a free port of this machine; return it and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [str(BINARY), "serve", "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1)
            break
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
    return process, address


def post(address: str, path: Path) -> None:
    headers = {"Content-Type": "application/trig"}
    request = urllib.request.Request(f"{address}/store", data=path.read_bytes(), headers=headers, method="POST")
    urllib.request.urlopen(request, timeout=60).close()


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[str]:
    if BINARY is None:
        pytest.skip("needs the program `oxigraph` (package oxigraph of the package index)")
    process, address = serve("--union-default-graph")
    post(address, built / "graph.trig")
    yield f"{address}/query"
    process.terminate()
    process.wait(timeout=10)


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


@pytest.mark.parametrize("name", ["partners", "boards", "strategies", "statements", "ratings"])
def test_a_server_answers_as_the_embedded_store(built: Path, server: str, name: str) -> None:
    here = query.run(store.open_store(built), name)
    there = query.run(sources.Endpoint(server), name)
    assert here.rows
    assert there == here


def test_a_server_without_the_union_is_noticed(built: Path) -> None:
    if BINARY is None:
        pytest.skip("needs the program `oxigraph` (package oxigraph of the package index)")
    process, address = serve()
    try:
        post(address, built / "graph.trig")
        with pytest.raises(EndpointError, match="union"):
            query.run(sources.Endpoint(f"{address}/query"), "partners")
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_a_server_that_is_down_is_one_line() -> None:
    with pytest.raises(EndpointError, match="no answer"):
        query.run(sources.Endpoint("http://127.0.0.1:9/query"), "partners")
