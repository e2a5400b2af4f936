"""The project: from paths to a built folder. Only this package knows the order of the stages.

`reading` gives documents with what the rules found, `building` makes and changes graphs, `staging` puts results in
place whole, `rows` writes extractions for other programs.
"""

from __future__ import annotations

from councilgraph.project.building import build, load
from councilgraph.project.options import Notes, Options, Report
from councilgraph.project.reading import annotated, evaluate, extract
from councilgraph.project.rows import write_csv, write_jsonl

__all__ = [
    "Notes",
    "Options",
    "Report",
    "annotated",
    "build",
    "evaluate",
    "extract",
    "load",
    "write_csv",
    "write_jsonl",
]
