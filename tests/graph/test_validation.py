from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad, Store
from rdflib import SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF

from councilgraph import resources, schema
from councilgraph import vocabulary as v
from councilgraph.errors import GraphError
from councilgraph.graph import ontology, userfiles, validation
from councilgraph.graph.shapes import SHAPES
from councilgraph.graph.validation import Problem

from . import corpus

CG = Namespace(v.CG)
EX = Namespace("https://example.org/")
SHAPES_GRAPH = userfiles.load_shapes(resources.ontology("shapes.ttl"))


def problems(store: Store) -> tuple[Problem, ...]:
    return validation.validate(store).problems


def test_the_corpus_conforms() -> None:
    assert problems(corpus.memory_store()) == ()


# Every constraint of every shape is broken once, by itself, on a node that is otherwise just good enough: a constraint
# that pySHACL passes over in silence (a misspelled one, say) breaks nothing and so fails its test.

KNOWN = {
    SH.path,
    SH.minCount,
    SH.maxCount,
    SH.datatype,
    SH["class"],
    SH["in"],
    SH.pattern,
    SH.minLength,
    SH.minInclusive,
    SH.maxInclusive,
    SH.lessThan,
    SH.disjoint,
    SH.nodeKind,
    SH.targetClass,
    SH.targetSubjectsOf,
    SH.targetObjectsOf,
    SH.property,
    SH.closed,
    SH.ignoredProperties,
    RDF.type,
}
COMPONENTS = {
    SH.minCount: SH.MinCountConstraintComponent,
    SH.maxCount: SH.MaxCountConstraintComponent,
    SH.datatype: SH.DatatypeConstraintComponent,
    SH["class"]: SH.ClassConstraintComponent,
    SH["in"]: SH.InConstraintComponent,
    SH.pattern: SH.PatternConstraintComponent,
    SH.minLength: SH.MinLengthConstraintComponent,
    SH.minInclusive: SH.MinInclusiveConstraintComponent,
    SH.maxInclusive: SH.MaxInclusiveConstraintComponent,
    SH.lessThan: SH.LessThanConstraintComponent,
    SH.disjoint: SH.DisjointConstraintComponent,
    SH.nodeKind: SH.NodeKindConstraintComponent,
    SH.closed: SH.ClosedConstraintComponent,
}


def constraints() -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    """Yield (node shape, property shape or the node shape itself, constraint)."""
    for shape in sorted(SHAPES_GRAPH.subjects(RDF.type, SH.NodeShape)):
        if (shape, SH.closed, None) in SHAPES_GRAPH:
            yield shape, shape, SH.closed
        for prop in sorted(SHAPES_GRAPH.objects(shape, SH.property)):
            for constraint in sorted(SHAPES_GRAPH.predicates(prop), key=str):
                if constraint in COMPONENTS:
                    yield shape, prop, constraint


def test_shapes_use_no_constraint_that_has_no_fixture() -> None:
    used = {p for s, p, _ in SHAPES_GRAPH if isinstance(s, URIRef)}
    assert used <= KNOWN


def test_every_shape_has_a_fixture_that_must_fail() -> None:
    tried = {part for shape, prop, _ in constraints() for part in (shape, prop)}
    shapes = {shape for kind in (SH.NodeShape, SH.PropertyShape) for shape in SHAPES_GRAPH.subjects(RDF.type, kind)}
    shapes |= set(SHAPES_GRAPH.objects(None, SH.property)) | set(SHAPES_GRAPH.subjects(SH.path))
    assert shapes
    assert shapes == tried


def test_every_class_has_a_shape() -> None:
    targets = {str(target) for target in SHAPES_GRAPH.objects(None, SH.targetClass)}
    own = {v.CG + name for name in ontology.classes()} - {v.CG + "Entity", v.CG + "Fact"}
    assert own <= targets
    for predicate in schema.load().predicates:
        assert set(SHAPES_GRAPH.subjects(SH.targetSubjectsOf, CG[predicate]))
        assert set(SHAPES_GRAPH.subjects(SH.targetObjectsOf, CG[predicate]))


def offending(prop: URIRef, constraint: URIRef) -> list[object]:
    """Return values that break one constraint; None among them where there must be none at all."""
    value = SHAPES_GRAPH.value(prop, constraint)
    if constraint == SH.minCount:
        return []
    if constraint == SH.maxCount:
        return [EX[f"value{number}"] for number in range(int(value) + 1)]
    return {
        SH.datatype: [Literal("1", datatype=URIRef(v.XSD + "gMonth"))],
        SH["class"]: [EX.untyped],
        SH["in"]: [EX.other],
        SH.pattern: [Literal("")],
        SH.minLength: [Literal("")],
        SH.minInclusive: [Literal(Decimal(-1))],
        SH.maxInclusive: [Literal(Decimal(2))],
        SH.nodeKind: [Literal("text")],
    }[constraint]


def broken(shape: URIRef, prop: URIRef, constraint: URIRef) -> Graph:
    """Return a graph with one node that the shape looks at and that breaks the constraint."""
    graph, node = Graph(), EX.node
    if target := SHAPES_GRAPH.value(shape, SH.targetClass):
        graph.add((node, RDF.type, target))
    elif link := SHAPES_GRAPH.value(shape, SH.targetSubjectsOf):
        graph.add((node, link, EX.other))
    else:
        graph.add((EX.other, SHAPES_GRAPH.value(shape, SH.targetObjectsOf), node))
    if constraint == SH.closed:
        graph.add((node, EX.unheard, Literal("of")))
        return graph
    path = SHAPES_GRAPH.value(prop, SH.path)
    if constraint in {SH.lessThan, SH.disjoint}:
        pair = [Literal(2), Literal(1)] if constraint == SH.lessThan else [EX.same, EX.same]
        graph.add((node, path, pair[0]))
        graph.add((node, SHAPES_GRAPH.value(prop, constraint), pair[1]))
        return graph
    for value in offending(prop, constraint):
        graph.add((node, path, value))
    return graph


@pytest.mark.parametrize(
    ("shape", "prop", "constraint"),
    [pytest.param(*row, id=f"{row[1].removeprefix(SHAPES)} {row[2].removeprefix(str(SH))}") for row in constraints()],
)
def test_every_constraint_of_every_shape_can_fail(shape: URIRef, prop: URIRef, constraint: URIRef) -> None:
    import pyshacl

    # only the shape in question: the others would be broken too
    one = Graph()
    for subject in (shape, prop):
        for predicate, object_ in SHAPES_GRAPH.predicate_objects(subject):
            if predicate == SH.property and object_ != prop:
                continue
            one.add((subject, predicate, object_))
            if isinstance(object_, BNode):
                copy_list(object_, one)
    _, results, _ = pyshacl.validate(broken(shape, prop, constraint), shacl_graph=one)
    found = {
        (results.value(result, SH.sourceShape), results.value(result, SH.sourceConstraintComponent))
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }
    assert (prop, COMPONENTS[constraint]) in found


def test_the_form_in_which_shapes_are_checked_finds_the_same() -> None:
    import pyshacl

    every = Graph()
    for number, row in enumerate(constraints()):
        for triple in broken(*row):
            every.add(tuple(EX[f"node{number}"] if term == EX.node else term for term in triple))  # type: ignore[arg-type]
    found = []
    for shapes in (SHAPES_GRAPH, validation.packaged_shapes()):
        _, results, _ = pyshacl.validate(every, shacl_graph=shapes)
        told = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent)
        rows = results.subjects(RDF.type, SH.ValidationResult)
        found.append(sorted(tuple(str(results.value(row, term)) for term in told) for row in rows))
    assert {row[0] for row in found[0]} >= {str(EX[f"node{number}"]) for number, _ in enumerate(constraints())}
    assert found[0] == found[1]


def copy_list(node: BNode, into: Graph) -> None:
    for triple in SHAPES_GRAPH.triples((node, None, None)):
        into.add(triple)
    for item in Collection(SHAPES_GRAPH, node) if (node, RDF.first, None) in SHAPES_GRAPH else ():
        assert item is not None
    rest = SHAPES_GRAPH.value(node, RDF.rest)
    if isinstance(rest, BNode):
        copy_list(rest, into)


# Rules that cross graphs: each is broken by a change to the corpus, and told by its name.

M = corpus.MINT
W24 = NamedNode(M.graph("w24"))
ENTITIES = NamedNode(M.entities_graph)
WESTHAVEN = NamedNode(corpus.iri(corpus.W, "w24"))
ICB = NamedNode(corpus.iri(corpus.ICB, "w24"))
PERSON = NamedNode(corpus.iri("Councillor Ada Marsh", "w24"))


def node(iri: str) -> NamedNode:
    return NamedNode(iri)


def without(store: Store, *pattern: NamedNode | None) -> None:
    for quad in list(store.quads_for_pattern(*pattern)):
        store.remove(quad)


def _both_ways(store: Store) -> None:
    without(store, ICB, node(v.CG + "partnerOf"), WESTHAVEN, W24)


def _plain_triple(store: Store) -> None:
    without(store, WESTHAVEN, node(v.CG + "hasStrategy"), None, W24)


def _plain_without_assertion(store: Store) -> None:
    store.add(Quad(WESTHAVEN, node(v.CG + "funds"), ICB, W24))


def _described(store: Store) -> None:
    without(store, PERSON, node(v.RDFS_LABEL), None, ENTITIES)


def _mentioned(store: Store) -> None:
    without(store, None, node(v.CG_MENTIONS), PERSON)


def _one_type(store: Store) -> None:
    store.add(Quad(PERSON, node(v.RDF_TYPE), node(v.CG + "Role"), ENTITIES))


def _one_owner(store: Store) -> None:
    store.add(Quad(ICB, node(v.DCTERMS_IDENTIFIER), OxLiteral("ods:9XX"), ENTITIES))


def _same_document(store: Store) -> None:
    for quad in list(store.quads_for_pattern(None, node(v.OA_HAS_SOURCE), None, W24))[:1]:
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, node(M.document("e23")), W24))


def _statement(store: Store, end: str, with_: NamedNode) -> None:
    planned = OxLiteral("planned")
    found = next(iter(store.quads_for_pattern(None, node(v.CG_STATUS), planned, W24))).subject
    without(store, found, node(v.RDF + end), None, W24)
    store.add(Quad(found, node(v.RDF + end), with_, W24))


RULES = {
    "both-ways": _both_ways,
    "plain-triple": _plain_triple,
    "plain-without-assertion": _plain_without_assertion,
    "described": _described,
    "mentioned": _mentioned,
    "one-type": _one_type,
    "one-owner": _one_owner,
    "same-document": _same_document,
    "subject-type": lambda store: _statement(store, "subject", PERSON),
    "object-type": lambda store: _statement(store, "object", PERSON),
}


def test_every_rule_has_a_fixture() -> None:
    assert set(RULES) == {path.stem for path in resources.ontology("rules").glob("*.rq")}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_broken_rule_is_told(rule: str) -> None:
    store = corpus.memory_store()
    RULES[rule](store)
    assert f"{SHAPES}rule-{rule}" in {problem.shape for problem in problems(store)}


@pytest.mark.parametrize("rule", ["plain-without-assertion", "mentioned", "one-type"])
def test_rules_that_list_types_or_predicates_list_them_all(rule: str) -> None:
    text = resources.ontology("rules", f"{rule}.rq").read_text(encoding="utf-8")
    listed = text.partition("VALUES")[2].partition("{")[2].partition("}")[0].split()
    known = schema.load().predicates if "plain" in rule else schema.load().types
    assert listed == [f"cg:{name}" for name in known]


def test_an_entity_at_fault_is_told_once_and_an_unnamed_graph_not_at_all() -> None:
    store = corpus.memory_store()
    without(store, PERSON, node(v.RDFS_LABEL), None, ENTITIES)
    told = [p for p in problems(store) if p.shape == f"{SHAPES}Person-rdfs-label"]
    assert [(p.graph, p.node) for p in told] == [(M.entities_graph, PERSON.value)]
    assert validation.validate(store, [M.graph("e23")]).conforms


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_looks_only_at_the_graphs_named(rule: str) -> None:
    store = corpus.memory_store()
    RULES[rule](store)
    broken_ = {p.graph for p in problems(store) if p.shape == f"{SHAPES}rule-{rule}"}
    others = {graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)} - broken_
    assert f"{SHAPES}rule-{rule}" in {p.shape for p in validation.validate(store, broken_).problems}
    assert f"{SHAPES}rule-{rule}" not in {p.shape for p in validation.validate(store, others).problems}


def test_only_the_nodes_named_of_the_entities_graph() -> None:
    store = corpus.memory_store()
    without(store, PERSON, node(v.RDFS_LABEL), None, ENTITIES)
    shape = f"{SHAPES}Person-rdfs-label"
    for nodes, told in (([PERSON.value], True), ([ICB.value], False), (None, True)):
        found = validation.validate(store, [M.entities_graph], nodes=nodes).problems
        assert (shape in {p.shape for p in found}) == told


def test_own_shapes_are_held_too(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cg: <https://w3id.org/councilgraph/ontology#> .\n"
        "<https://example.org/S> a sh:NodeShape ; sh:targetClass cg:Strategy ;"
        " sh:property [ sh:path [ sh:inversePath cg:oversees ] ; sh:minCount 1 ] .\n"
    )
    found = validation.validate(corpus.memory_store(), own=own).problems
    assert {p.node for p in found} == {corpus.iri("workforce strategy (Eastmoor)", "e23")}


OWN_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/S> a sh:NodeShape ; sh:targetClass <%s> ;
  sh:property [ sh:path <https://example.org/p> ; sh:minCount 1 ] .
"""


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (v.CG + "Council", 2),
        # classes above those that the graph states: by the packaged ontology, and by the user's
        (v.ORG + "FormalOrganization", 5),
        ("https://example.org/Thing", 4),
        ("https://example.org/Other", 0),
    ],
)
def test_own_shapes_may_speak_of_classes_above(tmp_path: Path, target: str, found: int) -> None:
    shapes, classes = tmp_path / "own.ttl", tmp_path / "classes.ttl"
    shapes.write_text(OWN_SHAPES % target)
    classes.write_text(f"<{v.CG}Board> <{v.RDFS}subClassOf> <https://example.org/Thing> .")
    report = validation.validate(corpus.memory_store(), own=shapes, ontology=classes)
    assert len({problem.node for problem in report.problems}) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        ("<a <b>", "not Turtle: Parser error at line 1"),
        ("", "changes nothing"),
        ("<urn:a> a <http://www.w3.org/2002/07/owl#Class> .", "changes nothing"),
    ],
    ids=["missing", "malformed", "empty", "no classes"],
)
def test_a_bad_own_ontology_is_refused_in_one_line(tmp_path: Path, text: str | None, message: str) -> None:
    shapes, classes = tmp_path / "own.ttl", tmp_path / "classes.ttl"
    shapes.write_text(OWN_SHAPES % v.CG)
    if text is not None:
        classes.write_text(text)
    with pytest.raises(GraphError, match=message) as caught:
        validation.validate(corpus.memory_store(), own=shapes, ontology=classes)
    assert "classes.ttl" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        ("<a <b>", "not Turtle: Parser error at line 1"),
        ("", "holds no sh:NodeShape"),
        ("<urn:a> <urn:b> <urn:c> .", "holds no sh:NodeShape"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClas <urn:c> .",
            "sh:targetClas is no term of SHACL",
        ),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ;"
            " sh:targetClass <https://w3id.org/councilgraph/ontology#Board> ; sh:property [ sh:minCount 1 ] .",
            "cannot be applied",
        ),
    ],
    ids=["missing", "malformed", "empty", "no shapes", "misspelled", "nonsense"],
)
def test_bad_own_shapes_are_refused_in_one_line(tmp_path: Path, text: str | None, message: str) -> None:
    own = tmp_path / "own.ttl"
    if text is not None:
        own.write_text(text)
    with pytest.raises(GraphError, match=message) as caught:
        validation.validate(corpus.memory_store(), own=own)
    assert "own.ttl" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_turtle_report_is_a_shacl_report() -> None:
    store = corpus.memory_store()
    _one_type(store)
    report = Graph().parse(data=validation.validate(store).turtle())
    assert (None, SH.conforms, Literal(False)) in report
    assert (None, SH.focusNode, URIRef(PERSON.value)) in report
