"""Profiles of kinds of document: which kind a document is, and what that kind states in fixed form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from councilgraph.documents.profiles import assessment, fronts, meeting, membership, periods, review, strategy
from councilgraph.documents.profiles.recognition import recognise
from councilgraph.documents.profiles.values import Draft, Findings

__all__ = ["Draft", "Findings", "apply", "recognise"]

_READERS: dict[str, Callable[[Draft], Findings]] = {
    "assessment": assessment.read,
    "meeting": meeting.read,
    "report": meeting.report,
    "review": review.read,
    "strategy": strategy.read,
    "annual-report": strategy.annual_report,
}


def apply(draft: Draft) -> Findings:
    """Return the kind of a document and what it states in fixed form: the facts of its kind, and periods.

    Members of a board that are listed under such a heading are read whatever the kind.
    Whatever its cues, a paper that opens with a front sheet is a report, and one that calls people to items of business
    one of a meeting.
    """
    kind = recognise(draft)
    if kind not in ("meeting", "assessment") and fronts.opens(draft.text):
        kind = "report"
    elif kind == "document" and meeting.opens(draft):
        kind = "meeting"
    reader = _READERS.get(kind)
    found = reader(draft) if reader else Findings(kind, tuple(membership.members(draft)))
    facts = sorted((*found.facts, *periods.read(draft.text)), key=lambda fact: (fact.start, fact.end, fact.kind))
    return replace(found, facts=tuple(facts))
