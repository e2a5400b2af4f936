"""Profiles of kinds of document: which kind a document is, and what that kind states in fixed form."""

from __future__ import annotations

from councilgraph.documents.profiles.recognition import recognise
from councilgraph.documents.profiles.values import Draft, Findings

__all__ = ["Draft", "Findings", "apply", "recognise"]


def apply(draft: Draft) -> Findings:
    """Return the kind of a document and the facts that its profile finds."""
    return Findings(kind=recognise(draft))
