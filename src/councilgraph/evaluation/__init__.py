"""Scoring of extractions against an annotation, by document, type, predicate, rule and kind of error.

The measures, each as precision, recall and F1:

- mention strict: same start, end and type
- mention relaxed: overlapping, same type, one to one (largest overlap first)
- entity: B-cubed (Bagga and Baldwin 1998) over the annotated mentions; those not found count against recall
- relation: same predicate between mentions that overlap the annotated ones; negated ones must be negated in both
- triple: distinct asserted (entity, predicate, entity) of a document, entities aligned by the mentions they share

The annotation is a folder with `units/*.jsonl`, `annotations/*.jsonl` and `documents.json`.
"""

from __future__ import annotations

from councilgraph.evaluation.annotation import GoldMention, Unit, load_annotation
from councilgraph.evaluation.errors import error_lines, kinds
from councilgraph.evaluation.figures import MEASURES, Evaluation, Figures, Measure, Outcome, tally
from councilgraph.evaluation.runs import changes, dump, parse
from councilgraph.evaluation.scoring import evaluate

__all__ = [
    "MEASURES",
    "Evaluation",
    "Figures",
    "GoldMention",
    "Measure",
    "Outcome",
    "Unit",
    "changes",
    "dump",
    "error_lines",
    "evaluate",
    "kinds",
    "load_annotation",
    "parse",
    "tally",
]
