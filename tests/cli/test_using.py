from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.using import PAGE, render


def test_the_worked_examples_show_what_the_commands_print(run: Run, graph: Path) -> None:
    """Where it fails after a change of rules or commands: `python -m tests.cli.using` writes the page anew."""
    text = PAGE.read_text(encoding="utf-8")
    assert render(text, run, graph) == text
