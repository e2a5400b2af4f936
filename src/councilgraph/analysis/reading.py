"""Reads the values of a graph out of its store, quad by quad."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad, Store

from councilgraph import schema
from councilgraph import vocabulary as v
from councilgraph.analysis.values import Link, Node, Paper

Properties = dict[str, list[str]]


def properties(store: Store, iri: str) -> Properties:
    """Return all values of a node by property, as strings, sorted, over all graphs."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(NamedNode(iri), None, None):
        found[quad.predicate.value].add(_value(quad))
    return {name: sorted(values) for name, values in found.items()}


def _value(quad: Quad) -> str:
    return str(getattr(quad.object, "value", quad.object))


def subject(quad: Quad) -> str:
    """Return the IRI of a quad's subject; the graph has no blank nodes."""
    return str(getattr(quad.subject, "value", quad.subject))


def subjects(store: Store, property_: str, object_: str | None = None) -> list[str]:
    """Return the IRIs that have a property, or have it with one value, sorted."""
    target = NamedNode(object_) if object_ else None
    quads = store.quads_for_pattern(None, NamedNode(property_), target)
    return sorted({subject(quad) for quad in quads})


def first(found: Properties, name: str, default: str = "") -> str:
    """Return the first value of a property, or the default where there is none."""
    return found.get(name, [default])[0]


def passage(store: Store, iri: str) -> tuple[int, int, str]:
    """Return where the passage behind a target starts and ends, in characters of its document, and its words."""
    start, end, quote = 0, 0, ""
    for selector in properties(store, iri).get(v.OA_HAS_SELECTOR, ()) if iri else ():
        found = properties(store, selector)
        quote = first(found, v.OA_EXACT) or quote
        if v.OA_START in found:
            start, end = int(first(found, v.OA_START)), int(first(found, v.OA_END))
    return start, end, quote


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def read_papers(store: Store) -> dict[str, Paper]:
    """Return the documents of a store by id, sorted."""
    papers = []
    for iri in subjects(store, v.RDF_TYPE, v.CG_DOCUMENT):
        found = properties(store, iri)
        papers.append(
            Paper(
                id=first(found, v.DCTERMS_IDENTIFIER, iri),
                iri=iri,
                title=first(found, v.DCTERMS_TITLE),
                kind=first(found, v.CG_DOCUMENT_KIND, "document"),
                date=_date(first(found, v.DCTERMS_DATE)),
                council=first(found, v.CG_COUNCIL) or None,
                file=first(found, v.CG_FILE_NAME),
            )
        )
    return {paper.id: paper for paper in sorted(papers, key=lambda paper: paper.id)}


def _mentioned(store: Store, papers: Iterable[Paper]) -> dict[str, list[str]]:
    ids = {paper.iri: paper.id for paper in papers}
    found: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, NamedNode(v.CG_MENTIONS), None):
        found[_value(quad)].append(ids[subject(quad)])
    return found


def _concept_labels(store: Store) -> dict[str, str]:
    quads = store.quads_for_pattern(None, NamedNode(v.SKOS_PREF_LABEL), None)
    return {subject(quad): _value(quad) for quad in quads}


def read_nodes(store: Store, papers: Iterable[Paper]) -> dict[str, Node]:
    """Return the entities of a store by IRI, by type, then IRI."""
    mentioned, labels, nodes = _mentioned(store, papers), _concept_labels(store), {}
    for type_ in schema.load().types:
        for iri in subjects(store, v.RDF_TYPE, v.CG + type_):
            found = properties(store, iri)
            nodes[iri] = Node(
                iri=iri,
                type=type_,
                label=first(found, v.RDFS_LABEL, v.local_name(iri)),
                aliases=tuple(found.get(v.SKOS_ALT_LABEL, ())),
                identifiers=tuple(found.get(v.DCTERMS_IDENTIFIER, ())),
                scope=first(found, v.CG_SCOPE) or None,
                council=first(found, v.CG_COUNCIL) or None,
                sectors=tuple(sorted(labels.get(c, v.local_name(c)) for c in found.get(v.CG_SECTOR, ()))),
                kinds=tuple(sorted(labels.get(c, v.local_name(c)) for c in found.get(v.CG_KIND, ()))),
                documents=tuple(sorted(mentioned.get(iri, ()))),
            )
    return nodes


def _passages(store: Store) -> dict[str, set[str]]:
    targets = {subject(quad): _value(quad) for quad in store.quads_for_pattern(None, NamedNode(v.OA_HAS_TARGET), None)}
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, NamedNode(v.OA_HAS_BODY), None):
        found[_value(quad)].add(targets[subject(quad)])
    return found


def read_links(store: Store, papers: Iterable[Paper]) -> list[Link]:
    """Return the assertions of a store, sorted by IRI."""
    by_iri = {paper.iri: paper for paper in papers}
    passages = _passages(store)
    links = []
    for iri in subjects(store, v.RDF_TYPE, v.RDF_STATEMENT):
        found = properties(store, iri)
        paper = by_iri[first(found, v.CG_STATED_IN)]
        links.append(
            Link(
                iri=iri,
                subject=first(found, v.RDF_SUBJECT),
                predicate=v.local_name(first(found, v.RDF_PREDICATE)),
                object=first(found, v.RDF_OBJECT),
                status=first(found, v.CG_STATUS, "asserted"),
                ended=first(found, v.CG_ENDED) == "true",
                confidence=float(first(found, v.CG_CONFIDENCE, "0")),
                cases=int(first(found, v.CG_CASES, "0")),
                document=paper.id,
                date=paper.date,
                passages=tuple(sorted(passages.get(iri, ()))),
            )
        )
    return links


def read_facts(store: Store, kind: str, papers: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Return (document id, values by field) of every fact of a kind, sorted; `papers` are ids by IRI."""
    declared = schema.load().facts[kind]
    facts = []
    for iri in subjects(store, v.RDF_TYPE, v.CG + declared.class_name):
        found = properties(store, iri)
        values = {f.name: found[v.CG + f.property][0] for f in declared.fields if v.CG + f.property in found}
        facts.append((papers[first(found, v.CG_STATED_IN)], values))
    return sorted(facts, key=lambda fact: (fact[0], sorted(fact[1].items())))
