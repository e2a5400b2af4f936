"""The commands for those who write relation rules: list, show, check and calibrate them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.build import Rules
from councilgraph.cli.output import Format, emit, message

if TYPE_CHECKING:
    from councilgraph import calibration
    from councilgraph.models import Document, Extraction, Relation

Paths = Annotated[list[Path] | None, typer.Argument(help="Documents to show what the rule matches in.")]
Rows = Annotated[Format, typer.Option("--format", help="Format of the rows.")]

_rules = typer.Typer(name="rules", help="List, show, check and measure the rules for relations.", no_args_is_help=True)


@_rules.command("list")
def list_rules(
    predicate: Annotated[str | None, typer.Argument(help="Only rules for this predicate.")] = None,
    rules: Rules = None,
    output_format: Rows = Format.table,
) -> None:
    """List the relation rules with what they say and how often they were right on the annotation.

    Example: councilgraph rules list funds
    """
    from councilgraph import calibration
    from councilgraph import rules as rule_files
    from councilgraph.extraction.relations.rules import compile_relations

    table = compile_relations(rule_files.load(rules))
    measured = calibration.load().rules
    rows = []
    for name, rule in sorted(table.rules.items(), key=lambda row: (row[1].predicate, row[0])):
        if predicate in (None, rule.predicate):
            count = measured.get(rule.predicate, {}).get(name, calibration.Count())
            rows.append((rule.predicate, name, rule.says, count.right, count.fired, rule.file))
    emit(("predicate", "rule", "says", "right", "fired", "file"), rows, output_format)


@_rules.command("show")
def show_rule(
    rule: Annotated[str, typer.Argument(help="Id of the rule, as `rules list` prints it.")],
    paths: Paths = None,
    rules: Rules = None,
    output_format: Rows = Format.table,
) -> None:
    """Show one rule with its triggers and examples, or what it matches in documents.

    Example: councilgraph rules show funds.pay examples
    """
    import yaml

    from councilgraph import rules as rule_files
    from councilgraph.errors import UnknownName

    found = rule_files.load(rules).relations.get(rule)
    if found is None:
        raise UnknownName(f"no relation rule has the id '{rule}'; see 'councilgraph rules list'")
    if paths:
        emit(
            ("document", "subject", "predicate", "object", "status", "sentence"),
            _matches(paths, rule, rules),
            output_format,
        )
        return
    message(found.file)
    typer.echo(yaml.safe_dump({"id": rule, **found.fields}, sort_keys=False, allow_unicode=True, width=110).rstrip())


@_rules.command("check")
def check_rules(rules: Rules = None) -> None:
    """Run the examples and counter-examples of every rule; exit with 1 where one does not hold.

    Example: councilgraph rules check --rules myrules
    """
    from councilgraph import rules as rule_files
    from councilgraph.extraction.mentions.check import check_mentions
    from councilgraph.extraction.relations import examples as relation_examples

    ruleset = rule_files.load(rules)
    faults = relation_examples.faults(ruleset)
    for example, fault in faults:
        typer.echo(f'{ruleset.relations[example.rule].file}: rule {example.rule}: "{example.text}": {fault}')
    named, failures = check_mentions(ruleset)
    for failure in failures:
        typer.echo(f'{failure.file}: rule {failure.rule}: "{failure.text}": {failure}')
    count = named + sum(1 for _ in relation_examples.examples(ruleset))
    message(f"{count - len(faults) - len(failures)} of {count} examples hold")
    if faults or failures:
        raise typer.Exit(1)


@_rules.command("calibrate")
def calibrate_rules(
    annotation: Annotated[Path, typer.Argument(help="Folder with documents.json, units/ and annotations/.")],
    paths: Annotated[list[Path] | None, typer.Argument(help="The annotated documents, if not beside it.")] = None,
    output: Annotated[Path | None, typer.Option(help="File to write; by default the packaged calibration.")] = None,
) -> None:
    """Measure every relation rule on an annotation and write its figures to data.

    Example: councilgraph rules calibrate ../shared/gold
    """
    from councilgraph import calibration

    measured = measure(annotation, paths or [])
    target = output or calibration.path()
    target.write_text(calibration.dump(measured), encoding="utf-8")
    counts = [count for rules in measured.rules.values() for count in rules.values()]
    message(
        f"{target.name}: {len(counts)} rules, {sum(c.right for c in counts)} of {sum(c.fired for c in counts)} right"
    )


def measure(annotation: Path, paths: list[Path]) -> calibration.Calibration:
    """Return the calibration of the packaged rules on an annotation."""
    from councilgraph import calibration, project

    run = project.evaluate(annotation, paths, project.Options())
    found = (o for o in run.outcomes if o.measure == "relation" and o.verdict != "missed")
    return calibration.measure((o.label, o.rule, o.verdict == "hit") for o in found)


def _matches(paths: list[Path], rule: str, rules: Path | None) -> Iterator[tuple[str, ...]]:
    from councilgraph import project

    for document, extraction in project.extract(paths, project.Options(rules=rules), project.Notes()):
        for relation in extraction.relations:
            if relation.rule == rule:
                yield _row(document, extraction, relation)


def _row(document: Document, extraction: Extraction, relation: Relation) -> tuple[str, ...]:
    subject, object_ = extraction.mentions[relation.subject], extraction.mentions[relation.object]
    sentence = " ".join(document.text[relation.start : relation.end].split())
    return document.id, subject.text, relation.predicate, object_.text, relation.status, sentence


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(_rules)
