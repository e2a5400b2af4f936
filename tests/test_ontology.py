from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from councilgraph import resources, schema
from councilgraph import vocabulary as v
from councilgraph.graph import ontology
from tests.graph import corpus

ONTOLOGY = Graph().parse(resources.ontology("councilgraph.ttl"))
DOMAIN_INCLUDES, RANGE_INCLUDES = URIRef(v.SCHEMA + "domainIncludes"), URIRef(v.SCHEMA + "rangeIncludes")


def test_the_written_files_are_what_the_data_declares() -> None:
    assert ontology.main(["--check"]) == 0


def test_a_stale_file_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ontology, "files", lambda: {tmp_path / "councilgraph.ttl": "new"})
    assert ontology.main(["--check"]) == 1
    assert "councilgraph.ttl is not what data/ declares" in capsys.readouterr().err
    assert ontology.main([]) == 0
    assert ontology.main(["--check"]) == 0


def test_no_blank_nodes() -> None:
    assert not [term for triple in ONTOLOGY for term in triple if isinstance(term, BNode)]


@pytest.mark.parametrize("term", [v.CG + name for name in (*ontology.classes(), *ontology.properties())])
def test_every_term_is_labelled_and_defined(term: str) -> None:
    node = URIRef(term)
    assert len(list(ONTOLOGY.objects(node, RDFS.label))) == 1
    assert str(ONTOLOGY.value(node, SKOS.definition)).endswith(".")
    assert ONTOLOGY.value(node, RDFS.isDefinedBy) == URIRef(v.ONTOLOGY)


@pytest.mark.parametrize("name", ontology.properties())
def test_every_property_has_a_domain_and_a_range(name: str) -> None:
    node = URIRef(v.CG + name)
    assert ONTOLOGY.value(node, RDFS.domain) or len(list(ONTOLOGY.objects(node, DOMAIN_INCLUDES))) > 1
    assert ONTOLOGY.value(node, RDFS.range) or len(list(ONTOLOGY.objects(node, RANGE_INCLUDES))) > 1


def included(name: str, includes: URIRef, sole: URIRef) -> set[str]:
    node = URIRef(v.CG + name)
    found = set(ONTOLOGY.objects(node, includes)) or {ONTOLOGY.value(node, sole)}
    return {v.local_name(str(term)) for term in found}


@pytest.mark.parametrize("name", schema.load().predicates)
def test_predicates_join_what_the_schema_says(name: str) -> None:
    link = schema.load().predicates[name]
    assert included(name, DOMAIN_INCLUDES, RDFS.domain) == set(link.subject)
    assert included(name, RANGE_INCLUDES, RDFS.range) == set(link.object)


def test_metadata() -> None:
    node = URIRef(v.ONTOLOGY)
    for curie in ("dcterms:title", "dcterms:description", "dcterms:creator", "dcterms:license", "owl:versionIRI"):
        assert ONTOLOGY.value(node, URIRef(v.expand(curie))), curie
    assert (node, RDF.type, OWL.Ontology) in ONTOLOGY


def test_the_graph_uses_no_term_that_the_ontology_lacks_and_no_other_namespace() -> None:
    used = {quad.predicate.value for quad in corpus.quads()}
    used |= {quad.object.value for quad in corpus.quads() if quad.predicate.value == v.RDF_TYPE}
    own = {v.CG + name for name in (*ontology.classes(), *ontology.properties())}
    assert {term for term in used if term.startswith(v.CG)} <= own
    assert all(v.compact(term) != term for term in used)


def test_the_context_gives_the_meaning_that_the_ontology_has() -> None:
    context = json.loads(resources.ontology("context.jsonld").read_text(encoding="utf-8"))
    document = {
        **context,
        "@id": "urn:a",
        "type": "Board",
        "label": "Westhaven Cabinet",
        "reportsTo": "urn:b",
        "confidence": "0.5",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    assert (URIRef("urn:a"), URIRef(v.CG + "reportsTo"), URIRef("urn:b")) in graph
    assert (URIRef("urn:a"), URIRef(v.CG_CONFIDENCE), Literal("0.5", datatype=URIRef(v.XSD_DECIMAL))) in graph
    assert (URIRef("urn:a"), RDFS.label, Literal("Westhaven Cabinet")) in graph


# What a reasoner makes of the data. What the vocabularies we build on say of what something is stands in external.ttl.

EXTERNAL = Path(__file__).parent / "graph" / "external.ttl"


def closure() -> Graph:
    import owlrl

    graph = Graph().parse(EXTERNAL) + ONTOLOGY
    for quad in corpus.quads():
        object_ = quad.object
        term = URIRef(object_.value) if hasattr(object_, "value") and "http" in str(object_)[:6] else Literal("x")
        graph.add((URIRef(quad.subject.value), URIRef(quad.predicate.value), term))
    owlrl.DeductiveClosure(owlrl.RDFS_Semantics).expand(graph)
    return graph


@pytest.fixture(scope="module")
def closed() -> Graph:
    return closure()


def above(term: URIRef) -> set[URIRef]:
    """Return the class with all classes above it, in the ontology and the vocabularies."""
    both = Graph().parse(EXTERNAL) + ONTOLOGY
    return set(both.transitive_objects(term, RDFS.subClassOf))


def test_a_reasoner_finds_no_node_to_be_of_a_wrong_kind(closed: Graph) -> None:
    # SKOS makes a concept of whatever exactMatch joins, and keeps no body from being one
    general = {RDFS.Resource, OWL.Thing, URIRef(v.CG + "Entity"), SKOS.Concept}
    asserted: dict[str, set[str]] = {}
    for quad in corpus.quads():
        if quad.predicate.value == v.RDF_TYPE:
            asserted.setdefault(quad.subject.value, set()).add(quad.object.value)
    for node, types in asserted.items():
        allowed = general.union(*(above(URIRef(type_)) for type_ in types))
        assert set(closed.objects(URIRef(node), RDF.type)) <= allowed, node


def test_no_node_is_of_two_kinds_that_exclude_each_other(closed: Graph) -> None:
    for one, other in closed.subject_objects(OWL.disjointWith):
        assert not set(closed.subjects(RDF.type, one)) & set(closed.subjects(RDF.type, other))


def test_classes_and_properties_of_the_ontology_are_coherent() -> None:
    both = Graph().parse(EXTERNAL) + ONTOLOGY
    for name in ontology.classes():
        kinds = above(URIRef(v.CG + name))
        assert not [pair for pair in both.subject_objects(OWL.disjointWith) if set(pair) <= kinds], name


def test_every_link_of_the_annotation_lies_inside_the_declaration(shared: Path) -> None:
    outside = []
    for file in sorted((shared / "gold" / "annotations").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            unit = json.loads(line)
            types = [mention[1] for mention in unit["m"]]
            for subject, predicate, object_, *_ in unit["r"]:
                link = schema.load().predicates[predicate]
                if types[subject] not in link.subject or types[object_] not in link.object:
                    outside.append((unit["id"], types[subject], predicate, types[object_]))
    assert outside == []
