"""publish and query --endpoint as a user meets them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from councilgraph.graph import servers
from councilgraph.graph.graphstore import GraphStore
from tests.cli.conftest import Run
from tests.graph.faulty import Faulty, serving
from tests.graph.servers import oxigraph


def test_publish_then_ask(run: Run, graph: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path) as server:
        planned = run("publish", server.graphs, "--graph", graph, "--dry-run", "--format", "csv")
        assert {row["action"] for row in csv.DictReader(io.StringIO(planned.stdout))} == {"send"}
        assert planned.stderr == f"{server.graphs}: 4 graphs to send, 0 to delete, 0 unchanged\n"
        done = run("publish", server.graphs, "--graph", graph, "--format", "csv")
        assert (done.returncode, done.stdout) == (0, planned.stdout)
        assert done.stderr == f"{server.graphs}: 4 graphs sent, 0 deleted, 0 unchanged\n"
        again = run("publish", server.graphs, "--graph", graph)
        assert (again.returncode, again.stdout) == (0, "")
        assert again.stderr == f"{server.graphs}: 0 graphs sent, 0 deleted, 4 unchanged\n"
        words = ("query", "partners", "--council", "westhaven", "--format", "csv")
        assert run(*words, "--endpoint", server.queries).stdout == run(*words, "--graph", graph).stdout
        held = run("validate", "--endpoint", server.queries)
        assert (held.returncode, held.stderr) == (0, "4 graphs, 0 problems: valid\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["publish", "http://127.0.0.1:9/store"], "no answer (Connection refused)"),
        (["publish", "http://127.0.0.1:9/store", "--dry-run"], "no answer (Connection refused)"),
        (["publish", "http://127.0.0.1:9/store", "--graph", "nothing-here"], "no graph here"),
        (["publish", "http://a:b@127.0.0.1:9/store"], "give name and password as COUNCILGRAPH_USER"),
        (["query", "partners", "--endpoint", "http://127.0.0.1:9/query"], "no answer (Connection refused)"),
        (["validate", "--endpoint", "http://127.0.0.1:9/query"], "no answer (Connection refused)"),
        (["query", "partners", "--endpoint", "127.0.0.1"], "not the address of a server"),
        (["query", "-q", "DROP ALL", "--endpoint", "http://127.0.0.1:9/query"], "would change the graph"),
    ],
)
def test_what_goes_wrong_is_one_line(
    run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.setattr(servers, "PAUSE", 0)
    done = run(*words, *([] if "--graph" in words else ["--graph", graph]))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_server_that_dies_midway_is_told_and_completed(run: Run, graph: Path) -> None:
    with serving(Faulty()) as server:
        server.fault = lambda request: 500 if request.graph.endswith("2025") else None
        done = run("publish", server.url, "--graph", graph)
        assert done.returncode == 2
        assert "sent 3 of 4 graphs (entities, eastmoor-" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        server.fault = lambda request: None
        assert run("publish", server.url, "--graph", graph).stderr.endswith(": 1 graph sent, 0 deleted, 3 unchanged\n")


def test_an_interruption_is_told(run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with serving(Faulty()) as server:
        monkeypatch.setattr(GraphStore, "add", interrupt)
        done = run("publish", server.url, "--graph", graph)
        assert done.returncode == 130
        assert done.stderr == "councilgraph: interrupted; nothing was sent\n"
