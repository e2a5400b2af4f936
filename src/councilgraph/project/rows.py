"""Mentions and relations of documents as lines for other programs: JSON objects or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from councilgraph import calibration
from councilgraph.models import Document, Extraction


def write_jsonl(rows: Iterable[tuple[Document, Extraction]], out: TextIO) -> int:
    """Write one JSON object a document (the form that the scoring of annotations reads) and return their number."""
    count = 0
    for document, extraction in rows:
        json.dump(_record(document, extraction), out, ensure_ascii=False)
        out.write("\n")
        count += 1
    return count


def _record(document: Document, extraction: Extraction) -> dict[str, object]:
    text, mentions = document.text, extraction.mentions
    return {
        "document": document.id,
        "source": document.source.name,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "published": document.published.isoformat() if document.published else None,
        "council": document.council,
        "mentions": [
            {
                "start": m.start,
                "end": m.end,
                "text": text[m.start : m.end],
                "type": m.type,
                "entity": m.entity,
                "name": m.name,
                "register": m.register,
                "rule": m.rule,
            }
            for m in mentions
        ],
        "relations": [
            {
                "subject": r.subject,
                "predicate": r.predicate,
                "object": r.object,
                "status": r.status,
                "ended": r.ended,
                "attributed_to": r.attributed_to,
                "rule": r.rule,
                "confidence": round(calibration.confidence((r.rule,), r.predicate)[0], 3),
                "start": r.start,
                "end": r.end,
                "trigger_start": r.trigger_start,
                "trigger_end": r.trigger_end,
            }
            for r in extraction.relations
        ],
    }


def write_csv(rows: Iterable[tuple[Document, Extraction]], out: TextIO) -> int:
    """Write one line a relation, with both ends and their offsets, and return the number of documents."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["document", "subject", "subject_type", "predicate", "object", "object_type", "status", "rule", "start", "end"]
    )
    count = 0
    for document, extraction in rows:
        count += 1
        for r in extraction.relations:
            a, b = extraction.mentions[r.subject], extraction.mentions[r.object]
            writer.writerow(
                [document.id, a.text, a.type, r.predicate, b.text, b.type, r.status, r.rule, r.start, r.end]
            )
    return count
