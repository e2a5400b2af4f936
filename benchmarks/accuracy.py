"""Writes docs/accuracy.md: today's figures on the annotation of real papers and on that of fictional ones.

    python benchmarks/accuracy.py ../shared/gold --date 2026-11-24
    python benchmarks/accuracy.py ../shared/gold --date 2026-11-24 --output accuracy.md

The hand-written part of the page stands below a mark of its own and is kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence import Evidence, Kind, Signatures, elsewhere, gather

from councilgraph import evaluation, project, rules
from councilgraph.evaluation import MEASURES, Evaluation, Figures, Measure

_ROOT = Path(__file__).parent.parent
_PAGE = _ROOT / "docs" / "accuracy.md"
_FICTIONAL = _ROOT / "tests" / "annotation"
_MARK = "<!-- notes -->"
_NAMED: dict[Measure, str] = {"mention relaxed": "type", "relation": "predicate"}
_KINDS: tuple[tuple[Kind, bool, str], ...] = (
    ("relation", True, "relation rules"),
    ("relation", False, "relation rules with a trigger word"),
    ("mention", True, "mention rules"),
    ("mention", False, "mention rules with a head noun or known name"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """The plain scores of an annotated corpus, those of each document set aside, and what the rules fired on."""

    plain: Evaluation
    aside: Evaluation
    evidence: Evidence
    sentences: int


def measure(annotation: Path) -> Run:
    """Score the packaged rules on an annotation."""
    gold, found = project.annotated(annotation, (), project.Options())
    signatures = Signatures(rules.load())
    evidence = gather(found, signatures)
    aside = [elsewhere(document, extraction, evidence, signatures) for document, extraction in found]
    return Run(
        evaluation.evaluate(gold, (extraction for _, extraction in found)),
        evaluation.evaluate(gold, aside),
        evidence,
        sum(len(units) for units in gold.values()),
    )


def table(head: str, rows: Iterable[tuple[str, Figures]]) -> Iterator[str]:
    """Yield a table of figures."""
    yield f"| {head} | precision | recall | F1 | cases |"
    yield "|---|---|---|---|---|"
    for name, f in rows:
        yield f"| {name} | {f.precision:.3f} | {f.recall:.3f} | {f.f1:.3f} | {f.cases} |"
    yield ""


def per_document(run: Evaluation) -> Iterator[str]:
    """Yield one line a document with the F1 of each measure."""
    yield f"| document | {' | '.join(MEASURES)} | relation precision |"
    yield "|---|" + "---|" * (len(MEASURES) + 1)
    for name in sorted(run.entities):
        scores = " | ".join(f"{run.figures(measure, name).f1:.3f}" for measure in MEASURES)
        yield f"| {name} | {scores} | {run.figures('relation', name).precision:.3f} |"
    yield ""


def by_label(run: Evaluation, measure: Measure) -> Iterator[str]:
    """Yield the table of a measure by type or predicate, with the F1 in each document."""
    names = sorted(run.entities)
    yield f"| {_NAMED[measure]} | precision | recall | F1 | cases | {' | '.join(f'F1 in {n}' for n in names)} |"
    yield "|---|" + "---|" * (4 + len(names))
    for label in run.labels(measure):
        total, parts = run.figures(measure, label=label), [run.figures(measure, n, label) for n in names]
        cells = [f"{total.precision:.3f}", f"{total.recall:.3f}", f"{total.f1:.3f}", str(total.cases)]
        cells += [f"{part.f1:.3f} of {part.cases}" if part.cases else "–" for part in parts]
        yield f"| {label} | {' | '.join(cells)} |"
    yield ""


def cross_document(run: Run) -> Iterator[str]:
    """Yield each document's scores with only what rests on evidence in the others, beside the plain ones."""
    yield "| document set aside | measure | precision | plain precision | F1 | plain F1 |"
    yield "|---|---|---|---|---|---|"
    for name in [*sorted(run.plain.entities), None]:
        for what in MEASURES:
            aside, plain = run.aside.figures(what, name), run.plain.figures(what, name)
            figures = f"{aside.precision:.3f} | {plain.precision:.3f} | {aside.f1:.3f} | {plain.f1:.3f}"
            yield f"| {name or 'all'} | {what} | {figures} |"
    yield ""


def spread(evidence: Evidence) -> Iterator[str]:
    """Yield how many rules, and rules with one word, fire in one document or sentence only."""
    yield "| what fires | in all | in one document only | in one sentence only |"
    yield "|---|---|---|---|"
    for kind, merged, name in _KINDS:
        total, document, sentence = evidence.spread(kind, merged)
        yield f"| {name} | {total} | {document} | {sentence} |"
    yield ""


def errors(run: Evaluation) -> Iterator[str]:
    """Yield the ten commonest kinds of remaining error."""
    yield "| error | type or predicate | count |"
    yield "|---|---|---|"
    yield from (f"| {kind} | {label} | {count} |" for kind, label, count in evaluation.kinds(run.outcomes)[:10])
    yield ""


def introduction(date: str) -> Iterator[str]:
    """Yield the head of the page: where the figures come from and what they measure."""
    yield "# Accuracy"
    yield ""
    yield (
        f"Figures of {date}, made by `python benchmarks/accuracy.py ../shared/gold --date {date}`; any single table by "
        "`councilgraph evaluate ANNOTATION --by measure|document|type|predicate|rule|error`."
    )
    yield ""
    yield (
        "Measures: a mention is *strict* with the same start, end and type, *relaxed* when it overlaps and has the "
        "type; *entity* is B-cubed over the annotated mentions; a *relation* joins the right mentions by the right "
        "predicate; a *triple* is a distinct asserted fact of a document. Two people who annotated the same sentences "
        "agreed to F1 0.92-0.94, 0.94-0.95, 0.91-0.94, 0.87-0.96 and 0.92-0.97."
    )
    yield ""


def real(run: Run) -> Iterator[str]:
    """Yield the part on real papers."""
    yield f"## Real papers: {len(run.plain.entities)} documents, {run.sentences:,} annotated sentences"
    yield ""
    yield from table("measure", ((measure, run.plain.figures(measure)) for measure in MEASURES))
    yield from ("### F1 by document", "", *per_document(run.plain))
    yield from ("### Each document set aside", "")
    yield (
        "For the document set aside a link counts only where the same rule fired on the same trigger word, and a "
        "mention only where the same rule fired on the same head noun or known name, in at least one of the other "
        "whole documents; *plain* is the score with everything. The difference says how much of a score rests on "
        "words that no other paper here confirms (a pack of cabinet papers, the only one, loses most); it does not say "
        "that the rules were written without that document, nor what they would score on a new one, of which the "
        "fictional papers below tell more."
    )
    yield ""
    yield from cross_document(run)
    yield from ("### Spread of the rules over the whole documents", "", *spread(run.evidence))
    yield from ("### Mentions by type (relaxed)", "", *by_label(run.plain, "mention relaxed"))
    yield from ("### Relations by predicate", "", *by_label(run.plain, "relation"))
    yield from ("### The ten commonest kinds of remaining error", "", *errors(run.plain))
    yield "All kinds: `councilgraph evaluate ../shared/gold --by error`."
    yield ""


def fictional(run: Run) -> Iterator[str]:
    """Yield the part on fictional papers."""
    yield "## Fictional papers that no rule was written from"
    yield ""
    yield (
        f"{len(run.plain.entities)} invented documents, {run.sentences:,} sentences (a borough's assessment, a local "
        "system review), annotated by the same guidelines by someone who did not know the rules: `tests/annotation`."
    )
    yield ""
    yield from table("measure", ((measure, run.plain.figures(measure)) for measure in MEASURES))
    yield from per_document(run.plain)
    yield from ("### Mentions by type (relaxed), fictional papers", "", *by_label(run.plain, "mention relaxed"))
    yield from ("### Relations by predicate, fictional papers", "", *by_label(run.plain, "relation"))
    yield from ("### The commonest kinds of error, fictional papers", "", *errors(run.plain))


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotation", type=Path, help="folder with documents.json, units/ and annotations/")
    parser.add_argument("--date", required=True, help="the day that the page gives, YYYY-MM-DD")
    parser.add_argument("--output", type=Path, default=_PAGE, help="page to write; by default docs/accuracy.md")
    arguments = parser.parse_args()
    notes = _PAGE.read_text(encoding="utf-8").partition(f"{_MARK}\n")[2] if _PAGE.is_file() else ""
    lines = [
        *introduction(arguments.date),
        *real(measure(arguments.annotation)),
        *fictional(measure(_FICTIONAL)),
    ]
    arguments.output.write_text("\n".join(lines) + f"\n{_MARK}\n{notes}", encoding="utf-8")


if __name__ == "__main__":
    main()
