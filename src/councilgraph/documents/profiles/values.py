"""What goes into a profile and what comes out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from councilgraph.models import Fact, Page, Section, Table


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before its kind is known."""

    text: str
    title: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    pages: tuple[Page, ...] = ()
    council_name: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """The kind of a document, its facts in text order, and title and day of a meeting where the kind tells them."""

    kind: str
    facts: tuple[Fact, ...] = ()
    title: str = ""
    held: datetime.date | None = None
