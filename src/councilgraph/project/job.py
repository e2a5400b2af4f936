"""What the steps of one run share, and what a run knows of each document without holding it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from councilgraph.identity import Decisions
from councilgraph.models import Document, Extraction
from councilgraph.project.manifest import Manifest
from councilgraph.project.options import Options, Report, Step
from councilgraph.project.shelf import Shelf
from councilgraph.vocabulary import Minter


class Held(NamedTuple):
    """A document that is kept on the shelf: id, file name, hash of content, code or name of its council."""

    id: str
    name: str
    sha256: str
    council: str | None

    @classmethod
    def of(cls, document: Document) -> Held:
        """Return what is held of a document."""
        source = document.source
        return cls(document.id, source.name, source.sha256, document.council or document.council_name)


@dataclass(slots=True)
class Job:
    """One run: the results there are (`output`, `earlier`), the folder it works in (`made`), and what it was told.

    `rules` and `reader` are the hash of the rule set and the fingerprint by which all documents are read.
    """

    output: Path
    made: Path
    options: Options
    decisions: Decisions
    earlier: Manifest | None
    rules: str
    reader: str
    mint: Minter
    step: Step
    report: Report = field(default_factory=Report)

    @property
    def shelf(self) -> Shelf:
        """The extractions of this run."""
        return Shelf(self.made, self.reader)

    @property
    def before(self) -> Shelf:
        """The extractions of the run before."""
        return Shelf(self.output, self.reader)

    def keep(self, document: Document, extraction: Extraction) -> None:
        """Put on the shelf what was read in a document, and take note of what that changes."""
        known = self.earlier.documents.get(document.id) if self.earlier else None
        if known is None:
            self.report.added.append(document.id)
        elif known == document.source.sha256:
            self.report.unchanged.append(document.id)
        else:
            self.report.replaced.append(document.id)
        self.shelf.put(document, extraction)


def decisions_hash(decisions: Decisions) -> str:
    """Return the hash of decisions, empty where there are none."""
    return "" if decisions == Decisions() else hashlib.sha256(repr(decisions).encode()).hexdigest()
