"""What documents state for certain: ratings, scores, sums, meetings, attendance, decisions, reports, periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.build import MB, MaxSize, Paths, Strict, show_notes
from councilgraph.cli.filters import Rows, known
from councilgraph.cli.output import Format, emit, progress

if TYPE_CHECKING:
    from councilgraph.models import Document, Fact

COLUMNS = ("document", "kind", "fact", "derived", "place", "start", "end")


def register(app: typer.Typer) -> None:
    """Add the command `facts`."""
    app.command("facts")(facts)


def facts(
    paths: Paths,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Only facts of this kind; may be repeated.")] = None,
    max_size: MaxSize = 50,
    strict: Strict = False,
    output_format: Rows = Format.table,
) -> None:
    """Print what documents state in fixed form, with where they say so.

    A derived fact is computed from others: an assessment without a percentage gets it from its nine scores.
    The offsets count characters of the text that is read; in Markdown and plain text they are those of the file.

    Example: councilgraph facts examples/westhaven-cqc-assessment-2025.md --kind rating --kind quality_score
    """
    from councilgraph import project, schema

    wanted = known(kind or (), schema.load().facts, "kind of fact")
    notes = project.Notes()
    with progress() as step:
        documents = list(project.read(paths, project.Options(max_size=max_size * MB), notes, step))
    found = [(document, fact) for document in documents for fact in document.facts if not wanted or fact.kind in wanted]
    emit(COLUMNS, _rows(found, output_format), output_format)
    show_notes(notes)
    if strict and notes.unread:
        raise typer.Exit(2)


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
