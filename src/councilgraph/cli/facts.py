"""The command that prints what a document states in fixed form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from councilgraph.cli.build import MaxSize
from councilgraph.cli.output import Format, emit, message

_MB = 1024 * 1024


def facts(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders or .zip archives; `-` is standard input.")],
    kind: Annotated[str | None, typer.Option(help="Only facts of this kind, such as rating or quality_score.")] = None,
    max_size: MaxSize = 50,
    output_format: Annotated[Format, typer.Option("--format", help="How rows are printed.")] = Format.table,
) -> None:
    """Print what documents state for certain: ratings, scores, finances, meetings, decisions, with their place.

    Example: councilgraph facts examples/westhaven-cqc-assessment-2025.md --kind quality_score
    """
    from councilgraph import documents

    rows: list[tuple[object, ...]] = []
    for file in documents.find(paths, max_size=max_size * _MB):
        document = documents.read(file, max_size=max_size * _MB)
        for line in document.warnings:
            message(f"warning: {line}")
        for fact in document.facts:
            if kind in (None, fact.kind):
                values = "; ".join(f"{name}: {value}" for name, value in fact.values if value)
                rows.append((document.id, fact.kind, values, "derived" if fact.derived else "", fact.start, fact.end))
    emit(("document", "kind", "values", "derived", "start", "end"), rows, output_format)


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(facts)
