"""Commands that read documents: build and extract."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.output import message, progress

if TYPE_CHECKING:
    from councilgraph.project import Notes

Paths = Annotated[list[Path], typer.Argument(help="Files, folders or .zip archives; `-` is standard input.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder to write into.")]
Rules = Annotated[Path | None, typer.Option(help="Folder of your own rules, laid over the packaged ones by id.")]
Decisions = Annotated[Path | None, typer.Option(help="File of decisions on names and links, made by `review`.")]
MaxSize = Annotated[int, typer.Option(help="Largest file to read, in MB.", min=1)]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 2 where anything could not be read.")]
Base = Annotated[str | None, typer.Option(help="Base of the IRIs of your graph.")]
_MB = 1024 * 1024


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
    validate: Annotated[bool, typer.Option(help="Check the graph against the SHACL shapes.")] = True,
) -> None:
    """Build the graph of exactly these documents.

    Example: councilgraph build examples --output output
    """
    from councilgraph import project

    options = project.Options(
        rules=rules, decisions=decisions, base=base, max_size=max_size * _MB, strict=strict, validate=validate
    )
    with progress() as step:
        report = project.build(paths, output, options, step)
    _show(report.notes)
    message(
        f"{output}: {report.documents} documents, {report.entities} entities, {report.assertions} statements, "
        f"{report.quads} quads"
    )
    if strict and report.notes.unread:
        raise typer.Exit(2)


def extract(
    paths: Paths,
    output_format: Annotated[ExtractFormat, typer.Option("--format", help="Format of the rows.")] = ExtractFormat.jsonl,
    rules: Rules = None,
    max_size: MaxSize = 50,
    strict: Strict = False,
) -> None:
    """Print the mentions and relations of each document, with character offsets into the file.

    Example: councilgraph extract examples/westhaven-cqc-assessment-2025.md --format jsonl
    """
    from councilgraph import project

    options = project.Options(rules=rules, max_size=max_size * _MB, strict=strict)
    notes = project.Notes()
    with progress() as step:
        rows = project.extract(paths, options, notes, step)
        writer = project.write_jsonl if output_format is ExtractFormat.jsonl else project.write_csv
        count = writer(rows, sys.stdout)
    _show(notes)
    if not count or (strict and notes.unread):
        raise typer.Exit(2)


def _show(notes: Notes) -> None:
    for line in (*notes.unread, *notes.warnings):
        message(f"warning: {line}")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(build)
    app.command()(extract)
