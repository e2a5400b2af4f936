"""The sentences behind statements, read from the store when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from councilgraph import vocabulary as v
from councilgraph.analysis.dataset import Dataset, Link, properties, subject
from councilgraph.analysis.reading import first, passage
from councilgraph.graph.sources import Answer


@dataclass(frozen=True, slots=True)
class Proof:
    """One sentence that supports a statement; offsets count characters of the document's text.

    `subject` and `object` are the spans of the two mentions relative to the start of `quote`, so that
    `quote[slice(*subject)]` is the mention as it stands there.
    """

    link: Link
    quote: str
    start: int
    end: int
    subject: tuple[int, int]
    object: tuple[int, int]
    trigger: tuple[int, int]
    section: str
    page: int | None
    rule: str
    attributed_to: str | None
    statement: str | None = None

    def marked(self, before: str = "[", after: str = "]") -> str:
        """Return the sentence in one line with both mentions between marks."""
        text = self.quote
        for start, end in sorted({self.subject, self.object}, reverse=True):
            if 0 <= start < end <= len(text):
                text = f"{text[:start]}{before}{text[start:end]}{after}{text[end:]}"
        return " ".join(text.split())


def _span(text: str, offset: int) -> tuple[int, int]:
    numbers = [int(number) - offset for number in re.findall(r"\d+", text)]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 0)


def _proof(store: Store, link: Link, annotation: str) -> Proof:
    found = properties(store, annotation)
    start, end, quote = passage(store, first(found, v.OA_HAS_TARGET))
    page = first(found, v.CG_PAGE)
    return Proof(
        link=link,
        quote=quote,
        start=start,
        end=end,
        subject=_span(first(found, v.CG_SUBJECT_SPAN), start),
        object=_span(first(found, v.CG_OBJECT_SPAN), start),
        trigger=_span(first(found, v.CG_TRIGGER_SPAN), start),
        section=first(found, v.CG_SECTION),
        page=int(page) if page else None,
        rule=first(found, v.CG_RULE),
        attributed_to=first(found, v.CG_ATTRIBUTED_TO) or None,
        statement=first(found, v.CG_UNDER_STATEMENT) or None,
    )


def proofs(dataset: Dataset, links: Iterable[Link]) -> list[Proof]:
    """Return every sentence behind the links, in the order of the links, then of the text."""
    found = []
    for link in links:
        quads = dataset.store.quads_for_pattern(None, NamedNode(v.OA_HAS_BODY), NamedNode(link.iri))
        names = sorted({subject(quad) for quad in quads})
        of_link = [_proof(dataset.store, link, name) for name in names]
        found.extend(sorted(of_link, key=lambda p: (p.start, p.subject, p.object, p.rule)))
    return found


COLUMNS = (
    "subject",
    "predicate",
    "object",
    "standing",
    "confidence",
    "sentence",
    "said by",
    "document",
    "date",
    "section",
    "page",
)


def table(dataset: Dataset, links: Iterable[Link]) -> Answer:
    """Return one row for each sentence behind the links, both mentions in square brackets."""
    rows = []
    for proof in proofs(dataset, links):
        link = proof.link
        rows.append(
            (
                dataset.display(link.subject),
                link.predicate,
                dataset.display(link.object),
                link.standing,
                round(link.confidence, 3),
                proof.marked(),
                proof.attributed_to,
                link.document,
                link.date.isoformat() if link.date else None,
                proof.section,
                proof.page,
            )
        )
    return Answer(COLUMNS, tuple(dict.fromkeys(rows)))


def best(dataset: Dataset, links: Iterable[Link]) -> Proof | None:
    """Return the sentence to show where there is room for one: of the surest statement, the shortest sentence."""
    ordered = sorted(links, key=lambda link: (link.standing != "asserted", -link.confidence, link.document, link.iri))
    for link in ordered:
        if found := proofs(dataset, [link]):
            return min(found, key=lambda proof: (len(proof.quote), proof.start))
    return None


def cited(dataset: Dataset, links: Iterable[Link]) -> tuple[str | None, str | None]:
    """Return the sentence to show for some links, both mentions in square brackets, and its document."""
    proof = best(dataset, links)
    return (proof.marked(), proof.link.document) if proof else (None, None)
