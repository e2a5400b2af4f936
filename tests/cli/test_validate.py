"""validate, and what a user may get wrong in files and queries of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store
from rdflib import SH, Graph, Literal

from councilgraph import vocabulary as v
from tests.cli.conftest import Run

SHAPE = f"""@prefix sh: <{v.SH}> .
<https://example.org/S> a sh:NodeShape ; sh:targetClass <{v.ORG}Organization> ;
  sh:property <https://example.org/S-note> .
<https://example.org/S-note> sh:path <https://example.org/note> ; sh:minCount 1 ; sh:message "has no note" .
"""


@pytest.fixture(scope="module")
def broken(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph in which one board has lost its label."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(graph / "store", folder / "store")
    made = Store(str(folder / "store"))
    board = next(made.quads_for_pattern(None, NamedNode(v.RDF_TYPE), NamedNode(v.CG + "Board"))).subject
    for quad in list(made.quads_for_pattern(board, NamedNode(v.RDFS_LABEL), None)):
        made.remove(quad)
    made.flush()
    return folder


def test_a_valid_graph(run: Run, graph: Path) -> None:
    done = run("validate", "--graph", graph)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "4 graphs, 0 problems: valid\n"
    report = Graph().parse(data=run("validate", "--graph", graph, "--format", "turtle").stdout)
    assert (None, SH.conforms, Literal(True)) in report
    assert run("validate", "--graph", graph, "--format", "table").returncode == 0


@pytest.mark.parametrize("form", ["human", "table", "turtle"])
def test_a_graph_that_is_not_valid(run: Run, broken: Path, form: str) -> None:
    done = run("validate", "--graph", broken, "--format", form)
    assert done.returncode == 1
    assert "/id/board/" in done.stdout
    if form == "human":
        assert done.stdout.startswith("entities: ")
        assert "(Board-rdfs-label)" in done.stdout
        assert done.stderr.endswith("problems: not valid\n")
    if form == "turtle":
        report = Graph().parse(data=done.stdout)
        assert (None, SH.conforms, Literal(False)) in report


def test_own_shapes_and_an_own_ontology(run: Run, graph: Path, tmp_path: Path) -> None:
    shapes, classes = tmp_path / "own.ttl", tmp_path / "classes.ttl"
    shapes.write_text(SHAPE)
    done = run("validate", "--graph", graph, "--shapes", shapes)
    assert done.returncode == 1
    assert all(line.endswith("has no note (https://example.org/S-note)") for line in done.stdout.splitlines())
    shapes.write_text(SHAPE.replace(f"{v.ORG}Organization", "https://example.org/Plan"))
    assert run("validate", "--graph", graph, "--shapes", shapes).returncode == 0
    classes.write_text(f"<{v.CG}Strategy> <{v.RDFS}subClassOf> <https://example.org/Plan> .")
    done = run("validate", "--graph", graph, "--shapes", shapes, "--ontology", classes)
    assert done.returncode == 1
    assert "/id/strategy/" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["validate", "--graph", "nowhere"], "nowhere: no graph here; build one"),
        (["validate", "--shapes", "missing.ttl"], "missing.ttl: the shapes file cannot be read"),
        (["validate", "--shapes", "broken.ttl"], "broken.ttl: not Turtle: "),
        (["validate", "--shapes", "own.ttl", "--ontology", "missing.ttl"], "missing.ttl: the ontology file cannot be"),
        (["validate", "--shapes", "own.ttl", "--ontology", "broken.ttl"], "broken.ttl: not Turtle: "),
        (["query", "partners", "--council", "atlantis"], "'atlantis' is nothing in the graph"),
        (["query", "partners", "--council", "westhavn"], "the nearest: Westhaven City Council"),
        (["query", "partners", "--colour", "red"], "query partners takes no --colour; its parameters: --council"),
        (["query", "partnerz"], "no query is named 'partnerz'"),
        (["query", "missing.rq"], "missing.rq: not a readable query file"),
        (["query", "broken.rq"], "the query is malformed: error at 1:"),
        (["query", "-q", "SELECT ?x WHERE { ?x"], "the query is malformed: error at 1:"),
        (["query", "-q", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "calls another server (SERVICE)"),
        (["query", "-q", "DELETE WHERE { ?s ?p ?o }"], "would change the graph (DELETE)"),
        (["query", "-q", ""], "the query has no SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ],
)
def test_what_is_wrong_is_one_line(
    run: Run, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.ttl").write_text(SHAPE)
    (tmp_path / "broken.ttl").write_text("<a <b> .")
    (tmp_path / "broken.rq").write_text("SELECT ?x WHERE ?x }")
    done = run(*words, *([] if "--graph" in words else ["--graph", graph]))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
