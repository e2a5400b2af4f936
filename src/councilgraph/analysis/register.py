"""The two registers that democratic services keep: of partnerships, and of outside bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from councilgraph.analysis import baseline, evidence, naming
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.filters import Filters
from councilgraph.analysis.listing import SHOWN, joined
from councilgraph.analysis.partners import PARTNERS
from councilgraph.graph.sources import Answer

_Row = tuple[str | None, ...]

PARTNERSHIPS: Final = (
    "council",
    "partnership",
    "kind",
    "partners",
    "chaired by",
    "reports to",
    "strategies",
    "agreements and funds",
    "first read",
    "last read",
    "sentence",
    "document",
)
OUTSIDE: Final = (
    "council",
    "body",
    "kind",
    "the council's part",
    "represented by",
    "chaired by",
    "standing",
    "last read",
    "sentence",
    "document",
)
# Bodies of a council's own, which are neither partnerships nor outside bodies.
_INTERNAL: Final = frozenset({"cabinet or executive", "full council", "overview and scrutiny body", "audit committee"})
_BELONGING: Final = {"memberOf": "is a member of", "chairs": "chairs"}


def _internal(dataset: Dataset, iri: str, council: str) -> bool:
    node = dataset.nodes[iri]
    parts = (link for link in dataset.by_end.get(iri, ()) if link.predicate == "partOf" and link.subject == iri)
    owned = any(link.object == council and link.standing == "asserted" for link in parts)
    return owned or bool(_INTERNAL.intersection(node.kinds))


def _speaking(dataset: Dataset, council: str) -> set[str]:
    """Return the council, its teams, and the people and posts that speak for it, by their names or posts."""
    fits = baseline.load().representatives.fits
    own = {iri: dataset.nodes[iri] for iri in dataset.units(council)}
    speaking = {iri for iri, node in own.items() if node.type in ("Council", "Team") or fits(node)}
    posts = [a for a in dataset.links if a.predicate == "holdsRole" and a.standing == "asserted" and a.subject in own]
    return speaking | {link.subject for link in posts if fits(dataset.nodes[link.object])}


def _dates(links: list[Link]) -> tuple[str | None, str | None]:
    days = sorted(link.date.isoformat() for link in links if link.date)
    return (days[0], days[-1]) if days else (None, None)


def _touching(dataset: Dataset, filters: Filters) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in filters.links(dataset, SHOWN):
        for end in {link.subject, link.object}:
            found.setdefault(end, []).append(link)
    return found


def _ends(links: list[Link], iri: str, predicates: tuple[str, ...], *, inward: bool = True) -> list[tuple[str, Link]]:
    fitting = [a for a in links if a.predicate in predicates and (a.object if inward else a.subject) == iri]
    return [(link.other(iri), link) for link in fitting]


def partnerships(dataset: Dataset, council: str | None = None, filters: Filters | None = None) -> Answer:
    """Return the register of partnerships of a council (a loose name), or of all.

    A partnership is an entity of that type, or a board with at least one member that is neither the council nor of it.
    `partners` are its members and those stated to work with it; first and last read are dates of documents.
    """
    filters = filters or Filters()
    touching = _touching(dataset, filters)
    rows = []
    for place in naming.councils(dataset, council or filters.council):
        bodies = (iri for iri in _bodies(dataset, place, ("Board", "Partnership")) if place in dataset.place(iri))
        made = (_partnership(dataset, place, iri, touching.get(iri, [])) for iri in bodies)
        rows += [row for row in made if row]
    return Answer(PARTNERSHIPS, tuple(rows))


def _partnership(dataset: Dataset, place: str, iri: str, links: list[Link]) -> _Row | None:
    """Return the row of a body in the register of a council's partnerships, if it is one."""
    members = _ends(links, iri, ("memberOf",)) + _ends(links, iri, ("partnerOf",))
    members += _ends(links, iri, ("partnerOf",), inward=False)
    members = [(end, link) for end, link in members if dataset.nodes[end].type in PARTNERS]
    outside = {end for end, _ in members} - {place}
    if not links or (dataset.nodes[iri].type == "Board" and not outside):
        return None
    funds = _ends(links, iri, ("funds", "oversees", "partyTo"), inward=False) + _ends(links, iri, ("funds",))
    return (
        *_named(dataset, place, iri),
        joined(dataset, members, place),
        joined(dataset, _ends(links, iri, ("chairs",)), place),
        joined(dataset, _ends(links, iri, ("reportsTo",), inward=False), place),
        joined(dataset, _ends(links, iri, ("hasStrategy",), inward=False), place),
        joined(dataset, [end for end in funds if dataset.nodes[end[0]].type == "Agreement"], place),
        *_dates(links),
        *evidence.cited(dataset, [link for _, link in members] or links),
    )


def outside_bodies(dataset: Dataset, council: str | None = None, filters: Filters | None = None) -> Answer:
    """Return the register of outside bodies: those that a council, or who speaks for it, sits on or chairs.

    The council's own cabinet, full council, scrutiny and audit committees, and boards stated to be part of it, are
    left out. `represented by` names people, posts and teams; empty where only the council is named. Who speaks for a
    council is declared in data/baseline.yaml.
    """
    filters = filters or Filters()
    touching = _touching(dataset, filters)
    rows = []
    for place in naming.councils(dataset, council or filters.council):
        own = _speaking(dataset, place)
        bodies = _bodies(dataset, place, ("Board", "Partnership", "Organisation", "HealthBody"))
        made = (_outside_body(dataset, place, iri, touching.get(iri, []), own) for iri in bodies)
        rows += [row for row in made if row]
    return Answer(OUTSIDE, tuple(rows))


def _outside_body(dataset: Dataset, place: str, iri: str, links: list[Link], own: Collection[str]) -> _Row | None:
    """Return the row of a body in the register of a council's outside bodies, if one of its own belongs to it."""
    belonging = [(end, link) for end, link in _ends(links, iri, tuple(_BELONGING)) if end in own]
    if not belonging:
        return None
    stated = [link for _, link in belonging]
    return (
        *_named(dataset, place, iri),
        "; ".join(sorted({_BELONGING[link.predicate] for link in stated})),
        joined(dataset, [(end, link) for end, link in belonging if end != place], place),
        joined(dataset, _ends(links, iri, ("chairs",)), place),
        "; ".join(sorted({link.standing for link in stated})),
        _dates(stated)[1],
        *evidence.cited(dataset, stated),
    )


def _bodies(dataset: Dataset, place: str, types: tuple[str, ...]) -> Iterator[str]:
    """Yield the bodies of some types that are no part of a council."""
    for iri, node in dataset.nodes.items():
        if node.type in types and not _internal(dataset, iri, place):
            yield iri


def _named(dataset: Dataset, place: str, iri: str) -> _Row:
    node = dataset.nodes[iri]
    return dataset.label(place), dataset.brief(iri, place), "; ".join(node.kinds) or node.type.lower()
