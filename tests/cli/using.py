"""Keeps docs/using.md true: runs each command that it shows, and puts what is printed below it.

`python -m tests.cli.using` writes the page anew; the test compares.
"""

from __future__ import annotations

import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run, call

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "using.md"
_BLOCK = re.compile(r"```console\n\$ councilgraph (?P<words>[^\n]*)\n(?P<printed>.*?)```", re.DOTALL)


def _printed(run: Run, graph: Path, line: str) -> str:
    command, _, cut = line.partition(" | head -n ")
    done = run(*shlex.split(command), "--graph", graph)
    rows = [row.rstrip() for row in f"{done.stdout}{done.stderr}".splitlines()]
    while rows and not rows[0]:
        rows.pop(0)
    lines = [row for row in rows if row] if not cut else rows[: int(cut)]
    return "\n".join(lines).rstrip() + "\n"


def render(text: str, run: Run, graph: Path) -> str:
    """Return the page with the present output of every command on a graph of the examples."""
    fill: Callable[[re.Match[str]], str] = lambda block: (  # noqa: E731
        f"```console\n$ councilgraph {block['words']}\n{_printed(run, graph, block['words'])}```"
    )
    return _BLOCK.sub(fill, text)


def main() -> None:
    """Write the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "output"
        call("build", ROOT / "examples", "--output", graph)
        PAGE.write_text(render(PAGE.read_text(encoding="utf-8"), call, graph), encoding="utf-8")


if __name__ == "__main__":
    main()
