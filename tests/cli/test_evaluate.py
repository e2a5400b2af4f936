"""The command that scores the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from councilgraph import evaluation
from tests.cli.conftest import Run

PAPER = "# Westhaven City Council\n\nThe council worked with the police.\n\nThe council runs the falls clinic.\n"
UNITS = {
    "The council worked with the police.": ([["council", "Council"], ["police", "PartnerGroup"]], "partnerOf"),
    "The council runs the falls clinic.": ([["council", "Council"], ["falls clinic", "Service"]], "provides"),
}
NO_LINK = "rules:\n  - {id: partner-of.work-with, drop: true}\n"


@pytest.fixture(scope="module")
def annotation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an annotation of two sentences, which the packaged rules get right."""
    folder = tmp_path_factory.mktemp("gold")
    for name in ("documents", "units", "annotations"):
        (folder / name).mkdir()
    units, rows = "", ""
    for number, (text, (mentions, predicate)) in enumerate(UNITS.items()):
        start = PAPER.index(text)
        units += json.dumps({"id": f"W-{number}", "start": start, "end": start + len(text), "text": text}) + "\n"
        named = [[*mention, mention[0]] for mention in mentions]
        rows += json.dumps({"id": f"W-{number}", "m": named, "r": [[0, predicate, 1]]}) + "\n"
    (folder / "documents" / "westhaven-2025.md").write_text(PAPER, encoding="utf-8")
    (folder / "units" / "W.jsonl").write_text(units, encoding="utf-8")
    (folder / "annotations" / "W.jsonl").write_text(rows, encoding="utf-8")
    (folder / "documents.json").write_text('{"W": "westhaven-2025.md"}', encoding="utf-8")
    return folder


@pytest.fixture
def without(tmp_path: Path) -> Path:
    """Make a folder of rules that drops the rule for working together."""
    (tmp_path / "mine" / "relations").mkdir(parents=True)
    (tmp_path / "mine" / "relations" / "mine.yaml").write_text(NO_LINK, encoding="utf-8")
    return tmp_path / "mine"


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("measure", set(evaluation.MEASURES)),
        ("document", {"westhaven-2025"}),
        ("type", {"Council", "PartnerGroup", "Service"}),
        ("predicate", {"partnerOf", "provides"}),
        ("error", {"missed relation, both ends found"}),
    ],
)
def test_figures_by(run: Run, annotation: Path, without: Path, by: str, names: set[str]) -> None:
    rows = json.loads(run("evaluate", annotation, "--by", by, "--rules", without, "--format", "json").stdout)
    assert {row[by] for row in rows} == names


def test_figures_by_rule_are_right_and_fired(run: Run, annotation: Path) -> None:
    found = json.loads(run("evaluate", annotation, "--by", "rule", "--format", "json").stdout)
    rows = {row["rule"]: (row["right"], row["fired"]) for row in found}
    assert (rows["partner-of.work-with"], rows["council.nominal"]) == ((1, 1), (2, 2))


def test_gains_and_losses_against_a_saved_run(run: Run, annotation: Path, without: Path, tmp_path: Path) -> None:
    saved = tmp_path / "before.json"
    assert run("evaluate", annotation, "--save", saved).returncode == 0
    done = run("evaluate", annotation, "--rules", without, "--baseline", saved, "--format", "json")
    assert [(row["change"], row["measure"]) for row in json.loads(done.stdout)] == [
        ("loss", "relation"),
        ("loss", "triple"),
    ]
    assert "0 gains, 2 losses" in done.stderr
    assert "0 gains, 0 losses" in run("evaluate", annotation, "--baseline", saved).stderr


def test_errors_are_written_a_line_each(run: Run, annotation: Path, without: Path, tmp_path: Path) -> None:
    file = tmp_path / "errors.tsv"
    assert run("evaluate", annotation, "--rules", without, "--errors", file).returncode == 0
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert line.split("\t")[:3] == ["missed relation", "W-0", "council | partnerOf | police"]
    assert line.endswith("both ends found")


@pytest.mark.parametrize(("limit", "code"), [("0.5", 0), ("0.9", 1)])
def test_a_figure_below_the_limit_is_exit_code_1(
    run: Run, annotation: Path, without: Path, limit: str, code: int
) -> None:
    done = run("evaluate", annotation, "--rules", without, "--fail-under", limit)
    assert done.returncode == code
    assert ("below 0.9: relation" in done.stderr) == bool(code)


@pytest.mark.parametrize("option", ["--errors", "--save"])
def test_a_file_that_cannot_be_written_is_one_line(run: Run, annotation: Path, tmp_path: Path, option: str) -> None:
    done = run("evaluate", annotation, option, tmp_path / "absent" / "file")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "file: cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_documents_that_are_not_there_are_named(run: Run, annotation: Path, examples: Path) -> None:
    done = run("evaluate", annotation, examples)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "not found among the documents: westhaven-2025" in done.stderr
