"""Which bodies of a graph followed which, as the registers tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from councilgraph import registers
from councilgraph.models import Entity, Succession


def successions(entities: Iterable[Entity]) -> Iterator[Succession]:
    """Yield the successions between bodies of the graph; one between the two that no document names is passed over."""
    present = {
        identifier: entity.iri
        for entity in entities
        for identifier in entity.identifiers
        if _is_body(entity, identifier)
    }
    found: set[tuple[str, str, date | None]] = set()
    for identifier, iri in present.items():
        for new, day in _followers(identifier, present, frozenset()):
            found.add((iri, present[new], day))
    for old, new, day in sorted(found, key=lambda event: (event[0], event[1], str(event[2]))):
        yield Succession(old, new, day)


def _is_body(entity: Entity, identifier: str) -> bool:
    body = registers.lookup(identifier)
    return body is not None and body.type == entity.type


def _followers(
    identifier: str, present: Mapping[str, str], passed: frozenset[str]
) -> Iterator[tuple[str, date | None]]:
    for new, day in _next(identifier):
        if new in present:
            yield new, day
        elif new not in passed:
            yield from _followers(new, present, passed | {identifier})


def _next(identifier: str) -> Iterator[tuple[str, date | None]]:
    scheme, _, code = identifier.partition(":")
    if scheme == "ods":
        for after in registers.health().after(code):
            yield f"ods:{after.new}", after.date
    body = registers.lookup(identifier)
    if isinstance(body, registers.Council):
        for new in body.replaced_by:
            other = registers.councils().get(new)
            if other:
                yield other.register, other.start or body.end
