from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from councilgraph.cli import facts


def run(*arguments: str) -> list[dict[str, object]]:
    app = typer.Typer()
    facts.register(app)
    app.callback()(lambda: None)
    result = CliRunner().invoke(app, ["facts", *arguments, "--format", "json"], catch_exceptions=False)
    assert result.exit_code == 0
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_facts_of_a_document_with_their_places(examples: Path) -> None:
    path = examples / "westhaven-cqc-assessment-2025.md"
    rows = run(str(path))
    raw = path.read_text(encoding="utf-8")
    assert {"rating", "quality_score", "financial", "overall_score"} <= {str(row["kind"]) for row in rows}
    assert [row["fact"] for row in rows if row["kind"] == "rating"] == ["rating: Good"]
    (overall,) = (row for row in rows if row["kind"] == "overall_score")
    assert overall["derived"] == "yes"
    assert all(0 <= int(str(row["start"])) < int(str(row["end"])) <= len(raw) for row in rows)


def test_only_the_kinds_asked_for(examples: Path) -> None:
    rows = run(str(examples / "westhaven-cabinet-2024-03-12.md"), "--kind", "decision", "--kind", "report")
    assert {row["kind"] for row in rows} == {"decision", "report"}
