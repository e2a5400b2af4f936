"""The project: from paths to a built folder. Only this package knows the order of the stages.

`reading` gives documents with what the rules found, `building` orders the stages, `assembling` makes the graph anew or
in part, `staging` puts results in place whole. `shelf` and `manifest` keep what the next run can use, `fingerprint`
tells when it cannot, and `rows` writes extractions for other programs. `reviewing` finds the `doubts` of a built
folder, with `passages` that name what is in doubt.
"""

from __future__ import annotations

from councilgraph.project.building import add, build, remove
from councilgraph.project.doubts import Doubt, Pair, link_id, pair_id
from councilgraph.project.options import Notes, Options, Report
from councilgraph.project.reading import annotated, evaluate, extract, read
from councilgraph.project.reviewing import BELOW, Review, open_review
from councilgraph.project.rows import write_csv, write_jsonl
from councilgraph.project.shelf import load

__all__ = [
    "BELOW",
    "Doubt",
    "Notes",
    "Options",
    "Pair",
    "Report",
    "Review",
    "add",
    "annotated",
    "build",
    "evaluate",
    "extract",
    "link_id",
    "load",
    "open_review",
    "pair_id",
    "read",
    "remove",
    "write_csv",
    "write_jsonl",
]
