"""Mentions and relations of documents as lines for other programs: JSON objects or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from councilgraph import calibration
from councilgraph.models import Document, Extraction, Mention, Relation


def write_jsonl(rows: Iterable[tuple[Document, Extraction]], out: TextIO) -> int:
    """Write one JSON object a document (the form that the scoring of annotations reads) and return their number."""
    count = 0
    for document, extraction in rows:
        json.dump(_record(document, extraction), out, ensure_ascii=False)
        out.write("\n")
        count += 1
    return count


def _record(document: Document, extraction: Extraction) -> dict[str, object]:
    return {
        "document": document.id,
        "source": document.source.name,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "published": document.published.isoformat() if document.published else None,
        "council": document.council,
        "mentions": [_mention(document.text, mention) for mention in extraction.mentions],
        "relations": [_relation(relation) for relation in extraction.relations],
    }


def _mention(text: str, mention: Mention) -> dict[str, object]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "type": mention.type,
        "entity": mention.entity,
        "name": mention.name,
        "register": mention.register,
        "rule": mention.rule,
    }


def _relation(relation: Relation) -> dict[str, object]:
    return {
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "status": relation.status,
        "ended": relation.ended,
        "attributed_to": relation.attributed_to,
        "rule": relation.rule,
        "confidence": round(calibration.confidence((relation.rule,), relation.predicate)[0], 3),
        "start": relation.start,
        "end": relation.end,
        "trigger_start": relation.trigger_start,
        "trigger_end": relation.trigger_end,
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
