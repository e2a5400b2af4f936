"""Kinds of error: what is wrong with each case that is not right, counted once.

A mention is missed, spurious, of the wrong span or of the wrong type. A relation is missed with both its ends found
(the rules for relations did not read it), with an end missing or of the wrong type (they could not); or it is
spurious, by predicate, direction, status, or because no such link is stated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from councilgraph.evaluation.figures import Outcome

# What `Outcome.detail` says; `FOUND_AS` and `ANNOTATED_AS` are followed by a type or predicate.
SPAN = "wrong span"
FOUND_AS = "found as "
ANNOTATED_AS = "annotated as "
BOTH_FOUND = "both ends found"
WRONG_END = "an end of the wrong type"
MISSING_END = "an end missing"
REVERSED = "wrong direction"
STATUS = "wrong status"
UNKNOWN_END = "an end not annotated"
NO_LINK = "no such link"

_COUNTED = ("mention relaxed", "relation")


def kinds(outcomes: Iterable[Outcome]) -> list[tuple[str, str, int]]:
    """Return (kind of error, type or predicate, count), the commonest first.

    What is found under a wrong type or predicate, or the wrong way round, is one error, not a miss and a wrong find.
    """
    counts = Counter(kind for outcome in outcomes if (kind := _kind(outcome)))
    return [(*kind, count) for kind, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]


def _kind(outcome: Outcome) -> tuple[str, str] | None:
    what, detail = _what(outcome), outcome.detail
    if outcome.measure not in _COUNTED or detail.startswith(ANNOTATED_AS):
        return None
    if detail == SPAN:
        return "mention of the wrong span", outcome.label
    if outcome.verdict == "hit":
        return None
    if detail.startswith(FOUND_AS):
        return f"{what} of the wrong {'type' if what == 'mention' else 'predicate'}", f"{outcome.label} {detail}"
    if detail == REVERSED:
        return ("relation in the wrong direction", outcome.label) if outcome.verdict == "missed" else None
    if detail == STATUS:
        return "relation of the wrong status", outcome.label
    return f"{outcome.verdict} {what}{f', {detail}' if detail else ''}", outcome.label


def _what(outcome: Outcome) -> str:
    return outcome.measure.removesuffix(" relaxed")


def error_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield a tab-separated line for each relaxed mention or relation that was missed or wrongly found.

    The cells: error, sentence id, text, type or predicate, rule, sentence, detail.
    """
    for outcome in outcomes:
        if outcome.measure in _COUNTED and outcome.verdict != "hit":
            cells = (f"{outcome.verdict} {_what(outcome)}", outcome.unit, outcome.text, outcome.label, outcome.rule)
            yield "\t".join((*cells, outcome.sentence, outcome.detail)) + "\n"
