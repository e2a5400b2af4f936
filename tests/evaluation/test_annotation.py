"""Reading an annotation from its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from councilgraph.errors import CouncilgraphError
from councilgraph.evaluation import GoldMention, load_annotation

UNIT = {"id": "W-0", "start": 10, "end": 39, "text": "The council met the council."}
ROW = {"id": "W-0", "m": [["council", "Council", "Westhaven"], ["council", "Council", "Westhaven", 20]], "r": []}


def folder(path: Path, units: list[object], rows: list[object], names: object = None) -> Path:
    for name, records in (("units", units), ("annotations", rows)):
        (path / name).mkdir()
        (path / name / "W.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    (path / "documents.json").write_text(json.dumps(names or {"W": "westhaven-2025.md"}), encoding="utf-8")
    return path


def test_mentions_have_offsets_into_the_document(tmp_path: Path) -> None:
    (unit,) = load_annotation(folder(tmp_path, [UNIT], [ROW]))["westhaven-2025"]
    assert unit.mentions == (GoldMention(14, 21, "Council", "Westhaven"), GoldMention(30, 37, "Council", "Westhaven"))
    assert [unit.words(m.start, m.end) for m in unit.mentions] == ["council", "council"]


def test_a_relation_without_a_status_is_asserted(tmp_path: Path) -> None:
    row = {**ROW, "r": [[0, "partnerOf", 1], [0, "partnerOf", 1, "planned"]]}
    (unit,) = load_annotation(folder(tmp_path, [UNIT], [row]))["westhaven-2025"]
    assert [status for *_, status in unit.relations] == ["asserted", "planned"]


def test_a_sentence_annotated_twice_counts_once(tmp_path: Path) -> None:
    assert len(load_annotation(folder(tmp_path, [UNIT], [ROW, ROW]))["westhaven-2025"]) == 1


def test_a_document_goes_by_its_id_however_its_file_is_written(tmp_path: Path) -> None:
    names = {"W": "Westhaven Report, 2025.md"}
    assert list(load_annotation(folder(tmp_path, [UNIT], [ROW], names))) == ["westhaven-report-2025"]


@pytest.mark.parametrize(
    ("units", "rows", "names"),
    [
        ([], [ROW], None),
        ([UNIT], [{"id": "W-0", "m": []}], None),
        ([UNIT], [ROW], {"X": "x.md"}),
        ([UNIT], [{**ROW, "m": [["clinic", "Service", "clinic"]]}], None),
    ],
    ids=["no such sentence", "no relations", "no such document", "words not in the sentence"],
)
def test_a_broken_annotation_is_named(tmp_path: Path, units: list[object], rows: list[object], names: object) -> None:
    with pytest.raises(CouncilgraphError, match=f"{tmp_path.name}.*not an annotation"):
        load_annotation(folder(tmp_path, units, rows, names))


def test_a_folder_without_one_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(CouncilgraphError, match=r"documents\.json, units/\*\.jsonl and annotations/\*\.jsonl"):
        load_annotation(tmp_path)
