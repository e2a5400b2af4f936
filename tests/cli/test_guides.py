"""The guides for those who change rules, followed to the letter: every record and every command in them works."""

from __future__ import annotations

import json
import re
import shlex
import textwrap
from pathlib import Path

import pytest
import yaml

from councilgraph import rules
from councilgraph.extraction.mentions.check import check_mentions
from councilgraph.extraction.relations import examples
from councilgraph.extraction.relations.rules import FIELDS, ORDERS
from tests.cli.conftest import Run

DATA = Path(__file__).parents[2] / "src" / "councilgraph" / "data"
GUIDES = {"names": DATA / "README.md", "relations": DATA / "relations" / "README.md"}
PAPER = """# Westhaven City Council

The Harbour Conclave met in May. The council works with Harbourside, HSH and the AWB. Brightways Trust ran a clinic.

The council worked with farming partners. The council mucked in with Brightways Trust.

The ICB stumped up for the wellbeing hub.
"""


def blocks(path: Path) -> list[str]:
    """Return the indented blocks of a guide, without their indent."""
    found = re.findall(r"(?:^ {4,}\S.*\n(?:\n(?= {4}))?)+", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [textwrap.dedent(block) for block in found]


def records() -> list[tuple[str, dict[str, object]]]:
    """Return (kind of file, record) for each record of the guides; the sample rule stands without the key `rules`."""
    found = []
    for block in (block for path in GUIDES.values() for block in blocks(path)):
        if block.startswith(("rules:", "- id:")):
            raw = yaml.safe_load(block)
            for record in raw["rules"] if isinstance(raw, dict) else raw:
                kind = "relations" if record["id"] in rules.load().relations or "predicate" in record else "lexicons"
                found.append((kind, record))
    return found


RECORDS = records()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder of a reader who copied every record; the sample rule gets an id of its own."""
    top = tmp_path_factory.mktemp("reader")
    (top / "paper.md").write_text(PAPER, encoding="utf-8")
    (top / "tests").symlink_to(Path(__file__).parents[1])
    for kind in ("lexicons", "relations"):
        (top / "my-rules" / kind).mkdir(parents=True)
        own: dict[str, dict[str, object]] = {}
        for of, record in RECORDS:
            if of == kind:
                key = str(record["id"]) if "add" in record or kind == "lexicons" else "mine.sample"
                own[key] = _joined(own.get(key), {**record, "id": key})
        text = yaml.safe_dump({"rules": list(own.values())}, sort_keys=False)
        (top / "my-rules" / kind / "mine.yaml").write_text(text, encoding="utf-8")
    return top


def _joined(before: dict[str, object] | None, record: dict[str, object]) -> dict[str, object]:
    """Return one record for two that add words to the same list."""
    if before is None:
        return record
    words = [record_["add"]["words"] for record_ in (before, record)]  # type: ignore[index]
    return {"id": record["id"], "add": {"words": words}}


def test_the_guides_have_records() -> None:
    ids = {record["id"] for _, record in RECORDS}
    assert {"mine.charities", "mine.conclave", "sector.farming", "board.board", "funds.pay", "verbs.regular"} <= ids


def test_every_record_is_accepted_and_its_examples_hold(folder: Path) -> None:
    ruleset = rules.load(folder / "my-rules")
    assert examples.faults(ruleset) == []
    assert check_mentions(ruleset)[1] == []


def test_what_the_guides_add_is_found(run: Run, folder: Path) -> None:
    def found(*options: str | Path) -> tuple[set[str], set[tuple[str, str, str]]]:
        row = json.loads(run("extract", folder / "paper.md", *options).stdout)
        names = [mention["text"] for mention in row["mentions"]]
        links = {(names[r["subject"]], r["predicate"], names[r["object"]]) for r in row["relations"]}
        return set(names), links

    before, after = found(), found("--rules", folder / "my-rules")
    assert {"Harbour Conclave", "HSH", "AWB", "farming partners"} <= after[0] - before[0]
    assert {("council", "partnerOf", "Brightways Trust"), ("ICB", "funds", "wellbeing hub")} <= after[1] - before[1]


COMMANDS = [
    re.split(r" {4,}", line)[0]
    for path in GUIDES.values()
    for block in blocks(path)
    for line in block.splitlines()
    if line.startswith("councilgraph ")
]


def test_every_command_of_the_guides_runs(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert len(COMMANDS) > 5
    for command in COMMANDS:
        done = run(*shlex.split(command)[1:])
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout or "examples hold" in done.stderr or "0 losses" in done.stderr or "--save" in command


@pytest.mark.parametrize("name", sorted({*FIELDS, *ORDERS} - {"examples", "counter", "says", "predicate"}))
def test_every_field_and_key_of_relation_rules_is_explained(name: str) -> None:
    guide = GUIDES["relations"].read_text(encoding="utf-8")
    assert f"`{name}" in guide or f"\n      {name}:" in guide
