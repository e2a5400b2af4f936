from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from councilgraph.cli import facts
from councilgraph.errors import DocumentError, UnknownName


def invoke(*arguments: str, standard_input: bytes | None = None) -> Result:
    app = typer.Typer()
    facts.register(app)
    app.callback()(lambda: None)
    return CliRunner().invoke(app, ["facts", *arguments], input=standard_input, catch_exceptions=False)


def run(*arguments: str, standard_input: bytes | None = None) -> list[dict[str, object]]:
    result = invoke(*arguments, "--format", "json", standard_input=standard_input)
    assert result.exit_code == 0
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


@pytest.fixture
def paper(examples: Path) -> Path:
    return examples / "westhaven-cqc-assessment-2025.md"


def test_facts_of_a_document_with_their_places(paper: Path) -> None:
    rows = run(str(paper))
    raw = paper.read_text(encoding="utf-8")
    assert {"rating", "quality_score", "financial", "overall_score"} <= {str(row["kind"]) for row in rows}
    assert [row["fact"] for row in rows if row["kind"] == "rating"] == [{"rating": "Good"}]
    (overall,) = (row for row in rows if row["kind"] == "overall_score")
    assert overall["derived"] is True
    assert {row["document"] for row in rows} == {"westhaven-cqc-assessment-2025"}
    assert all(0 <= int(str(row["start"])) < int(str(row["end"])) <= len(raw) for row in rows)


def test_only_the_kinds_asked_for(examples: Path) -> None:
    rows = run(str(examples / "westhaven-cabinet-2024-03-12.md"), "--kind", "decision", "--kind", "report")
    assert {row["kind"] for row in rows} == {"decision", "report"}


def test_unknown_kind_is_refused_with_the_known_ones(paper: Path) -> None:
    with pytest.raises(UnknownName, match=r"'ratng' is no kind of fact; there are: assessment, rating"):
        invoke(str(paper), "--kind", "ratng")


def test_standard_input_folder_and_archive_give_the_same(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / paper.name).write_bytes(paper.read_bytes())
    with zipfile.ZipFile(tmp_path / "papers.zip", "w") as archive:
        archive.write(paper, f"2025/{paper.name}")
    expected = run(str(paper))
    assert run(str(tmp_path / "papers")) == run(str(tmp_path / "papers.zip")) == expected
    piped = run("-", standard_input=paper.read_bytes())
    assert [row | {"document": ""} for row in piped] == [row | {"document": ""} for row in expected]


def test_unreadable_file_among_others_is_a_warning(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / paper.name).write_bytes(paper.read_bytes())
    for arguments, code in ([str(tmp_path)], 0), ([str(tmp_path), "--strict"], 2):
        result = invoke(*arguments, "--kind", "rating")
        assert result.exit_code == code
        assert "broken.pdf: is a damaged PDF" in result.stderr
        assert "Good" in result.stdout
    with pytest.raises(DocumentError, match=r"broken\.pdf: is a damaged PDF"):
        invoke(str(tmp_path / "broken.pdf"))


def test_document_without_facts_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Note\n\nNothing is stated in fixed form.\n")
    assert run(str(tmp_path / "note.md")) == []
