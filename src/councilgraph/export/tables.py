"""Two tables, entities and relations, as rows; the CSV pair."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Final, TextIO

from councilgraph.analysis.dataset import Link
from councilgraph.analysis.evidence import Proof, proofs
from councilgraph.analysis.filters import STANDINGS
from councilgraph.export.view import SEPARATOR, Format, View, unwritable

ENTITY_COLUMNS: Final = (
    "iri",
    "type",
    "name",
    "aliases",
    "identifiers",
    "council",
    "sectors",
    "kinds",
    "documents",
    "links",
    "partners",
)
RELATION_COLUMNS: Final = (
    "subject",
    "subject_type",
    "predicate",
    "object",
    "object_type",
    "status",
    "ended",
    "confidence",
    "cases",
    "document",
    "document_title",
    "date",
    "council",
    "section",
    "quality_statement",
    "page",
    "quote",
    "start",
    "end",
    "subject_start",
    "subject_end",
    "object_start",
    "object_end",
    "trigger_start",
    "trigger_end",
    "rule",
    "attributed_to",
    "subject_iri",
    "object_iri",
    "assertion",
)

Row = tuple[Any, ...]


def entities(view: View) -> Iterator[Row]:
    """Yield one row an entity, as ENTITY_COLUMNS; what is unstated is None."""
    nodes, links = view.parts(STANDINGS)
    counts: Counter[str] = Counter()
    partners: dict[str, set[str]] = defaultdict(set)
    for link in links:
        for end in (link.subject, link.object):
            counts[end] += 1
            partners[end].add(link.other(end))
    for node in nodes:
        yield (
            node.iri,
            node.type,
            node.label,
            SEPARATOR.join(node.aliases) or None,
            SEPARATOR.join(node.identifiers) or None,
            view.dataset.label(node.council) or node.scope,
            SEPARATOR.join(node.sectors) or None,
            SEPARATOR.join(node.kinds) or None,
            SEPARATOR.join(node.documents) or None,
            counts[node.iri],
            len(partners[node.iri] - {node.iri}),
        )


def relations(view: View) -> Iterator[Row]:
    """Yield one row a sentence that states a link, as RELATION_COLUMNS; offsets count characters of the document.

    Links come by subject, those to one object together.
    """
    nodes, papers = view.dataset.nodes, view.dataset.papers
    for link in _grouped(view.parts(STANDINGS)[1]):
        subject, object_, paper = nodes[link.subject], nodes[link.object], papers[link.document]
        date = link.date.isoformat() if link.date else None
        row = (
            *(subject.label, subject.type, link.predicate, object_.label, object_.type, link.status, link.ended),
            *(link.confidence, link.cases, link.document, paper.title, date, view.dataset.label(paper.council)),
        )
        for where in [_where(proof) for proof in proofs(view.dataset, [link])] or [(None,) * 14]:
            yield (*row, *where, link.subject, link.object, link.iri)


def _grouped(links: Iterable[Link]) -> Iterator[Link]:
    for _, group in groupby(links, key=lambda link: link.subject):
        by_object: dict[str, list[Link]] = {}
        for link in group:
            by_object.setdefault(link.object, []).append(link)
        yield from chain.from_iterable(by_object.values())


def _where(proof: Proof) -> Row:
    ends = (proof.subject, proof.object, proof.trigger)
    spans = (offset + proof.start for span in ends for offset in span)
    return (
        proof.section or None,
        proof.statement,
        proof.page,
        proof.quote,
        proof.start,
        proof.end,
        *spans,
        proof.rule,
        proof.attributed_to,
    )


def comma_separated(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as CSV (RFC 4180 quoting, UTF-8, lines end in a line feed); None is empty, booleans lower case."""
    text = io.StringIO()
    _write(columns, rows, text)
    return text.getvalue().encode()


def _write(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)


def _cell(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else cell


class Tables(Format):
    """entities.csv and relations.csv: every standing, one row a sentence."""

    name = "csv"
    description = "two CSV tables, entities and relations with their sentences"
    standings = STANDINGS

    def files(self, view: View) -> dict[str, bytes]:
        """Return entities.csv and relations.csv."""
        return {
            "entities.csv": comma_separated(ENTITY_COLUMNS, entities(view)),
            "relations.csv": comma_separated(RELATION_COLUMNS, relations(view)),
        }

    def write(self, view: View, folder: Path) -> list[Path]:
        """Write the tables row by row, so that they need no memory, and return their paths; raise OutputError."""
        tables = {"entities.csv": (ENTITY_COLUMNS, entities), "relations.csv": (RELATION_COLUMNS, relations)}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, (columns, rows) in tables.items():
                with (folder / name).open("w", encoding="utf-8", newline="") as file:
                    _write(columns, rows(view), file)
        except OSError as error:
            raise unwritable(error, folder) from error
        return [folder / name for name in tables]
