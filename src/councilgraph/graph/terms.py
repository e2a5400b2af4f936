"""The classes and properties of the ontology, from the declarations in data/."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from councilgraph import resources, schema
from councilgraph.errors import RuleError

ENTITY = "cg:Entity"
FACT = "cg:Fact"


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the ontology; superclasses are CURIEs."""

    name: str
    label: str
    definition: str
    superclasses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the ontology; `domain` and `range` are CURIEs of the classes it joins (or one XSD datatype)."""

    name: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    superproperties: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    symmetric: bool = False
    inverse: str = ""

    @property
    def literal(self) -> bool:
        """Whether its values are literals."""
        return self.range[0].startswith("xsd:")


@cache
def declared() -> dict[str, Any]:
    """Return the content of data/ontology.yaml."""
    return resources.declared("ontology.yaml")


@cache
def classes() -> dict[str, Class]:
    """Return every class of the ontology by name."""
    rows = declared()["classes"]
    found = [Class(n, row["label"], row["definition"], tuple(row["superclasses"])) for n, row in rows.items()]
    types, facts = schema.load().types.values(), schema.load().facts.values()
    found += [Class(type_.name, type_.label, type_.definition, (ENTITY, *type_.superclasses)) for type_ in types]
    found += [Class(kind.class_name, kind.label, kind.definition, (FACT, *kind.superclasses)) for kind in facts]
    return {class_.name: class_ for class_ in _told_apart(found)}


_Term = TypeVar("_Term", Class, Property)


def _told_apart(terms: Sequence[_Term]) -> list[_Term]:
    """Give each term a label of its own: those that share one get their names in words."""
    shared = Counter(term.label for term in terms)
    words = {term.name: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", term.name).lower() for term in terms}
    return [replace(term, label=words[term.name]) if shared[term.label] > 1 else term for term in terms]


def _own(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"cg:{name}" for name in names)


def _predicates() -> Iterator[Property]:
    for link in schema.load().predicates.values():
        yield Property(
            name=link.name,
            label=link.label,
            definition=link.definition,
            domain=_own(link.subject),
            range=_own(link.object),
            superproperties=link.superproperties,
            close=link.close,
            symmetric=link.symmetric,
            inverse=link.inverse,
        )


def _fact_properties() -> Iterator[Property]:
    """Yield one property for each name that fields of facts use; fields of one name must be of one datatype."""
    found: dict[str, tuple[schema.FactField, list[str]]] = {}
    for kind in schema.load().facts.values():
        for field in kind.fields:
            first, owners = found.setdefault(field.property, (field, []))
            if first.datatype != field.datatype:
                raise RuleError(f"facts: property {field.property} is both {first.datatype} and {field.datatype}")
            owners.append(kind.class_name)
    for name, (field, owners) in found.items():
        yield Property(name, field.label, field.definition, _own(owners), (f"xsd:{field.datatype}",))


@cache
def properties() -> dict[str, Property]:
    """Return every property of the ontology by name; raise RuleError where a name is declared twice."""
    found = {link.name: link for link in _predicates()}
    for name, row in declared()["properties"].items():
        supers = tuple(row.get("superproperties", ()))
        found[name] = Property(name, row["label"], row["definition"], tuple(row["domain"]), (row["range"],), supers)
    for link in _fact_properties():
        if link.name in found:
            raise RuleError(f"facts: property {link.name} is already a property of the graph; choose another name")
        found[link.name] = link
    return {link.name: link for link in _told_apart(list(found.values()))}
