"""Commands that read documents: build, add, remove and extract."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.output import message, progress
from councilgraph.wording import counted

if TYPE_CHECKING:
    from councilgraph.project import Notes, Report

Paths = Annotated[list[Path], typer.Argument(help="Files, folders or .zip archives; `-` is standard input.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder to write into.")]
Rules = Annotated[Path | None, typer.Option(help="Folder of your own rules, laid over the packaged ones by id.")]
Decisions = Annotated[Path | None, typer.Option(help="File of decisions on names and links, made by `review`.")]
MaxSize = Annotated[int, typer.Option(help="Largest file to read, in MB.", min=1)]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 2 where anything could not be read.")]
Validate = Annotated[bool, typer.Option(help="Check what changes in the graph against the SHACL shapes.")]
Base = Annotated[str | None, typer.Option(help="Base of the IRIs of your graph; it ends in a slash.")]
MB = 1024 * 1024


class ExtractFormat(enum.StrEnum):
    """The formats of `extract`."""

    jsonl = "jsonl"
    csv = "csv"


def build(
    paths: Paths,
    output: Output = Path("output"),
    rules: Rules = None,
    decisions: Decisions = None,
    base: Base = None,
    max_size: MaxSize = 50,
    strict: Strict = False,
    validate: Validate = True,
) -> None:
    """Build the graph of exactly these documents; what was read before and has not changed is not read again.

    Example: councilgraph build examples --output output
    """
    from councilgraph import project

    options = project.Options(
        rules=rules, decisions=decisions, base=base, max_size=max_size * MB, strict=strict, validate=validate
    )
    with progress() as step:
        report = project.build(paths, output, options, step)
    _tell(report, output, strict)


def add(
    paths: Paths,
    output: Output = Path("output"),
    rules: Rules = None,
    decisions: Decisions = None,
    max_size: MaxSize = 50,
    strict: Strict = False,
    validate: Validate = True,
) -> None:
    """Add documents to a built graph, or put new versions in the place of those of the same name.

    Only these are read. The graph is then the one that `build` makes of all its documents.

    Example: councilgraph add examples/eastmoor-cqc-assessment-2023.md --output output
    """
    from councilgraph import project

    options = project.Options(
        rules=rules, decisions=decisions, max_size=max_size * MB, strict=strict, validate=validate
    )
    with progress() as step:
        report = project.add(paths, output, options, step)
    changes = {"added": report.added, "replaced": report.replaced, "unchanged": report.unchanged}
    for what, documents in changes.items():
        for document in documents:
            message(f"{what}: {document}")
    _tell(report, output, strict)


def remove(
    documents: Annotated[list[str], typer.Argument(help="Documents, by id, file name or words of the title.")],
    output: Output = Path("output"),
    decisions: Decisions = None,
    validate: Validate = True,
) -> None:
    """Remove documents from a built graph, with all that only they state.

    Example: councilgraph remove eastmoor-cqc-assessment-2023 --output output
    """
    from councilgraph import project

    with progress() as step:
        report = project.remove(documents, output, project.Options(decisions=decisions, validate=validate), step)
    for document in report.removed:
        message(f"removed: {document}")
    _tell(report, output)


def extract(
    paths: Paths,
    output_format: Annotated[
        ExtractFormat, typer.Option("--format", help="How rows are printed.")
    ] = ExtractFormat.jsonl,
    rules: Rules = None,
    max_size: MaxSize = 50,
    strict: Strict = False,
) -> None:
    """Print the mentions and relations of each document, with character offsets into the file.

    Example: councilgraph extract examples/westhaven-cqc-assessment-2025.md --format jsonl
    """
    from councilgraph import project

    options = project.Options(rules=rules, max_size=max_size * MB, strict=strict)
    notes = project.Notes()
    with progress() as step:
        rows = project.extract(paths, options, notes, step)
        writer = project.write_jsonl if output_format is ExtractFormat.jsonl else project.write_csv
        count = writer(rows, sys.stdout)
    show_notes(notes)
    if not count or (strict and notes.unread):
        raise typer.Exit(2)


def _tell(report: Report, output: Path, strict: bool = False) -> None:
    """Print what a run has to say, and end with 2 where that was asked for and something could not be read."""
    show_notes(report.notes)
    reused = f" ({report.notes.reused} not read again)" if report.notes.reused else ""
    message(
        f"{output}: {counted(report.documents, 'document')}{reused}, {counted(report.entities, 'entity', 'entities')}, "
        f"{counted(report.assertions, 'statement')}, {counted(report.quads, 'quad')}"
    )
    if strict and report.notes.unread:
        raise typer.Exit(2)


def show_notes(notes: Notes) -> None:
    """Print what could not be read and what is doubtful, a line each, to standard error."""
    for line in (*notes.unread, *notes.warnings):
        message(f"warning: {line}")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(build)
    app.command()(add)
    app.command()(remove)
    app.command()(extract)
