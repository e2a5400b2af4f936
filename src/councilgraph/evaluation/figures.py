"""Outcomes, case by case, and the figures computed from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Measure = Literal["mention strict", "mention relaxed", "relation", "triple"]
Verdict = Literal["hit", "missed", "spurious"]
MEASURES: tuple[str, ...] = ("mention strict", "mention relaxed", "entity", "relation", "triple")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing found, missed or wrongly found; `label` is its type or predicate, `text` what it says.

    `detail` tells more of an error: "wrong span", "found as Service", "both ends found" (see `errors`).
    """

    measure: Measure
    verdict: Verdict
    document: str
    unit: str
    label: str
    text: str
    rule: str = ""
    sentence: str = ""
    detail: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two outcomes of two runs the same case."""
        return self.measure, self.unit, self.label, self.text


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, each in 0..1, and the number of annotated cases."""

    precision: float
    recall: float
    cases: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class BCubed:
    """Sums for precision and recall over mentions, and how many mentions each is over."""

    precision: float = 0.0
    found: int = 0
    recall: float = 0.0
    wanted: int = 0

    def add(self, other: BCubed) -> None:
        """Take in the sums of another document."""
        self.precision += other.precision
        self.found += other.found
        self.recall += other.recall
        self.wanted += other.wanted

    def figures(self) -> Figures:
        """Return the means."""
        precision = self.precision / self.found if self.found else 0.0
        return Figures(precision, self.recall / self.wanted if self.wanted else 0.0, self.wanted)


@dataclass(slots=True)
class Evaluation:
    """Every outcome of a run, and what is computed from them."""

    outcomes: list[Outcome] = field(default_factory=list)
    entities: dict[str, BCubed] = field(default_factory=dict)

    def figures(self, measure: str, document: str | None = None, label: str | None = None) -> Figures:
        """Return the figures of one measure, of all documents or one, of all types or predicates or one."""
        if measure == "entity":
            total = BCubed()
            for name, part in self.entities.items():
                if document in (None, name):
                    total.add(part)
            return total.figures()
        return tally(
            outcome
            for outcome in self.outcomes
            if outcome.measure == measure and document in (None, outcome.document) and label in (None, outcome.label)
        )

    def labels(self, measure: Measure) -> list[str]:
        """Return the types or predicates that occur, sorted."""
        return sorted({outcome.label for outcome in self.outcomes if outcome.measure == measure})

    def by_rule(self, measure: Measure) -> dict[str, tuple[int, int]]:
        """Return for each rule how often it was right and how often it fired inside annotated sentences."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for outcome in self.outcomes:
            if outcome.measure == measure and outcome.verdict != "missed":
                counts[outcome.rule][0] += outcome.verdict == "hit"
                counts[outcome.rule][1] += 1
        return {rule: (right, fired) for rule, (right, fired) in sorted(counts.items())}


def tally(outcomes: Iterable[Outcome]) -> Figures:
    """Return the figures of outcomes of one measure."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    hits, fired, wanted = counts["hit"], counts["hit"] + counts["spurious"], counts["hit"] + counts["missed"]
    return Figures(hits / fired if fired else 0.0, hits / wanted if wanted else 0.0, wanted)
