"""Tables of the boards, strategies, services, agreements and people of a council: a row each, with who does what.

A cell names the other ends of links of one sort, in order of label, with "; " between them. What is planned, ended or
denied says so in brackets. An empty cell means that no document states it, never that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from councilgraph import schema
from councilgraph.analysis import evidence, naming
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.dataset import Dataset, Link
from councilgraph.analysis.filters import Filters
from councilgraph.graph.sources import Answer
from councilgraph.vocabulary import normal_form

MARKS: Final = {"planned": " (planned)", "ended": " (ended)", "negated": " (denied)"}
SHOWN: Final = ("asserted", "planned", "ended")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of links: of these predicates, with the row's entity as object (`inward`) or as subject."""

    header: str
    predicates: tuple[str, ...]
    inward: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """The table of a kind of entity: its types, its columns, and whether the council's own part is a column."""

    name: str
    types: tuple[str, ...]
    columns: tuple[Column, ...]
    part: bool = False
    period: bool = False


BOARDS: Final = Listing(
    "board",
    ("Board", "Partnership"),
    (
        Column("chaired by", ("chairs",)),
        Column("members", ("memberOf",)),
        Column("reports to", ("reportsTo",), inward=False),
        Column("hears from", ("reportsTo",)),
        Column("oversees", ("oversees",), inward=False),
        Column("overseen by", ("oversees",)),
        Column("works with", ("partnerOf",)),
        Column("part of", ("partOf",), inward=False),
    ),
    part=True,
)
STRATEGIES: Final = Listing(
    "strategy",
    ("Strategy",),
    (
        Column("owner", ("hasStrategy",)),
        Column("overseen by", ("oversees",)),
        Column("supports", ("supports",), inward=False),
        Column("supported by", ("supports",)),
        Column("funded by", ("funds",)),
    ),
    period=True,
)
SERVICES: Final = Listing(
    "service",
    ("Service",),
    (
        Column("provided by", ("provides",)),
        Column("commissioned by", ("commissions",)),
        Column("funded by", ("funds",)),
        Column("overseen by", ("oversees",)),
        Column("part of", ("partOf",), inward=False),
        Column("supports", ("supports",), inward=False),
    ),
)
AGREEMENTS: Final = Listing(
    "agreement",
    ("Agreement",),
    (
        Column("parties", ("partyTo",)),
        Column("pays for", ("funds", "commissions"), inward=False),
        Column("funded by", ("funds",)),
        Column("overseen by", ("oversees",)),
        Column("supports", ("supports",), inward=False),
    ),
    period=True,
)
PEOPLE: Final = Listing(
    "person or post",
    ("Person", "Role"),
    (
        Column("post", ("holdsRole",), inward=False),
        Column("held by", ("holdsRole",)),
        Column("chairs", ("chairs",), inward=False),
        Column("sits on", ("memberOf",), inward=False),
        Column("oversees", ("oversees",), inward=False),
        Column("reports to", ("reportsTo",), inward=False),
        Column("part of", ("partOf",), inward=False),
    ),
)


def joined(dataset: Dataset, ends: Iterable[tuple[str, Link]], council: str | None) -> str | None:
    """Return a cell: the distinct names of the ends, sorted, the surest standing of each marked; None for none."""
    standings: dict[str, set[str]] = {}
    for iri, link in ends:
        standings.setdefault(dataset.brief(iri, council), set()).add(link.standing)
    cells = []
    for name in sorted(standings, key=lambda name: (normal_form(name), name)):
        found = standings[name]
        cells.append(name if "asserted" in found else name + "".join(MARKS[s] for s in MARKS if s in found))
    return "; ".join(cells) or None


def _fits(column: Column, link: Link, iri: str) -> bool:
    if link.predicate not in column.predicates:
        return False
    if schema.load().predicates[link.predicate].symmetric:
        return True
    return iri == (link.object if column.inward else link.subject)


def _cell(dataset: Dataset, column: Column, links: list[Link], iri: str, council: str | None) -> str | None:
    ends = [(link.other(iri), link) for link in links if _fits(column, link, iri)]
    return joined(dataset, ends, council)


def ways(links: Iterable[Link], iri: str, council: str | None) -> list[str]:
    """Return how a thing is linked to a council, read from the council's side, each way once."""
    direct = (link for link in links if link.other(iri) == council)
    return sorted({link.phrase(link.other(iri)) + MARKS.get(link.standing, "") for link in direct})


def periods(dataset: Dataset, iri: str) -> str | None:
    """Return the period of a strategy or agreement as its documents state it, "2024-2029", or None."""
    node = dataset.nodes[iri]
    names = {normal_form(name) for name in (node.label, *node.aliases)}
    found = set()
    for kind, key in (("period", "of"), ("strategy", "title")):
        for values in (values for document in node.documents for values in dataset.facts_of(kind, document)):
            if normal_form(values.get(key, "")) in names:
                years = (values.get("starts", "")[:4], values.get("ends", "")[:4])
                found.add("-".join(years))
    return "; ".join(sorted(found - {"-"})) or None


def _rows(dataset: Dataset, listing: Listing, council: str | None, filters: Filters) -> list[tuple[str, str]]:
    """Return (council or "", entity) for every row; a thing of several councils has a row for each."""
    papers = {paper.id for paper in dataset.papers.values() if filters.admits(paper)}
    found = []
    for iri in dataset.nodes if council is None else dataset.at.get(council, ()):
        node = dataset.nodes[iri]
        if node.type not in listing.types or not filters.has_type(node.type):
            continue
        if not papers.intersection(node.documents):
            continue
        places = [place for place in dataset.place(iri) or ("",) if council in {None, place}]
        found += [(place, iri) for place in places]
    return sorted(found, key=lambda row: (dataset.sort_key(row[0]) if row[0] else ("", ""), dataset.sort_key(row[1])))


def _links(dataset: Dataset, filters: Filters, iri: str) -> list[Link]:
    return [link for link in dataset.by_end.get(iri, ()) if filters.passes(dataset, link, SHOWN)]


def table(
    dataset: Dataset,
    listing: Listing,
    council: str | None = None,
    filters: Filters | None = None,
    *,
    sentences: bool = False,
    named: bool = False,
) -> Answer:
    """Return the table of a listing for one council (a loose name), or all; sorted by council, then name.

    What holds, is planned or has ended counts, unless the filters say otherwise. Listed is what has a link in one of
    the columns, with `named` also what documents only name. With `sentences`, a row is a sentence behind a link.
    """
    filters, chosen = filters or Filters(), naming.council(dataset, council)
    rows = _rows(dataset, listing, chosen or filters.council, filters)
    if sentences:
        kept = {link.iri for _, iri in rows for link in _links(dataset, filters, iri) if _shown(listing, link, iri)}
        return evidence.table(dataset, [link for link in dataset.links if link.iri in kept])
    found = [(*row, _cells(dataset, listing, _links(dataset, filters, row[1]), row[1], row[0] or None)) for row in rows]
    shown = [_row(dataset, *row) for row in found if named or any(row[2])]
    only = len(found) - len(shown)
    more = f"{only} more {'is' if only == 1 else 'are'} named in the documents, without such a statement"
    notes = (f"{more} (--named lists them)",) if only else ()
    return Noted(_headers(listing), tuple(shown), notes)


def _headers(listing: Listing) -> tuple[str, ...]:
    headers = ["council", listing.name, "kind"]
    headers += ["council's part"] * listing.part + ["period"] * listing.period
    return (*headers, *(column.header for column in listing.columns), "documents")


def _row(dataset: Dataset, place: str, iri: str, cells: list[str | None]) -> tuple[str | None, ...]:
    node = dataset.nodes[iri]
    kind = "; ".join(node.kinds) or schema.load().types[node.type].label
    return dataset.label(place), dataset.brief(iri, place or None), kind, *cells, "; ".join(node.documents)


def _cells(dataset: Dataset, listing: Listing, links: list[Link], iri: str, council: str | None) -> list[str | None]:
    cells = ["; ".join(ways(links, iri, council)) or None] if listing.part else []
    cells += [periods(dataset, iri)] if listing.period else []
    return cells + [_cell(dataset, column, links, iri, council) for column in listing.columns]


def _shown(listing: Listing, link: Link, iri: str) -> bool:
    return any(_fits(column, link, iri) for column in listing.columns) or listing.part


def boards(dataset: Dataset, council: str | None = None, filters: Filters | None = None, **how: bool) -> Answer:
    """Return boards and partnerships: the council's part, who chairs, sits and reports where."""
    return table(dataset, BOARDS, council, filters, **how)


def strategies(dataset: Dataset, council: str | None = None, filters: Filters | None = None, **how: bool) -> Answer:
    """Return strategies: owner (several where it is joint), who oversees, period, what they support."""
    return table(dataset, STRATEGIES, council, filters, **how)


def services(dataset: Dataset, council: str | None = None, filters: Filters | None = None, **how: bool) -> Answer:
    """Return services: who provides, commissions (several where jointly), funds and oversees them."""
    return table(dataset, SERVICES, council, filters, **how)


def agreements(dataset: Dataset, council: str | None = None, filters: Filters | None = None, **how: bool) -> Answer:
    """Return agreements and funds: their parties, what they pay for, who oversees them."""
    return table(dataset, AGREEMENTS, council, filters, **how)


def people(dataset: Dataset, council: str | None = None, filters: Filters | None = None, **how: bool) -> Answer:
    """Return people and posts: who holds what, chairs what and sits where."""
    return table(dataset, PEOPLE, council, filters, **how)
