"""review as a user meets it: doubts with their sentences, verdicts, the walk, and what the next build makes of them."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from councilgraph import cli
from councilgraph.identity import decisions

from .conftest import Run, start

PAPERS = {
    "westhaven-2019.md": "# Westhaven City Council\n\n"
    "Westhaven City Council worked with Harbourside Care Trust. The Carers Board reported to Cabinet.\n\n"
    "Councillor Maya Trent chaired the Housing Board.\n",
    "westhaven-2024.md": "# Westhaven City Council\n\n"
    "Westhaven City Council worked with Harborside Care Trust. Councillor Trent chaired the Schools Board.\n",
    "eastmoor-2024.md": "# Eastmoor County Council\n\nEastmoor County Council worked with Estuary Homes Ltd.\n",
}
TRUST, TRENT = "Harborside Care Trust", "Councillor Maya Trent"


@pytest.fixture(scope="module")
def original(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reviewed")
    (folder / "papers").mkdir()
    for name, text in PAPERS.items():
        (folder / "papers" / name).write_text(text, encoding="utf-8")
    done = run("build", folder / "papers", "--output", folder / "output")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def built(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the papers with their graph to a folder of their own, and go there; the decisions file will lie in it."""
    folder = tmp_path / "work"
    shutil.copytree(original, folder)
    monkeypatch.chdir(folder)
    return folder


def rows(run: Run, *words: str) -> list[dict[str, str]]:
    done = run("review", *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def ids(run: Run, *words: str) -> dict[str, str]:
    """Return the ids of the doubts by the name (of a pair) or subject (of a link) that comes first."""
    return {row.get("one") or row["subject"]: row["id"] for row in rows(run, *words)}


def rebuilt(run: Run, *words: str) -> str:
    done = run("build", "papers", "--decisions", "decisions.yaml", *words)
    assert done.returncode == 0, done.stderr
    return done.stderr


def labels(run: Run) -> list[str]:
    text = "SELECT DISTINCT ?name { ?node a ?class ; rdfs:label ?name } ORDER BY ?name"
    prefix = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    return [row["name"] for row in json.loads(run("query", "-q", prefix + text, "--format", "json").stdout)]


def reporting(run: Run) -> list[tuple[str, float]]:
    found = json.loads(run("explain", "carers board", "cabinet", "--format", "json").stdout)
    return [(row["statement"], row["confidence"]) for row in found]


def test_pairs_are_shown_with_both_sentences(run: Run, built: Path) -> None:
    trust, trent = rows(run)
    assert (trust["one"], trust["other"], trust["why"]) == (TRUST, "Harbourside Care Trust", "nearly the same letters")
    assert trust["sentences"] == "Westhaven City Council worked with [Harborside Care Trust]."
    assert trust["its sentences"] == "Westhaven City Council worked with [Harbourside Care Trust]."
    assert (trust["documents"], trust["its documents"]) == ("westhaven-2024", "westhaven-2019")
    assert (trent["one"], trent["why"]) == (TRENT, "one is the surname of the other")


def test_links_are_shown_by_how_sure_they_are(run: Run, built: Path) -> None:
    every = rows(run, "--links", "--below", "1")
    assert [row["confidence"] for row in every] == sorted(row["confidence"] for row in every)
    assert {row["sentence"] for row in every if row["predicate"] == "reportsTo"} == {
        "The [Carers Board] reported to [Cabinet]."
    }
    least = [row for row in every if float(row["confidence"]) < 0.5 or not row["cases"]]
    assert rows(run, "--links", "--below", "0.5") == least


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--type", "person"], {TRENT}),
        (["--council", "westhaven"], {TRUST, TRENT}),
        (["--council", "eastmoor"], set()),
        (["--document", "westhaven 2024"], {TRUST, TRENT}),
        (["--min-score", "90"], {TRUST}),
        (["--most", "1"], {TRUST}),
        (["--links", "--below", "1", "--predicate", "reportsTo"], {"Carers Board"}),
        (["--links", "--below", "1", "--council", "Eastmoor County Council"], {"Eastmoor County Council"}),
    ],
    ids=lambda value: " ".join(sorted(value) if isinstance(value, set) else value),
)
def test_filters(run: Run, built: Path, words: list[str], expected: set[str]) -> None:
    assert set(ids(run, *words)) == expected


@pytest.mark.parametrize("words", [[], ["--links", "--below", "1"]], ids=["names", "links"])
def test_every_format_holds_the_same(run: Run, built: Path, words: list[str]) -> None:
    found = rows(run, *words)
    assert len(run("review", *words, "--format", "csv").stdout.splitlines()) == len(found) + 1
    assert len(run("review", *words, "--format", "md").stdout.splitlines()) == len(found) + 2
    table = run("review", *words).stdout
    assert all(row["id"] in table for row in found)


def test_same_joins_two_names_in_the_next_build(run: Run, built: Path) -> None:
    done = run("review", "same", ids(run)[TRUST], "--note", "their letterhead says so")
    assert (done.returncode, "1 decided as same" in done.stderr) == (0, True)
    assert TRUST not in ids(run)
    assert "built before these decisions" in run("review").stderr
    assert {TRUST, "Harbourside Care Trust"} <= set(labels(run))
    rebuilt(run)
    assert len({TRUST, "Harbourside Care Trust"} & set(labels(run))) == 1
    assert TRUST not in ids(run)
    assert "built before" not in run("review").stderr
    assert rows(run, "decided")[0]["note"] == "their letterhead says so"


def test_different_settles_a_pair_and_keeps_both(run: Run, built: Path) -> None:
    chosen = ids(run)
    assert run("review", "different", *chosen.values()).returncode == 0
    rebuilt(run)
    assert rows(run) == []
    assert {TRUST, "Harbourside Care Trust"} <= set(labels(run))


def test_confirm_makes_a_link_certain_and_reject_takes_it_out(run: Run, built: Path) -> None:
    everything = ("--links", "--below", "1")
    id_ = ids(run, *everything)["Carers Board"]
    assert run("review", "confirm", id_[:5]).returncode == 0
    rebuilt(run)
    assert [confidence for _, confidence in reporting(run)] == [1.0]
    assert "Carers Board" not in ids(run, *everything)
    assert run("review", "forget", id_).returncode == 0
    assert ids(run, *everything)["Carers Board"] == id_
    assert run("review", "reject", id_).returncode == 0
    rebuilt(run)
    assert reporting(run) == []


def test_a_verdict_may_be_taken_back(run: Run, built: Path) -> None:
    before = rows(run)
    run("review", "same", before[0]["id"])
    assert [row["id"] for row in rows(run, "decided")] == [before[0]["id"]]
    assert run("review", "forget", before[0]["id"]).returncode == 0
    assert rows(run) == before
    assert rows(run, "decided") == []


MISUSE = [
    (["same", "nowhere"], "no pair of names in doubt has the id 'nowhere'; `councilgraph review` lists them"),
    (["confirm", "nowhere"], "no link in doubt has the id 'nowhere'; `councilgraph review --links --below 1` lists"),
    (["forget", "nowhere"], "no decision has the id 'nowhere'; `councilgraph review decided` lists them"),
    (["same"], "name ids"),
    (["--council", "Ambleford"], "no document is about 'Ambleford'; there are: Eastmoor County Council, Westhaven"),
    (["--type", "Bored"], "'Bored' is no type"),
    (["--document", "nowhere"], "is no document of the graph"),
    (["--graph", "elsewhere"], "no graph here"),
]


@pytest.mark.parametrize(("words", "said"), MISUSE, ids=[" ".join(words) for words, _ in MISUSE])
def test_misuse_is_one_line(run: Run, built: Path, words: list[str], said: str) -> None:
    done = run("review", *words)
    assert (done.returncode, said in " ".join(done.stderr.split())) == (2, True), done.stderr
    assert not Path("decisions.yaml").exists()


def test_a_settled_pair_is_not_settled_otherwise(run: Run, built: Path) -> None:
    id_ = ids(run)[TRUST]
    run("review", "same", id_)
    done = run("review", "different", id_)
    assert (done.returncode, f"{id_} is decided as same" in done.stderr) == (2, True)


BROKEN = "same: ["
CONFLICT = """
same: [&pair [&a {document: westhaven-2019, type: HealthBody, name: Harbourside Care Trust},
  &b {document: westhaven-2024, type: HealthBody, name: Harborside Care Trust}]]
different: [*pair]
"""


@pytest.mark.parametrize(
    ("text", "said"), [(BROKEN, "no valid YAML in line 1"), (CONFLICT, "are both same and different")]
)
@pytest.mark.parametrize("words", [["review"], ["review", "walk"], ["build", "papers"]], ids=" ".join)
def test_a_broken_file_is_one_line_and_nothing_changes(
    run: Run, built: Path, text: str, said: str, words: list[str]
) -> None:
    Path("decisions.yaml").write_text(text, encoding="utf-8")
    before = Path("output/manifest.json").read_bytes()
    done = run(*words, "--decisions", "decisions.yaml")
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert Path("decisions.yaml").read_text(encoding="utf-8") == text
    assert Path("output/manifest.json").read_bytes() == before


STALE = """
different:
- [{document: westhaven-2019, type: Board, name: Sports Board}, {document: gone, type: Board, name: Sports Board}]
reject:
- {document: westhaven-2019, quote: It was otherwise., subject: Carers Board, predicate: reportsTo, object: Cabinet}
"""


def test_decisions_that_match_nothing_are_told_by_build_and_by_review(run: Run, built: Path) -> None:
    Path("decisions.yaml").write_text(STALE, encoding="utf-8")
    said = rebuilt(run), run("review").stderr, run("review", "decided").stderr
    for text in said:
        assert 'Board "Sports Board" of westhaven-2019 matches nothing any more' in text
        assert 'Board "Sports Board" of gone matches nothing any more' in text
        assert "no sentence of that wording states it any more" in text


def test_verdicts_that_would_conflict_are_refused_and_nothing_is_written(run: Run, built: Path) -> None:
    """One is the other and the other is a third, but the first is not the third."""
    more = "# Westhaven City Council\n\nWesthaven City Council worked with Harboursyde Care Trust.\n"
    Path("papers/westhaven-2025.md").write_text(more, encoding="utf-8")
    assert run("build", "papers").returncode == 0
    first, second, third = (row["id"] for row in rows(run, "--type", "HealthBody"))
    assert run("review", "different", first).returncode == 0
    before = Path("decisions.yaml").read_bytes()
    done = run("review", "same", second, third)
    assert (done.returncode, "conflicts with a decision that sets them apart" in done.stderr) == (2, True)
    assert Path("decisions.yaml").read_bytes() == before
    CliRunner().invoke(cli.app, ["review", "walk", "--type", "HealthBody"], input="s\ns\n")
    assert "conflicts with a decision that sets them apart" in run("review").stderr
    assert "conflicts with a decision that sets them apart" in rebuilt(run)


def test_a_graph_built_with_decisions_wants_their_file(run: Run, built: Path) -> None:
    run("review", "same", ids(run)[TRUST])
    rebuilt(run)
    Path("decisions.yaml").unlink()
    done = run("review")
    assert (done.returncode, "was built with decisions" in done.stderr) == (2, True)


WALKS = [
    ("s\nd\n", (1, 1), "2 answered, 0 left"),
    ("\nd\n", (0, 1), "1 answered, 1 left"),
    ("q\n", (0, 0), "0 answered, 2 left; nothing was written"),
    ("s\nu\nd\nskip\n", (0, 1), "1 answered, 1 left"),
    ("u\nmaybe\nsame\nQUIT\n", (1, 0), "'maybe' is no answer"),
    ("s\n", (1, 0), "1 answered, 1 left"),  # the input ends
]


@pytest.mark.parametrize(("typed", "made", "said"), WALKS, ids=[repr(typed) for typed, _, _ in WALKS])
def test_the_walk_saves_each_answer(run: Run, built: Path, typed: str, made: tuple[int, int], said: str) -> None:
    done = CliRunner().invoke(cli.app, ["review", "walk"], input=typed)
    assert (done.exit_code, said in done.output) == (0, True), done.output
    assert "Westhaven City Council worked with [Harborside Care Trust]." in done.output
    path = Path("decisions.yaml")
    kept = decisions.load(path) if path.exists() else decisions.Decisions()
    assert (len(kept.same), len(kept.different)) == made


def test_the_walk_through_links(run: Run, built: Path) -> None:
    words = ["review", "walk", "--links", "--below", "1", "--predicate", "reportsTo"]
    done = CliRunner().invoke(cli.app, words, input="c\n")
    assert "The [Carers Board] reported to [Cabinet]." in done.output
    kept = decisions.load(Path("decisions.yaml"))
    assert [(link.subject, link.object) for link in kept.confirm] == [("Carers Board", "Cabinet")]


def test_the_walk_keeps_what_another_wrote_meanwhile(run: Run, built: Path) -> None:
    from councilgraph.cli.deciding import Desk

    desk = Desk.open(Path("output"), Path("decisions.yaml"), lambda label, done, total: None)
    first, second = desk.review.pairs()
    run("review", "same", first.id)
    desk.record("different", second)
    kept = decisions.load(Path("decisions.yaml"))
    assert (len(kept.same), len(kept.different)) == (1, 1)


def test_an_interrupted_walk_keeps_its_answers(built: Path) -> None:
    """On a terminal, with a real interrupt after the first answer."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "councilgraph", "review", "walk"]
    process = start(words, stdin=theirs, stdout=theirs, stderr=theirs, cwd=built, start_new_session=True)
    os.close(theirs)
    _read_until(ours, "1 of 2")
    os.write(ours, b"s\n")
    _read_until(ours, "2 of 2")
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    said = _read_until(ours, "1 answered, 1 left")
    assert process.wait(timeout=30) == 0
    os.close(ours)
    assert "Traceback" not in said
    assert len(decisions.load(built / "decisions.yaml").same) == 1


def _read_until(terminal: int, wanted: str) -> str:
    text, deadline = "", time.monotonic() + 60
    while wanted not in text and time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 1)
        text += os.read(terminal, 4096).decode(errors="replace") if ready else ""
    assert wanted in text
    return text
