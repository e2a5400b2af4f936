"""Every example and counter-example that stands in the lexicons, and what the loader says of malformed rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from councilgraph import rules, text
from councilgraph.documents.council import subject
from councilgraph.errors import RuleError
from councilgraph.extraction.mentions.check import check_mentions, mentions_of
from councilgraph.extraction.mentions.shape import check_record
from councilgraph.extraction.pipeline import Extractor, home
from councilgraph.models import Mention

EXAMPLES = [
    pytest.param(example["text"], example["expect"], id=f"{rule.id}-{n}")
    for rule in rules.load().lexicons.values()
    for n, example in enumerate(rule.examples)
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(rules.load())


def read(extractor: Extractor, raw: str) -> list[Mention]:
    found = subject("", raw)
    return extractor.read(raw, text.sections(raw), home(found.name, found.code) if found else None).mentions


@pytest.mark.parametrize(("raw", "expected"), EXAMPLES)
def test_an_example_gives_exactly_the_mentions_that_it_says(
    extractor: Extractor, raw: str, expected: list[list[str]]
) -> None:
    assert [list(found) for found in mentions_of(extractor, raw)] == expected


def test_every_rule_that_finds_something_has_an_example() -> None:
    silent = ("word.", "name.", "reference.", "group.working", "partnership.combined", "team.known", "board.governance")
    without = [
        rule.id for rule in rules.load().lexicons.values() if not rule.examples and not rule.id.startswith(silent)
    ]
    assert without == []


def test_every_mention_names_a_rule_that_can_be_looked_up(extractor: Extractor) -> None:
    known = set(rules.load().lexicons)
    for raw, _ in (parameter.values for parameter in EXAMPLES):
        for mention in read(extractor, str(raw)):
            assert mention.rule in known or mention.rule.startswith(("register.", "acronym."))


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"type": "Boards", "heads": "board", "needs": "any"}, "type 'Boards' is none of"),
        ({"type": "Board", "heads": "board", "needs": "much"}, "needs 'much' is none of"),
        ({"type": "Board", "words": "group", "window": "far"}, "needs a 'window' in sentences"),
        ({"qualifiers": "space", "heads": "partners"}, "needs a 'canonical' name"),
        ({"type": "Board", "head": "conclave", "needs": "any"}, "unknown field 'head'; the fields are about,"),
        ({"heads": "conclave", "needs": "any"}, "needs a 'type', one of Council,"),
        ({"type": "Board", "heads": "conclave"}, "needs 'needs'"),
        ({"type": "Board", "heads": "", "needs": "any"}, "'heads' is empty"),
        ({"type": "Board", "heads": "{a: b}", "needs": "any"}, "'heads' is a list of words"),
        ({"type": "Board", "heads": "conclave", "needs": "listed"}, "goes with 'qualifiers'"),
        (
            {"type": "Board", "heads": "conclave", "needs": "any", "plural": "maybe"},
            "'plural' is yes or no, not 'maybe'",
        ),
        ({"type": "Board", "heads": "conclave", "needs": "[any]"}, "'needs' is text"),
        ({"type": "Board"}, "finds nothing; give 'heads' and 'needs', or 'names'"),
        ({"type": "Board", "names": "[Conclave]"}, "'names' needs a line for each name"),
        ({"names": "{Harbour Conclave: HC}"}, "needs a 'type'"),
        ({"type": "Board", "names": "{Harbour Conclave: {a: b}}"}, "the forms of the name 'Harbour Conclave'"),
        ({"examples": '["The Conclave met."]'}, "an example needs 'text' and 'expect'"),
        (
            {"examples": '[{text: "The Conclave met.", expect: [Conclave]}]'},
            "a list of [mention, type], not of 'Conclave'",
        ),
        ({"examples": '[{text: "The Conclave met.", expect: [[Conclave, Bord]]}]'}, "a list of [mention, type]"),
    ],
)
def test_a_malformed_record_is_refused(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    name = {"window": "reference.mine", "qualifiers": "sector.mine"}
    key = next((name[field] for field in record if field in name), "mine.board")
    lines = "".join(f"    {field}: {value}\n" for field, value in record.items())
    folder = tmp_path / "lexicons"
    folder.mkdir()
    (folder / "mine.yaml").write_text(f"rules:\n  - id: {key}\n{lines}", encoding="utf-8")
    with pytest.raises(RuleError) as error:
        Extractor(rules.load(tmp_path))
    assert f"lexicons/mine.yaml: rule {key}" in str(error.value)
    assert message in str(error.value)


def test_the_packaged_records_have_the_form_of_their_kinds() -> None:
    packaged = rules.load().lexicons
    for rule in packaged.values():
        check_record(rule, packaged)


def test_every_field_that_the_guide_explains_is_one_of_head_nouns(root: Path) -> None:
    guide = (root / "src" / "councilgraph" / "data" / "README.md").read_text(encoding="utf-8")
    table = guide.partition("| field | says |")[2].partition("\n\n")[0]
    explained = {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1] if row else "")
    }
    used = {field for rule in rules.load().lexicons.values() if "needs" in rule.fields for field in rule.fields}
    assert explained
    assert explained <= used


def test_a_user_rule_finds_a_new_head_noun(tmp_path: Path) -> None:
    folder = tmp_path / "lexicons"
    folder.mkdir()
    (folder / "mine.yaml").write_text(
        "rules:\n  - {id: mine.conclave, type: Board, heads: conclave, needs: any}\n", encoding="utf-8"
    )
    own = Extractor(rules.load(tmp_path))
    assert [(m.text, m.rule) for m in read(own, "The Harbour Conclave met.")] == [("Harbour Conclave", "mine.conclave")]
    assert read(Extractor(rules.load()), "The Harbour Conclave met.") == []


def test_the_check_reports_an_example_that_does_not_hold(tmp_path: Path) -> None:
    folder = tmp_path / "lexicons"
    folder.mkdir()
    (folder / "mine.yaml").write_text(
        "rules:\n  - {id: mine.cases, examples: [{text: The Harbour Board met., expect: []}]}\n",
        encoding="utf-8",
    )
    count, failures = check_mentions(rules.load(tmp_path))
    assert count > 100
    assert [(failure.rule, failure.found) for failure in failures] == [("mine.cases", (("Harbour Board", "Board"),))]
