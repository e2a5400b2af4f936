"""The graph as plain values, read from the store once: what every analysis, export and report starts from.

Sentences are read only when asked for (see `evidence`), so that a large graph stays small in memory.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Store

from councilgraph import vocabulary as v
from councilgraph.analysis.reading import (
    Properties,
    properties,
    read_facts,
    read_links,
    read_nodes,
    read_papers,
    subject,
    subjects,
)
from councilgraph.analysis.values import Link, Node, Paper
from councilgraph.graph import names
from councilgraph.graph.names import Named
from councilgraph.graph.sources import Embedded
from councilgraph.graph.store import open_store

__all__ = ["Dataset", "Link", "Node", "Paper", "Properties", "load", "place_words", "properties", "subject"]


@dataclass(frozen=True)
class Dataset:
    """Nodes by IRI, documents by id, and links sorted by subject label, predicate, object label, document, status."""

    store: Store
    nodes: Mapping[str, Node]
    papers: Mapping[str, Paper]
    links: tuple[Link, ...]
    _facts: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)

    @cached_property
    def councils(self) -> dict[str, list[Paper]]:
        """The councils that documents are about, by label, each with its documents from old to new."""
        found: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.papers.values():
            if paper.council:
                found[paper.council].append(paper)
        return {iri: sorted(found[iri], key=_age) for iri in sorted(found, key=self.sort_key)}

    @cached_property
    def names(self) -> list[Named]:
        """Everything that a loose name may mean."""
        return names.load(Embedded(self.store))

    @cached_property
    def by_end(self) -> dict[str, list[Link]]:
        """The links of each node, by its IRI, in the order of `links`."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            for end in sorted({link.subject, link.object}):
                found[end].append(link)
        return dict(found)

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each link (by IRI) in the order of `links`."""
        return {link.iri: place for place, link in enumerate(self.links)}

    @cached_property
    def statements(self) -> Counter[str]:
        """The number of links that each document (by id) states."""
        return Counter(link.document for link in self.links)

    @cached_property
    def at(self) -> dict[str, list[str]]:
        """The entities that matter to each council (see `place`), and under "" those that matter to none."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri in self.nodes:
            for place in self.place(iri) or ("",):
                found[place].append(iri)
        return dict(found)

    @cached_property
    def _scoped(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for iri, node in self.nodes.items():
            if node.council and node.type in _UNITS:
                found[node.council].append(iri)
        return dict(found)

    def sort_key(self, iri: str) -> tuple[str, str]:
        """Order nodes by label, then IRI."""
        return (v.normal_form(self.nodes[iri].label), iri)

    def concerns(self, link: Link, council: str) -> bool:
        """Tell whether a link is of a council: an end is the council or scoped to it, or the document is about it."""
        if self.papers[link.document].council == council:
            return True
        return any(end == council or self.nodes[end].council == council for end in (link.subject, link.object))

    def label(self, iri: str | None) -> str | None:
        """Return the label of a node, or None where there is no such node."""
        return self.nodes[iri].label if iri is not None and iri in self.nodes else None

    def display(self, iri: str) -> str:
        """Return the label of a node, with its council's where another council has a node of the same label."""
        node = self.nodes[iri]
        place = self.label(node.council) or node.scope
        if place is None or place in node.label or self._labels[v.normal_form(node.label)] < 2:
            return node.label
        return f"{node.label} ({place})"

    def brief(self, iri: str, council: str | None) -> str:
        """Return the name of an entity where a council is spoken of: bare for its own, with the place for another's."""
        node = self.nodes[iri]
        if council is None or node.council != council:
            return self.display(iri)
        bare, _, place = node.label.removesuffix(")").rpartition(" (")
        own = set(v.normal_form(self.nodes[council].label).split())
        return bare if bare and node.label.endswith(")") and set(v.normal_form(place).split()) <= own else node.label

    def facts(self, kind: str) -> list[tuple[str, dict[str, str]]]:
        """Return (document id, values by field) of every fact of a kind ("rating"), sorted; unstated fields lack."""
        if kind not in self._facts:
            self._facts[kind] = read_facts(self.store, kind, {paper.iri: paper.id for paper in self.papers.values()})
        return self._facts[kind]

    def facts_of(self, kind: str, document: str) -> list[dict[str, str]]:
        """Return the values by field of every fact of a kind that one document (by id) states."""
        if kind not in self._facts_of:
            found: dict[str, list[dict[str, str]]] = defaultdict(list)
            for stated_in, values in self.facts(kind):
                found[stated_in].append(values)
            self._facts_of[kind] = dict(found)
        return self._facts_of[kind].get(document, [])

    @cached_property
    def _facts_of(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        return {}

    @cached_property
    def successors(self) -> dict[str, tuple[str, ...]]:
        """The organisations that followed another, by its IRI, as a register tells."""
        found: dict[str, set[str]] = defaultdict(set)
        for event in subjects(self.store, v.RDF_TYPE, v.ORG_CHANGE_EVENT):
            change = properties(self.store, event)
            for old in change.get(v.ORG_ORIGINAL, ()):
                found[old].update(change.get(v.ORG_RESULTING, ()))
        return {old: tuple(sorted(new, key=self.sort_key)) for old, new in sorted(found.items())}

    def place(self, iri: str) -> tuple[str, ...]:
        """Return the councils to which an entity matters, of those that documents are about.

        What is scoped to one of them: that one and those it is linked to; anything else: those whose documents
        mention it or that it is linked to.
        """
        if iri in self.councils:
            return (iri,)
        node = self.nodes[iri]
        linked = {link.other(iri) for link in self.by_end.get(iri, ())} & self.councils.keys()
        about: set[str | None] = {node.council}
        if node.council not in self.councils:
            about = {self.papers[document].council for document in node.documents}
        return tuple(sorted({council for council in about if council} | linked, key=self.sort_key))

    def units(self, council: str) -> frozenset[str]:
        """Return a council with its own teams, posts and people: those scoped to it, or stated to be part of it.

        A team that is stated to be part of another body, and not of the council, is not its own.
        """
        scoped = self._scoped.get(council, [])
        wholes = {iri: self._wholes(iri) for iri in scoped}
        own = {iri for iri in scoped if not wholes[iri] or council in wholes[iri]}
        within = [
            link for link in self.by_end.get(council, ()) if link.object == council and _is_part(link, link.subject)
        ]
        return frozenset({council} | own | {link.subject for link in within if self.nodes[link.subject].type in _UNITS})

    def _wholes(self, iri: str) -> set[str]:
        found = {link.object for link in self.by_end.get(iri, ()) if _is_part(link, iri)}
        return {whole for whole in found if self.nodes[whole].type in _BODIES}

    @cached_property
    def _labels(self) -> dict[str, int]:
        counts: dict[str, int] = defaultdict(int)
        for node in self.nodes.values():
            counts[v.normal_form(node.label)] += 1
        return counts


# what a council's name says beside its place
_STATUS_WORDS = frozenset(
    "and borough city corporation council county district london metropolitan of royal the unitary".split()  # noqa: SIM905
)


def place_words(council: str) -> frozenset[str]:
    """Return the words of a council's name that say where it is, in normal form."""
    return frozenset(v.normal_form(council).split()) - _STATUS_WORDS


_UNITS = ("Team", "Role", "Person")
_BODIES = ("Council", "HealthBody", "Organisation", "PartnerGroup")


def _is_part(link: Link, part: str) -> bool:
    return link.predicate == "partOf" and link.standing == "asserted" and link.subject == part


def _age(paper: Paper) -> tuple[datetime.date, str]:
    return (paper.date or datetime.date.min, paper.id)


def load(graph: Store | Path | str) -> Dataset:
    """Read nodes, documents and links of a store, or of the output folder that holds it.

    The same graph gives the same values in the same order. Raise GraphError where the folder holds no graph.
    """
    store = graph if isinstance(graph, Store) else open_store(Path(graph))
    papers = read_papers(store)
    nodes = read_nodes(store, papers.values())
    links = [link for link in read_links(store, papers.values()) if link.subject in nodes and link.object in nodes]
    order = {iri: (v.normal_form(node.label), iri) for iri, node in nodes.items()}
    links.sort(key=lambda a: (order[a.subject], a.predicate, order[a.object], a.document, a.status, a.iri))
    return Dataset(store, dict(sorted(nodes.items(), key=lambda row: order[row[0]])), papers, tuple(links))
