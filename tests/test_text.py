from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilgraph import text


def split(raw: str) -> list[str]:
    return [raw[s.start : s.end] for s in text.sentences(raw, text.sections(raw))]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("the council\u2019s \u201cplan\u201d", 'the council\'s "plan"'),
        ("the **Wellbeing** strategy", "the   Wellbeing   strategy"),
        ("health &amp; care", "health &     care"),
        ("see [the plan](http://x.org/a_b) now", "see  the plan" + " " * 19 + " now"),
        ("<b>Name</b>", "   Name    "),
        ("Health and\nWellbeing Board", "Health and Wellbeing Board"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("## Heading", "   Heading"),
        ("a\u00a0b\u20112", "a b-2"),
        ("snake_case stays", "snake_case stays"),
        ("2 * 3", "2 * 3"),
    ],
)
def test_clean_blanks_markup_and_keeps_the_length(raw: str, expected: str) -> None:
    assert text.clean(raw) == expected
    assert len(expected) == len(raw)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_clean_keeps_the_length_of_any_text(raw: str) -> None:
    assert len(text.clean(raw)) == len(raw)


@given(st.text(alphabet="aB. \n#|-*\t\r[]()<>&;1?'", max_size=200))
def test_sentences_are_in_order_trimmed_and_apart(raw: str) -> None:
    parts = text.sections(raw)
    last = 0
    for sentence in text.sentences(raw, parts):
        assert last <= sentence.start < sentence.end
        assert raw[sentence.start : sentence.end].strip() == raw[sentence.start : sentence.end]
        assert sentence.section < max(len(parts), 1)
        last = sentence.end


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Cllr. Trent spoke. The Board met.", ["Cllr. Trent spoke.", "The Board met."]),
        ("See para. 4 and No. 7 of the plan.", ["See para. 4 and No. 7 of the plan."]),
        ("It was agreed. (It met.) Then it closed.", ["It was agreed.", "(It met.)", "Then it closed."]),
        ('They said "it works." Staff agreed.', ['They said "it works."', "Staff agreed."]),
        ("1. Approve the plan.\n2. Note it.", ["1. Approve the plan.", "2. Note it."]),
        ("- 2.1. The Board met.", ["- 2.1. The Board met."]),
        ("Guildhall  \nWesthaven", ["Guildhall", "Westhaven"]),
        ("The plan\nwas agreed.", ["The plan\nwas agreed."]),
        ("# Heading\nText one. Text two.", ["# Heading", "Text one.", "Text two."]),
        ("A\tB\nC\tD", ["A\tB", "C\tD"]),
        ("They met.The board agreed.", ["They met.", "The board agreed."]),
        ("Spend was \u00a33.5m. \u00a32m was saved.", ["Spend was \u00a33.5m.", "\u00a32m was saved."]),
        ("*It was noted. All agreed.*", ["*It was noted.", "All agreed.*"]),
        (
            "Led by J. Smith of MedStore Ltd. The team met.",
            ["Led by J. Smith of MedStore Ltd.", "The team met."],
        ),
    ],
)
def test_sentences(raw: str, expected: list[str]) -> None:
    assert split(raw) == expected


def test_sections_have_paths_and_roles() -> None:
    standing = "## What people expect\n\nI feel safe.\n\n"
    raw = f"Title\n\n# Safeguarding\n\n{standing}## Key findings for this quality statement\n\nText."
    found = text.sections(raw)
    assert [(s.level, s.heading, s.role) for s in found] == [
        (0, "", "body"),
        (1, "Safeguarding", "body"),
        (2, "What people expect", "standing"),
        (2, "Key findings for this quality statement", "body"),
    ]
    assert found[2].path == ("Safeguarding", "What people expect")


def test_a_known_heading_needs_no_marks() -> None:
    found = text.sections("Financial facts\n\nText.\n\nWhat people expect\n\nI feel safe.")
    assert [s.heading for s in found if s.level] == ["Financial facts", "What people expect"]


def test_tables_have_header_and_rows() -> None:
    raw = "<b>Name</b>\t<b>Reason</b>\nCouncillor Bell\tTrustee\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    first, second = text.tables(raw)
    assert [c.text for c in first.header] == ["Name", "Reason"]
    assert [[c.text for c in row] for row in first.rows] == [["Councillor Bell", "Trustee"]]
    assert [c.text for c in second.header] == ["A", "B"]
    assert raw[second.rows[0][1].start : second.rows[0][1].end] == "2"


def test_sentences_are_those_that_people_annotated(shared: Path) -> None:
    """All but a few of the annotated units are found exactly, on documents of two kinds."""
    names = json.loads((shared / "gold" / "documents.json").read_text(encoding="utf-8"))
    wanted: dict[str, set[tuple[int, int]]] = {}
    for path in sorted((shared / "gold" / "units").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            unit = json.loads(line)
            wanted.setdefault(unit["id"].split("-")[0], set()).add((unit["start"], unit["end"]))
    total = found = 0
    for short, units in wanted.items():
        raw = (shared / "documents" / names[short]).read_bytes().decode("utf-8")
        mine = {(s.start, s.end) for s in text.sentences(raw, text.sections(raw))}
        total += len(units)
        found += len(units & mine)
    assert found >= 0.995 * total
