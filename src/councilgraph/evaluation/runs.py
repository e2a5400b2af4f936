"""Runs kept in files and compared with each other."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from councilgraph.errors import CouncilgraphError
from councilgraph.evaluation.figures import Outcome, Verdict


def changes(before: Iterable[Outcome], after: Iterable[Outcome]) -> Iterator[tuple[str, Outcome]]:
    """Yield ("gain" | "loss", outcome) for every case whose verdict changed between two runs, in order.

    A gain is a case found, or no longer wrongly found; a loss the reverse. Where one sentence has the same words
    twice, they are two cases.
    """
    old, new = _by_key(before), _by_key(after)
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key, []), new.get(key, [])
        found, wrong = _more("hit", was, now), _more("spurious", was, now)
        for change, count in (("gain", max(found, -wrong)), ("loss", max(-found, wrong))):
            for _ in range(count):
                yield change, _shown(was, now)


def _by_key(outcomes: Iterable[Outcome]) -> dict[tuple[str, ...], list[Outcome]]:
    found: dict[tuple[str, ...], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.key].append(outcome)
    return found


def _more(verdict: Verdict, was: list[Outcome], now: list[Outcome]) -> int:
    return sum(o.verdict == verdict for o in now) - sum(o.verdict == verdict for o in was)


def _shown(was: list[Outcome], now: list[Outcome]) -> Outcome:
    """Return the outcome that names the rule to look at: today's if a rule fired today, else the earlier one."""
    return next((o for o in (*now, *was) if o.rule), (*now, *was)[0])


def dump(outcomes: Iterable[Outcome]) -> list[dict[str, str]]:
    """Return outcomes as plain values for a file that `parse` reads back."""
    return [asdict(outcome) for outcome in outcomes]


def parse(path: Path) -> list[Outcome]:
    """Read a saved run; raise CouncilgraphError where the file is none."""
    try:
        return [Outcome(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise CouncilgraphError(f"{path}: not a saved run ({error}); make one with `evaluate --save FILE`") from error
