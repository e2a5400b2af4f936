"""build and extract as a user meets them: results, bad input, nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Run, start

GOOD = "# Westhaven City Council\n\nWesthaven City Council worked with Southmere Police.\n"
FILES = {
    "graph.trig",
    "graph.ttl",
    "graph.graphml",
    "graph.gexf",
    "entities.csv",
    "relations.csv",
    "summary.md",
    "manifest.json",
    "store",
    "extractions",
}


def content(folder: Path) -> dict[str, bytes]:
    """Return all that a build wrote, but for the store's own files."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "store" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_build_writes_every_file(graph: Path) -> None:
    assert {path.name for path in graph.iterdir()} >= FILES
    counts = json.loads((graph / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["documents"] == 3
    assert counts["assertions"] > 50


def test_equal_input_gives_equal_bytes(run: Run, examples: Path, graph: Path, tmp_path: Path) -> None:
    """Whatever the hash seed, time zone, order of arguments and folder."""
    files = sorted(examples.glob("*.md"), reverse=True)
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "SOURCE_DATE_EPOCH": "86400"}
    words = [sys.executable, "-m", "councilgraph", "build", *map(str, files), "--output", str(tmp_path / "again")]
    subprocess.run(words, env=environment, cwd=tmp_path, check=True, capture_output=True)
    first, second = content(graph), content(tmp_path / "again")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


BAD = [
    ("missing.md", None, "there is no such file"),
    ("empty.md", b"", "is empty"),
    ("blank.md", b" \n\n ", "is empty"),
    ("binary.md", b"\x7fELF\x00\x01\x02\x00" * 40, "binary"),
    ("latin.md", "# Westhaven caf\u00e9".encode("latin-1"), "UTF-8"),
    ("large.md", b"# Westhaven\n" * 100_000, "larger than the limit"),
]


@pytest.mark.parametrize(("name", "data", "said"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_one_line_and_the_rest_is_built(
    run: Run, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    arguments = ("build", tmp_path / "good.md", tmp_path / name, "--output", tmp_path / "out", "--max-size", "1")
    done = run(*arguments)
    assert done.returncode == 0
    lines = [line for line in done.stderr.splitlines() if name in line]
    assert len(lines) == 1
    assert said in lines[0]
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "graph.trig").stat().st_size > 0
    assert run(*arguments, "--strict").returncode == 2


def test_nothing_readable_is_2_and_keeps_what_was_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "good.md", "--output", out).returncode == 0
    before = content(out)
    (tmp_path / "folder").mkdir()
    for bad in (tmp_path / "folder", tmp_path / "missing.md"):
        done = run("build", bad, "--output", out)
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
        assert content(out) == before


def test_two_files_of_one_name(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "paper.md").write_text(GOOD, encoding="utf-8")
    done = run("build", tmp_path / "a", tmp_path / "b", "--output", tmp_path / "out")
    assert done.returncode == 0
    assert "rename one of the two" in done.stderr


def test_an_output_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    done = run("build", tmp_path / "good.md", "--output", tmp_path / "taken")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "--output" in done.stderr


def test_a_document_without_a_council_is_built_with_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# A note\n\nMedStore Ltd works with Estuary Homes.\n", encoding="utf-8")
    done = run("build", tmp_path / "note.md", "--output", tmp_path / "out")
    assert done.returncode == 0
    assert "no council" in done.stderr


def test_an_interrupted_build_leaves_the_previous_output_whole(run: Run, examples: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "good.md", "--output", out).returncode == 0
    before = content(out)
    words = [sys.executable, "-m", "councilgraph", "build", str(examples), "--output", str(out)]
    process = start(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not (out / ".building").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert {name: data for name, data in content(out).items() if ".building" not in name} == before
    assert run("query", "-q", "SELECT * { ?s ?p ?o } LIMIT 1", "--graph", out).returncode == 0


def test_extract_gives_offsets_of_the_raw_file(run: Run, examples: Path) -> None:
    path = next(iter(sorted(examples.glob("*.md"))))
    done = run("extract", path, "--format", "jsonl")
    record = json.loads(done.stdout)
    raw = path.read_bytes().decode("utf-8")
    assert record["document"] == path.stem
    assert record["mentions"]
    assert all(raw[m["start"] : m["end"]] == m["text"] for m in record["mentions"])
    assert all(r["start"] <= record["mentions"][r["subject"]]["start"] < r["end"] for r in record["relations"])


def test_extract_reads_standard_input() -> None:
    words = [sys.executable, "-m", "councilgraph", "extract", "-"]
    done = subprocess.run(words, input=GOOD, capture_output=True, text=True, check=True)
    assert {"Council"} <= {m["type"] for m in json.loads(done.stdout)["mentions"]}


def test_a_base_that_makes_no_iris_is_refused_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    done = run("build", tmp_path / "good.md", "--output", tmp_path / "out", "--base", "data.example")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("councilgraph: 'data.example' is no base for IRIs")
    assert not (tmp_path / "out").exists()
