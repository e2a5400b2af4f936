"""Printing of rows in the formats that every command offers."""

from __future__ import annotations

import contextlib
import csv
import enum
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from councilgraph.errors import OutputError
from councilgraph.wording import counted

# What a table is wide where standard output is a file or a pipe: nothing is cut, long cells are folded.
_PIPE_WIDTH = 160
# What a line of prose is wide at most.
_READABLE = 110


class Format(enum.StrEnum):
    """The formats of rows on standard output."""

    table = "table"
    csv = "csv"
    json = "json"
    md = "md"


def emit(columns: Sequence[str], rows: Iterable[Sequence[object]], fmt: Format) -> None:
    """Print rows, each as long as `columns`, to standard output; None prints as an empty cell (null in JSON)."""
    if fmt is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    elif fmt is Format.json:
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        json.dump(found, sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    elif fmt is Format.md:
        _markdown(columns, rows)
    else:
        _table(columns, rows)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _markdown(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    lines = [columns, ["---"] * len(columns), *rows]
    for line in lines:
        cells = (" ".join(_text(cell).split()).replace("|", "\\|") for cell in line)
        sys.stdout.write(f"| {' | '.join(cells)} |\n")


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(_text(cell), overflow="fold") for cell in row))
    count = table.row_count
    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False)
    if count:
        console.print(table)
    message(counted(count, "row"))


def records(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows as blocks for people: the first cell as a heading, then a line or more for each cell that is filled.

    For answers of few rows with much in each.
    """
    wide = max(map(len, columns), default=0) + 2
    width = max(min(shutil.get_terminal_size((_PIPE_WIDTH, 0)).columns, _READABLE), wide + 20)
    blocks = []
    for row in rows:
        lines = [_text(row[0])]
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if _text(cell):
                lines += textwrap.wrap(
                    _text(cell), width, initial_indent=f"  {column:<{wide}}", subsequent_indent=" " * (wide + 2)
                )
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def keep(path: Path, text: str) -> None:
    """Write a file whole or not at all; raise OutputError where that fails."""
    made = path.with_name(f".{path.name}.part")
    try:
        made.write_text(text, encoding="utf-8")
        made.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            made.unlink()
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another file") from error


def message(text: str) -> None:
    """Print one line for people to standard error."""
    sys.stderr.write(f"{text}\n")


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on standard error while the block runs; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, disable=not sys.stderr.isatty(), transient=True) as bar:

        def step(label: str, done: int, total: int) -> None:
            if label not in tasks:
                tasks[label] = bar.add_task(label, total=total)
            bar.update(tasks[label], completed=done, total=total)

        yield step
