"""export and report as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import export
from tests.cli.conftest import Run


def test_a_build_writes_the_explorer(graph: Path) -> None:
    assert "Westhaven City Council" in (graph / "explorer.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in export.FORMATS if name not in export.PICTURES])
def test_every_format_is_written(run: Run, graph: Path, tmp_path: Path, name: str) -> None:
    done = run("export", name, "--graph", graph, "--output", tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(f"wrote {path}" for path in tmp_path.iterdir()) == sorted(done.stderr.splitlines())


def test_all_has_pictures_where_a_council_is_named(run: Run, graph: Path, tmp_path: Path) -> None:
    assert run("export", "all", "--graph", graph, "--output", tmp_path / "whole").returncode == 0
    assert not (tmp_path / "whole" / "neighbourhood.svg").exists()
    run("export", "svg", "dot", "--council", "westhaven", "--graph", graph, "--output", tmp_path / "one")
    assert {path.name for path in (tmp_path / "one").iterdir()} == {"neighbourhood.svg", "graph.dot"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "visio"], "councilgraph: visio: no such export format; there are trig"),
        (["export", "png"], "councilgraph: a picture shows one council: name it with --council"),
        (["report"], "councilgraph: report: name one council, or give --all"),
        (["report", "westhaven", "--all"], "councilgraph: report: name one council, or give --all"),
        (["report", "atlantis"], "councilgraph: 'atlantis'"),
    ],
)
def test_misuse_is_one_line(run: Run, graph: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run(*arguments, "--graph", graph, "--output", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1


def test_a_report_of_one_and_of_all(run: Run, graph: Path, tmp_path: Path) -> None:
    assert run("report", "westhaven", "--graph", graph, "--output", tmp_path / "one").returncode == 0
    assert {path.suffix for path in (tmp_path / "one").iterdir()} == {".html", ".md", ".svg"}
    assert run("report", "--all", "--graph", graph, "--output", tmp_path / "all").returncode == 0
    assert len(list((tmp_path / "all").glob("*.html"))) == 2
