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
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from councilgraph import resources, schema
from councilgraph import vocabulary as v
from councilgraph.errors import RuleError
from councilgraph.graph import concepts, diagram, shapes

_ENTITY = "cg:Entity"
_FACT = "cg:Fact"


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the ontology; superclasses are CURIEs."""

    name: str
    label: str
    definition: str
    superclasses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the ontology; `domain` and `range` are CURIEs of the classes it joins (or one XSD datatype)."""

    name: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    superproperties: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    symmetric: bool = False
    inverse: str = ""

    @property
    def literal(self) -> bool:
        """Whether its values are literals."""
        return self.range[0].startswith("xsd:")


@cache
def declared() -> dict[str, Any]:
    """Return the content of data/ontology.yaml."""
    return resources.declared("ontology.yaml")


@cache
def classes() -> dict[str, Class]:
    """Return every class of the ontology by name."""
    rows = declared()["classes"]
    found = [Class(n, row["label"], row["definition"], tuple(row["superclasses"])) for n, row in rows.items()]
    for type_ in schema.load().types.values():
        found.append(Class(type_.name, type_.label, type_.definition, (_ENTITY, *type_.superclasses)))
    for kind in schema.load().facts.values():
        found.append(Class(kind.class_name, kind.label, kind.definition, (_FACT, *kind.superclasses)))
    return {class_.name: class_ for class_ in _told_apart(found)}


_Term = TypeVar("_Term", Class, Property)


def _told_apart(terms: Sequence[_Term]) -> list[_Term]:
    """Give each term a label of its own: those that share one get their names in words."""
    shared = Counter(term.label for term in terms)
    words = {term.name: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", term.name).lower() for term in terms}
    return [replace(term, label=words[term.name]) if shared[term.label] > 1 else term for term in terms]


def _own(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"cg:{name}" for name in names)


def _predicates() -> Iterator[Property]:
    for link in schema.load().predicates.values():
        yield Property(
            name=link.name,
            label=link.label,
            definition=link.definition,
            domain=_own(link.subject),
            range=_own(link.object),
            superproperties=link.superproperties,
            close=link.close,
            symmetric=link.symmetric,
            inverse=link.inverse,
        )


def _fact_properties() -> Iterator[Property]:
    """Yield one property for each name that fields of facts use; fields of one name must be of one datatype."""
    found: dict[str, tuple[schema.FactField, list[str]]] = {}
    for kind in schema.load().facts.values():
        for field in kind.fields:
            first, owners = found.setdefault(field.property, (field, []))
            if first.datatype != field.datatype:
                raise RuleError(f"facts: property {field.property} is both {first.datatype} and {field.datatype}")
            owners.append(kind.class_name)
    for name, (field, owners) in found.items():
        yield Property(name, field.label, field.definition, _own(owners), (f"xsd:{field.datatype}",))


@cache
def properties() -> dict[str, Property]:
    """Return every property of the ontology by name; raise RuleError where a name is declared twice."""
    found = {link.name: link for link in _predicates()}
    for name, row in declared()["properties"].items():
        supers = tuple(row.get("superproperties", ()))
        found[name] = Property(name, row["label"], row["definition"], tuple(row["domain"]), (row["range"],), supers)
    for link in _fact_properties():
        if link.name in found:
            raise RuleError(f"facts: property {link.name} is already a property of the graph; choose another name")
        found[link.name] = link
    return {link.name: link for link in _told_apart(list(found.values()))}


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
    return next((name for name in (_ENTITY, _FACT) if all(name in superclasses for superclasses in above)), None)


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
    for name, title in (("sector", "Sectors of partner groups"), ("kind", "Kinds of bodies, services and papers")):
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
