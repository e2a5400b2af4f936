"""Entity types and predicates, read from data/schema.yaml; kinds of fact, from data/facts.yaml.

The one declaration that the rules, the ontology file, the exports, the scoring and the help share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from councilgraph import resources
from councilgraph.errors import RuleError

Scope = Literal["global", "place", "council"]


@dataclass(frozen=True, slots=True)
class EntityType:
    """One of the twelve kinds of thing in the graph."""

    name: str
    label: str
    plural: str
    definition: str
    superclasses: tuple[str, ...]
    scope: Scope
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """One of the thirteen kinds of link; `subject` and `object` are the types it joins."""

    name: str
    label: str
    inverse: str
    definition: str
    symmetric: bool
    subject: tuple[str, ...]
    object: tuple[str, ...]
    superproperties: tuple[str, ...]
    close: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactField:
    """One field of a kind of fact, and the property and XSD datatype (local name) by which the graph states it."""

    name: str
    property: str
    datatype: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class FactKind:
    """A sort of `Fact` that readers of documents give, and the class that the graph makes of it."""

    name: str
    class_name: str
    label: str
    definition: str
    superclasses: tuple[str, ...]
    fields: tuple[FactField, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """All types, predicates and kinds of fact by name, in the order of the file."""

    types: dict[str, EntityType]
    predicates: dict[str, Predicate]
    facts: dict[str, FactKind]


def _entity_type(name: str, row: dict[str, Any]) -> EntityType:
    return EntityType(
        name=name,
        label=row["label"],
        plural=row["plural"],
        definition=row["definition"],
        superclasses=tuple(row["superclasses"]),
        scope=row["scope"],
        colour=row["colour"],
        shape=row["shape"],
    )


def _predicate(name: str, row: dict[str, Any]) -> Predicate:
    return Predicate(
        name=name,
        label=row["label"],
        inverse=row["inverse"],
        definition=row["definition"],
        symmetric=row.get("symmetric", False),
        subject=tuple(row["subject"]),
        object=tuple(row["object"]),
        superproperties=tuple(row.get("superproperties", ())),
        close=tuple(row.get("close", ())),
    )


def _fact_kind(name: str, row: dict[str, Any]) -> FactKind:
    fields = tuple(FactField(name=field, **column) for field, column in row["fields"].items())
    return FactKind(
        name=name,
        class_name=row["class"],
        label=row["label"],
        definition=row["definition"],
        superclasses=tuple(row["superclasses"]),
        fields=fields,
    )


@cache
def load() -> Schema:
    """Read and check the packaged schema; raise RuleError where a predicate joins an undeclared type."""
    raw = resources.declared("schema.yaml")
    types = {name: _entity_type(name, row) for name, row in raw["types"].items()}
    predicates = {name: _predicate(name, row) for name, row in raw["predicates"].items()}
    for link in predicates.values():
        unknown = sorted({*link.subject, *link.object} - set(types))
        if unknown:
            raise RuleError(f"schema.yaml: predicate {link.name} joins undeclared types: {', '.join(unknown)}")
    facts = {name: _fact_kind(name, row) for name, row in resources.declared("facts.yaml").items()}
    return Schema(types, predicates, facts)


def bodies() -> tuple[str, ...]:
    """Return the types of those who act: whom `partnerOf` joins."""
    return load().predicates["partnerOf"].subject
