"""Reading rule files, packaged and a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilgraph import rules
from councilgraph.errors import RuleError


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return folder


def test_the_packaged_rules_load_once_and_have_unique_ids() -> None:
    loaded = rules.load()
    assert loaded is rules.load()
    assert {"board.board", "team.team", "sector.health"} <= set(loaded.lexicons)
    assert len(loaded.hash) == 64


def test_a_user_folder_replaces_adds_and_drops_by_id(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        "lexicons/mine.yaml",
        "rules:\n"
        "  - {id: team.hub, drop: true}\n"
        "  - {id: mine.names, type: Organisation, names: {Brightways Trust: BWT}}\n"
        "  - {id: board.cabinet, type: Board, heads: conclave, needs: none}\n",
    )
    merged = rules.load(folder)
    assert "team.hub" not in merged.lexicons
    assert merged.lexicons["mine.names"].file == "lexicons/mine.yaml"
    assert merged.lexicons["board.cabinet"].words("heads") == ("conclave",)
    assert merged.hash != rules.load().hash
    assert merged == rules.load(folder)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("rules: [", "lexicons/mine.yaml: line 2 is not valid YAML"),
        ("heads: board", "lexicons/mine.yaml: needs the key 'rules'"),
        ("rules: [{type: Board}]", "record 1 needs an 'id'"),
        ("rules: [{id: Bad Id}]", "rule Bad Id: an id has small letters"),
        ("rules: [{id: a.b}, {id: a.b}]", "rule a.b: the id is already used in lexicons/mine.yaml"),
        ("rules: [{id: a.b, type: Board, type: Team}]", "the key 'type' is given twice"),
        ("rules: []\nid: a.b", "unknown key 'id' beside 'rules'"),
        ("rules: [a.b]", "record 1 needs an 'id'"),
        ("", "needs the key 'rules'"),
        ("rules:\n\t- id: a.b", "line 2 is not valid YAML"),
    ],
)
def test_a_malformed_file_is_refused_with_file_and_rule(tmp_path: Path, content: str, message: str) -> None:
    folder = write(tmp_path, "lexicons/mine.yaml", content)
    with pytest.raises(RuleError) as error:
        rules.load(folder)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder"):
        rules.load(tmp_path / "absent")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ()),
        ("board, steering group", ("board", "steering group")),
        ("one,\n  two  words,", ("one", "two words")),
        ('"health, housing and care", faith', ("health, housing and care", "faith")),
        (["no", "on"], ("no", "on")),
    ],
)
def test_words_may_be_a_list_or_text_with_commas(value: object, words: tuple[str, ...]) -> None:
    assert rules.split(value) == words


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mine.yaml", "mine.yaml would not be read; put it at lexicons/NAME.yaml"),
        ("lexicons/mine.yml", "lexicons/mine.yml would not be read"),
        ("lexicon/mine.yaml", "lexicon/mine.yaml would not be read"),
        ("lexicons/notes.txt", "has no rules; they lie in lexicons"),
    ],
)
def test_a_file_that_nothing_reads_is_noticed(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(RuleError) as error:
        rules.load(write(tmp_path, name, "rules: []"))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_in_another_encoding_is_refused_by_line(tmp_path: Path) -> None:
    folder = write(tmp_path, "lexicons/mine.yaml", "")
    (folder / "lexicons" / "mine.yaml").write_bytes("rules:\n  - {id: a, heads: café}\n".encode("latin-1"))
    with pytest.raises(RuleError, match=r"lexicons/mine\.yaml: line 2 is not UTF-8"):
        rules.load(folder)
