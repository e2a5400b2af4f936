"""docs/questions.md: every question has an answer that exists, and every named query answers a question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from councilgraph import project
from councilgraph.graph import concepts, query, store
from tests.conftest import ROOT

from .test_questions import COMMANDS

_ROW = re.compile(
    r"^\| (?P<number>\d+) \| (?P<question>[^|]+) \| (?P<ask>[^|]+) \| (?P<reading>[^|]+) \|$", re.MULTILINE
)
ROWS = {int(row["number"]): row for row in _ROW.finditer((ROOT / "docs" / "questions.md").read_text(encoding="utf-8"))}
ASKED = [(number, name) for number, row in ROWS.items() for name in re.findall(r"`([^`]+)`", row["ask"])]


def test_every_question_is_in_the_table() -> None:
    assert list(ROWS) == list(range(1, 33))


def test_the_questions_are_those_that_users_ask(shared: Path) -> None:
    asked = re.findall(r"^\| (\d+) \|", (shared / "QUESTIONS.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number in asked] == list(ROWS)


@pytest.mark.parametrize(("number", "name"), ASKED, ids=[f"{number}-{name}" for number, name in ASKED])
def test_every_query_and_command_exists(number: int, name: str) -> None:
    if name.startswith("query "):
        assert number in query.get(name.removeprefix("query ")).questions
    else:
        assert name in COMMANDS


def test_every_query_is_in_the_table_at_each_of_its_questions() -> None:
    listed = {(name.removeprefix("query "), number) for number, name in ASKED if name.startswith("query ")}
    declared = {(name, number) for name, asked in query.named().items() for number in asked.questions}
    assert declared == listed


@pytest.fixture(scope="module")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked") / "output"
    project.build([examples], folder, project.Options(validate=False))
    return folder


CONCEPTS = [
    (name, parameter.name)
    for name, asked in query.named().items()
    for parameter in asked.parameters.values()
    if parameter.type == "kind"
]


@pytest.mark.parametrize(("name", "parameter"), CONCEPTS, ids=[f"{name}-{parameter}" for name, parameter in CONCEPTS])
def test_a_kind_narrows_the_answer_to_what_is_of_it(built: Path, name: str, parameter: str) -> None:
    """A kind or sector that nothing has gives no row, and each row without one is given by just its own kinds."""
    source = store.open_store(built)
    counts = {}
    for concept in concepts.load():
        counts[concept.label] = len(query.run(source, name, {parameter: concept.label}).rows)
    whole = query.run(source, name) if not query.named()[name].parameters[parameter].required else None
    assert any(counts.values())
    assert not all(counts.values())
    if whole:
        assert max(counts.values()) < len(whole.rows)


def test_missing_sectors_knows_every_sector(built: Path) -> None:
    """A sector that no document of the graph names is not mentioned with a board either."""
    declared = yaml.safe_load((ROOT / "src/councilgraph/data/concepts.yaml").read_text(encoding="utf-8"))["sectors"]
    text = query.get("missing-sectors").text
    for name, row in declared.items():
        assert f'(sector:{name} "{row["label"]}" ' in text
    board = {"board": "Safeguarding Adults Board (Westhaven City Council)"}
    missing = {row["missing"] for row in query.run(store.open_store(built), "missing-sectors", board).dicts()}
    assert "Universities" in missing
    assert "Police" not in missing
