"""Writes the ontology, its shapes and rules, the JSON-LD context and the class diagram from the declarations in data/.

    python -m councilgraph.graph.ontology           write ontology/*.ttl, context.jsonld and classes.svg
    python -m councilgraph.graph.ontology --check   exit 1 where a written file differs

Domains. Most predicates join several types. An rdfs:domain of several classes means their intersection, and a union
needs a list of blank nodes; so the exact types stand in schema:domainIncludes and schema:rangeIncludes, from which
nothing is inferred, and rdfs:domain and rdfs:range say no more than what is true of all: the one class, or cg:Entity.
The shapes hold data to the exact types.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from councilgraph import resources
from councilgraph import vocabulary as v
from councilgraph.graph import concepts, diagram, shapes
from councilgraph.graph.terms import ENTITY, FACT, Class, Property, classes, declared, properties


def _iri(subject: str, curie: str, object_: str) -> Triple:
    """Return a triple between CURIEs or full IRIs."""
    subject, object_ = (term if "//" in term else v.expand(term) for term in (subject, object_))
    return Triple(NamedNode(subject), NamedNode(v.expand(curie)), NamedNode(object_))


def _text(subject: str, curie: str, value: str, language: str | None = None) -> Triple:
    subject = subject if "//" in subject else v.expand(subject)
    literal = Literal(value, language=language) if language else Literal(value)
    return Triple(NamedNode(subject), NamedNode(v.expand(curie)), literal)


def _metadata() -> Iterator[Triple]:
    about, authors = declared()["metadata"], v.DEFAULT_BASE + "authors"
    yield _iri(v.ONTOLOGY, "rdf:type", "owl:Ontology")
    yield _text(v.ONTOLOGY, "dcterms:title", about["title"], "en")
    yield _text(v.ONTOLOGY, "dcterms:description", about["description"], "en")
    yield _iri(v.ONTOLOGY, "dcterms:creator", authors)
    yield _iri(v.ONTOLOGY, "dcterms:license", about["licence"])
    created = Literal(str(about["created"]), datatype=NamedNode(v.XSD_DATE))
    yield Triple(NamedNode(v.ONTOLOGY), NamedNode(v.DCTERMS + "created"), created)
    yield _iri(v.ONTOLOGY, "owl:versionIRI", f"{v.ONTOLOGY}/{about['version']}")
    yield _text(v.ONTOLOGY, "owl:versionInfo", str(about["version"]))
    yield _text(v.ONTOLOGY, "vann:preferredNamespacePrefix", about["prefix"])
    yield _text(v.ONTOLOGY, "vann:preferredNamespaceUri", v.CG)
    yield _iri(authors, "rdf:type", "foaf:Group")
    yield _text(authors, "foaf:name", about["creator"])


def _described(curie: str, label: str, definition: str) -> Iterator[Triple]:
    yield _text(curie, "rdfs:label", label, "en")
    yield _text(curie, "skos:definition", definition, "en")
    yield _iri(curie, "rdfs:isDefinedBy", v.ONTOLOGY)


def _class(class_: Class) -> Iterator[Triple]:
    curie = f"cg:{class_.name}"
    yield _iri(curie, "rdf:type", "owl:Class")
    yield from _described(curie, class_.label, class_.definition)
    for above in class_.superclasses:
        yield _iri(curie, "rdfs:subClassOf", above)


def _common(terms: tuple[str, ...]) -> str | None:
    """Return the one class of which all instances of any of these classes are instances, as far as we name one."""
    if len(terms) == 1:
        return terms[0]
    above = [set(classes()[term.partition(":")[2]].superclasses) if term.startswith("cg:") else set() for term in terms]
    return next((name for name in (ENTITY, FACT) if all(name in superclasses for superclasses in above)), None)


def _property(link: Property) -> Iterator[Triple]:
    curie = f"cg:{link.name}"
    yield _iri(curie, "rdf:type", "owl:DatatypeProperty" if link.literal else "owl:ObjectProperty")
    if link.symmetric:
        yield _iri(curie, "rdf:type", "owl:SymmetricProperty")
    yield from _described(curie, link.label, link.definition)
    if link.inverse and not link.symmetric:
        yield _text(curie, "skos:scopeNote", f"Read from the object: {link.inverse}.", "en")
    for terms, sole, each in ((link.domain, "domain", "domainIncludes"), (link.range, "range", "rangeIncludes")):
        if common := _common(terms):
            yield _iri(curie, f"rdfs:{sole}", common)
        for term in terms if len(terms) > 1 else ():
            yield _iri(curie, f"schema:{each}", term)
    for above in link.superproperties:
        yield _iri(curie, "rdfs:subPropertyOf", above)
    for near in link.close:
        yield _iri(curie, "skos:closeMatch", near)


def _schemes() -> Iterator[Triple]:
    for name, title in concepts.SCHEMES.items():
        scheme = f"{v.ONTOLOGY}/{name}"
        yield _iri(scheme, "rdf:type", "skos:ConceptScheme")
        yield _text(scheme, "dcterms:title", title, "en")
        yield _iri(scheme, "rdfs:isDefinedBy", v.ONTOLOGY)
    for concept in concepts.load():
        yield _iri(concept.iri, "rdf:type", "skos:Concept")
        yield _text(concept.iri, "skos:prefLabel", concept.label)
        for also in concept.also:
            yield _text(concept.iri, "skos:altLabel", also)
        yield _text(concept.iri, "skos:definition", concept.definition, "en")
        scheme = f"{v.ONTOLOGY}/{concept.scheme}"
        yield _iri(concept.iri, "skos:inScheme", scheme)
        if concept.broader:
            yield _iri(concept.iri, "skos:broader", concept.broader)
        else:
            yield _iri(concept.iri, "skos:topConceptOf", scheme)


def triples() -> Iterator[Triple]:
    """Yield the ontology: metadata, classes, properties, concepts, each in the order of its declaration."""
    yield from _metadata()
    for class_ in classes().values():
        yield from _class(class_)
    for link in properties().values():
        yield from _property(link)
    yield from _schemes()


def turtle() -> str:
    """Return the ontology file."""
    prefixes = {name: iri for name, iri in v.PREFIXES.items() if name not in {"sh", "oa"}}
    return (serialize(triples(), format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def context() -> str:
    """Return the JSON-LD context: a short name for every class and property, with the type of its values."""
    terms: dict[str, Any] = dict(sorted(v.PREFIXES.items()))
    terms |= {"id": "@id", "type": "@type", "label": "rdfs:label", "altLabel": "skos:altLabel"}
    terms |= {name: f"cg:{name}" for name in classes()}
    for name, link in properties().items():
        kind = link.range[0] if link.literal else "@id"
        terms[name] = f"cg:{name}" if kind == "xsd:string" else {"@id": f"cg:{name}", "@type": kind}
    return json.dumps({"@context": terms}, indent=2, ensure_ascii=False) + "\n"


def files() -> dict[Path, str]:
    """Return the content of each file that is written from the declarations."""
    return {
        resources.ontology("councilgraph.ttl"): turtle(),
        resources.ontology("context.jsonld"): context(),
        resources.ontology("shapes.ttl"): shapes.turtle(),
        resources.ontology("classes.svg"): diagram.draw(properties()),
        **{resources.ontology("rules", name): text for name, text in shapes.rules().items()},
    }


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` tell which differ; return the exit code."""
    stale = [path for path, text in files().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{path.name} is not what data/ declares; run python -m councilgraph.graph.ontology\n")
        else:
            path.write_text(files()[path], encoding="utf-8")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
