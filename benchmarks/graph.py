"""Time and memory of a build, of a change to it and of named queries, on generated corpora.

    python benchmarks/graph.py [SIZES ...] [--folder DIR]

Writes the papers of `corpus.py` with extractions as an earlier run would have kept them, so that what is timed begins
with reading those back. Each run has a process of its own, and what is told are processor seconds. The exponent is the
slope of log time over log size between the smallest and the largest corpus (1: time grows as the corpus does). Sizes
are 10, 150 and 1500 papers.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import corpus

SIZES = (10, 150, 1500)
SMALLEST = 4
STAGES = ("reading", "resolving", "assembling", "loading", "writing", "validating")
SHOWN = ("partners", "boards", "pooled-funds", "reporting-chain", "corroborated")

# what the parameters of the named queries are set to
VALUES = {
    "council": "hartlepool",
    "other": "middlesbrough",
    "board": "Safeguarding Adults Board (Hartlepool Borough Council)",
    "kind": "pooled-budget",
    "older": "paper-00000",
    "newer": "paper-00001",
    "thing": next(m.name for _, found in corpus.documents(1) for m in found.mentions if m.type == "Organisation"),
    "one": "hartlepool",
}


@dataclass(slots=True)
class Timer:
    """Times stages by the progress that a run reports; keeps the peak of memory at the end of each, in MB."""

    seconds: dict[str, float] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.process_time)

    def step(self, label: str, done: int, total: int) -> None:
        """Take note that a run has come to a step."""
        now = time.process_time()
        self.seconds[label] = self.seconds.get(label, 0.0) + now - self._last
        self.peaks[label] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self._last = now


def prepare(folder: Path, count: int) -> None:
    """Write papers, and what an earlier run would have kept of them."""
    from councilgraph import rules
    from councilgraph.project import fingerprint
    from councilgraph.project.shelf import EXTRACTIONS, Shelf

    (folder / "papers").mkdir(parents=True)
    (folder / "output" / EXTRACTIONS).mkdir(parents=True)
    shelf = Shelf(folder / "output", fingerprint.reading(rules.load()))
    for document, extraction in corpus.documents(count):
        (folder / "papers" / document.source.name).write_text(document.text, encoding="utf-8", newline="\n")
        shelf.put(document, extraction)


def build(folder: Path) -> dict[str, Any]:
    """Build the graph of the papers and return seconds and peak MB by stage, and the counts of the graph."""
    from councilgraph import project
    from councilgraph.graph import loading

    timer, load, spent = Timer(), loading.Fill._load, [0.0]

    def timed(self: loading.Fill) -> None:
        started = time.process_time()
        load(self)
        spent[0] += time.process_time() - started

    loading.Fill._load = timed  # type: ignore[method-assign]
    started = time.process_time()
    report = project.build([folder / "papers"], folder / "output", project.Options(), timer.step)
    whole = time.process_time() - started
    # a graph too large for the explorer says so; anything else would mean that something odd was timed
    odd = [line for line in report.notes.warnings if "too many for" not in line]
    assert report.notes.reused == report.documents and not odd, odd[:3]
    timer.seconds["loading"] = spent[0]
    timer.seconds["assembling"] -= spent[0]
    return {"seconds": timer.seconds, "peaks": timer.peaks, "whole": whole, "quads": report.quads}


def change(folder: Path) -> float:
    """Return the seconds of putting a new version in the place of one paper."""
    from councilgraph import project

    paper = folder / "new" / "paper-00003.md"
    paper.parent.mkdir()
    paper.write_text("# Westhaven City Council\n\nThe council works with Southmere Police.\n", encoding="utf-8")
    started = time.process_time()
    report = project.add([paper], folder / "output", project.Options())
    assert report.replaced == ["paper-00003"]
    return time.process_time() - started


def queries(folder: Path) -> dict[str, tuple[float, int]]:
    """Return the seconds and rows of every named query, loose names included, on a store just opened."""
    from councilgraph.graph import query, store

    source = store.open_store(folder / "output")
    found = {}
    for name, asked in query.named().items():
        values = {
            p.name: VALUES[p.name] for p in asked.parameters.values() if p.required or p.name in ("council", "kind")
        }
        started = time.process_time()
        rows = query.run(source, asked, values).rows
        found[name] = time.process_time() - started, len(rows)
    return found


def apart(work: Callable[[Path], Any], folder: Path) -> Any:
    """Run a measurement in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (folder,))


def measure(folder: Path, count: int) -> dict[str, Any]:
    """Return all measurements of one size."""
    prepare(folder, count)
    row = apart(build, folder)
    row["queries"] = apart(queries, folder)
    row["change"] = apart(change, folder)
    return {"count": count, **row}


def exponent(rows: list[dict[str, Any]], value: Callable[[dict[str, Any]], float]) -> float:
    """Return the slope of log time over log size between the first row and the last."""
    first, last = rows[0], rows[-1]
    return math.log(value(last) / value(first)) / math.log(last["count"] / first["count"])


def _line(title: str, rows: list[dict[str, Any]], seconds: Callable[[dict[str, Any]], float]) -> tuple[str, ...]:
    # below a hundredth of a second the clock says nothing
    slope = f"{exponent(rows, lambda row: max(seconds(row), 0.01)):.2f}" if len(rows) > 1 else ""
    return (title, *(f"{seconds(row):.1f} s" for row in rows), slope)


def table(rows: list[dict[str, Any]]) -> str:
    """Return the measurements as a table in Markdown."""
    head = ("", *(f"{row['count']} documents" for row in rows), "exponent")
    lines: list[tuple[str, ...]] = [("quads", *(f"{row['quads']:,}" for row in rows), "")]
    for stage in STAGES:
        lines.append(_line(stage, rows, lambda row, stage=stage: row["seconds"].get(stage, 0.0)))  # type: ignore[misc]
    lines.append(_line("whole build", rows, lambda row: row["whole"]))
    lines.append(_line("one paper replaced", rows, lambda row: row["change"]))
    lines.append(("peak memory", *(f"{max(row['peaks'].values()):.0f} MB" for row in rows), ""))
    for name in SHOWN:
        lines.append((f"query {name}", *("{:.3f} s, {} rows".format(*row["queries"][name]) for row in rows), ""))
    slowest = [max(row["queries"].items(), key=lambda item: item[1][0]) for row in rows]
    lines.append(("slowest of all queries", *(f"{seconds:.2f} s ({name})" for name, (seconds, _) in slowest), ""))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *lines))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--folder", type=Path, help="work here and leave papers and graphs in place")
    arguments = parser.parse_args()
    if min(arguments.sizes) < SMALLEST:
        parser.error(f"a corpus has {SMALLEST} papers at least: one of them is changed")
    base = arguments.folder or Path(tempfile.mkdtemp())
    rows = []
    for size in arguments.sizes:
        rows.append(measure(base / str(size), size))
        print(rows[-1], file=sys.stderr, flush=True)
    print(table(rows))
    if arguments.folder is None:
        shutil.rmtree(base)


if __name__ == "__main__":
    main()
