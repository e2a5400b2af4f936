"""The sections of a briefing about links: partners, boards, strategies, agreements, services, gaps, comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from councilgraph import schema
from councilgraph.analysis import changes, comparison
from councilgraph.analysis.changes import Change
from councilgraph.analysis.dataset import Dataset, Link, Node
from councilgraph.analysis.filters import Filters
from councilgraph.analysis.gaps import gaps
from councilgraph.analysis.listing import MARKS, SHOWN, Column, Listing, periods
from councilgraph.analysis.partners import PARTNERS, Partner, partners_of
from councilgraph.report.briefing import Cell, Item, Notes, Part, Section, plain, table
from councilgraph.report.facts import side_by_side

# The surest first.
_ORDER: Final = ("asserted", "planned", "ended", "negated")


def _ends(dataset: Dataset, council: str, ends: Iterable[tuple[str, Link]], notes: Notes) -> Cell:
    """Return the ends of links by name, each with its sentences; the surest standing of each is told."""
    found: dict[str, list[Link]] = defaultdict(list)
    for iri, link in ends:
        found[iri].append(link)
    return tuple(
        Part(dataset.brief(iri, council) + _mark(found[iri]), notes.of_links(found[iri]))
        for iri in sorted(found, key=dataset.sort_key)
    )


def _mark(links: list[Link]) -> str:
    best = min((link.standing for link in links), key=_ORDER.index)
    return MARKS.get(best, "")


def _phrases(dataset: Dataset, council: str, iri: str, links: Iterable[Link], notes: Notes) -> Cell:
    """Return how a thing is linked to the council or a team of its, read from the council's side."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        mine = link.other(iri)
        by = "" if mine == council else f" (through {dataset.brief(mine, council)})"
        found[link.phrase(mine) + by].append(link)
    return tuple(Part(phrase + _mark(found[phrase]), notes.of_links(found[phrase])) for phrase in sorted(found))


def partners(dataset: Dataset, council: str, notes: Notes) -> Section:
    """Return the partners by kind: how they are linked, through what, with sentences."""
    links = Filters(council=council).links(dataset, SHOWN)
    found = partners_of(dataset, council, links)
    groups = []
    for type_ in PARTNERS:
        items = tuple(
            _partner(dataset, council, partner, notes)
            for iri, partner in found.items()
            if dataset.nodes[iri].type == type_
        )
        if items:
            groups.append((f"{schema.load().types[type_].plural.capitalize()} ({len(items)})", items))
    return Section("Partners by kind", groups=tuple(groups))


def _partner(dataset: Dataset, council: str, partner: Partner, notes: Notes) -> Item:
    node = dataset.nodes[partner.iri]
    shared = [(thing, link) for thing, links in partner.shared.items() for link in links]
    fields = [("the council", _phrases(dataset, council, partner.iri, partner.direct, notes))]
    fields.append(("through", _ends(dataset, council, shared, notes)))
    return Item(dataset.brief(partner.iri, council), _kind(node), tuple(pair for pair in fields if pair[1]))


def _kind(node: Node) -> str:
    """Return sectors and kinds of a thing, without what its name says already."""
    return ", ".join(word for word in (*node.sectors, *node.kinds) if word.casefold() not in node.label.casefold())


def listed(dataset: Dataset, council: str, title: str, listing: Listing, notes: Notes) -> Section:
    """Return the things of a listing that are the council's, or that its documents speak of, with what is stated."""
    links = set(Filters().links(dataset, SHOWN))
    items, named = [], []
    for iri, node in dataset.nodes.items():
        if node.type not in listing.types or council not in dataset.place(iri):
            continue
        mine = [link for link in dataset.by_end.get(iri, ()) if link in links]
        fields = _fields(dataset, council, listing, iri, mine, notes)
        name = dataset.brief(iri, council)
        if fields:
            items.append(Item(name, _kind(node), fields))
        else:
            named.append(name)
    return Section(title, groups=(("", tuple(items)),) if items else (), named=tuple(named))


def _fields(
    dataset: Dataset, council: str, listing: Listing, iri: str, links: list[Link], notes: Notes
) -> tuple[tuple[str, Cell], ...]:
    fields: list[tuple[str, Cell]] = []
    if listing.part:
        direct = [link for link in links if link.other(iri) == council]
        fields.append(("the council", _phrases(dataset, council, iri, direct, notes)))
    for column in listing.columns:
        ends = [(link.other(iri), link) for link in links if _fits(column, link, iri)]
        fields.append((column.header, _ends(dataset, council, ends, notes)))
    if listing.period and (period := periods(dataset, iri)):
        fields.append(("period", plain(period)[0]))
    return tuple(pair for pair in fields if pair[1])


def _fits(column: Column, link: Link, iri: str) -> bool:
    if link.predicate not in column.predicates:
        return False
    here = link.object if column.inward else link.subject
    return schema.load().predicates[link.predicate].symmetric or iri == here


def changed(dataset: Dataset, council: str, notes: Notes) -> Section:
    """Return what later documents say that the first do not, and what they do not mention any more."""
    found = changes.since_first(dataset, council)
    if found is None:
        return Section("Changes")
    first, every = found
    groups = []
    for kind in (changes.NEW, changes.ENDED, changes.GONE):
        these = [change for change in every if change.kind == kind]
        if these:
            groups.append((f"{kind[0].upper()}{kind[1:]} ({len(these)})", _by_type(dataset, council, these, notes)))
    lead = (
        f"Between the documents up to {first.day} {first:%B %Y} and the later ones. Documents of different kinds speak "
        "of different things: what is not mentioned any more need not be gone."
    )
    return Section("Changes", lead, groups=tuple(groups))


def _by_type(dataset: Dataset, council: str, every: list[Change], notes: Notes) -> tuple[Item, ...]:
    """Return an item for each type of entity with the names of those that changed, as links of the paper show them."""
    found: dict[str, list[Part]] = defaultdict(list)
    for change in every:
        followed = f" (followed by {', '.join(change.successors)})" if change.successors else ""
        name = dataset.brief(change.iri, council) + followed
        found[dataset.nodes[change.iri].type].append(Part(name, notes.of_links((change.after or change.before)[:1])))
    plurals = {type_: schema.load().types[type_].plural for type_ in found}
    return tuple(Item(plurals[type_], "", (("named", tuple(parts)),)) for type_, parts in found.items())


def missing(dataset: Dataset, council: str) -> Section:
    """Return how each arrangement of the baseline stands in the council's documents."""
    answer = gaps(dataset, dataset.nodes[council].label)
    index = {name: at for at, name in enumerate(answer.columns)}
    shown = [name for name in answer.columns if name not in ("council", "document")]
    rows = []
    for row in answer.rows:
        values = {name: row[index[name]] for name in answer.columns}
        if "sentence" in values and values.get("document"):
            values["sentence"] = f"{values['sentence']} ({values['document']})"
        rows.append(plain(*(values[name] for name in shown)))
    lead = "What law or good practice expects, and how the documents speak of it. " + " ".join(
        note[0].upper() + note[1:] + "." for note in answer.notes
    )
    return Section("Expected arrangements", lead, tables=(("", table(shown, rows)),) if rows else ())


def compared(dataset: Dataset, council: str) -> Section:
    """Return ratings and scores side by side and the likeness of the other councils' profiles."""
    tables = []
    if scores := side_by_side(dataset):
        tables.append(("Rating and scores side by side", scores))
    answer = comparison.neighbours(dataset, dataset.nodes[council].label)
    rows = [
        plain(*(f"{cell:.2f}" if isinstance(cell, float) else cell for cell in row[1:]))
        for row in answer.rows
        if row[0] == dataset.nodes[council].label
    ]
    if rows:
        tables.append(("Likeness of profiles", table(answer.columns[1:], rows)))
    lead = "Likeness is the share of arrangements that both councils' documents state among all that either states."
    return Section("Compared with the other councils", lead if rows else "", tables=tuple(tables))
