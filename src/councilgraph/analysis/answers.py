"""An answer with what must be said beside it: the method, what was sampled, how to read it."""

from __future__ import annotations

from dataclasses import dataclass

from councilgraph.graph.sources import Answer


@dataclass(frozen=True, slots=True)
class Noted(Answer):
    """Columns and rows with notes, each one line for people."""

    notes: tuple[str, ...] = ()
