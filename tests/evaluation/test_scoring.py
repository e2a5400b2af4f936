"""What counts as right, by each measure, and what is said of each error."""

from __future__ import annotations

import pytest

from councilgraph.evaluation import Figures, evaluate, kinds
from tests.marked import Line, found, gold, line

SENTENCE = "The {council|Council} funded the {falls clinic|Service} with the {police|PartnerGroup}."
ANNOTATED = line(SENTENCE, "0 funds 1", "0 partnerOf 2")


def figures(annotated: Line, extracted: Line, measure: str) -> Figures:
    return evaluate(gold("A", annotated), [found("A", extracted)]).figures(measure)


@pytest.mark.parametrize(
    ("extracted", "strict", "relaxed"),
    [
        (SENTENCE, (3, 3), (3, 3)),
        ("The {council|Council} funded the {falls clinic|Team} with the {police|PartnerGroup}.", (2, 3), (2, 3)),
        ("The {council|Council} funded the falls {clinic|Service} with the {police|PartnerGroup}.", (2, 3), (3, 3)),
        ("{The council|Council} funded the falls clinic with the police.", (0, 1), (1, 1)),
        ("The council funded the falls clinic with the police.", (0, 0), (0, 0)),
    ],
    ids=["all right", "a wrong type", "a wrong span", "two missed", "nothing"],
)
def test_mentions(extracted: str, strict: tuple[int, int], relaxed: tuple[int, int]) -> None:
    for measure, (right, fired) in (("mention strict", strict), ("mention relaxed", relaxed)):
        scored = figures(ANNOTATED, line(extracted), measure)
        assert scored == Figures(right / fired if fired else 0.0, pytest.approx(right / 3), 3), measure


@pytest.mark.parametrize(
    ("links", "right", "fired"),
    [
        (["0 funds 1", "0 partnerOf 2"], 2, 2),
        (["0 funds 1", "2 partnerOf 0"], 2, 2),
        (["1 funds 0"], 0, 1),
        (["0 funds 1 planned"], 1, 1),
        (["0 commissions 1"], 0, 1),
        (["0 funds 1", "0 funds 1 negated"], 1, 1),
    ],
    ids=["all", "a symmetric one reversed", "reversed", "planned", "another predicate", "twice"],
)
def test_relations(links: list[str], right: int, fired: int) -> None:
    assert figures(ANNOTATED, line(SENTENCE, *links), "relation") == Figures(right / fired, right / 2, 2)


def test_a_link_of_the_wrong_status_counts_against_precision_alone() -> None:
    scored = figures(ANNOTATED, line(SENTENCE, "0 funds 1 negated", "0 partnerOf 2"), "relation")
    assert scored == Figures(1 / 2, 1.0, 1)


def test_a_triple_is_one_fact_of_a_document_whatever_its_mentions() -> None:
    twice = [line("The {council|Council|c} funds the {clinic|Service|s}.", "0 funds 1")] * 2
    scored = evaluate(gold("A", *twice), [found("A", *twice)]).figures("triple")
    assert scored == Figures(1.0, 1.0, 1)


def test_planned_and_denied_links_are_no_triples() -> None:
    planned = line("The {council|Council} will fund the {clinic|Service}.", "0 funds 1 planned")
    assert evaluate(gold("A", planned), [found("A", planned)]).figures("triple").cases == 0


@pytest.mark.parametrize(
    ("entities", "precision", "recall"),
    [(("x", "x", "y"), 1.0, 1.0), (("x", "y", "z"), 1.0, 2 / 3), (("x", "x", "x"), 5 / 9, 1.0)],
    ids=["as annotated", "one split in two", "two merged into one"],
)
def test_entities(entities: tuple[str, str, str], precision: float, recall: float) -> None:
    text = "{PCC|Council|%s}, {the council|Council|%s} and {the ICB|HealthBody|%s}"
    scored = figures(line(text % ("a", "a", "b")), line(text % entities), "entity")
    assert (scored.precision, scored.recall) == (pytest.approx(precision), pytest.approx(recall))


def test_a_document_without_an_extraction_is_all_missed() -> None:
    assert evaluate(gold("A", ANNOTATED), []).figures("mention strict") == Figures(0.0, 0.0, 3)


def test_figures_of_one_document_and_of_one_label() -> None:
    wrong = line("The {board|Board} met.")
    run = evaluate({**gold("A", ANNOTATED), **gold("B", wrong)}, [found("A", ANNOTATED)])
    assert run.figures("mention strict", "A").f1 == 1.0
    assert run.figures("mention strict", "B").f1 == 0.0
    assert run.figures("mention strict", label="Board") == Figures(0.0, 0.0, 1)
    assert run.by_rule("relation") == {"rule.funds": (1, 1), "rule.partnerOf": (1, 1)}


@pytest.mark.parametrize(
    ("extracted", "expected"),
    [
        (ANNOTATED, []),
        (
            line(SENTENCE, "0 funds 1"),
            [("missed relation, both ends found", "partnerOf")],
        ),
        (
            line(
                "The {council|Council} funded the falls {clinic|Service} with the {police|PartnerGroup}.", "0 funds 1"
            ),
            [("mention of the wrong span", "Service"), ("missed relation, both ends found", "partnerOf")],
        ),
        (
            line(
                "The {council|Council} funded the {falls clinic|Team} with the {police|PartnerGroup}.", "0 partnerOf 2"
            ),
            [
                ("mention of the wrong type", "Service found as Team"),
                ("missed relation, an end of the wrong type", "funds"),
            ],
        ),
        (
            line("The {council|Council} funded the {falls clinic|Service} with the police.", "0 funds 1"),
            [("missed mention", "PartnerGroup"), ("missed relation, an end missing", "partnerOf")],
        ),
        (
            line(SENTENCE, "0 commissions 1", "0 partnerOf 2"),
            [("relation of the wrong predicate", "funds found as commissions")],
        ),
        (line(SENTENCE, "1 funds 0", "0 partnerOf 2"), [("relation in the wrong direction", "funds")]),
        (line(SENTENCE, "0 funds 1 negated", "0 partnerOf 2"), [("relation of the wrong status", "funds")]),
        (
            line(SENTENCE, "0 funds 1", "0 partnerOf 2", "2 provides 1"),
            [("spurious relation, no such link", "provides")],
        ),
        (
            line(SENTENCE.replace("with", "{with|Team}"), "0 funds 1", "0 partnerOf 3", "0 partnerOf 2"),
            [("spurious mention", "Team"), ("spurious relation, an end not annotated", "partnerOf")],
        ),
    ],
    ids=lambda value: " + ".join(kind for kind, _ in value) or "none" if isinstance(value, list) else "",
)
def test_each_error_has_a_kind_and_counts_once(extracted: Line, expected: list[tuple[str, str]]) -> None:
    run = evaluate(gold("A", ANNOTATED), [found("A", extracted)])
    assert kinds(run.outcomes) == [(*kind, 1) for kind in expected]


def test_the_commonest_kind_comes_first() -> None:
    boards = line("The {board|Board}, the {panel|Board} and the {team|Team} met.")
    assert kinds(evaluate(gold("A", boards), []).outcomes) == [
        ("missed mention", "Board", 2),
        ("missed mention", "Team", 1),
    ]
