"""The page of figures, made from an annotation of invented papers."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import accuracy
import pytest

PAPERS = {
    "W": (
        "westhaven-city-council-2025.md",
        "# Westhaven City Council\n\nThe council worked with the police.\n\n"
        "The council liaised with the fire service.\n",
    ),
    "E": (
        "eastmoor-borough-council-2025.md",
        "# Eastmoor Borough Council\n\nThe council worked with the fire service.\n",
    ),
}
SENTENCES = [
    ("W", "The council worked with the police.", ["council", "police"]),
    ("W", "The council liaised with the fire service.", ["council", "fire service"]),
    ("E", "The council worked with the fire service.", ["council", "fire service"]),
]
TYPES = {"council": "Council", "police": "PartnerGroup", "fire service": "PartnerGroup"}


@pytest.fixture(scope="module")
def annotation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annotation")
    for name in ("documents", "units", "annotations"):
        (folder / name).mkdir()
    for key, (name, text) in PAPERS.items():
        (folder / "documents" / name).write_text(text, encoding="utf-8")
        own = [(sentence, words) for k, sentence, words in SENTENCES if k == key]
        units, rows = [], []
        for number, (sentence, words) in enumerate(own):
            start, id_ = text.index(sentence), f"{key}-{number}"
            units.append({"id": id_, "start": start, "end": start + len(sentence), "text": sentence})
            rows.append({"id": id_, "m": [[w, TYPES[w], f"{key} {w}"] for w in words], "r": [[0, "partnerOf", 1]]})
        for kind, records in (("units", units), ("annotations", rows)):
            lines = "".join(json.dumps(record) + "\n" for record in records)
            (folder / kind / f"{key}.jsonl").write_text(lines, encoding="utf-8")
    names = json.dumps({key: name for key, (name, _) in PAPERS.items()})
    (folder / "documents.json").write_text(names, encoding="utf-8")
    return folder


def test_a_document_set_aside_keeps_what_another_confirms(annotation: Path) -> None:
    run = accuracy.measure(annotation)
    west, east = "westhaven-city-council-2025", "eastmoor-borough-council-2025"
    assert run.plain.figures("relation").f1 == 1.0
    # "liaised" and "police" stand in one paper alone; "worked" in both, but one of them with the police.
    assert run.aside.figures("relation", west).recall == 0.0
    assert run.aside.figures("relation", east).recall == 1.0
    assert run.aside.figures("mention strict", west).recall == pytest.approx(3 / 4)
    assert run.aside.figures("mention strict", west).precision == 1.0


def test_the_table_shows_both_scores_for_each_document_and_all(annotation: Path) -> None:
    lines = list(accuracy.cross_document(accuracy.measure(annotation)))
    assert "| eastmoor-borough-council-2025 | relation | 1.000 | 1.000 | 1.000 | 1.000 |" in lines
    assert "| westhaven-city-council-2025 | relation | 0.000 | 1.000 | 0.000 | 1.000 |" in lines
    assert "| all | relation | 1.000 | 1.000 | 0.500 | 1.000 |" in lines


def test_the_page_is_written_where_one_says_with_the_notes(
    annotation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, kept = tmp_path / "accuracy.md", tmp_path / "kept.md"
    kept.write_text("old figures\n<!-- notes -->\nWritten by hand.\n", encoding="utf-8")
    monkeypatch.setattr(accuracy, "_PAGE", kept)
    monkeypatch.setattr(accuracy, "_FICTIONAL", annotation)
    words = [str(annotation), "--date", "2025-06-01", "--output", str(page)]
    monkeypatch.setattr(sys, "argv", ["accuracy.py", *words])
    accuracy.main()
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Accuracy\n\nFigures of 2025-06-01")
    assert text.endswith("<!-- notes -->\nWritten by hand.\n")
    for heading in ("Each document set aside", "Spread of the rules", "Relations by predicate", "remaining error"):
        assert heading in text
    assert kept.read_text(encoding="utf-8").startswith("old figures")
