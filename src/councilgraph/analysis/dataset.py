"""The graph as plain values, read from the store once: what every analysis, export and report starts from.

Sentences are read only when asked for (see `evidence`), so that a large graph stays small in memory.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from councilgraph import schema
from councilgraph import vocabulary as v
from councilgraph.graph import names
from councilgraph.graph.names import Named
from councilgraph.graph.sources import Embedded
from councilgraph.graph.store import open_store

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the graph; `council` is the IRI of the council it is about, or None where the graph has none."""

    id: str
    iri: str
    title: str
    kind: str
    date: datetime.date | None
    council: str | None
    file: str


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the graph.

    `council` is the IRI of the council to which it is scoped, `scope` that council's code or name; both None for what
    is known everywhere. `sectors` and `kinds` are labels of concepts; `documents` the ids of those that mention it.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    scope: str | None
    council: str | None
    sectors: tuple[str, ...]
    kinds: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An assertion: what one document says of two entities, with the passages (IRIs) that say it.

    `predicate` is the local name ("partnerOf"); subject and object are the IRIs of nodes. A symmetric predicate has
    its ends in one order only.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    status: str
    ended: bool
    confidence: float
    cases: int
    document: str
    date: datetime.date | None
    passages: tuple[str, ...]

    @property
    def standing(self) -> str:
        """The status in one word: asserted, planned, negated, or ended for what held and no longer does."""
        return "ended" if self.ended and self.status == "asserted" else self.status

    @property
    def weight(self) -> float:
        """The number of supporting sentences that may be expected to be right: sentences times confidence."""
        return max(len(self.passages), 1) * self.confidence

    def other(self, end: str) -> str:
        """Return the end that is not `end`."""
        return self.object if end == self.subject else self.subject


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
            self._facts[kind] = _facts(self.store, kind, {paper.iri: paper.id for paper in self.papers.values()})
        return self._facts[kind]

    @cached_property
    def successors(self) -> dict[str, tuple[str, ...]]:
        """The organisations that followed another, by its IRI, as a register tells."""
        found: dict[str, set[str]] = defaultdict(set)
        for event in _subjects(self.store, v.RDF_TYPE, v.ORG_CHANGE_EVENT):
            change = properties(self.store, event)
            for old in change.get(v.ORG_ORIGINAL, ()):
                found[old].update(change.get(v.ORG_RESULTING, ()))
        return {old: tuple(sorted(new, key=self.sort_key)) for old, new in sorted(found.items())}

    def place(self, iri: str) -> tuple[str, ...]:
        """Return the councils to which an entity matters: its own, or those whose documents mention it, or itself."""
        node = self.nodes[iri]
        if iri in self.councils:
            return (iri,)
        if node.council:
            return (node.council,)
        about = {self.papers[document].council for document in node.documents}
        linked = {link.other(iri) for link in self.by_end.get(iri, ())} & self.councils.keys()
        return tuple(sorted({council for council in about if council} | linked, key=self.sort_key))

    def units(self, council: str) -> frozenset[str]:
        """Return a council with its own teams, posts and people: those scoped to it, or stated to be part of it.

        A team that is stated to be part of another body, and not of the council, is not its own.
        """
        scoped = {iri for iri, node in self.nodes.items() if node.council == council and node.type in _UNITS}
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


def properties(store: Store, iri: str) -> Properties:
    """Return all values of a node by property, as strings, sorted, over all graphs."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(NamedNode(iri), None, None):
        found[quad.predicate.value].add(_value(quad))
    return {name: sorted(values) for name, values in found.items()}


def _value(quad: Quad) -> str:
    return str(getattr(quad.object, "value", quad.object))


def subject(quad: Quad) -> str:
    """Return the IRI of a quad's subject; the graph has no blank nodes."""
    return str(getattr(quad.subject, "value", quad.subject))


def _subjects(store: Store, property_: str, object_: str | None = None) -> list[str]:
    target = NamedNode(object_) if object_ else None
    quads = store.quads_for_pattern(None, NamedNode(property_), target)
    return sorted({subject(quad) for quad in quads})


def _first(found: Properties, name: str, default: str = "") -> str:
    return found.get(name, [default])[0]


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _papers(store: Store) -> dict[str, Paper]:
    papers = []
    for iri in _subjects(store, v.RDF_TYPE, v.CG_DOCUMENT):
        found = properties(store, iri)
        papers.append(
            Paper(
                id=_first(found, v.DCTERMS_IDENTIFIER, iri),
                iri=iri,
                title=_first(found, v.DCTERMS_TITLE),
                kind=_first(found, v.CG_DOCUMENT_KIND, "document"),
                date=_date(_first(found, v.DCTERMS_ISSUED)),
                council=_first(found, v.CG_COUNCIL) or None,
                file=_first(found, v.CG_FILE_NAME),
            )
        )
    return {paper.id: paper for paper in sorted(papers, key=lambda paper: paper.id)}


def _mentioned(store: Store, papers: Iterable[Paper]) -> dict[str, list[str]]:
    ids = {paper.iri: paper.id for paper in papers}
    found: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, NamedNode(v.CG_MENTIONS), None):
        found[_value(quad)].append(ids[subject(quad)])
    return found


def _concept_labels(store: Store) -> dict[str, str]:
    quads = store.quads_for_pattern(None, NamedNode(v.SKOS_PREF_LABEL), None)
    return {subject(quad): _value(quad) for quad in quads}


def _nodes(store: Store, papers: Iterable[Paper]) -> dict[str, Node]:
    mentioned, labels, nodes = _mentioned(store, papers), _concept_labels(store), {}
    for type_ in schema.load().types:
        for iri in _subjects(store, v.RDF_TYPE, v.CG + type_):
            found = properties(store, iri)
            nodes[iri] = Node(
                iri=iri,
                type=type_,
                label=_first(found, v.RDFS_LABEL, v.local_name(iri)),
                aliases=tuple(found.get(v.SKOS_ALT_LABEL, ())),
                identifiers=tuple(found.get(v.DCTERMS_IDENTIFIER, ())),
                scope=_first(found, v.CG_SCOPE) or None,
                council=_first(found, v.CG_COUNCIL) or None,
                sectors=tuple(sorted(labels.get(c, v.local_name(c)) for c in found.get(v.CG_SECTOR, ()))),
                kinds=tuple(sorted(labels.get(c, v.local_name(c)) for c in found.get(v.CG_KIND, ()))),
                documents=tuple(sorted(mentioned.get(iri, ()))),
            )
    return nodes


def _passages(store: Store) -> dict[str, set[str]]:
    targets = {subject(quad): _value(quad) for quad in store.quads_for_pattern(None, NamedNode(v.OA_HAS_TARGET), None)}
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, NamedNode(v.OA_HAS_BODY), None):
        found[_value(quad)].add(targets[subject(quad)])
    return found


def _links(store: Store, papers: Iterable[Paper]) -> list[Link]:
    by_iri = {paper.iri: paper for paper in papers}
    passages = _passages(store)
    links = []
    for iri in _subjects(store, v.RDF_TYPE, v.RDF_STATEMENT):
        found = properties(store, iri)
        paper = by_iri[_first(found, v.CG_STATED_IN)]
        links.append(
            Link(
                iri=iri,
                subject=_first(found, v.RDF_SUBJECT),
                predicate=v.local_name(_first(found, v.RDF_PREDICATE)),
                object=_first(found, v.RDF_OBJECT),
                status=_first(found, v.CG_STATUS, "asserted"),
                ended=_first(found, v.CG_ENDED) == "true",
                confidence=float(_first(found, v.CG_CONFIDENCE, "0")),
                cases=int(_first(found, v.CG_CASES, "0")),
                document=paper.id,
                date=paper.date,
                passages=tuple(sorted(passages.get(iri, ()))),
            )
        )
    return links


def _facts(store: Store, kind: str, papers: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    declared = schema.load().facts[kind]
    facts = []
    for iri in _subjects(store, v.RDF_TYPE, v.CG + declared.class_name):
        found = properties(store, iri)
        values = {f.name: found[v.CG + f.property][0] for f in declared.fields if v.CG + f.property in found}
        facts.append((papers[_first(found, v.CG_STATED_IN)], values))
    return sorted(facts, key=lambda fact: (fact[0], sorted(fact[1].items())))


def load(graph: Store | Path | str) -> Dataset:
    """Read nodes, documents and links of a store, or of the output folder that holds it.

    The same graph gives the same values in the same order. Raise GraphError where the folder holds no graph.
    """
    store = graph if isinstance(graph, Store) else open_store(Path(graph))
    papers = _papers(store)
    nodes = _nodes(store, papers.values())
    links = [link for link in _links(store, papers.values()) if link.subject in nodes and link.object in nodes]
    order = {iri: (v.normal_form(node.label), iri) for iri, node in nodes.items()}
    links.sort(key=lambda a: (order[a.subject], a.predicate, order[a.object], a.document, a.status, a.iri))
    return Dataset(store, dict(sorted(nodes.items(), key=lambda row: order[row[0]])), papers, tuple(links))
