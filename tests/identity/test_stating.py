from __future__ import annotations

from dataclasses import replace

from councilgraph import identity
from councilgraph.models import Assertion, Document, Extraction, Section

from .corpus import WESTHAVEN, paper

CARE, BOARD, PLAN = ("Organisation", "Harbour Care"), ("Board", "Carers Board"), ("Strategy", "Carers Plan")


def state(made: tuple[Document, Extraction], **more: object) -> list[Assertion]:
    return list(identity.resolve([made[0]], [made[1]], **more).assertions)  # type: ignore[arg-type]


def test_one_assertion_for_each_subject_predicate_object_and_status() -> None:
    links = [(0, "memberOf", 1), (0, "memberOf", 1), (0, "memberOf", 1, "planned"), (1, "hasStrategy", 2)]
    found = state(paper("w", WESTHAVEN, [CARE, BOARD, PLAN], links))
    assert sorted((a.predicate, a.status, len(a.evidence)) for a in found) == [
        ("hasStrategy", "asserted", 1),
        ("memberOf", "asserted", 2),
        ("memberOf", "planned", 1),
    ]
    assert [a.iri for a in found] == sorted(a.iri for a in found)


def test_evidence_is_exact_and_knows_its_section_and_page() -> None:
    document, extraction = paper("w", WESTHAVEN, [CARE, BOARD], [(0, "memberOf", 1)])
    (assertion,) = state((document, extraction))
    (evidence,) = assertion.evidence
    assert evidence.quote == document.text[evidence.start : evidence.end] == "Harbour Care memberOf Carers Board."
    for span, text in (
        (evidence.subject, "Harbour Care"),
        (evidence.object, "Carers Board"),
        (evidence.trigger, "memberOf"),
    ):
        assert document.text[slice(*span)] == text
    assert (evidence.section, evidence.page, evidence.rule) == ("Heading two", 2, "rule.memberOf")


def test_evidence_of_an_assessment_knows_its_quality_statement() -> None:
    document, extraction = paper("w", WESTHAVEN, [CARE, BOARD], [(0, "memberOf", 1)])
    path = ("Theme 2: Providing support", "Partnerships and communities", "Key findings")
    section = Section(0, len(document.text), 3, "Key findings", path)
    for kind, statement in (("assessment", "Partnerships and communities"), ("meeting", None)):
        (assertion,) = state((replace(document, kind=kind, sections=(section,)), extraction))
        assert [evidence.statement for evidence in assertion.evidence] == [statement]


def test_ended_only_where_every_sentence_says_so() -> None:
    entities = [CARE, BOARD]
    (both,) = state(paper("w", WESTHAVEN, entities, [(0, "memberOf", 1, "ended"), (0, "memberOf", 1, "ended")]))
    (one,) = state(paper("w", WESTHAVEN, entities, [(0, "memberOf", 1, "ended"), (0, "memberOf", 1)]))
    assert (both.ended, one.ended) == (True, False)


def test_a_symmetric_link_has_one_direction_and_its_spans_follow() -> None:
    entities = [CARE, ("Organisation", "Northbury Aid")]
    document, extraction = paper("w", WESTHAVEN, entities, [(0, "partnerOf", 1), (1, "partnerOf", 0)])
    (assertion,) = state((document, extraction))
    assert assertion.subject < assertion.object
    named = {entity.iri: entity.name for entity in identity.resolve([document], [extraction]).entities}
    for evidence in assertion.evidence:
        assert document.text[slice(*evidence.subject)] == named[assertion.subject]
        assert document.text[slice(*evidence.object)] == named[assertion.object]
    assert len(assertion.evidence) == 2


def test_a_link_of_a_thing_with_itself_says_nothing() -> None:
    entities = [("Board", "Carers Board"), ("Board", "Westhaven Carers Board")]
    assert state(paper("w", WESTHAVEN, entities, [(0, "reportsTo", 1)])) == []


def test_confidence_comes_from_the_rules_that_support_it() -> None:
    asked: list[tuple[list[str], str]] = []

    def confidence(rules: object, predicate: str) -> tuple[float, int]:
        asked.append((list(rules), predicate))  # type: ignore[call-overload]
        return 0.75, 12

    (assertion,) = state(paper("w", WESTHAVEN, [CARE, BOARD], [(0, "memberOf", 1)]), confidence=confidence)
    assert (assertion.confidence, assertion.cases) == (0.75, 12)
    assert asked == [(["rule.memberOf"], "memberOf")]


def test_rules_never_measured_say_so() -> None:
    (assertion,) = state(paper("w", WESTHAVEN, [CARE, BOARD], [(0, "memberOf", 1)]))
    assert (assertion.confidence, assertion.cases) == (identity.unmeasured([], "")[0], 0)
