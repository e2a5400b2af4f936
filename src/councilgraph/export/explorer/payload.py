"""The graph as the page reads it: lists in which things refer to each other by position, each sentence once.

`types` [{name, label, plural, colour, points}], `predicates` [{name, label, inverse, symmetric}],
`documents` [{id, title, kind, date, council}], `rules` [id], `sentences` [[document, text, section, page]],
`nodes` [{id, type, label, aliases, identifiers, council, sectors, x, y}] where `id` is the IRI,
`links` [{s, p, o, status, ended, confidence, cases, doc, evidence}] with `evidence`
[[sentence, subject start, end, object start, end, trigger start, end, rule, attributed to]], offsets from the start of
the sentence, in UTF-16 units as JavaScript counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from councilgraph import schema
from councilgraph import vocabulary as v
from councilgraph.analysis.evidence import Proof
from councilgraph.analysis.filters import STANDINGS
from councilgraph.export.shapes import outline
from councilgraph.export.view import View


class _Index:
    """Gives each new value the next number."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        return self.numbers.setdefault(value, len(self.numbers))

    @property
    def values(self) -> list[Any]:
        return list(self.numbers)


def payload(view: View) -> dict[str, Any]:
    """Return what the page shows of a view, as values that JSON can hold."""
    graph = view.graph(STANDINGS)
    sentences, rules = _Index(), _Index()
    # before the sentences and rules, which they number
    links = list(_links(view, graph, sentences, rules))
    return {
        "types": _types(),
        "predicates": _predicates(),
        "documents": _documents(view),
        "nodes": [_node(view, iri, data) for iri, data in graph.nodes(data=True)],
        "links": links,
        "sentences": [list(row) for row in sentences.values],
        "rules": rules.values,
    }


def _types() -> list[dict[str, Any]]:
    return [
        {"name": t.name, "label": t.label, "plural": t.plural, "colour": t.colour, "points": outline(t.shape)}
        for t in schema.load().types.values()
    ]


def _predicates() -> list[dict[str, Any]]:
    return [
        {"name": p.name, "label": p.label, "inverse": p.inverse, "symmetric": p.symmetric}
        for p in schema.load().predicates.values()
    ]


def _links(view: View, graph: Any, sentences: _Index, rules: _Index) -> Iterator[dict[str, Any]]:
    number = {iri: rank for rank, iri in enumerate(graph)}
    papers = {id_: rank for rank, id_ in enumerate(view.dataset.papers)}
    for subject, object_, iri, data in graph.edges(keys=True, data=True):
        yield {
            "s": number[subject],
            "p": data["predicate"],
            "o": number[object_],
            "status": data["status"],
            "ended": data["ended"],
            "confidence": round(data["confidence"], 3),
            "cases": data["cases"],
            "doc": papers[data["document"]],
            "evidence": [_evidence(proof, papers, sentences, rules) for proof in view.proofs(iri)],
        }


def _documents(view: View) -> list[dict[str, Any]]:
    return [
        {
            "id": paper.id,
            "title": paper.title or paper.id,
            "kind": paper.kind,
            "date": paper.date.isoformat() if paper.date else None,
            "council": view.dataset.label(paper.council),
        }
        for paper in view.dataset.papers.values()
    ]


def _node(view: View, iri: str, data: dict[str, Any]) -> dict[str, Any]:
    x, y = view.positions[iri]
    links = [v.identifier_link(identifier) for identifier in data["identifiers"]]
    return {
        "id": iri,
        "type": data["type"],
        "label": data["label"],
        "aliases": data["aliases"],
        "identifiers": [
            [text, link[1] if link else None] for text, link in zip(data["identifiers"], links, strict=True)
        ],
        "council": data["label"] if data["type"] == "Council" else data["council_label"] or data["scope"],
        "sectors": data["sectors"],
        "x": x,
        "y": y,
    }


def _evidence(proof: Proof, papers: dict[str, int], sentences: _Index, rules: _Index) -> list[Any]:
    sentence = sentences((papers[proof.link.document], proof.quote, proof.section, proof.page))
    spans = (offset for span in (proof.subject, proof.object, proof.trigger) for offset in span)
    units = [_units(proof.quote, offset) for offset in spans]
    return [sentence, *units, rules(proof.rule), proof.attributed_to]


def _units(text: str, offset: int) -> int:
    return len(text[: max(offset, 0)].encode("utf-16-le")) // 2
