"""A user's records laid over the packaged ones: what they add, change, take away and drop."""

from __future__ import annotations

import pytest

from councilgraph.errors import RuleError
from councilgraph.rules import Rule, overlay

MET = {"text": "The Harbour Board met.", "expect": [["Harbour Board", "Board"]]}
BOARD = {"type": "Board", "needs": "any", "heads": 'board, panel, "task, and finish group"', "examples": [MET]}
NAMES = {"type": "Organisation", "names": {"Harbourside Homes": "HSH", "Brightways Trust": None}}
WORK = {"predicate": "partnerOf", "verbs": {"together": "work together", "subject-first": ["work with"]}}
WORDS = {"says": "Particles.", "words": "up, on"}
PACKAGED = {
    id_: Rule(id_, "lexicons/base.yaml", fields)
    for id_, fields in (("board.board", BOARD), ("name.bodies", NAMES), ("partner.work", WORK), ("words.up", WORDS))
}


def laid(id_: str, **fields: object) -> dict[str, Rule]:
    return overlay.lay(PACKAGED, {id_: Rule(id_, "lexicons/mine.yaml", fields)})


@pytest.mark.parametrize(
    ("id_", "changes", "path", "expected"),
    [
        ("board.board", {"add": {"heads": "moot"}}, "heads", ["board", "panel", "task, and finish group", "moot"]),
        ("board.board", {"add": {"heads": ["panel"]}}, "heads", ["board", "panel", "task, and finish group"]),
        ("board.board", {"add": {"not_after": "notice"}}, "not_after", "notice"),
        ("board.board", {"remove": {"heads": "panel"}}, "heads", ["board", "task, and finish group"]),
        (
            "board.board",
            {"add": {"heads": "moot"}, "remove": {"heads": "panel, board"}},
            "heads",
            ["task, and finish group", "moot"],
        ),
        ("name.bodies", {"add": {"names": {"Mind": "MND"}}}, "names/Mind", "MND"),
        ("name.bodies", {"add": {"names": {"Harbourside Homes": "HH"}}}, "names/Harbourside Homes", ["HSH", "HH"]),
        ("name.bodies", {"add": {"names": {"Brightways Trust": "BWT"}}}, "names/Brightways Trust", "BWT"),
        ("name.bodies", {"remove": {"names": "Harbourside Homes"}}, "names", {"Brightways Trust": None}),
        ("name.bodies", {"remove": {"names": {"Harbourside Homes": "HSH"}}}, "names/Harbourside Homes", []),
        (
            "partner.work",
            {"add": {"verbs": {"subject-first": "sit with"}}},
            "verbs/subject-first",
            ["work with", "sit with"],
        ),
        ("partner.work", {"add": {"verbs": {"together": "huddle"}}}, "verbs/together", ["work together", "huddle"]),
        ("words.up", {"add": {"words": "out"}}, "words", ["up", "on", "out"]),
    ],
)
def test_a_record_may_say_only_what_to_change(
    id_: str, changes: dict[str, object], path: str, expected: object
) -> None:
    rule = laid(id_, **changes)[id_]
    value: object = rule.fields
    for key in path.split("/"):
        value = value[key]  # type: ignore[index]
    assert value == expected
    others = {key: value for key, value in PACKAGED[id_].fields.items() if key != path.split("/")[0]}
    assert others.items() <= rule.fields.items()
    assert rule.file == "lexicons/mine.yaml"


def test_examples_are_added_to_those_there_are() -> None:
    more = {"text": "A moot was held.", "expect": []}
    assert [e["text"] for e in laid("board.board", add={"examples": [more]})["board.board"].examples] == [
        "The Harbour Board met.",
        "A moot was held.",
    ]


@pytest.mark.parametrize(
    ("id_", "fields", "message"),
    [
        ("board.bored", {"drop": True}, "no packaged rule of this id to drop"),
        ("board.board", {"drop": True, "heads": "moot"}, "has 'drop' and other fields"),
        ("words.up", {"drop": True}, "a list of words cannot be dropped"),
        ("board.bored", {"add": {"heads": "moot"}}, "no packaged rule of this id to change"),
        ("board.board", {"add": "moot"}, "'add' needs the fields to change"),
        ("board.board", {"add": {"heads": "moot"}, "heads": "moot"}, "'heads' stands beside 'add'"),
        ("board.board", {"add": {"needs": "none"}}, "'needs' is one value; give the whole record"),
        ("board.board", {"remove": {"heads": "moot"}}, "'remove' names 'moot', which 'heads' of the packaged rule"),
        ("board.board", {"remove": {"qualifiers": "old"}}, "'remove' names 'old', which 'qualifiers'"),
        ("board.board", {"remove": {"examples": [{"text": "a", "expect": []}]}}, "'remove' names"),
        ("name.bodies", {"add": {"names": "Mind"}}, "gives 'names' another form"),
        ("name.bodies", {"remove": {"names": "Mind"}}, "'remove' names 'Mind'"),
        ("board.board", {"add": {"examples": "The moot met."}}, "gives 'examples' another form"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_with_file_and_rule(
    id_: str, fields: dict[str, object], message: str
) -> None:
    with pytest.raises(RuleError) as error:
        laid(id_, **fields)
    assert str(error.value).startswith(f"lexicons/mine.yaml: rule {id_}: ")
    assert message in str(error.value)
