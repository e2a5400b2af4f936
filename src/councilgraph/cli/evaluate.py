"""The command that scores the rules against an annotation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.build import Rules
from councilgraph.cli.filters import Rows
from councilgraph.cli.output import Format, emit, keep, message
from councilgraph.wording import counted

if TYPE_CHECKING:
    from councilgraph.evaluation import Evaluation, Figures, Measure

Documents = Annotated[
    list[Path] | None,
    typer.Argument(help="The annotated documents; by default the folder `documents` in or beside the annotation."),
]
_BREAKDOWNS: dict[str, Measure] = {"type": "mention relaxed", "predicate": "relation"}


def evaluate(
    annotation: Annotated[Path, typer.Argument(help="Folder with documents.json, units/ and annotations/.")],
    paths: Documents = None,
    rules: Rules = None,
    by: Annotated[
        str, typer.Option(help="What to break the figures down by: measure, document, type, predicate, rule or error.")
    ] = "measure",
    errors: Annotated[Path | None, typer.Option(help="Write every miss and every wrong find to this TSV file.")] = None,
    save: Annotated[Path | None, typer.Option(help="Save this run to a JSON file, to compare with later.")] = None,
    baseline: Annotated[Path | None, typer.Option(help="A saved run: print gains and losses against it.")] = None,
    fail_under: Annotated[
        float | None, typer.Option(help="Exit with 1 where the F1 of mentions (strict) or relations is lower.")
    ] = None,
    output_format: Rows = Format.table,
) -> None:
    """Score the rules against an annotation: precision, recall and F1.

    Example: councilgraph evaluate tests/annotation --by predicate
    """
    from councilgraph import evaluation, project

    run = project.evaluate(annotation, paths or (), project.Options(rules=rules))
    if errors:
        keep(errors, "".join(evaluation.error_lines(run.outcomes)))
    if save:
        keep(save, json.dumps(evaluation.dump(run.outcomes), ensure_ascii=False))
    if baseline:
        _compare(run, baseline, output_format)
    else:
        emit(*_table(run, by), output_format)
    low = [m for m in ("mention strict", "relation") if fail_under is not None and run.figures(m).f1 < fail_under]
    if low:
        message(f"below {fail_under}: {', '.join(low)}")
        raise typer.Exit(1)


def _compare(run: Evaluation, baseline: Path, output_format: Format) -> None:
    from councilgraph import evaluation

    rows = [
        (kind, o.measure, o.unit, o.label, o.text, o.rule, o.sentence)
        for kind, o in evaluation.changes(evaluation.parse(baseline), run.outcomes)
    ]
    emit(("change", "measure", "unit", "label", "text", "rule", "sentence"), rows, output_format)
    gains = sum(row[0] == "gain" for row in rows)
    message(f"{counted(gains, 'gain')}, {counted(len(rows) - gains, 'loss', 'losses')} against {baseline}")


def _table(run: Evaluation, by: str) -> tuple[tuple[str, ...], Iterable[tuple[object, ...]]]:
    from councilgraph.evaluation import MEASURES, kinds

    head = ("precision", "recall", "F1", "cases")
    if by == "rule":
        found = [(rule, right, fired) for rule, (right, fired) in run.by_rule("relation").items()]
        found += [(rule, right, fired) for rule, (right, fired) in run.by_rule("mention relaxed").items()]
        return ("rule", "precision", "right", "fired"), [(r, f"{n / of:.3f}", n, of) for r, n, of in found]
    if by == "error":
        return ("error", "type or predicate", "count"), kinds(run.outcomes)
    if by in _BREAKDOWNS:
        measure = _BREAKDOWNS[by]
        return (by, *head), [(label, *_cells(run.figures(measure, label=label))) for label in run.labels(measure)]
    if by == "document":
        names = sorted(run.entities)
        rows = [(name, m, *_cells(run.figures(m, name))) for name in names for m in MEASURES]
        return ("document", "measure", *head), rows
    if by != "measure":
        raise typer.BadParameter(f"{by}: choose measure, document, type, predicate, rule or error", param_hint="--by")
    return ("measure", *head), [(m, *_cells(run.figures(m))) for m in MEASURES]


def _cells(figures: Figures) -> tuple[str, str, str, int]:
    return f"{figures.precision:.3f}", f"{figures.recall:.3f}", f"{figures.f1:.3f}", figures.cases


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(evaluate)
