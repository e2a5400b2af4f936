"""What changed between what older and newer documents about one council say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from councilgraph import schema
from councilgraph.analysis import evidence, naming
from councilgraph.analysis.answers import Noted
from councilgraph.analysis.dataset import Dataset, Link, Paper
from councilgraph.analysis.filters import STANDINGS, Filters
from councilgraph.analysis.listing import ways
from councilgraph.errors import QueryError
from councilgraph.wording import counted

COLUMNS: Final = ("change", "type", "what", "before", "after", "successor", "sentence", "document")
LINKS: Final = ("change", "subject", "predicate", "object", "standing", "sentence", "document")
KEPT: Final = "kept"
ALIKE: Final = "named alike"
NEW: Final = "new"
GONE: Final = "not mentioned any more"
ENDED: Final = "ended"
_ORDER: Final = (NEW, KEPT, ALIKE, ENDED, GONE)
# "the action plan", "a contract", "sub groups": two words in lower case may mean two things of one council.
_COMMON: Final = re.compile(r"[a-z-]+(?: [a-z-]+)?")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a thing: `kind` (kept, named alike, new, ended, not mentioned any more), its links on both sides.

    `successors` are the names of those who followed an organisation that is not mentioned any more.
    """

    iri: str
    kind: str
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    successors: tuple[str, ...]


def _divide(
    dataset: Dataset, council: str, since: datetime.date | None, until: datetime.date | None
) -> tuple[list[Paper], list[Paper]]:
    """Return the older and the newer documents: up to `since`, and after it up to `until`."""
    dated = [paper for paper in dataset.councils.get(council, ()) if paper.date]
    days = sorted({paper.date for paper in dated if paper.date})
    if len(days) < 2:
        name = dataset.nodes[council].label
        raise QueryError(f"{name}: needs documents of two dates; the graph has {len(days)}, add older or newer ones")
    first, last = since or days[0], until or days[-1]
    older = [paper for paper in dated if paper.date and paper.date <= first]
    newer = [paper for paper in dated if paper.date and first < paper.date <= last]
    if not older or not newer:
        listed = ", ".join(day.isoformat() for day in days)
        raise QueryError(f"no documents on both sides of {first} and up to {last}; there are documents of {listed}")
    return older, newer


def _phrases(iri: str, links: Sequence[Link], council: str) -> str | None:
    """Return how a thing is linked: to the council in words, else the number of its other links."""
    others = sum(link.other(iri) != council for link in links)
    more = [counted(others, "other link")] if others else []
    return "; ".join([*ways(links, iri, council), *more]) or None


def _change(before: bool, after: bool, links: Sequence[Link], common: bool) -> str:
    if after and links and all(link.standing == "ended" for link in links):
        return ENDED
    if before and after:
        return ALIKE if common else KEPT
    return NEW if after else GONE


def _is_common(dataset: Dataset, iri: str) -> bool:
    """Tell whether a thing of a council goes by a common noun, so that two documents may mean two by it."""
    node = dataset.nodes[iri]
    told = node.council is None or node.sectors or (node.type == "Board" and node.kinds)
    return not told and bool(_COMMON.fullmatch(dataset.brief(iri, node.council)))


def changes(
    dataset: Dataset,
    council: str,
    filters: Filters | None = None,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    links: bool = False,
) -> Noted:
    """Return what is kept, new, ended or not mentioned any more between older and newer documents about a council.

    Older are the documents up to `since` (left out: up to the first), newer those after it up to `until` (left out: up
    to the last). Listed is what has a link in either; it is kept where both mention it, but only named alike where both
    use a common noun ("the action plan"), by which they may mean two. "Not mentioned any more" says
    that the newer documents do not name it, never that it is gone; `successor` is who followed it by a register. With
    `links`, a row is a statement. Raise QueryError where there are no two dates to compare.
    """
    filters = filters or Filters()
    iri = naming.councils(dataset, council)[0]
    older, newer = _divide(dataset, iri, since, until)
    if links:
        rows = _link_rows(dataset, _groups(dataset, (older, newer), filters))
    else:
        rows = [_row(dataset, iri, change) for change in _compared(dataset, iri, (older, newer), filters)]
    notes = (
        f"older: {_titles(older)}",
        f"newer: {_titles(newer)}",
        "documents of different kinds speak of different things: 'not mentioned any more' does not mean gone",
    )
    return Noted(LINKS if links else COLUMNS, tuple(rows), notes)


def since_first(dataset: Dataset, council: str) -> tuple[datetime.date, list[Change]] | None:
    """Return the date of a council's (IRI) first documents and what changed after them; None without a second date."""
    try:
        older, newer = _divide(dataset, council, None, None)
    except QueryError:
        return None
    assert older[0].date is not None
    return older[0].date, _compared(dataset, council, (older, newer), Filters())


def _titles(papers: list[Paper]) -> str:
    return "; ".join(f"{paper.id} ({paper.kind}, {paper.date})" for paper in papers)


def _by_end(links: list[Link]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        for end in {link.subject, link.object}:
            found.setdefault(end, []).append(link)
    return found


def _groups(dataset: Dataset, sides: tuple[list[Paper], list[Paper]], filters: Filters) -> list[list[Link]]:
    passing, ids = filters.links(dataset, STANDINGS), [{paper.id for paper in side} for side in sides]
    return [[link for link in passing if link.document in side] for side in ids]


def _compared(dataset: Dataset, council: str, sides: tuple[list[Paper], list[Paper]], filters: Filters) -> list[Change]:
    """Return what became of everything that has a link on either side: new, kept, ended, not mentioned; by type."""
    ends = [_by_end(group) for group in _groups(dataset, sides, filters)]
    ids, types, found = [{paper.id for paper in side} for side in sides], list(schema.load().types), []
    for iri, node in dataset.nodes.items():
        before, after = (tuple(end.get(iri, ())) for end in ends)
        if iri == council or not (before or after) or not filters.has_type(node.type):
            continue
        named_before, named_after = (bool(side.intersection(node.documents)) for side in ids)
        kind = _change(named_before, named_after, after, _is_common(dataset, iri))
        followed = tuple(_followed(dataset, iri)) if kind == GONE else ()
        found.append(Change(iri, kind, before, after, followed))
    return sorted(found, key=lambda c: (_ORDER.index(c.kind), types.index(dataset.nodes[c.iri].type)))


def _row(dataset: Dataset, council: str, change: Change) -> tuple[str | None, ...]:
    return (
        change.kind,
        schema.load().types[dataset.nodes[change.iri].type].label,
        dataset.brief(change.iri, council),
        *(_phrases(change.iri, links, council) for links in (change.before, change.after)),
        "; ".join(change.successors) or None,
        *evidence.cited(dataset, change.after or change.before),
    )


def _followed(dataset: Dataset, iri: str) -> list[str]:
    """Return the names of those who followed an organisation, in turn, as far as the graph has them."""
    found: list[str] = []
    open_ = [*dataset.successors.get(iri, ())]
    while open_:
        new = open_.pop(0)
        if dataset.nodes[new].label not in found:
            found.append(dataset.nodes[new].label)
            open_.extend(dataset.successors.get(new, ()))
    return found


def _link_rows(dataset: Dataset, groups: list[list[Link]]) -> list[tuple[str | None, ...]]:
    keyed = [{_statement(link): link for link in group if link.standing != "negated"} for group in groups]
    found = []
    for key in dict.fromkeys([*keyed[0], *keyed[1]]):
        link = keyed[1].get(key) or keyed[0][key]
        common = any(_is_common(dataset, end) for end in (link.subject, link.object))
        change = _change(key in keyed[0], key in keyed[1], [keyed[1][key]] if key in keyed[1] else [], common)
        proof = evidence.best(dataset, [link])
        ends = (dataset.display(link.subject), link.predicate, dataset.display(link.object))
        said = (proof.marked(), proof.link.document) if proof else (None, None)
        found.append((_ORDER.index(change), (change, *ends, link.standing, *said)))
    return [row for _, row in sorted(found, key=lambda item: item[0])]


def _statement(link: Link) -> tuple[str, frozenset[str] | tuple[str, str]]:
    symmetric = schema.load().predicates[link.predicate].symmetric
    return link.predicate, frozenset((link.subject, link.object)) if symmetric else (link.subject, link.object)
