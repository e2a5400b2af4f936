"""What part of the graph a question, a measure or an export looks at."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from councilgraph.analysis.dataset import Dataset, Link, Paper

STANDINGS: Final = ("asserted", "planned", "negated", "ended")


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice of statements; every field that is left empty lets everything pass, but for `statuses`.

    `council` is the IRI of a council: statements of documents about it, of itself and of what is scoped to it.
    `types` are entity types, `predicates` names of predicates, `documents` document ids.
    `statuses` are standings: `asserted` (holds), `planned`, `negated` (denied), `ended` (held once); empty means what
    the question takes by itself, which for networks is `asserted` alone.
    `since` and `until` (inclusive) bound the date of the document; an undated document passes neither.
    `min_confidence` lies in 0..1.
    """

    council: str | None = None
    types: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    min_confidence: float = 0.0

    def links(self, dataset: Dataset, default: tuple[str, ...] = ("asserted",)) -> list[Link]:
        """Return the statements that pass, types aside, in the dataset's order; `default` stands in for no statuses."""
        return [link for link in dataset.links if self.passes(dataset, link, default)]

    def passes(self, dataset: Dataset, link: Link, default: tuple[str, ...] = ("asserted",)) -> bool:
        """Tell whether one statement passes, types aside."""
        return link.standing in (self.statuses or default) and self._passes(dataset, link)

    def has_type(self, type_: str) -> bool:
        """Tell whether entities of this type pass."""
        return not self.types or type_ in self.types

    def admits(self, paper: Paper) -> bool:
        """Tell whether a document passes by its id, date and council."""
        of_council = self.council is None or paper.council == self.council
        return of_council and (not self.documents or paper.id in self.documents) and self._in_time(paper.date)

    def _passes(self, dataset: Dataset, link: Link) -> bool:
        return (
            link.confidence >= self.min_confidence
            and (not self.predicates or link.predicate in self.predicates)
            and (not self.documents or link.document in self.documents)
            and self._in_time(link.date)
            and (self.council is None or dataset.concerns(link, self.council))
        )

    def _in_time(self, date: datetime.date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        return date is not None and (self.since or date) <= date <= (self.until or date)
