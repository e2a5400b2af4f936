"""Gives an entity the concepts of its sector and kind, by its names, as data/concepts.yaml declares them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from councilgraph import resources, schema, vocabulary
from councilgraph.errors import RuleError
from councilgraph.models import Entity

SCHEMES: Final = {"sector": "Sectors of partner groups", "kind": "Kinds of bodies, services and papers"}


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the scheme `sector` or `kind`; `type` is the entity type that can carry it."""

    iri: str
    scheme: str
    type: str
    label: str
    also: tuple[str, ...]
    definition: str
    broader: str | None
    pattern: re.Pattern[str]


def _words(words: list[str]) -> re.Pattern[str]:
    forms = (re.escape(word).replace(r"\*", r"\w*").replace(r"\$", "$") for word in words)
    return re.compile(rf"\b(?:{'|'.join(forms)})(?!\w)")


def _sector(name: str, row: dict[str, Any]) -> Concept:
    also = tuple(row.get("also", ()))
    names = "|".join(re.escape(vocabulary.normal_form(label)) for label in (row["label"], *also))
    return Concept(
        iri=vocabulary.concept("sector", name),
        scheme="sector",
        type="PartnerGroup",
        label=row["label"],
        also=also,
        definition=row["definition"],
        broader=None,
        pattern=re.compile(rf"^(?:{names})$"),
    )


def _kind(name: str, row: dict[str, Any]) -> Concept:
    broader = row.get("broader")
    return Concept(
        iri=vocabulary.concept("kind", name),
        scheme="kind",
        type=row["type"],
        label=row["label"],
        also=(),
        definition=row["definition"],
        broader=vocabulary.concept("kind", broader) if broader else None,
        pattern=_words(row["words"]),
    )


@cache
def load() -> tuple[Concept, ...]:
    """Read the packaged concepts in the order of the file; raise RuleError where one is declared amiss."""
    raw = resources.declared("concepts.yaml")
    sectors = [_sector(name, row) for name, row in raw["sectors"].items()]
    kinds = [_kind(name, row) for name, row in raw["kinds"].items()]
    known = {concept.iri for concept in kinds}
    for concept in kinds:
        if concept.type not in schema.load().types or concept.broader not in {None, *known}:
            raise RuleError(f"concepts.yaml: kind {concept.label!r}: undeclared type or broader kind")
    return (*sectors, *kinds)


@cache
def _by_type() -> dict[str, tuple[Concept, ...]]:
    return {name: tuple(c for c in load() if c.type == name) for name in schema.load().types}


def concepts(entity: Entity) -> tuple[Concept, ...]:
    """Return the concepts of an entity, in the order of the file.

    A sector is known by the canonical name alone; a kind by any name, with the kind above it.
    """
    names = [vocabulary.normal_form(name) for name in (entity.name, *entity.aliases)]
    found = [
        concept
        for concept in _by_type()[entity.type]
        if any(concept.pattern.search(name) for name in (names[:1] if concept.scheme == "sector" else names))
    ]
    reached = {concept.iri for concept in found} | {concept.broader for concept in found}
    return tuple(concept for concept in _by_type()[entity.type] if concept.iri in reached)
