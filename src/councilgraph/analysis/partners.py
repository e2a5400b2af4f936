"""The bodies that a council works with, by kind: by links of its own, of its teams, and by what both share."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from councilgraph import schema
from councilgraph.analysis import evidence, naming
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.filters import Filters
from councilgraph.analysis.listing import MARKS, SHOWN
from councilgraph.graph.sources import Answer

PARTNERS: Final = ("Council", "HealthBody", "Organisation", "PartnerGroup", "Partnership")
COLUMNS: Final = ("council", "partner", "type", "kind", "how", "through", "stated by", "documents", "sentences", "sure")
_SHARED: Final = {"partyTo": "Agreement", "memberOf": "Board", "commissions": "Service"}


@dataclass(slots=True)
class Partner:
    """A body that a council works with: the links between the two, and the links to what both share."""

    iri: str
    direct: list[Link] = field(default_factory=list)
    shared: dict[str, list[Link]] = field(default_factory=dict)

    @property
    def links(self) -> list[Link]:
        """All links, the direct ones first, each once."""
        every = [*self.direct, *(link for links in self.shared.values() for link in links)]
        return list({link.iri: link for link in every}.values())


def partners_of(dataset: Dataset, council: str, links: Iterable[Link]) -> dict[str, Partner]:
    """Return the partners of a council (IRI) by IRI, sorted by type and label, found in these links.

    Direct: any link between the council, or a team of its own, and a body. Shared: both are parties to one
    agreement, members of one board or partnership, or commission one service; links that hold, or are all planned.
    """
    links, own = list(links), {iri for iri in dataset.units(council) if dataset.nodes[iri].type in ("Council", "Team")}
    found: dict[str, Partner] = {}
    sharers: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        for mine, body in ((link.subject, link.object), (link.object, link.subject)):
            if mine in own and body not in own and dataset.nodes[body].type in PARTNERS:
                found.setdefault(body, Partner(body)).direct.append(link)
        if link.predicate in _SHARED and link.standing == "asserted":
            sharers[link.predicate, link.object].append(link)
    for (_, thing), sharing in sharers.items():
        ours = [link for link in sharing if link.subject in own]
        for link in sharing if ours else ():
            if link.subject not in own and dataset.nodes[link.subject].type in PARTNERS:
                partner = found.setdefault(link.subject, Partner(link.subject))
                partner.shared.setdefault(thing, []).extend([*ours, link])
    order = list(schema.load().types)
    ordered = sorted(found, key=lambda iri: (order.index(dataset.nodes[iri].type), dataset.sort_key(iri)))
    return {iri: found[iri] for iri in ordered}


def near(dataset: Dataset, council: str, filters: Filters, standings: tuple[str, ...] = ("asserted",)) -> list[Link]:
    """Return the statements that pass the filters and can make a body a partner of a council (IRI), in their order."""
    own = dataset.units(council)
    ends = own | {a.object for iri in own for a in dataset.by_end.get(iri, ()) if a.predicate in _SHARED}
    found = {link.iri: link for end in ends for link in dataset.by_end.get(end, ())}
    passing = [link for link in found.values() if filters.passes(dataset, link, standings)]
    return sorted(passing, key=lambda link: dataset.rank[link.iri])


def how(dataset: Dataset, partner: Partner, council: str) -> str | None:
    """Return how a council and a partner are linked directly, read from the council's side; None where they are not."""
    phrases = set()
    for link in partner.direct:
        mine = link.other(partner.iri)
        by = "" if mine == council else f" (through {dataset.brief(mine, council)})"
        phrases.add(link.phrase(mine) + by + MARKS.get(link.standing, ""))
    return "; ".join(sorted(phrases)) or None


def _stated_by(dataset: Dataset, partner: Partner, council: str) -> str:
    """Say whose documents state it, which tells one-sided links from those that both sides state."""
    about = {dataset.papers[link.document].council for link in partner.links}
    sides = {council: "its own", partner.iri: "the partner's"}
    named = [word for iri, word in sides.items() if iri in about]
    return " and ".join(named + ["others'"] * bool(about - sides.keys())) + " documents"


def _confidence(partner: Partner) -> float:
    """Return that at least one way of working together is stated: a direct link, or both ends of a shared one."""
    doubts = [1 - link.confidence for link in partner.direct]
    for links in partner.shared.values():
        theirs = max(link.confidence for link in links if partner.iri in (link.subject, link.object))
        ours = max(link.confidence for link in links if partner.iri not in (link.subject, link.object))
        doubts.append(1 - ours * theirs)
    return round(1 - math.prod(doubts), 3)


def _row(dataset: Dataset, partner: Partner, council: str) -> tuple[str | int | float | None, ...]:
    node = dataset.nodes[partner.iri]
    return (
        dataset.label(council),
        dataset.brief(partner.iri, council),
        schema.load().types[node.type].label,
        "; ".join((*node.sectors, *node.kinds)) or None,
        how(dataset, partner, council),
        "; ".join(sorted({dataset.brief(thing, council) for thing in partner.shared})) or None,
        _stated_by(dataset, partner, council),
        len({link.document for link in partner.links}),
        len({passage for link in partner.links for passage in link.passages}),
        _confidence(partner),
    )


def partners(
    dataset: Dataset, council: str | None = None, filters: Filters | None = None, *, sentences: bool = False
) -> Answer:
    """Return the partners of a council (a loose name), or of all, by type and name.

    `how` are the links between the two, read from the council's side; `through` what both are party to, sit on or
    commission; `stated by` whose documents say it; `sure` the confidence that at least one of these is right, taking
    statements as independent. With `sentences`, a row is a sentence.
    """
    filters = filters or Filters()
    rows: list[tuple[str | int | float | None, ...]] = []
    kept: set[str] = set()
    for iri in naming.councils(dataset, council or filters.council):
        for partner in partners_of(dataset, iri, near(dataset, iri, filters, SHOWN)).values():
            if filters.has_type(dataset.nodes[partner.iri].type):
                rows.append(_row(dataset, partner, iri))
                kept.update(link.iri for link in partner.links)
    if sentences:
        return evidence.table(dataset, [link for link in dataset.links if link.iri in kept])
    return Answer(COLUMNS, tuple(rows))
