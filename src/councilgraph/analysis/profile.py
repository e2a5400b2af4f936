"""A council's profile: what its documents state of partners, boards, strategies, services and agreements, by kind.

A feature is an aspect with an item ("strategy", "carers' strategy"); things of two councils are one feature where they
are of one kind, or bear one name once place, years and brackets are taken off; "a plan" is none. So profiles
can be compared although no board or strategy of one council is that of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from councilgraph.analysis import baseline, evidence
from councilgraph.analysis.baseline import Baseline
from councilgraph.analysis.dataset import Dataset, Link, Node, place_words
from councilgraph.analysis.evidence import Proof
from councilgraph.analysis.filters import STANDINGS, Filters
from councilgraph.analysis.gaps import ABSENT, NAMED, standing
from councilgraph.analysis.partners import partners_of
from councilgraph.vocabulary import normal_form

ASPECTS: Final = {
    "Board": "board",
    "Partnership": "partnership",
    "Agreement": "agreement",
    "Strategy": "strategy",
    "Service": "service",
}
# One word in lower case may be a service ("reablement") or a board ("cabinet"), but no strategy that two could share.
_NAMED_ALONE: Final = ("Agreement", "Strategy")
SECTOR: Final = "partner sector"
BODY: Final = "partner body"
PRESENT: Final = ("stated", "planned")
_YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b(?: (?:to )?(?:(?:19|20)?\d\d)\b)?")
Key = tuple[str, str]


@dataclass(slots=True)
class Feature:
    """What a council has of one item: the standing as a word of `gaps`, the things themselves and the links."""

    standing: str = ABSENT
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def names(self, dataset: Dataset, council: str) -> str | None:
        """Return the names of the things where their council is spoken of, sorted, or None."""
        return "; ".join(sorted({dataset.brief(node.iri, council) for node in self.nodes})) or None

    def proof(self, dataset: Dataset) -> Proof | None:
        """Return a sentence that states it, or None."""
        return evidence.best(dataset, self.links)


def generic(name: str, place: str) -> str:
    """Return a name without place, years and brackets, in normal form: what it is whoever has it.

    `place` is the label of the council; its words come off only where two words are left.
    """
    bare = re.sub(r"\([^)]*\)", " ", name)
    words = _YEARS.sub(" ", normal_form(bare)).split()
    places = place_words(place)
    kept = [word for word in words if word not in places]
    return " ".join(kept if len(kept) > 1 else words)


def _items(node: Node, place: str) -> tuple[str, ...]:
    """Return the items that a thing counts for: its kinds, or what it is called; none for "a plan", "the contract"."""
    items = node.kinds or (generic(node.label, place),)
    bare = node.type in _NAMED_ALONE and node.label[:1].islower()
    return tuple(item for item in items if " " in item or not bare)


def _own_things(dataset: Dataset, council: str, filters: Filters) -> Iterable[Node]:
    papers = {p.id for p in dataset.councils.get(council, ()) if filters.admits(p)}
    for node in dataset.nodes.values():
        # a council is named by another's documents, though it belongs to itself alone
        if papers.intersection(node.documents) and (node.type == "Council" or council in dataset.place(node.iri)):
            yield node


def profile(dataset: Dataset, council: str, filters: Filters | None = None) -> dict[Key, Feature]:
    """Return the features of a council (IRI) by (aspect, item), sorted.

    A thing that is named in the council's documents without a statement of it stands as mentioned.
    """
    filters = filters or Filters()
    place = dataset.nodes[council].label
    own = {paper.id for paper in dataset.councils.get(council, ())}
    links = [a for a in filters.links(dataset, STANDINGS) if a.document in own or council in (a.subject, a.object)]
    found: dict[Key, Feature] = {}
    by_end: dict[str, list[Link]] = {}
    for link in links:
        for end in (link.subject, link.object):
            by_end.setdefault(end, []).append(link)
    for node in _own_things(dataset, council, filters):
        for item in _items(node, place) if node.type in ASPECTS else ():
            feature = found.setdefault((ASPECTS[node.type], item), Feature())
            feature.nodes.append(node)
            feature.links.extend(by_end.get(node.iri, ()))
    _add_partners(dataset, council, links, found)
    for (aspect, _), feature in found.items():
        if aspect not in (SECTOR, BODY):
            feature.standing, feature.links = standing(feature.nodes, feature.links)
    _add_named(dataset, council, filters, found)
    return {key: found[key] for key in sorted(found)}


def _keys(known: Baseline, node: Node) -> list[Key]:
    """Return the features that a partner counts for: its sorts of body, and a body of its own name."""
    keys = [(SECTOR, body.label) for body in known.sorts(node)]
    return [*keys, (BODY, node.label)] if node.type in ("Council", "HealthBody", "Organisation") else keys


def _add_named(dataset: Dataset, council: str, filters: Filters, found: dict[Key, Feature]) -> None:
    """Add the bodies that the documents name without a link to the council, as mentioned."""
    known = baseline.load()
    for node in _own_things(dataset, council, filters):
        for key in _keys(known, node) if node.iri != council else ():
            feature = found.setdefault(key, Feature(NAMED))
            if feature.standing == NAMED:
                feature.nodes.append(node)


def _add_partners(dataset: Dataset, council: str, links: list[Link], found: dict[Key, Feature]) -> None:
    known = baseline.load()
    for iri, partner in partners_of(dataset, council, links).items():
        node = dataset.nodes[iri]
        for key in _keys(known, node):
            feature = found.setdefault(key, Feature())
            feature.nodes.append(node)
            feature.links.extend(partner.links)
            feature.standing = _partner_standing(feature.links)


def _partner_standing(links: list[Link]) -> str:
    standings = {link.standing for link in links}
    words = (("asserted", "stated"), ("planned", "planned"), ("ended", "ended"), ("negated", "denied"))
    return next((word for standing_, word in words if standing_ in standings), ABSENT)


def present(features: dict[Key, Feature]) -> set[Key]:
    """Return the features that are stated or planned."""
    return {key for key, feature in features.items() if feature.standing in PRESENT}
