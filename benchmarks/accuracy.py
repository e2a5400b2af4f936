"""Writes docs/accuracy.md: today's figures on the annotation of real papers and on that of fictional ones.

    python benchmarks/accuracy.py ../shared/gold --date 2026-11-24

The hand-written part of the page stands between its own marks and is kept.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from councilgraph import project
from councilgraph.evaluation import MEASURES, Evaluation, Figures

_ROOT = Path(__file__).parent.parent
_PAGE = _ROOT / "docs" / "accuracy.md"
_FICTIONAL = _ROOT / "tests" / "annotation"
_MARK = "<!-- notes -->"


def cells(figures: Figures) -> str:
    """Return precision, recall, F1 and cases as cells of a Markdown row."""
    return f"{figures.precision:.3f} | {figures.recall:.3f} | {figures.f1:.3f} | {figures.cases}"


def table(head: str, rows: Iterable[tuple[str, Figures]]) -> Iterator[str]:
    """Yield a table of figures."""
    yield f"| {head} | precision | recall | F1 | cases |"
    yield "|---|---|---|---|---|"
    yield from (f"| {name} | {cells(figures)} |" for name, figures in rows)
    yield ""


def per_document(run: Evaluation) -> Iterator[str]:
    """Yield one line a document with the F1 of each measure."""
    yield f"| document | {' | '.join(MEASURES)} | relation precision |"
    yield "|---|" + "---|" * (len(MEASURES) + 1)
    for name in sorted(run.entities):
        scores = " | ".join(f"{run.figures(measure, name).f1:.3f}" for measure in MEASURES)
        yield f"| {name} | {scores} | {run.figures('relation', name).precision:.3f} |"
    yield ""


def spread(run: Evaluation) -> Iterator[str]:
    """Yield how many relation rules fire in one document only, and in one sentence only."""
    documents, sentences = defaultdict(set), defaultdict(set)
    for outcome in run.outcomes:
        if outcome.measure == "relation" and outcome.verdict != "missed":
            documents[outcome.rule].add(outcome.document)
            sentences[outcome.rule].add(outcome.unit)
    one = sum(len(found) == 1 for found in documents.values())
    single = sum(len(found) == 1 for found in sentences.values())
    yield f"{len(documents)} relation rules fire on the annotated sentences: {one} of them in one document only, "
    yield f"{single} in one sentence only."
    yield ""


def errors(run: Evaluation) -> Iterator[str]:
    """Yield the ten commonest kinds of remaining error."""
    counts = Counter(
        (outcome.verdict, outcome.measure.removesuffix(" relaxed"), outcome.label)
        for outcome in run.outcomes
        if outcome.verdict != "hit" and outcome.measure in ("mention relaxed", "relation")
    )
    yield "| error | count |"
    yield "|---|---|"
    for (verdict, what, label), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]:
        yield f"| {verdict} {what}: {label} | {count} |"
    yield ""


def page(real: Evaluation, fictional: Evaluation, date: str, notes: str) -> str:
    """Return the whole page."""
    lines = [
        "# Accuracy",
        "",
        f"Figures of {date}, made by `python benchmarks/accuracy.py ../shared/gold --date {date}`; any single table by "
        "`councilgraph evaluate ANNOTATION --by measure|document|type|predicate|rule`.",
        "",
        "Measures: a mention is *strict* with the same start, end and type, *relaxed* when it overlaps and has the "
        "type; *entity* is B-cubed over the annotated mentions; a *relation* joins the right mentions by the right "
        "predicate; a *triple* is a distinct asserted fact of a document. Two people who annotated the same sentences "
        "agreed to F1 0.92-0.94, 0.94-0.95, 0.91-0.94, 0.87-0.96 and 0.92-0.97.",
        "",
        "## Real papers: four documents, 3,585 annotated sentences",
        "",
        *table("measure", ((measure, real.figures(measure)) for measure in MEASURES)),
        "### F1 by document",
        "",
        *per_document(real),
        "### Mentions by type (relaxed)",
        "",
        *table("type", ((n, real.figures("mention relaxed", label=n)) for n in real.labels("mention relaxed"))),
        "### Relations by predicate",
        "",
        *table("predicate", ((n, real.figures("relation", label=n)) for n in real.labels("relation"))),
        "### Spread of the rules",
        "",
        *spread(real),
        "### The ten commonest kinds of remaining error",
        "",
        *errors(real),
        "## Fictional papers that no rule was written from",
        "",
        "Two invented documents (a borough's assessment, a local system review), annotated by the same guidelines by "
        "someone who did not know the rules: `tests/annotation`.",
        "",
        *table("measure", ((measure, fictional.figures(measure)) for measure in MEASURES)),
        *per_document(fictional),
        "### Relations by predicate there",
        "",
        *table("predicate", ((n, fictional.figures("relation", label=n)) for n in fictional.labels("relation"))),
    ]
    return "\n".join(lines) + f"\n{_MARK}\n{notes}"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotation", type=Path)
    parser.add_argument("--date", required=True)
    arguments = parser.parse_args()
    before = _PAGE.read_text(encoding="utf-8") if _PAGE.is_file() else ""
    notes = before.partition(f"{_MARK}\n")[2]
    runs = [project.evaluate(folder, (), project.Options()) for folder in (arguments.annotation, _FICTIONAL)]
    _PAGE.write_text(page(runs[0], runs[1], arguments.date, notes), encoding="utf-8")


if __name__ == "__main__":
    main()
