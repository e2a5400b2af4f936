"""Profiles of kinds of document: which kind a document is, and what that kind states in fixed form."""

from __future__ import annotations

from collections.abc import Callable

from councilgraph.documents.profiles import assessment, meeting
from councilgraph.documents.profiles.recognition import recognise
from councilgraph.documents.profiles.values import Draft, Findings

__all__ = ["Draft", "Findings", "apply", "recognise"]

_READERS: dict[str, Callable[[Draft], Findings]] = {
    "assessment": assessment.read,
    "meeting": meeting.read,
    "report": meeting.report,
}


def apply(draft: Draft) -> Findings:
    """Return the kind of a document and the facts that its profile finds."""
    kind = recognise(draft)
    reader = _READERS.get(kind)
    return reader(draft) if reader else Findings(kind)
