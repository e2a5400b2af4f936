"""What the JSON formats share: a sentence as a record, and the bytes of a value."""

from __future__ import annotations

import json
from typing import Any

from councilgraph.analysis.evidence import Proof


def record(proof: Proof) -> dict[str, Any]:
    """Return a sentence as JSON takes it; offsets count characters of the document."""
    return {
        "quote": proof.quote,
        "start": proof.start,
        "end": proof.end,
        "subject": [proof.subject[0] + proof.start, proof.subject[1] + proof.start],
        "object": [proof.object[0] + proof.start, proof.object[1] + proof.start],
        "section": proof.section,
        "quality_statement": proof.statement,
        "page": proof.page,
        "rule": proof.rule,
        "attributed_to": proof.attributed_to,
    }


def to_json(value: Any) -> bytes:
    """Return a value as indented JSON in UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
