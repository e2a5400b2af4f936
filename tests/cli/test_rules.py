"""The commands for those who write rules."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from councilgraph import schema
from tests.cli.conftest import Run

MINE = {
    "id": "funds.bankroll",
    "says": "One side bankrolls the other.",
    "predicate": "funds",
    "verbs": {"subject-first": "finance"},
    "examples": [{"text": "The [council|Council] financed the [hub|Service].", "expect": ["council > hub"]}],
}


def write(folder: Path, **changes: object) -> Path:
    (folder / "relations").mkdir()
    text = yaml.safe_dump({"rules": [{**MINE, **changes}]})
    (folder / "relations" / "mine.yaml").write_text(text, encoding="utf-8")
    return folder


def lexicon(folder: Path, content: str) -> Path:
    (folder / "lexicons").mkdir()
    (folder / "lexicons" / "mine.yaml").write_text(content, encoding="utf-8")
    return folder


def test_list_shows_every_predicate_and_type(run: Run) -> None:
    rows = json.loads(run("rules", "list", "--format", "json").stdout)
    known = schema.load()
    # Councils and nothing else are found by the register and by "the local authority", not by a record.
    assert {row["finds"] for row in rows} >= {*known.predicates, *known.types} - {"Council"}
    assert all(row["says"] for row in rows)


def test_list_of_one_type_holds_ones_own_rule(run: Run, tmp_path: Path) -> None:
    lexicon(tmp_path, "rules:\n  - {id: mine.conclave, type: Board, about: Ours., heads: conclave, needs: any}\n")
    rows = json.loads(run("rules", "list", "Board", "--rules", tmp_path, "--format", "json").stdout)
    assert {row["finds"] for row in rows} == {"Board"}
    assert {"board.board", "mine.conclave"} <= {row["rule"] for row in rows}


def test_list_of_something_else_is_misuse(run: Run) -> None:
    done = run("rules", "list", "Bord")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "Board" in done.stderr


def test_list_of_one_predicate_holds_ones_own_rule(run: Run, tmp_path: Path) -> None:
    done = run("rules", "list", "funds", "--rules", write(tmp_path), "--format", "json")
    rows = json.loads(done.stdout)
    assert {row["finds"] for row in rows} == {"funds"}
    assert "funds.bankroll" in {row["rule"] for row in rows}


def test_show_prints_a_rule_and_its_file(run: Run) -> None:
    done = run("rules", "show", "funds.pay")
    assert yaml.safe_load(done.stdout)["predicate"] == "funds"
    assert "relations/funds.yaml" in done.stderr


def test_show_prints_what_a_rule_matches(run: Run, examples: Path) -> None:
    rows = json.loads(run("rules", "show", "has-strategy.owner", examples, "--format", "json").stdout)
    assert all(row["predicate"] == "hasStrategy" and row["sentence"] for row in rows)


def test_show_of_a_rule_for_mentions_prints_what_it_matches(run: Run, examples: Path) -> None:
    assert yaml.safe_load(run("rules", "show", "team.team").stdout)["type"] == "Team"
    rows = json.loads(run("rules", "show", "team.team", examples, "--format", "json").stdout)
    assert rows
    assert all(row["type"] == "Team" and row["mention"] in row["sentence"] for row in rows)


def test_show_of_an_unknown_rule_is_misuse(run: Run) -> None:
    done = run("rules", "show", "funds.nothing")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "rules list" in done.stderr


def test_check_is_content_with_the_packaged_rules(run: Run) -> None:
    assert run("rules", "check").returncode == 0


def test_check_names_the_example_that_does_not_hold(run: Run, tmp_path: Path) -> None:
    wrong = [{**MINE["examples"][0], "expect": []}]  # type: ignore[index]
    done = run("rules", "check", "--rules", write(tmp_path, examples=wrong))
    assert done.returncode == 1
    assert "relations/mine.yaml: rule funds.bankroll" in done.stdout


def test_check_names_the_example_of_a_name_that_does_not_hold(run: Run, tmp_path: Path) -> None:
    lexicon(
        tmp_path,
        "rules:\n  - id: mine.conclave\n    type: Board\n    heads: conclave\n    needs: any\n"
        '    examples:\n      - {text: "The Harbour Conclave met.", expect: []}\n',
    )
    done = run("rules", "check", "--rules", tmp_path)
    assert done.returncode == 1
    assert "mine.conclave" in done.stdout
    assert "expected nothing; found [Harbour Conclave, Board]" in done.stdout


def test_check_rejects_a_malformed_rule(run: Run, tmp_path: Path) -> None:
    done = run("rules", "check", "--rules", write(tmp_path, predicate="likes"))
    assert done.returncode == 2
    assert "rule funds.bankroll: unknown predicate 'likes'" in done.stderr


def test_calibrate_writes_the_packaged_figures(run: Run, shared: Path, tmp_path: Path) -> None:
    from councilgraph import calibration

    target = tmp_path / "figures.json"
    assert run("rules", "calibrate", shared / "gold", "--output", target).returncode == 0
    assert calibration.read(target) == calibration.load()
