"""What the examples give, held against files that were looked at: tables, summary, extraction and every named query.

After a change that is meant to alter them, write them anew with `RENEW_GOLDEN=1 python -m pytest tests/test_golden.py`
and read the difference before committing it.
"""

from __future__ import annotations

import csv
import io
import os
import shlex
from pathlib import Path

import pytest

from councilgraph import project
from councilgraph.graph import query, store

GOLDEN = Path(__file__).parent / "golden"
FILES = ["entities.csv", "relations.csv", "summary.md"]
QUERIES = sorted(query.named())


@pytest.fixture(scope="module")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden") / "output"
    project.build([examples], folder, project.Options(validate=False))
    return folder


def hold(name: str, found: str) -> None:
    """Compare with the golden file, or write it where that is asked for."""
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="")
    assert path.is_file(), f"{name}: no golden file; write it with RENEW_GOLDEN=1 and read it"
    assert found == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_files(built: Path, name: str) -> None:
    hold(name, (built / name).read_bytes().decode("utf-8"))


def test_extraction(examples: Path) -> None:
    out = io.StringIO()
    project.write_csv(project.extract([examples], project.Options(), project.Notes()), out)
    hold("extraction.csv", out.getvalue())


@pytest.mark.parametrize("name", QUERIES)
def test_query(built: Path, name: str) -> None:
    """Each named query, with the parameters of the example in its header."""
    words = shlex.split(query.named()[name].example)
    values = {option.removeprefix("--"): value for option, value in zip(words[::2], words[1::2], strict=True)}
    answer = query.run(store.open_store(built), name, values)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(["" if cell is None else cell for cell in row] for row in answer.rows)
    hold(f"queries/{name}.csv", out.getvalue())


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_says_what_it_is(name: str) -> None:
    asked = query.named()[name]
    assert asked.title
    assert asked.description
    assert asked.questions
