"""What a document states for certain: ratings, scores, sums, meetings, attendance, decisions, reports, periods."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from councilgraph.cli.output import Format, emit

COLUMNS = ("kind", "fact", "derived", "place", "start", "end")


def register(app: typer.Typer) -> None:
    """Add the command `facts`."""
    app.command("facts")(facts)


def facts(
    file: Annotated[Path, typer.Argument(help="A document; `-` reads standard input.")],
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only facts of this kind; may be repeated.")] = None,
    fmt: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
    max_size: Annotated[int, typer.Option("--max-size", min=1, help="The largest file to read, in MB.")] = 50,
) -> None:
    """Print what a document states in fixed form, with where it says so.

    A derived fact is computed from others: an assessment without a percentage gets it from its nine scores.
    """
    from councilgraph import documents

    found: list[tuple[object, ...]] = []
    limit = max_size * 1024 * 1024
    for one in documents.find([file], max_size=limit):
        document = documents.read(one, max_size=limit)
        for warning in document.warnings:
            typer.echo(f"councilgraph: {warning}", err=True)
        for fact in document.facts:
            if not kind or fact.kind in kind:
                words = "; ".join(f"{field}: {value}" for field, value in fact.values)
                derived = "yes" if fact.derived else ""
                where = documents.place(document, fact.start)
                found.append((fact.kind, words, derived, where, fact.start, fact.end))
    emit(COLUMNS, found, fmt)
