"""How far each relation rule is to be trusted: its precision on the annotation, kept in data/calibration.json.

The figures are in-sample: the rules were written with the same annotation in view. They come into play when a graph
is assembled and are no part of what the rules find.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from councilgraph import resources
from councilgraph.errors import RuleError

# How many cases the precision of the predicate (for a rule) and of all rules (for a predicate) counts for.
_WEIGHT = 5.0
_PRIOR = 0.5


@dataclass(frozen=True, slots=True)
class Count:
    """How often something fired inside annotated sentences, and how often it was right."""

    right: int = 0
    fired: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.fired + other.fired)

    def smoothed(self, prior: float) -> float:
        """Return the precision, drawn towards `prior` the more the fewer cases there are."""
        return (self.right + _WEIGHT * prior) / (self.fired + _WEIGHT)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The counts of every measured rule, by predicate and rule id."""

    rules: Mapping[str, Mapping[str, Count]]

    def confidence(self, rules: Sequence[str], predicate: str) -> tuple[float, int]:
        """Return the confidence (0..1) of a link found by these rules, and the number of annotated cases behind it.

        The best of the rules counts. A rule never measured has the precision of its predicate and no cases.
        """
        of_predicate = self.rules.get(predicate, {})
        prior = sum(of_predicate.values(), Count()).smoothed(self._overall())
        counts = [of_predicate.get(rule, Count()) for rule in rules]
        best = max((count.smoothed(prior) for count in counts), default=prior)
        return round(best, 3), sum(count.fired for count in counts)

    def _overall(self) -> float:
        total = sum((count for rules in self.rules.values() for count in rules.values()), Count())
        return total.smoothed(_PRIOR)


def measure(outcomes: Iterable[tuple[str, str, bool]]) -> Calibration:
    """Return the calibration from (predicate, rule, right or not) of every link found in annotated sentences."""
    counts: dict[str, dict[str, Count]] = {}
    for predicate, rule, right in outcomes:
        of_predicate = counts.setdefault(predicate, {})
        of_predicate[rule] = of_predicate.get(rule, Count()) + Count(int(right), 1)
    return Calibration(counts)


def dump(calibration: Calibration) -> str:
    """Return a calibration as the text of its file: sorted JSON, one rule a line."""
    lines = []
    for predicate, rules in sorted(calibration.rules.items()):
        rows = ",\n".join(
            f'  {json.dumps(rule)}: {{"right": {count.right}, "fired": {count.fired}}}'
            for rule, count in sorted(rules.items())
        )
        lines.append(f" {json.dumps(predicate)}: {{\n{rows}\n }}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read(path: Path) -> Calibration:
    """Read a calibration file; raise RuleError where it is malformed."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Calibration(
            {
                predicate: {rule: Count(row["right"], row["fired"]) for rule, row in rules.items()}
                for predicate, rules in raw.items()
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleError(f"{path.name}: not a calibration ({error}); make it with 'rules calibrate'") from error


def path() -> Path:
    """Return the path of the packaged calibration."""
    return resources.data("calibration.json")


@cache
def load() -> Calibration:
    """Return the packaged calibration; an empty one where none was ever made."""
    return read(path()) if path().is_file() else Calibration({})


def confidence(rules: Sequence[str], predicate: str) -> tuple[float, int]:
    """Return the confidence of a link found by these rules by the packaged calibration, and the cases behind it."""
    return load().confidence(rules, predicate)
