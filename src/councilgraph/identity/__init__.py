"""Identity across documents: which mentions, anywhere in a corpus, are one thing.

    summaries = [summarise(document, extraction) ...]        slim: kept for a whole corpus
    resolution = link(summaries, decisions)                  entities, doubtful pairs, problems, successions
    stated = state(document, extraction, resolution.iris[document.id], decisions)   one document's assertions

`resolve` does all of it for a corpus that fits in memory. Equal input gives an equal result, whatever its order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from councilgraph.identity.candidates import REASONS, Candidate, Side
from councilgraph.identity.decisions import Decisions, Link, Name
from councilgraph.identity.resolution import Resolution, link
from councilgraph.identity.stating import Confidence, Stated, state, unmeasured
from councilgraph.identity.summary import Local, Summary, summarise
from councilgraph.models import Assertion, Document, Entity, Extraction, Succession
from councilgraph.vocabulary import Minter

__all__ = [
    "REASONS",
    "Candidate",
    "Confidence",
    "Decisions",
    "Link",
    "Local",
    "Name",
    "Resolution",
    "Resolved",
    "Side",
    "Stated",
    "Summary",
    "link",
    "resolve",
    "state",
    "summarise",
    "unmeasured",
]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A whole corpus resolved: see `Resolution`; `assertions` are sorted by document and IRI."""

    entities: tuple[Entity, ...]
    assertions: tuple[Assertion, ...]
    candidates: tuple[Candidate, ...]
    problems: tuple[str, ...]
    events: tuple[Succession, ...]


def resolve(
    documents: Iterable[Document],
    extractions: Iterable[Extraction],
    decisions: Decisions | None = None,
    confidence: Confidence = unmeasured,
    mint: Minter | None = None,
) -> Resolved:
    """Resolve a corpus held in memory; the extractions may come in any order, one for each document."""
    by_id = {extraction.document: extraction for extraction in extractions}
    pairs = sorted(((document, by_id[document.id]) for document in documents), key=lambda pair: pair[0].id)
    resolution = link((summarise(*pair) for pair in pairs), decisions, mint)
    stated = [state(*pair, resolution.iris.get(pair[0].id, {}), decisions, confidence, mint) for pair in pairs]
    return Resolved(
        entities=resolution.entities,
        assertions=tuple(assertion for one in stated for assertion in one.assertions),
        candidates=resolution.candidates,
        problems=(*resolution.problems, *(problem for one in stated for problem in one.problems)),
        events=resolution.events,
    )
