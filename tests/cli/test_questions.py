from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import click
import pytest
import typer

from councilgraph.cli import comparison, council, network
from tests.cli.conftest import Run


def commands() -> dict[str, click.Command]:
    """Return the question commands by name, those of a group with the group's name before."""
    app = typer.Typer()
    for module in (council, network, comparison):
        module.register(app)
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        if hasattr(command, "commands"):
            found.update({f"{name} {below}": inner for below, inner in command.commands.items()})
        else:
            found[name] = command
    return found


COMMANDS = commands()
EXAMPLES = {name: str(command.epilog).removeprefix("Example: councilgraph ") for name, command in COMMANDS.items()}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_example_of_every_command_answers_on_the_demo(name: str, run: Run, graph: Path) -> None:
    done = run(*shlex.split(EXAMPLES[name]), "--graph", graph)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), EXAMPLES[name]


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"summary"}))
def test_rows_in_every_format_hold_the_same(name: str, run: Run, graph: Path) -> None:
    words = shlex.split(EXAMPLES[name].split(" --format")[0])
    asked = {f: run(*words, "--graph", graph, "--format", f).stdout for f in ("json", "csv", "md")}
    rows = json.loads(asked["json"])
    assert len(list(csv.DictReader(io.StringIO(asked["csv"])))) == len(rows)
    assert len(asked["md"].splitlines()) == len(rows) + 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["boards", "westhavn"], 2, "the nearest: Westhaven City Council"),
        (["explain", "carers", "cabinet"], 2, "say which"),
        (["boards", "--type", "Bored"], 2, "is no type"),
        (["boards", "--document", "nowhere"], 2, "is no document"),
        (["boards", "--status", "hoped"], 2, "is no status"),
        (["compare", "westhaven"], 2, "needs two councils"),
        (["compare", "--by", "weather"], 2, "rating"),
        (["changes", "eastmoor"], 2, "two dates"),
        (["agreements", "westhaven", "--since", "2099-01-01"], 0, "0 rows"),
        (["find", "zzzzz"], 0, "0 rows"),
        (["boards", "--graph", "nothing-here"], 2, "no graph here"),
    ],
)
def test_misuse_and_empty_answers(words: list[str], code: int, said: str, run: Run, graph: Path) -> None:
    done = run(*words, *([] if "--graph" in words else ["--graph", graph]))
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # what the documents say, read by hand
        ("boards westhaven", ("board", "Westhaven Safeguarding Adults Board", "chaired by", "Professor Helen Marsh")),
        ("boards westhaven", ("board", "Joint Commissioning Board", "reports to", "Cabinet")),
        ("services eastmoor", ("service", "customer contact centre", "provided by", "Brightline Services Ltd")),
        ("gaps westhaven", ("expected", "Safeguarding Adults Board: police a member", "standing", "stated")),
        ("gaps eastmoor", ("expected", "Joint Strategic Needs Assessment", "standing", "not mentioned")),
        ("compare westhaven eastmoor", ("item", "overall score", "Eastmoor County Council", "72")),
    ],
)
def test_answers_on_the_demo(words: str, expected: tuple[str, str, str, str], run: Run, graph: Path) -> None:
    rows = json.loads(run(*words.split(), "--graph", graph, "--format", "json").stdout)
    key, name, column, value = expected
    (row,) = [row for row in rows if row[key] == name]
    assert value in row[column]


EVIDENCE = {
    "sentence": "The [LCP] reported to the [Health and Wellbeing Board], which was chaired by Councillor Maya Trent.",
    "document": "westhaven-cqc-assessment-2025",
    "section": "Partnership working to deliver shared local and national objectives",
    "rule": "reports-to.report",
    "the rule says": "A body or post reports, accounts or escalates to another.",
    "documents": "1",
}


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_explain_shows_all_evidence_in_every_format(form: str, run: Run, graph: Path) -> None:
    words = ["explain", "local care partnership", "health and wellbeing board", "--graph", graph, "--format", form]
    printed = " ".join(run(*words).stdout.split())
    for name, value in EVIDENCE.items():
        assert name in printed
        assert " ".join(value.split()) in printed, name
    for name in ("confidence", "cases", "standing"):
        assert name in printed


def test_explain_gives_the_page_of_a_paged_paper(run: Run, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "letter.pdf"))
    for line in ("Northbury Borough Council met.", "Northbury Borough Council worked with Estuary Homes Ltd."):
        canvas.drawString(72, 760, line)
        canvas.showPage()
    canvas.save()
    run("build", tmp_path / "letter.pdf", "--output", tmp_path / "out")
    (row,) = json.loads(run("explain", "northbury", "estuary", "--graph", tmp_path / "out", "--format", "json").stdout)
    assert (row["page"], row["sentence"]) == (2, "[Northbury Borough Council] worked with [Estuary Homes Ltd].")


def test_support_counts_every_document_whatever_the_filters(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(
            "# Northbury Borough Council\n\nThe council worked with Estuary Homes Ltd.\n"
        )
    run("build", tmp_path, "--output", tmp_path / "out")
    words = ["explain", "northbury", "estuary", "--document", "a", "--graph", tmp_path / "out", "--format", "json"]
    assert [(row["document"], row["documents"]) for row in json.loads(run(*words).stdout)] == [("a", 2)]
