"""The two CSV files that `neo4j-admin database import` reads."""

from __future__ import annotations

import re
from typing import Final

from councilgraph.analysis.filters import STANDINGS
from councilgraph.export.tables import comma_separated
from councilgraph.export.view import Format, View

_NODES: Final = (
    "iri:ID",
    "name",
    "aliases:string[]",
    "identifiers:string[]",
    "council",
    "sectors:string[]",
    "kinds:string[]",
    "documents:string[]",
    ":LABEL",
)
_RELATIONSHIPS: Final = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "assertion",
    "status",
    "ended:boolean",
    "confidence:double",
    "cases:int",
    "weight:double",
    "document",
    "date:date",
    "quotes:string[]",
    "rules:string[]",
)


def relationship(predicate: str) -> str:
    """Return a predicate in the manner of Neo4j: `partnerOf` is `PARTNER_OF`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", predicate).upper()


def _array(values: tuple[str, ...] | list[str]) -> str:
    # The tool divides an array at ";" and knows no escape for it.
    return ";".join(value.replace(";", ",") for value in values)


class Neo4j(Format):
    """nodes.csv and relationships.csv: one relationship a statement, of every standing, its sentences as an array."""

    name = "neo4j"
    description = "CSV for neo4j-admin database import"
    standings = STANDINGS

    def files(self, view: View) -> dict[str, bytes]:
        """Return nodes.csv and relationships.csv."""
        graph = view.graph(self.standings)
        nodes = [
            (
                iri,
                data["label"],
                *(_array(data[name]) for name in ("aliases", "identifiers")),
                data["council_label"] or data["scope"],
                *(_array(data[name]) for name in ("sectors", "kinds", "documents")),
                data["type"],
            )
            for iri, data in graph.nodes(data=True)
        ]
        links = [
            (
                subject,
                object_,
                relationship(data["predicate"]),
                iri,
                *(data[name] for name in ("status", "ended", "confidence", "cases", "weight", "document", "date")),
                _array([" ".join(proof.quote.split()) for proof in view.proofs(iri)]),
                _array([proof.rule for proof in view.proofs(iri)]),
            )
            for subject, object_, iri, data in graph.edges(keys=True, data=True)
        ]
        return {
            "nodes.csv": comma_separated(_NODES, nodes),
            "relationships.csv": comma_separated(_RELATIONSHIPS, links),
        }
