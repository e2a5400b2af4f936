"""A council at a glance, in Markdown: its documents, ratings, partners, boards, strategies, services and agreements."""

from __future__ import annotations

from collections import Counter
from typing import Final

from councilgraph import schema
from councilgraph.analysis import listing, naming
from councilgraph.analysis.comparison import facts_of
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters
from councilgraph.analysis.listing import Listing
from councilgraph.analysis.partners import PARTNERS, near, partners_of
from councilgraph.graph.sources import Answer
from councilgraph.wording import counted

FIGURES: Final = ("council", "item", "stated", "named only")
_SECTIONS: Final = (
    ("Boards and partnerships", listing.BOARDS),
    ("Strategies", listing.STRATEGIES),
    ("Services", listing.SERVICES),
    ("Agreements", listing.AGREEMENTS),
    ("People and posts", listing.PEOPLE),
)


def escaped(text: object) -> str:
    """Return a name for a line of Markdown: one line, nothing in it that would become markup."""
    flat = " ".join(str(text).split())
    for char in "\\`*_[]<>|#":
        flat = flat.replace(char, "\\" + char)
    return flat


def _documents(dataset: Dataset, council: str) -> list[str]:
    lines = ["", "### Documents", ""]
    for paper in dataset.councils.get(council, ()):
        count = dataset.statements.get(paper.id, 0)
        lines.append(
            f"- {escaped(paper.title)} ({paper.kind}, {paper.date or 'undated'}): {counted(count, 'statement')}"
        )
    return lines


def _assessment(dataset: Dataset, council: str) -> list[str]:
    facts = facts_of(dataset, council)
    if not facts:
        return []
    head = [f"- {escaped(item)}: {escaped(value)}" for (_, item), value in facts.items()]
    return ["", "### Assessment", "", *head]


def _partners(dataset: Dataset, council: str, filters: Filters) -> list[str]:
    found = partners_of(dataset, council, near(dataset, council, filters))
    lines = ["", f"### Partners ({len(found)})", ""]
    for type_ in PARTNERS:
        names = [escaped(dataset.brief(iri, council)) for iri in found if dataset.nodes[iri].type == type_]
        if names:
            lines.append(f"- {schema.load().types[type_].plural} ({len(names)}): {'; '.join(names)}")
    return lines if found else [*lines, "None stated."]


def _split(answer: Answer, table: Listing) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Return the rows with a statement, as name and cells of a listing, and the names of the rows without one."""
    stated, named = [], []
    headers = {column.header for column in table.columns} | {"council's part", "period"}
    for row in answer.dicts():
        cells = [f"{header} {escaped(row[header])}" for header in answer.columns if header in headers and row[header]]
        name = escaped(row[table.name])
        if cells:
            stated.append((name, cells))
        else:
            named.append(name)
    return stated, named


def _section(dataset: Dataset, council: str, title: str, table: Listing, filters: Filters) -> list[str]:
    stated, named = _split(listing.table(dataset, table, council, filters, named=True), table)
    lines = ["", f"### {title} ({len(stated)} with a statement, {len(named)} named only)", ""]
    lines += [f"- **{name}**: {'; '.join(cells)}" for name, cells in stated]
    if named:
        lines.append(f"- Named only: {'; '.join(named)}")
    return lines if stated or named else [*lines, "None stated."]


def _council(dataset: Dataset, council: str, filters: Filters) -> list[str]:
    lines = [f"## {escaped(dataset.nodes[council].label)}"]
    lines += _documents(dataset, council) + _assessment(dataset, council) + _partners(dataset, council, filters)
    for title, table in _SECTIONS:
        lines += _section(dataset, council, title, table, filters)
    return lines


def totals(dataset: Dataset) -> list[str]:
    """Return lines that count the documents, entities and statements of the graph."""
    types = Counter(node.type for node in dataset.nodes.values())
    counts = ", ".join(
        f"{types[name]} {declared.plural if types[name] != 1 else declared.label}"
        for name, declared in schema.load().types.items()
        if types[name]
    )
    standings = Counter(link.standing for link in dataset.links)
    links = ", ".join(
        f"{standings[word]} {word}" for word in ("asserted", "planned", "negated", "ended") if standings[word]
    )
    return [
        f"{counted(len(dataset.papers), 'document')}; "
        f"{counted(len(dataset.nodes), 'entity', 'entities')}: {counts or 'none'}.",
        f"{counted(len(dataset.links), 'statement')}: {links or 'none'}.",
        "",
        "What is not listed is not mentioned in these documents, or was not found in them: not thereby absent.",
    ]


def summary(dataset: Dataset, council: str | None = None, filters: Filters | None = None) -> str:
    """Return Markdown about one council (a loose name), or the graph and each council that documents are about."""
    filters = filters or Filters()
    lines = ["# Summary", "", *totals(dataset)]
    if council or filters.council:
        lines = lines[:1]
    for iri in naming.councils(dataset, council or filters.council):
        lines += ["", *_council(dataset, iri, filters)]
    return "\n".join(lines) + "\n"


def figures(dataset: Dataset, council: str | None = None, filters: Filters | None = None) -> Answer:
    """Return the counts of the summary: for each council and item, how many have a statement and are named only."""
    filters = filters or Filters()
    rows: list[tuple[str | int | None, ...]] = []
    for iri in naming.councils(dataset, council or filters.council):
        label, found = dataset.label(iri), partners_of(dataset, iri, near(dataset, iri, filters))
        types = Counter(dataset.nodes[partner].type for partner in found)
        rows += [(label, f"partners: {schema.load().types[t].plural}", types[t], None) for t in PARTNERS if types[t]]
        for title, table in _SECTIONS:
            stated, named = _split(listing.table(dataset, table, iri, filters, named=True), table)
            rows.append((label, title.lower(), len(stated), len(named)))
    return Answer(FIGURES, tuple(rows))
