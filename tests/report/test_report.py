"""Briefings: what they say, that each statement leads to its sentence, and that names stay text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from councilgraph import report
from councilgraph.analysis.dataset import Dataset, load
from councilgraph.report.briefing import Briefing, Note
from councilgraph.report.facts import amount, day
from councilgraph.report.render import html, line, markdown
from tests.export.sample import HOSTILE, WESTHAVEN, small
from tests.graph import corpus


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return small()


@pytest.fixture(scope="module")
def made(dataset: Dataset) -> Briefing:
    return report.briefing(dataset, next(iri for iri in dataset.councils if dataset.nodes[iri].label == WESTHAVEN))


class Reader(HTMLParser):
    """Collects the tags, the text, the ids and the addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if found.get("id") else []
        self.links += [found[name] for name in ("href", "src") if found.get(name)]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_sections(made: Briefing) -> None:
    assert [section.title for section in made.sections] == [
        "The assessment",
        "Partners by kind",
        "Boards and partnerships",
        "Strategies",
        "Agreements and funds",
        "Services",
        "Changes",
        "Expected arrangements",
        "Compared with the other councils",
    ]


def test_every_statement_about_links_and_facts_has_a_note(made: Briefing) -> None:
    for section in made.sections[:6]:
        for _, items in section.groups:
            for item in items:
                assert all(part.notes for heading, parts in item.fields for part in parts if heading != "period"), item
    numbers = [note.number for note in made.notes]
    assert numbers == list(range(1, len(numbers) + 1))


def test_notes_mark_both_mentions(made: Briefing) -> None:
    note = next(note for note in made.notes if "signed a section 75" in note.quote and note.quote.startswith("West"))
    assert [text for text, marked in note.pieces() if marked] == [WESTHAVEN, "section 75 agreement"]
    assert note.source == "Westhaven City Council: assessment, 4 March 2025, Partnership, page 3"


def test_planned_and_ended_are_told(made: Briefing) -> None:
    text = markdown(made, "map.svg")
    assert "commissions (planned)" in text
    assert "is a member of (ended)" in text
    assert "housing providers" not in "".join(text.partition("## Evidence")[0].partition("## Boards")[0])


def test_html_needs_nothing_else_and_its_links_lead_somewhere(made: Briefing) -> None:
    page = Reader(html(made))
    assert "script" not in page.tags
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids))
    assert HOSTILE in page.text
    assert "£253,000,000" in page.text


def test_markdown_footnotes_are_defined_and_markup_is_escaped(made: Briefing) -> None:
    text = markdown(made, "westhaven-city-council.svg")
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert used == defined
    assert "<script>" not in text
    assert "![Westhaven City Council and what it is linked to](westhaven-city-council.svg)" in text
    for row in re.findall(r"^\|.*\|$", text, re.M):
        assert row.startswith("| ") and not row.endswith("| |"[:-1] + " ")


def test_three_files_with_the_same_bytes_each_time(dataset: Dataset, tmp_path: Path) -> None:
    council = next(iter(dataset.councils))
    paths = [report.write(dataset, council, tmp_path / run) for run in ("one", "two")]
    assert [path.name for path in paths[0]] == [f"eastmoor-county-council.{kind}" for kind in ("html", "md", "svg")]
    assert [path.read_bytes() for path in paths[0]] == [path.read_bytes() for path in paths[1]]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"amount": "253000000", "unit": "GBP"}, "£253,000,000"),
        ({"amount": "-120.50", "unit": "GBP"}, "−£120.5"),
        ({"amount": "38.5", "unit": "percent"}, "38.5 %"),
        ({"amount": "4330", "unit": "people", "approximate": "true"}, "about 4,330 people"),
        ({"extent": "full"}, "full"),
        ({}, ""),
    ],
)
def test_figures_as_people_write_them(values: dict[str, str], expected: str) -> None:
    assert amount(values) == expected


@pytest.mark.parametrize(("iso", "expected"), [("2025-03-04", "4 March 2025"), ("spring", "spring")])
def test_days_as_people_write_them(iso: str, expected: str) -> None:
    assert day(iso) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a|b", r"a\|b"), ("*x* [y]", r"\*x\* \[y\]"), ("two\nlines", "two lines"), ("<b>", r"\<b\>")],
)
def test_nothing_becomes_markup(text: str, expected: str) -> None:
    assert line(text) == expected


def test_marks_that_overlap_become_one() -> None:
    note = Note(1, "the Board of Care", "", {(4, 9), (4, 17)})
    assert note.pieces() == [("the ", False), ("Board of Care", True)]


def test_changes_between_papers_of_two_dates() -> None:
    data = load(corpus.memory_store())
    made = report.briefing(data, next(iri for iri in data.councils if data.nodes[iri].label == WESTHAVEN))
    section = next(section for section in made.sections if section.title == "Changes")
    assert "what is not mentioned any more need not be gone" in section.lead
    kinds = {title.split(" (")[0]: items for title, items in section.groups}
    gone = [part for item in kinds["Not mentioned any more"] for _, parts in item.fields for part in parts]
    assert [part.text for part in gone] == ["NHS Westhaven CCG"]
    assert all(part.notes for part in gone)
