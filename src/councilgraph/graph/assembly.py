"""Makes RDF of documents, entities and assertions: quads in a fixed order, without blank nodes.

What one document says stands in that document's named graph; types, names and identifiers in the entities' graph.
Both are streams of pyoxigraph quads, so that a corpus is never held in memory as a whole.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from councilgraph import schema
from councilgraph import vocabulary as v
from councilgraph.errors import GraphError
from councilgraph.graph.concepts import Concept, concepts
from councilgraph.models import Assertion, Document, Entity, Evidence, Fact, Succession
from councilgraph.vocabulary import Minter

Value = str | bool | int | float | datetime.date


@lru_cache(maxsize=4096)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _literal(value: Value) -> Literal:
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=_node(v.XSD_BOOLEAN))
    if isinstance(value, int):
        return Literal(str(value), datatype=_node(v.XSD_INTEGER))
    if isinstance(value, float):
        # a fixed number of places: the same confidence is the same term on any machine
        return _canonical(f"{value:.4f}", v.XSD_DECIMAL)
    if isinstance(value, datetime.date):
        return Literal(value.isoformat(), datatype=_node(v.XSD_DATE))
    return Literal(value)


@lru_cache(maxsize=1 << 14)
def _canonical(text: str, datatype: str) -> Literal:
    """Return a typed literal in the form in which the store gives it back (0.50 is 0.5), so that files say the same."""
    node, store = _node(datatype), Store()
    store.add(Quad(node, node, Literal(text, datatype=node)))
    (quad,) = store
    return cast(Literal, quad.object)


def _link(subject: str, predicate: str, object_: str) -> Triple:
    return Triple(NamedNode(subject), _node(predicate), NamedNode(object_))


def _state(subject: str, predicate: str, value: Value | None) -> Iterator[Triple]:
    if value is not None and value != "":
        yield Triple(NamedNode(subject), _node(predicate), _literal(value))


def _typed(subject: str, *classes: str) -> Iterator[Triple]:
    for class_ in classes:
        yield Triple(NamedNode(subject), _node(v.RDF_TYPE), _node(class_))


def _span(span: tuple[int, int]) -> str:
    """Return a span in the form of RFC 5147, fragment identifiers of plain text."""
    return f"char={span[0]},{span[1]}"


def _passage(iri: str, document: str, start: int, end: int, quote: str) -> Iterator[Triple]:
    position, exact = f"{iri}/position", f"{iri}/quote"
    yield from _typed(iri, v.OA_SPECIFIC_RESOURCE)
    yield _link(iri, v.OA_HAS_SOURCE, document)
    yield _link(iri, v.OA_HAS_SELECTOR, position)
    yield _link(iri, v.OA_HAS_SELECTOR, exact)
    yield from _typed(position, v.OA_TEXT_POSITION_SELECTOR)
    yield from _state(position, v.OA_START, start)
    yield from _state(position, v.OA_END, end)
    yield from _typed(exact, v.OA_TEXT_QUOTE_SELECTOR)
    yield from _state(exact, v.OA_EXACT, quote)


def _evidence(document: Document, assertion: str, proof: Evidence, mint: Minter) -> Iterator[Triple]:
    spans = ((proof.start, proof.end), proof.subject, proof.object, proof.trigger)
    iri = mint.evidence(assertion, proof.rule, *spans)
    target = mint.passage(document.id, proof.start, proof.end)
    yield from _typed(iri, v.OA_ANNOTATION)
    yield _link(iri, v.OA_HAS_BODY, assertion)
    yield _link(iri, v.OA_HAS_TARGET, target)
    yield from _state(iri, v.CG_RULE, proof.rule)
    yield from _state(iri, v.CG_SECTION, proof.section)
    yield from _state(iri, v.CG_UNDER_STATEMENT, proof.statement)
    yield from _state(iri, v.CG_PAGE, proof.page)
    yield from _state(iri, v.CG_ATTRIBUTED_TO, proof.attributed_to)
    yield from _state(iri, v.CG_SUBJECT_SPAN, _span(proof.subject))
    yield from _state(iri, v.CG_OBJECT_SPAN, _span(proof.object))
    yield from _state(iri, v.CG_TRIGGER_SPAN, _span(proof.trigger))
    yield from _passage(target, mint.document(document.id), proof.start, proof.end, proof.quote)


def _plain(assertion: Assertion) -> Iterator[Triple]:
    if assertion.status != "asserted" or assertion.ended:
        return
    yield _link(assertion.subject, v.CG + assertion.predicate, assertion.object)
    if schema.load().predicates[assertion.predicate].symmetric:
        yield _link(assertion.object, v.CG + assertion.predicate, assertion.subject)


def _assertion(document: Document, assertion: Assertion, mint: Minter) -> Iterator[Triple]:
    iri = assertion.iri
    yield from _plain(assertion)
    yield from _typed(iri, v.RDF_STATEMENT, v.PROV_ENTITY)
    yield _link(iri, v.RDF_SUBJECT, assertion.subject)
    yield _link(iri, v.RDF_PREDICATE, v.CG + assertion.predicate)
    yield _link(iri, v.RDF_OBJECT, assertion.object)
    yield from _state(iri, v.CG_STATUS, assertion.status)
    yield from _state(iri, v.CG_ENDED, True if assertion.ended else None)
    yield from _state(iri, v.CG_CONFIDENCE, float(assertion.confidence))
    yield from _state(iri, v.CG_CASES, assertion.cases)
    yield _link(iri, v.CG_STATED_IN, mint.document(document.id))
    yield from _state(iri, v.CG_DOCUMENT_DATE, document.date)
    for proof in assertion.evidence:
        yield from _evidence(document, iri, proof, mint)


def _fact(document: Document, fact: Fact, mint: Minter) -> Iterator[Triple]:
    kind = schema.load().facts.get(fact.kind)
    if kind is None:
        raise GraphError(f"{document.id}: fact of undeclared kind {fact.kind!r}; declare it in data/schema.yaml")
    iri = mint.fact(document.id, fact.kind, fact.start, fact.end, fact.values)
    target = mint.passage(document.id, fact.start, fact.end)
    yield from _typed(iri, v.CG + kind.class_name)
    yield _link(iri, v.CG_STATED_IN, mint.document(document.id))
    yield _link(iri, v.CG_STATED_AT, target)
    yield from _state(iri, v.CG_DERIVED, True if fact.derived else None)
    for field in kind.fields:
        if value := fact.get(field.name):
            yield Triple(NamedNode(iri), _node(v.CG + field.property), _canonical(value, v.XSD + field.datatype))
    quote = document.text[fact.start : fact.end]
    yield from _passage(target, mint.document(document.id), fact.start, fact.end, quote)


def council_index(entities: Iterable[Entity]) -> dict[str, str]:
    """Return the IRIs of councils by code and by name, the two forms in which a scope names its council."""
    index: dict[str, str] = {}
    for entity in entities:
        if entity.type == "Council":
            codes = (identifier.partition(":")[2] for identifier in entity.identifiers)
            index.update(dict.fromkeys((entity.name, *codes), entity.iri))
    return index


def _document(document: Document, entities: Iterable[Entity], mint: Minter) -> Iterator[Triple]:
    iri = mint.document(document.id)
    yield from _typed(iri, v.CG_DOCUMENT)
    yield from _state(iri, v.DCTERMS_IDENTIFIER, document.id)
    yield from _state(iri, v.DCTERMS_TITLE, document.title)
    yield from _state(iri, v.DCTERMS_DATE, document.date)
    yield from _state(iri, v.DCTERMS_ISSUED, document.published)
    yield from _state(iri, v.DCTERMS_FORMAT, document.source.media_type)
    yield from _state(iri, v.CG_DOCUMENT_KIND, document.kind)
    yield from _state(iri, v.CG_FILE_NAME, document.source.name)
    yield from _state(iri, v.CG_CONTENT_HASH, document.source.sha256)
    yield from _state(iri, v.CG_SCOPE, document.council or document.council_name)
    named = sorted(entities, key=lambda entity: entity.iri)
    council = council_index(named).get(document.council or document.council_name or "")
    if council:
        yield _link(iri, v.CG_COUNCIL, council)
    for entity in named:
        yield _link(iri, v.CG_MENTIONS, entity.iri)


def document_quads(
    document: Document,
    assertions: Iterable[Assertion],
    entities: Mapping[str, Entity],
    mint: Minter | None = None,
) -> Iterator[Quad]:
    """Yield the named graph of one document, sorted, each quad once.

    `assertions` are those of this document and `entities` those that it mentions, by IRI (`by_document` groups them).
    Raise GraphError where an assertion names an entity that is not among them, or a fact is of no declared kind.
    """
    mint = mint or Minter()
    triples: set[Triple] = set(_document(document, entities.values(), mint))
    for assertion in assertions:
        unknown = [end for end in (assertion.subject, assertion.object) if end not in entities]
        if unknown:
            raise GraphError(f"{document.id}: an assertion names {unknown[0]}, which the document does not mention")
        triples.update(_assertion(document, assertion, mint))
    for fact in document.facts:
        triples.update(_fact(document, fact, mint))
    yield from in_graph(mint.graph(document.id), triples)


def in_graph(graph: str, triples: Iterable[Triple]) -> Iterator[Quad]:
    """Yield the triples as quads of one named graph, sorted."""
    name = NamedNode(graph)
    for triple in sorted(triples, key=sort_key):
        yield Quad(triple.subject, triple.predicate, triple.object, name)


def sort_key(triple: Triple | Quad) -> tuple[str, bool, str, str]:
    """Order triples by subject, then type first, predicate and object."""
    predicate = triple.predicate.value
    return (str(triple.subject), predicate != v.RDF_TYPE, predicate, str(triple.object))


def by_document(entities: Iterable[Entity]) -> dict[str, dict[str, Entity]]:
    """Return for each document id the entities that it mentions, by IRI."""
    found: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in entities:
        for document, _ in entity.mentions:
            found[document][entity.iri] = entity
    return dict(found)


def _concept(concept: Concept) -> Iterator[Triple]:
    yield from _typed(concept.iri, v.SKOS_CONCEPT)
    yield from _state(concept.iri, v.SKOS_PREF_LABEL, concept.label)
    yield _link(concept.iri, v.SKOS_IN_SCHEME, f"{v.ONTOLOGY}/{concept.scheme}")


def _entity(entity: Entity, councils: Mapping[str, str]) -> Iterator[Triple]:
    yield from _typed(entity.iri, v.CG + entity.type)
    yield from _state(entity.iri, v.RDFS_LABEL, entity.name)
    for alias in sorted({*entity.aliases} - {entity.name}):
        yield from _state(entity.iri, v.SKOS_ALT_LABEL, alias)
    # what a name is looked up by: the form in which spelling variants agree
    for form in sorted({v.normal_form(name) for name in (entity.name, *entity.aliases)}):
        yield from _state(entity.iri, v.SKOS_HIDDEN_LABEL, form)
    yield from _state(entity.iri, v.CG_SCOPE, entity.scope)
    if entity.scope and entity.scope in councils:
        yield _link(entity.iri, v.CG_COUNCIL, councils[entity.scope])
    for identifier in entity.identifiers:
        yield from _state(entity.iri, v.DCTERMS_IDENTIFIER, identifier)
        if link := v.identifier_link(identifier):
            yield _link(entity.iri, *link)
    for concept in concepts(entity):
        yield _link(entity.iri, v.CG_SECTOR if concept.scheme == "sector" else v.CG_KIND, concept.iri)


def _succession(change: Succession, mint: Minter) -> Iterator[Triple]:
    iri = mint.change(change.old, change.new)
    yield from _typed(iri, v.ORG_CHANGE_EVENT)
    yield _link(iri, v.ORG_ORIGINAL, change.old)
    yield _link(iri, v.ORG_RESULTING, change.new)
    yield from _state(iri, v.DCTERMS_DATE, change.date)


def entity_quads(
    entities: Iterable[Entity], successions: Iterable[Succession] = (), mint: Minter | None = None
) -> Iterator[Quad]:
    """Yield the entities' graph: types, names, scope, identifiers, concepts and successions, sorted by subject.

    Each quad comes once. A succession counts only where both of its organisations are among the entities.
    """
    mint = mint or Minter()
    ordered = sorted(entities, key=lambda entity: entity.iri)
    councils = council_index(ordered)
    known = {entity.iri for entity in ordered}
    used = {concept.iri: concept for entity in ordered for concept in concepts(entity)}
    blocks = {entity.iri: partial(_entity, entity, councils) for entity in ordered}
    blocks |= {iri: partial(_concept, concept) for iri, concept in used.items()}
    for change in successions:
        if change.old in known and change.new in known:
            blocks[mint.change(change.old, change.new)] = partial(_succession, change, mint)
    for iri in sorted(blocks):
        yield from in_graph(mint.entities_graph, set(blocks[iri]()))
