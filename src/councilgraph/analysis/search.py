"""Where a thing appears, under any of its names."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz

from councilgraph import schema
from councilgraph.analysis import evidence
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters
from councilgraph.graph.names import Named
from councilgraph.graph.sources import Answer
from councilgraph.vocabulary import normal_form

COLUMNS: Final = ("name", "type", "council", "found as", "other names", "identifiers", "links", "documents")
_CUTOFF: Final = 80.0
_MOST_NEAR: Final = 10


def _found_as(text: str, named: Named) -> str | None:
    wanted, words = normal_form(text), set(normal_form(text).split())
    if any(text.casefold() in {code.casefold(), code.partition(":")[2].casefold()} for code in named.codes):
        return "identifier"
    names = (named.label, *sorted(named.aliases))
    for name in names:
        if normal_form(name) == wanted:
            return name
    return next((name for name in names if words and words <= set(normal_form(name).split())), None)


def _matches(dataset: Dataset, text: str, filters: Filters) -> list[tuple[str, str]]:
    """Return (IRI, the name it is found as): by identifier, name or words; by likeness where there is none."""
    named = [name for name in dataset.names if filters.has_type(name.type)]
    found = [(name.iri, how) for name in named if (how := _found_as(text, name))]
    if found:
        return found
    near = [(score, name.iri, other) for name in named for score, other in [_nearest(text, name)] if score >= _CUTOFF]
    near.sort(key=lambda row: (-row[0], dataset.sort_key(row[1])))
    return [(iri, f"{other} (like it)") for _, iri, other in near[:_MOST_NEAR]]


def _nearest(text: str, named: Named) -> tuple[float, str]:
    """Return how like the name of a thing that is most like the text is, 0..100: that of its least like word."""
    wanted = normal_form(text).split()
    found = (0.0, "")
    for name in (named.label, *sorted(named.aliases)):
        words = normal_form(name).split()
        score = min((max((fuzz.ratio(w, word) for word in words), default=0.0) for w in wanted), default=0.0)
        found = max(found, (score, name), key=lambda row: row[0])
    return found


def find(dataset: Dataset, text: str, filters: Filters | None = None, *, sentences: bool = False) -> Answer:
    """Return everything that answers to a name, part of a name or official code, the most linked first.

    Where nothing does, what is spelled much like it. With `sentences`, a row is a sentence about one of them.
    """
    filters = filters or Filters()
    passing = filters.links(dataset, ("asserted", "planned", "negated", "ended"))
    ends: dict[str, int] = {}
    for link in passing:
        for end in {link.subject, link.object}:
            ends[end] = ends.get(end, 0) + 1
    papers = {paper.id for paper in dataset.papers.values() if filters.admits(paper)}
    found = {
        iri: how for iri, how in _matches(dataset, text, filters) if papers.intersection(dataset.nodes[iri].documents)
    }
    if sentences:
        return evidence.table(dataset, [link for link in passing if {link.subject, link.object} & found.keys()])
    ranked = sorted(found, key=lambda iri: (-ends.get(iri, 0), dataset.sort_key(iri)))
    rows = []
    for iri in ranked:
        node = dataset.nodes[iri]
        rows.append(
            (
                node.label,
                schema.load().types[node.type].label,
                dataset.label(node.council),
                found[iri],
                "; ".join(node.aliases) or None,
                "; ".join(node.identifiers) or None,
                ends.get(iri, 0),
                "; ".join(node.documents),
            )
        )
    return Answer(COLUMNS, tuple(rows))
