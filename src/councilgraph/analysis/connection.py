"""How two things are linked: the sentences that link them, and the chain of links between them."""

from __future__ import annotations

import itertools
from typing import Final

import networkx as nx

from councilgraph import rules, schema
from councilgraph.analysis import evidence, naming
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.filters import STANDINGS, Filters

EXPLAINED: Final = (
    "statement",
    "standing",
    "sentence",
    "said by",
    "document",
    "date",
    "section",
    "page",
    "rule",
    "the rule says",
    "confidence",
    "cases",
    "documents",
)
_MOST_SHARED: Final = 5
STEPS: Final = ("path", "step", "from", "link", "to", "standing", "confidence", "sentence", "document")


def _statement(dataset: Dataset, link: Link) -> str:
    label = schema.load().predicates[link.predicate].label
    return f"{dataset.display(link.subject)} {label} {dataset.display(link.object)}"


def _description(rule: str) -> str | None:
    known = rules.load().relations.get(rule)
    return str(known.fields.get("says", "")) or None if known else None


def _supporting(dataset: Dataset, link: Link) -> int:
    """Count the documents that state the same of the same two, in the same standing, whatever the filters."""
    same = (link.subject, link.predicate, link.object, link.standing)
    found = dataset.by_end.get(link.subject, ())
    return len({a.document for a in found if (a.subject, a.predicate, a.object, a.standing) == same})


def explain(dataset: Dataset, one: str, other: str, filters: Filters | None = None) -> Noted:
    """Return every sentence that links two things (loose names), both mentions in square brackets.

    `standing` says whether it holds (asserted), is planned, was denied (negated) or has ended; `confidence` is that of
    the document's statement and `cases` the annotated cases behind it (0: the rule was never measured); `documents`
    counts those that state the same. All standings count unless the filters say otherwise.
    """
    a, b = naming.pair(dataset, one, other)
    passing = (filters or Filters()).links(dataset, STANDINGS)
    links = [link for link in passing if {link.subject, link.object} == {a, b}]
    rows = []
    for proof in evidence.proofs(dataset, links):
        link = proof.link
        rows.append(
            (
                _statement(dataset, link),
                link.standing,
                proof.marked(),
                proof.attributed_to,
                link.document,
                link.date.isoformat() if link.date else None,
                proof.section,
                proof.page,
                proof.rule,
                _description(proof.rule),
                round(link.confidence, 3),
                link.cases,
                _supporting(dataset, link),
            )
        )
    return Noted(EXPLAINED, tuple(dict.fromkeys(rows)), () if rows else (_none(dataset, a, b),))


def _none(dataset: Dataset, a: str, b: str) -> str:
    """Say that no sentence links two things, and what both are linked to."""
    ends = [{link.other(iri) for link in dataset.by_end.get(iri, ())} for iri in (a, b)]
    both = sorted(ends[0] & ends[1], key=dataset.sort_key)[:_MOST_SHARED]
    hint = (
        f"both are linked to {'; '.join(dataset.display(iri) for iri in both)}" if both else "`path` may find a chain"
    )
    return f"no sentence links {dataset.display(a)} and {dataset.display(b)}; {hint}"


def _network(links: list[Link], directed: bool) -> nx.Graph:
    graph = nx.DiGraph() if directed else nx.Graph()
    for link in links:
        pairs = [(link.subject, link.object)]
        if directed and schema.load().predicates[link.predicate].symmetric:
            pairs.append((link.object, link.subject))
        for pair in pairs:
            if not graph.has_edge(*pair):
                graph.add_edge(*pair, links=[])
            graph.edges[pair]["links"].append(link)
    for *_, data in graph.edges(data=True):
        # the fewest steps come first; among paths of equal length the better supported one
        strength = sum(link.weight for link in data["links"])
        data["cost"] = 1 + 1e-4 / max(strength, 1e-3)
    return graph


def _step(dataset: Dataset, start: str, end: str, links: list[Link]) -> tuple[str | float | None, ...]:
    phrases, doubt = set(), 1.0
    for link in links:
        phrases.add(link.phrase(start))
        doubt *= 1 - link.confidence
    return (
        dataset.display(start),
        "; ".join(sorted(phrases)),
        dataset.display(end),
        "; ".join(sorted({link.standing for link in links})),
        round(1 - doubt, 3),
        *evidence.cited(dataset, links),
    )


def path(
    dataset: Dataset,
    one: str,
    other: str,
    filters: Filters | None = None,
    *,
    most: int = 1,
    directed: bool = False,
) -> Noted:
    """Return the shortest chains of links between two things (loose names), a row for each step.

    Fewest steps first, then the best supported (Dijkstra 1959; Yen 1971 for more than one). With `directed` links are
    followed from subject to object only, which with the predicate reportsTo gives a chain of reporting. Types in the
    filters bind what stands in between. Only what holds counts unless the filters say otherwise.
    """
    filters = filters or Filters()
    ends = naming.pair(dataset, one, other)
    links = [
        link
        for link in filters.links(dataset)
        if link.subject != link.object
        and all(end in ends or filters.has_type(dataset.nodes[end].type) for end in (link.subject, link.object))
    ]
    graph, rows = _network(links, directed), []
    for number, nodes in enumerate(_paths(graph, *ends, most), 1):
        for step, pair in enumerate(itertools.pairwise(nodes), 1):
            rows.append((number, step, *_step(dataset, *pair, graph.edges[pair]["links"])))
    none = f"no chain of links joins {dataset.display(ends[0])} and {dataset.display(ends[1])}"
    return Noted(STEPS, tuple(rows), () if rows else (none,))


def _paths(graph: nx.Graph, start: str, end: str, most: int) -> list[list[str]]:
    if start not in graph or end not in graph or start == end:
        return []
    found: list[list[str]] = []
    try:
        for nodes in nx.shortest_simple_paths(graph, start, end, weight="cost"):
            found.append(nodes)
            if len(found) >= most:
                break
    except nx.NetworkXNoPath:
        return []
    return found
