"""Two tables, entities and relations, as rows; the CSV pair."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from councilgraph.analysis.evidence import Proof
from councilgraph.analysis.filters import STANDINGS
from councilgraph.export.view import SEPARATOR, Format, View

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
    for iri, data in view.graph(STANDINGS).nodes(data=True):
        yield (
            iri,
            data["type"],
            data["label"],
            SEPARATOR.join(data["aliases"]) or None,
            SEPARATOR.join(data["identifiers"]) or None,
            data["council_label"] or data["scope"],
            SEPARATOR.join(data["sectors"]) or None,
            SEPARATOR.join(data["kinds"]) or None,
            SEPARATOR.join(data["documents"]) or None,
            data["links"],
            data["partners"],
        )


def relations(view: View) -> Iterator[Row]:
    """Yield one row a sentence that states a link, as RELATION_COLUMNS; offsets count characters of the document."""
    graph = view.graph(STANDINGS)
    nodes = graph.nodes
    for subject, object_, iri, data in graph.edges(keys=True, data=True):
        left = (nodes[subject]["label"], nodes[subject]["type"], data["predicate"])
        right = (nodes[object_]["label"], nodes[object_]["type"], data["status"], data["ended"])
        measure = (data["confidence"], data["cases"])
        source = (data["document"], data["document_title"], data["date"], data["council_label"])
        for where in [_where(proof) for proof in view.proofs(iri)] or [(None,) * 14]:
            yield (*left, *right, *measure, *source, *where, subject, object_, iri)


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
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


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
