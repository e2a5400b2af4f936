from __future__ import annotations

import dataclasses
import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from councilgraph import vocabulary as v
from councilgraph.errors import GraphError
from councilgraph.graph import assembly
from councilgraph.models import Fact, Succession

from . import corpus


def document_quads(id_: str) -> list[Quad]:
    return list(assembly.document_quads(*corpus.document(id_), assembly.by_document(corpus.entities())[id_]))


def pairs(quads: list[Quad], predicate: str) -> set[tuple[str, str]]:
    return {(q.subject.value, q.object.value) for q in quads if q.predicate.value == predicate}


W24 = document_quads("w24")


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "plain"),
    [
        (corpus.W, "partnerOf", corpus.ICB, True),
        (corpus.ICB, "partnerOf", corpus.W, True),
        (corpus.W, "commissions", corpus.CARE, True),
        (corpus.CARE, "commissions", corpus.W, False),
        (corpus.ICB, "partyTo", corpus.S75, False),
        (corpus.W, "partnerOf", "Voluntary and community sector", False),
        ("Councillor Ada Marsh", "chairs", corpus.SAB, False),
        ("Councillor Ada Marsh", "chairs", corpus.HWB, True),
    ],
    ids=["asserted", "both ways", "one way", "not back", "planned", "negated", "ended", "not ended"],
)
def test_only_what_is_asserted_and_not_ended_is_a_plain_triple(
    subject: str, predicate: str, object_: str, plain: bool
) -> None:
    link = (corpus.iri(subject, "w24"), corpus.iri(object_, "w24"))
    assert (link in pairs(W24, v.CG + predicate)) is plain


def test_each_assertion_has_one_node_and_each_sentence_its_annotation() -> None:
    links = [link for link in corpus.LINKS if link[0] == "w24"]
    assert len({s for s, o in pairs(W24, v.RDF_TYPE) if o == v.RDF_STATEMENT}) == len(links)
    assert len(pairs(W24, v.OA_HAS_BODY)) == len(links)
    assert len(pairs(W24, v.OA_HAS_SELECTOR)) == 2 * len(links)


def test_what_is_ended_says_so_and_the_rest_says_nothing() -> None:
    assert len(pairs(W24, v.CG_ENDED)) == 1


def test_quads_are_sorted_without_repeats_or_blank_nodes() -> None:
    for quads in (W24, list(assembly.entity_quads(corpus.entities()))):
        assert len(set(quads)) == len(quads)
        assert [str(q.subject) for q in quads] == sorted(str(q.subject) for q in quads)
        assert not [q for q in quads if BlankNode in {type(q.subject), type(q.object)}]


def test_a_paper_of_a_meeting_is_of_its_day_and_issued_when_it_was_published() -> None:
    document, assertions = corpus.document("w24")
    paper = dataclasses.replace(document, held=datetime.date(2024, 3, 12), published=datetime.date(2024, 3, 4))
    found = list(assembly.document_quads(paper, assertions, assembly.by_document(corpus.entities())["w24"]))
    told = {name: {value for _, value in pairs(found, name)} for name in (v.DCTERMS_DATE, v.DCTERMS_ISSUED)}
    assert told == {v.DCTERMS_DATE: {"2024-03-12"}, v.DCTERMS_ISSUED: {"2024-03-04"}}
    assert {value for _, value in pairs(found, v.CG_DOCUMENT_DATE)} == {"2024-03-12"}


def test_a_document_keeps_to_its_own_graph() -> None:
    assert {q.graph_name for q in W24} == {NamedNode(corpus.MINT.graph("w24"))}


def test_sentences_are_shared_and_their_offsets_are_those_of_the_text() -> None:
    document, assertions = corpus.document("w24")
    text = dict(pairs(W24, v.OA_EXACT))
    start = {s: int(o) for s, o in pairs(W24, v.OA_START)}
    end = {s: int(o) for s, o in pairs(W24, v.OA_END)}
    for proof in (e for a in assertions for e in a.evidence):
        passage = corpus.MINT.passage("w24", proof.start, proof.end)
        position = f"{passage}/position"
        assert document.text[start[position] : end[position]] == text[f"{passage}/quote"] == proof.quote


def test_same_quads_whatever_the_order_and_the_hash_seed() -> None:
    document, assertions = corpus.document("w24")
    named = dict(reversed(assembly.by_document(corpus.entities())["w24"].items()))
    assert list(assembly.document_quads(document, assertions[::-1], named)) == W24
    script = "from tests.graph import corpus; print('\\n'.join(map(str, corpus.quads())))"
    root = Path(__file__).parent.parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_an_assertion_about_something_not_mentioned_is_refused() -> None:
    document, assertions = corpus.document("w24")
    with pytest.raises(GraphError, match="w24: an assertion names"):
        list(assembly.document_quads(document, assertions, {}))


def test_a_fact_of_no_declared_kind_is_refused() -> None:
    document, _ = corpus.document("w24")
    odd = dataclasses.replace(document, facts=(Fact("horoscope", (("sign", "Leo"),), 0, 3),))
    with pytest.raises(GraphError, match="undeclared kind 'horoscope'"):
        list(assembly.document_quads(odd, [], {}))


ENTITY_QUADS = list(assembly.entity_quads(corpus.entities()))


@pytest.mark.parametrize(
    ("name", "document", "predicate", "object_"),
    [
        (corpus.W, "w24", v.RDFS_LABEL, "Westhaven City Council"),
        (corpus.W, "w24", v.SKOS_ALT_LABEL, "WCC"),
        (corpus.W, "w24", v.DCTERMS_IDENTIFIER, "gss:E06999001"),
        (
            corpus.W,
            "w24",
            v.SCHEMA_AREA_SERVED,
            "http://statistics.data.gov.uk/id/statistical-geography/E06999001",
        ),
        (corpus.ICB, "w24", v.SKOS_EXACT_MATCH, "https://directory.spineservices.nhs.uk/STU3/Organization/Q9Z"),
        (corpus.ICB, "w24", v.CG_KIND, v.concept("kind", "integrated-care-board")),
        (corpus.SAB, "w24", v.CG_COUNCIL, corpus.iri(corpus.W, "w24")),
        (corpus.SAB, "e23", v.CG_COUNCIL, corpus.iri(corpus.E, "e23")),
        (corpus.SAB, "e23", v.CG_KIND, v.concept("kind", "safeguarding-adults-board")),
        ("Police", "e23", v.CG_SECTOR, v.concept("sector", "police")),
        (corpus.BCF, "w24", v.CG_KIND, v.concept("kind", "pooled-budget")),
    ],
)
def test_an_entity_carries(name: str, document: str, predicate: str, object_: str) -> None:
    assert (corpus.iri(name, document), object_) in pairs(ENTITY_QUADS, predicate)


def test_a_council_is_not_equated_with_its_area() -> None:
    equated = {subject for subject, _ in pairs(ENTITY_QUADS, v.SKOS_EXACT_MATCH)}
    assert corpus.iri(corpus.W, "w24") not in equated


def test_a_succession_joins_two_nodes_by_a_change_event() -> None:
    old, new = corpus.iri("NHS Westhaven CCG", "w21"), corpus.iri(corpus.ICB, "w24")
    changes = [Succession(old, new, None), Succession(old, "https://example.org/absent", None)]
    quads = list(assembly.entity_quads(corpus.entities(), changes))
    assert pairs(quads, v.ORG_ORIGINAL) == {(corpus.MINT.change(old, new), old)}
    assert pairs(quads, v.ORG_RESULTING) == {(corpus.MINT.change(old, new), new)}
