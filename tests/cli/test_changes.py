"""add and remove as a user meets them; what they do to the files is held in tests/project."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from .conftest import Run
from .test_build import content

NOTE = "# Westhaven City Council: a note\n\nWesthaven City Council works with Southmere Police.\n"
WESTHAVEN = "westhaven-cabinet-2024-03-12, westhaven-cqc-assessment-2025"


@pytest.fixture
def own(graph: Path, tmp_path: Path) -> Path:
    """Return a copy of the graph of the examples."""
    shutil.copytree(graph, tmp_path / "output")
    return tmp_path / "output"


def test_a_paper_comes_and_goes(run: Run, own: Path, tmp_path: Path) -> None:
    note, before = tmp_path / "a note.md", content(own)
    note.write_text(NOTE, encoding="utf-8")
    steps = [
        (("add", note), "added: a-note", "4 documents"),
        (("add", note), "unchanged: a-note", "4 documents (1 not read again)"),
        (("query", "partners", "--council", "westhaven", "--format", "csv"), None, None),
        (("remove", "a note"), "removed: a-note", "3 documents"),
    ]
    for words, said, counted in steps:
        done = run(*words, "--graph" if words[0] == "query" else "--output", own)
        assert done.returncode == 0, done.stderr
        if said is None:
            assert "Southmere Police" in done.stdout
        else:
            assert said in done.stderr.splitlines()
            assert f"{own}: {counted}" in done.stderr
    assert content(own) == before


def test_a_new_version_takes_the_place_of_the_old(run: Run, own: Path, tmp_path: Path) -> None:
    paper = tmp_path / "eastmoor-cqc-assessment-2023.md"
    paper.write_text(NOTE.replace("Westhaven", "Eastmoor"), encoding="utf-8")
    done = run("add", paper, "--output", own)
    assert "replaced: eastmoor-cqc-assessment-2023" in done.stderr
    assert run("validate", "--graph", own).returncode == 0


REFUSED = [
    (("remove", "westhaven"), f"'westhaven' fits 2 documents: {WESTHAVEN}; say which"),
    (("remove", "northbury"), "'northbury' is no document of the graph; the nearest: "),
    (("remove", "eastmoor", "cabinet", "westhaven-cqc-assessment-2025"), "no document would be left"),
    (("add", "missing.md"), "missing.md: there is no such file or folder"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[" ".join(row[0][:2]) for row in REFUSED])
def test_a_refused_change_is_one_line_and_changes_nothing(run: Run, own: Path, words: tuple[str], said: str) -> None:
    before = content(own)
    done = run(*words, "--output", own)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert content(own) == before


@pytest.mark.parametrize("words", [("add", "examples"), ("remove", "eastmoor")], ids=["add", "remove"])
def test_there_has_to_be_a_graph(run: Run, tmp_path: Path, words: tuple[str]) -> None:
    done = run(*words, "--output", tmp_path / "none")
    assert done.returncode == 2
    assert "build one with `councilgraph build PATH" in done.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["add", "remove"])
def test_the_example_of_the_help_works(run: Run, own: Path, command: str, root: Path, monkeypatch) -> None:
    shown = " ".join(re.sub(r"[│╭╰─╮╯]", " ", run(command, "--help").stdout).split())
    example = re.search(r"Example: councilgraph (.*?--output) output", shown)
    assert example, shown
    monkeypatch.chdir(root)
    assert run(*shlex.split(example[1]), own).returncode == 0
