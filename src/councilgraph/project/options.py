"""What a run may be told, and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from councilgraph.documents import MAX_SIZE

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may be told: own rules, decisions, base of IRIs, limits in bytes, whether to validate."""

    rules: Path | None = None
    decisions: Path | None = None
    base: str | None = None
    max_size: int = MAX_SIZE
    strict: bool = False
    validate: bool = True


@dataclass(slots=True)
class Notes:
    """What a user should know, a line each: files that could not be read, and what is doubtful in the others.

    `reused` is the number of documents that had not changed and were not read again.
    """

    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    reused: int = 0


@dataclass(slots=True)
class Report:
    """What a run did: the state of the graph after it in numbers, the documents that it changed by id, its notes.

    `graphs` is the number of documents' named graphs whose content changed.
    """

    documents: int = 0
    entities: int = 0
    assertions: int = 0
    quads: int = 0
    graphs: int = 0
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)


def silent(label: str, done: int, total: int) -> None:
    """Show no progress."""
