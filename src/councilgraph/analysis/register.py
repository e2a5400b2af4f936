"""The two registers that democratic services keep: of partnerships, and of outside bodies."""

from __future__ import annotations

from typing import Final

from councilgraph.analysis import baseline, evidence, naming
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.filters import Filters
from councilgraph.analysis.listing import SHOWN, joined
from councilgraph.analysis.partners import PARTNERS
from councilgraph.graph.sources import Answer

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
_BELONGING: Final = ("memberOf", "chairs")


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


def _dates(dataset: Dataset, links: list[Link]) -> tuple[str | None, str | None]:
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
    filters, rows = filters or Filters(), []
    touching = _touching(dataset, filters)
    for place in naming.councils(dataset, council or filters.council):
        for iri, node in dataset.nodes.items():
            links = touching.get(iri, [])
            if node.type not in ("Board", "Partnership") or place not in dataset.place(iri) or not links:
                continue
            members = _ends(links, iri, ("memberOf",)) + _ends(links, iri, ("partnerOf",))
            members += _ends(links, iri, ("partnerOf",), inward=False)
            members = [(end, link) for end, link in members if dataset.nodes[end].type in PARTNERS]
            outside = {end for end, _ in members} - {place}
            if _internal(dataset, iri, place) or (node.type == "Board" and not outside):
                continue
            proof = evidence.best(dataset, [link for _, link in members] or links)
            funds = _ends(links, iri, ("funds", "oversees", "partyTo"), inward=False) + _ends(links, iri, ("funds",))
            rows.append(
                (
                    dataset.label(place),
                    dataset.brief(iri, place),
                    "; ".join(node.kinds) or node.type.lower(),
                    joined(dataset, members, place),
                    joined(dataset, _ends(links, iri, ("chairs",)), place),
                    joined(dataset, _ends(links, iri, ("reportsTo",), inward=False), place),
                    joined(dataset, _ends(links, iri, ("hasStrategy",), inward=False), place),
                    joined(dataset, [e for e in funds if dataset.nodes[e[0]].type == "Agreement"], place),
                    *_dates(dataset, links),
                    proof.marked() if proof else None,
                    proof.link.document if proof else None,
                )
            )
    return Answer(PARTNERSHIPS, tuple(rows))


def outside_bodies(dataset: Dataset, council: str | None = None, filters: Filters | None = None) -> Answer:
    """Return the register of outside bodies: those that a council, or who speaks for it, sits on or chairs.

    The council's own cabinet, full council, scrutiny and audit committees, and boards stated to be part of it, are
    left out. `represented by` names people, posts and teams; empty where only the council is named. Who speaks for a
    council is declared in data/baseline.yaml.
    """
    filters, rows = filters or Filters(), []
    touching = _touching(dataset, filters)
    for place in naming.councils(dataset, council or filters.council):
        own = _speaking(dataset, place)
        for iri, node in dataset.nodes.items():
            if node.type not in ("Board", "Partnership", "Organisation", "HealthBody") or _internal(
                dataset, iri, place
            ):
                continue
            belonging = [(end, a) for end, a in _ends(touching.get(iri, []), iri, _BELONGING) if end in own]
            if not belonging:
                continue
            links = [link for _, link in belonging]
            proof = evidence.best(dataset, links)
            parts = {"chairs": "chairs", "memberOf": "is a member of"}
            rows.append(
                (
                    dataset.label(place),
                    dataset.brief(iri, place),
                    "; ".join(node.kinds) or node.type.lower(),
                    "; ".join(sorted({parts[link.predicate] for link in links})),
                    joined(dataset, [(end, a) for end, a in belonging if end != place], place),
                    joined(dataset, _ends(touching[iri], iri, ("chairs",)), place),
                    "; ".join(sorted({link.standing for link in links})),
                    _dates(dataset, links)[1],
                    proof.marked() if proof else None,
                    proof.link.document if proof else None,
                )
            )
    return Answer(OUTSIDE, tuple(rows))
