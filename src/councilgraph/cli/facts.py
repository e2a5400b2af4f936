"""What documents state for certain: ratings, scores, sums, meetings, attendance, decisions, reports, periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.output import Format, emit, message
from councilgraph.errors import DocumentError, UnknownName

if TYPE_CHECKING:
    from councilgraph.models import Document, Fact

COLUMNS = ("document", "kind", "fact", "derived", "place", "start", "end")


def register(app: typer.Typer) -> None:
    """Add the command `facts`."""
    app.command("facts")(facts)


def facts(
    files: Annotated[list[Path], typer.Argument(help="Files, folders or .zip archives; `-` is standard input.")],
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only facts of this kind; may be repeated.")] = None,
    fmt: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.table,
    max_size: Annotated[int, typer.Option("--max-size", min=1, help="The largest file to read, in MB.")] = 50,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 2 where anything could not be read.")] = False,
) -> None:
    """Print what documents state in fixed form, with where they say so.

    A derived fact is computed from others: an assessment without a percentage gets it from its nine scores.
    The offsets count characters of the text that is read; in Markdown and plain text they are those of the file.

    Example: councilgraph facts examples/westhaven-cqc-assessment-2025.md --kind rating --kind quality_score
    """
    from councilgraph import schema

    unknown = sorted(set(kind or ()) - set(schema.load().facts))
    if unknown:
        known = ", ".join(schema.load().facts)
        raise UnknownName(f"--kind {unknown[0]}: there is no such kind of fact; give one of {known}")
    problems: list[DocumentError] = []
    documents = list(_read(files, max_size * 1024 * 1024, problems))
    found = [(document, fact) for document in documents for fact in document.facts if not kind or fact.kind in kind]
    if documents:
        emit(COLUMNS, _rows(found, fmt), fmt)
    for document in documents:
        for warning in document.warnings:
            message(f"warning: {warning}")
    for problem in problems:
        message(f"warning: {problem}" if documents else f"councilgraph: {problem}")
    if problems and (strict or not documents):
        raise typer.Exit(2)


def _read(paths: list[Path], limit: int, problems: list[DocumentError]) -> Iterator[Document]:
    from councilgraph import documents

    for one in documents.find(paths, max_size=limit, problems=problems):
        try:
            yield documents.read(one, max_size=limit)
        except DocumentError as error:
            problems.append(error)


def _rows(found: Iterable[tuple[Document, Fact]], fmt: Format) -> Iterator[tuple[object, ...]]:
    """Yield the rows; the values of a fact are an object in JSON and one line of words elsewhere."""
    from councilgraph import documents

    for document, fact in found:
        where = (documents.place(document, fact.start), fact.start, fact.end)
        if fmt is Format.json:
            yield (document.id, fact.kind, dict(fact.values), fact.derived, *where)
        else:
            words = "; ".join(f"{field}: {value}" for field, value in fact.values)
            yield (document.id, fact.kind, words, "yes" if fact.derived else "", *where)
