"""Saved runs, and what changed between two."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph.errors import CouncilgraphError
from councilgraph.evaluation import Outcome, changes, dump, error_lines, evaluate, parse
from tests.marked import found, gold, line

TWICE = line("The {council|Council} met the {council|Council}.")
ONCE = line("The {council|Council} met the council.")


def outcomes(extracted: str, *links: str) -> list[Outcome]:
    annotated = line("The {council|Council} funds the {clinic|Service}.", "0 funds 1")
    return evaluate(gold("A", annotated), [found("A", line(extracted, *links))]).outcomes


RIGHT = outcomes("The {council|Council} funds the {clinic|Service}.", "0 funds 1")
UNLINKED = outcomes("The {council|Council} funds the {clinic|Service}.")
DENIED = outcomes("The {council|Council} funds the {clinic|Service}.", "0 funds 1 negated")
WRONG = outcomes("The {council|Council} {funds|Team} the {clinic|Service}.", "0 funds 2")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (RIGHT, RIGHT, []),
        (UNLINKED, RIGHT, [("gain", "relation"), ("gain", "triple")]),
        (RIGHT, UNLINKED, [("loss", "relation"), ("loss", "triple")]),
        (RIGHT, WRONG, [("loss", "mention relaxed"), ("loss", "mention strict")]),
        (WRONG, RIGHT, [("gain", "mention relaxed"), ("gain", "mention strict")]),
        (DENIED, RIGHT, [("gain", "relation"), ("gain", "triple")]),
        (UNLINKED, DENIED, [("loss", "relation")]),
    ],
    ids=[
        "none",
        "a link more",
        "a link less",
        "a wrong mention more",
        "one less",
        "a status put right",
        "a wrong link",
    ],
)
def test_changes(before: list[Outcome], after: list[Outcome], expected: list[tuple[str, str]]) -> None:
    assert [(change, outcome.measure) for change, outcome in changes(before, after)] == expected


def test_the_same_words_twice_in_a_sentence_are_two_cases() -> None:
    before, after = (evaluate(gold("A", TWICE), [found("A", kept)]).outcomes for kept in (TWICE, ONCE))
    assert [(change, o.measure) for change, o in changes(before, after)] == [
        ("loss", "mention relaxed"),
        ("loss", "mention strict"),
    ]


def test_a_gain_names_the_rule_that_made_it() -> None:
    assert {o.rule for _, o in changes(UNLINKED, RIGHT)} == {"rule.funds"}
    assert {o.rule for _, o in changes(RIGHT, UNLINKED)} == {"rule.funds"}


def test_a_saved_run_is_read_back(tmp_path: Path) -> None:
    import json

    file = tmp_path / "run.json"
    file.write_text(json.dumps(dump(WRONG)), encoding="utf-8")
    assert parse(file) == WRONG


@pytest.mark.parametrize("content", ["", "[1]", '[{"measure": "relation"}]', "{}{}"])
def test_another_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CouncilgraphError, match=r"run\.json: not a saved run"):
        parse(file)


def test_errors_are_listed_with_sentence_and_detail() -> None:
    rows = [row.rstrip("\n").split("\t") for row in error_lines(DENIED)]
    sentence = "The council funds the clinic."
    assert rows == [
        ["spurious relation", "A-0", "council | funds | clinic", "funds", "rule.funds", sentence, "wrong status"]
    ]
