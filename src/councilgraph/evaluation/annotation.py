"""The annotation: sentences with their mentions and relations, as people marked them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from councilgraph.documents import slug
from councilgraph.errors import CouncilgraphError


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated mention with offsets into the raw document."""

    start: int
    end: int
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One annotated sentence; `relations` are (subject index, predicate, object index, status)."""

    id: str
    start: int
    end: int
    text: str
    mentions: tuple[GoldMention, ...]
    relations: tuple[tuple[int, str, int, str], ...]

    def words(self, start: int, end: int) -> str:
        """Return the text between two offsets of the document."""
        return self.text[start - self.start : end - self.start]


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_annotation(folder: Path) -> dict[str, list[Unit]]:
    """Return the annotated units by the id of their document; raise CouncilgraphError on a wrong folder."""
    try:
        names: dict[str, str] = json.loads((folder / "documents.json").read_text(encoding="utf-8"))
        files = sorted((folder / "annotations").glob("*.jsonl"))
        units: dict[str, list[Unit]] = defaultdict(list)
        seen: set[str] = set()
        for path in files:
            texts = {row["id"]: row for row in _rows(folder / "units" / path.name)}
            for row in _rows(path):
                if row["id"] not in seen:
                    seen.add(row["id"])
                    document = slug(Path(names[row["id"].split("-")[0]]).stem)
                    units[document].append(_unit(texts[row["id"]], row))
    except (OSError, ValueError, KeyError, TypeError) as error:
        told = (
            f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        )
        raise CouncilgraphError(
            f"{folder}: not an annotation ({told}); it needs documents.json, units/*.jsonl and annotations/*.jsonl"
        ) from error
    return dict(sorted(units.items()))


def _unit(raw: dict[str, Any], row: dict[str, Any]) -> Unit:
    at, mentions = 0, []
    for text, kind, entity, *position in row["m"]:
        found = position[0] if position else raw["text"].index(text, at)
        at = found + len(text)
        mentions.append(GoldMention(raw["start"] + found, raw["start"] + at, kind, entity))
    relations = tuple((r[0], r[1], r[2], r[3] if len(r) > 3 else "asserted") for r in row["r"])
    return Unit(raw["id"], raw["start"], raw["end"], raw["text"], tuple(mentions), relations)
