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
    """What a user should know, a line each: files that could not be read, and what is doubtful in the others."""

    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What a build did, in numbers, and its notes."""

    documents: int = 0
    entities: int = 0
    assertions: int = 0
    quads: int = 0
    notes: Notes = field(default_factory=Notes)


def silent(label: str, done: int, total: int) -> None:
    """Show no progress."""
