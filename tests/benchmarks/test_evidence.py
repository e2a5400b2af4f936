"""What a find rests on, and what is left of a document when only the others' evidence counts."""

from __future__ import annotations

import pytest
from evidence import Signatures, elsewhere, gather, singular

from councilgraph import rules
from councilgraph.rules import Rule, RuleSet
from tests.marked import line, paper

LEXICONS = {
    "board.board": {"heads": "board, steering group, group"},
    "name.strategy": {"names": {"Joint Strategic Needs Assessment": "JSNA", "Plan for Homes": None}},
}
RULES = RuleSet(
    {id_: Rule(id_, "lexicons/mine.yaml", fields) for id_, fields in LEXICONS.items()}, rules.load().relations, "tiny"
)
SIGNATURES = Signatures(RULES)

WEST = paper(
    "westhaven",
    line(
        "The {council|Council|council.nominal} commissioned the {carers board|Board|board.board}.",
        "0 oversees 1 oversees.buy commissioned",
    ),
    line(
        "The {council|Council|council.nominal} works with the {housing trust|Organisation|organisation.trust}.",
        "0 partnerOf 1 partner-of.work works",
    ),
    line(
        "The {council|Council|council.nominal} liaised with the {youth board|Board|board.board}.",
        "0 partnerOf 1 partner-of.work liaised",
    ),
)
EAST = paper(
    "eastmoor",
    line(
        "The {council|Council|council.nominal} was commissioning an {audit board|Board|board.board}.",
        "0 oversees 1 oversees.buy was commissioning",
    ),
    line(
        "The {council|Council|council.nominal} worked with the {ageing boards|Board|board.board}.",
        "0 partnerOf 1 partner-of.work worked",
    ),
)
EVIDENCE = gather((WEST, EAST), SIGNATURES)


@pytest.mark.parametrize(
    ("words", "type_", "rule", "head"),
    [
        ("Westhaven Carers Board", "Board", "board.board", "board"),
        ("partnership boards", "Board", "board.board", "board"),
        ("dementia steering group", "Board", "board.board", "steering group"),
        ("JSNA", "Strategy", "name.strategy", "Joint Strategic Needs Assessment"),
        ("Westhaven Joint Strategic Needs Assessment", "Strategy", "name.strategy", "Joint Strategic Needs Assessment"),
        ("Plan for Homes", "Strategy", "name.strategy", "Plan for Homes"),
        ("local authority", "Council", "council.nominal", "authority"),
        ("Westhaven City Council", "Council", "register.gss", ""),
        ("Councillor Ann Harker", "Person", "person.title", ""),
    ],
)
def test_a_mention_rests_on_its_head_noun_or_known_name(words: str, type_: str, rule: str, head: str) -> None:
    _, extraction = paper("westhaven", line(f"The {{{words}|{type_}|{rule}}} met."))
    assert SIGNATURES.mention(extraction.mentions[0]) == (rule, head)


@pytest.mark.parametrize(
    ("trigger", "word"),
    [
        ("had been commissioned", "commission"),
        ("has", "have"),
        ("brings together", "bring"),
        ("the strategic partnership", "partnership"),
        ("weekly meetings", "meeting"),
        ("as part of", "as part of"),
        ("within", "within"),
    ],
)
def test_a_link_rests_on_its_trigger_word(trigger: str, word: str) -> None:
    marked = f"The {{council|Council|r}} {trigger} the {{trust|HealthBody|r}}."
    document, extraction = paper("westhaven", line(marked, f"0 partnerOf 1 some.rule {trigger}"))
    assert SIGNATURES.relation(extraction.relations[0], extraction, document) == ("some.rule", word)


def test_a_link_stated_by_the_names_rests_on_the_rule_alone() -> None:
    marked = line("The {council|Council|r}'s {plan|Strategy|r}.", "0 hasStrategy 1 has-strategy.owner council's plan")
    document, extraction = paper("westhaven", marked)
    assert SIGNATURES.relation(extraction.relations[0], extraction, document) == ("has-strategy.owner", "")


def test_only_what_another_document_confirms_is_left() -> None:
    document, extraction = WEST
    left = elsewhere(document, extraction, EVIDENCE, SIGNATURES)
    assert [m.text for m in left.mentions] == ["council", "carers board", "council", "council", "youth board"]
    assert [(left.mentions[r.subject].start, left.mentions[r.object].text, r.rule) for r in left.relations] == [
        (extraction.mentions[0].start, "carers board", "oversees.buy")
    ]


def test_a_document_alone_has_nothing_left() -> None:
    document, extraction = WEST
    left = elsewhere(document, extraction, gather([WEST], SIGNATURES), SIGNATURES)
    assert (left.mentions, left.relations) == ((), ())


@pytest.mark.parametrize(
    ("kind", "merged", "expected"),
    [
        ("relation", True, (2, 0, 0)),
        ("relation", False, (3, 1, 1)),
        ("mention", True, (3, 1, 1)),
        ("mention", False, (3, 1, 1)),
    ],
)
def test_spread(kind: str, merged: bool, expected: tuple[int, int, int]) -> None:
    assert EVIDENCE.spread(kind, merged) == expected  # type: ignore[arg-type]


def test_one_document_is_not_one_sentence() -> None:
    alone = gather([WEST], SIGNATURES)
    assert alone.spread("mention", True) == (3, 3, 1)


@pytest.mark.parametrize(
    ("plural", "single"),
    [("boards", "board"), ("strategies", "strategy"), ("classes", "class"), ("business", "business")],
)
def test_singular(plural: str, single: str) -> None:
    assert singular(plural) == single
