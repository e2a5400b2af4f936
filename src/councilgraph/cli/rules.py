"""The commands for those who write rules: list, show, check and calibrate them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.build import Rules
from councilgraph.cli.filters import Rows
from councilgraph.cli.output import Format, emit, keep, message

if TYPE_CHECKING:
    from councilgraph import calibration
    from councilgraph.models import Document, Extraction
    from councilgraph.rules import RuleSet

Paths = Annotated[list[Path] | None, typer.Argument(help="Documents to show what the rule matches in.")]

_rules = typer.Typer(name="rules", help="List, show, check and measure the rules.", no_args_is_help=True)


@_rules.command("list")
def list_rules(
    what: Annotated[str | None, typer.Argument(help="Only rules for this predicate or type (funds, Board).")] = None,
    rules: Rules = None,
    output_format: Rows = Format.table,
) -> None:
    """List the rules: for relations with how often they were right on the annotation, and for mentions.

    Example: councilgraph rules list funds
    """
    from councilgraph import rules as rule_files
    from councilgraph import schema
    from councilgraph.errors import UnknownName

    known = schema.load()
    if what is not None and what not in {*known.predicates, *known.types}:
        raise UnknownName(f"no rule finds '{what}'; choose one of {', '.join((*known.predicates, *known.types))}")
    ruleset = rule_files.load(rules)
    rows = [row for row in (*_relation_rules(ruleset), *_mention_rules(ruleset)) if what in (None, row[0])]
    emit(("finds", "rule", "says", "right", "fired", "file"), rows, output_format)


def _relation_rules(ruleset: RuleSet) -> Iterator[tuple[object, ...]]:
    from councilgraph import calibration
    from councilgraph.extraction.relations.compiling import compile_relations

    measured = calibration.load().rules
    compiled = compile_relations(ruleset).rules
    for name, rule in sorted(compiled.items(), key=lambda row: (row[1].predicate, row[0])):
        count = measured.get(rule.predicate, {}).get(name, calibration.Count())
        yield rule.predicate, name, rule.says, count.right, count.fired, rule.file


def _mention_rules(ruleset: RuleSet) -> Iterator[tuple[object, ...]]:
    from councilgraph.extraction.mentions.compiling import compile_lexicon

    compile_lexicon(ruleset)
    found = []
    for name, rule in ruleset.lexicons.items():
        finds = rule.fields.get("type") or ("PartnerGroup" if name.startswith("sector.") else "")
        if finds:
            says = rule.fields.get("about") or rule.fields.get("canonical", "")
            found.append((finds, name, says, "", "", rule.file))
    yield from sorted(found)


@_rules.command("show")
def show_rule(
    rule: Annotated[str, typer.Argument(help="Id of the rule, as `rules list` and `extract` print it.")],
    paths: Paths = None,
    rules: Rules = None,
    output_format: Rows = Format.table,
) -> None:
    """Show one rule with its words and examples, or what it matches in documents.

    Example: councilgraph rules show funds.pay examples
    """
    import yaml

    from councilgraph import rules as rule_files
    from councilgraph.errors import UnknownName

    ruleset = rule_files.load(rules)
    found = ruleset.relations.get(rule) or ruleset.lexicons.get(rule)
    if found is None:
        raise UnknownName(f"no rule has the id '{rule}'; see 'councilgraph rules list'")
    if not paths:
        message(found.file)
        record = {"id": rule, **found.fields}
        typer.echo(yaml.safe_dump(record, sort_keys=False, allow_unicode=True, width=110).rstrip())
    elif rule in ruleset.relations:
        columns = ("document", "subject", "predicate", "object", "status", "sentence")
        emit(columns, _relations(paths, rule, rules), output_format)
    else:
        emit(("document", "mention", "type", "name", "sentence"), _mentions(paths, rule, rules), output_format)


@_rules.command("check")
def check_rules(rules: Rules = None) -> None:
    """Run the examples and counter-examples of every rule; exit with 1 where one does not hold.

    Example: councilgraph rules check
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

    Example: councilgraph rules calibrate tests/annotation --output calibration.json
    """
    from councilgraph import calibration

    measured = measure(annotation, paths or [])
    target = output or calibration.path()
    keep(target, calibration.dump(measured))
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


def _extracted(paths: list[Path], rules: Path | None) -> Iterator[tuple[Document, Extraction]]:
    from councilgraph import project

    notes = project.Notes()
    yield from project.extract(paths, project.Options(rules=rules), notes)
    for line in notes.unread:
        message(line)


def _relations(paths: list[Path], rule: str, rules: Path | None) -> Iterator[tuple[str, ...]]:
    for document, extraction in _extracted(paths, rules):
        for relation in extraction.relations:
            if relation.rule == rule:
                subject, object_ = (extraction.mentions[end] for end in (relation.subject, relation.object))
                sentence = _line(document.text[relation.start : relation.end])
                yield document.id, subject.text, relation.predicate, object_.text, relation.status, sentence


def _mentions(paths: list[Path], rule: str, rules: Path | None) -> Iterator[tuple[str, ...]]:
    from councilgraph import text

    for document, extraction in _extracted(paths, rules):
        sentences = text.sentences(document.text, document.sections)
        for mention in extraction.mentions:
            if mention.rule == rule:
                around = next((s for s in sentences if s.start <= mention.start < s.end), mention)
                words = _line(document.text[mention.start : mention.end])
                yield document.id, words, mention.type, mention.name, _line(document.text[around.start : around.end])


def _line(words: str) -> str:
    return " ".join(words.split())


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(_rules)
