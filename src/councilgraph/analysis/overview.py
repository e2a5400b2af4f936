"""The whole graph on one screen: for each council what is known, and its best-supported partners with a sentence."""

from __future__ import annotations

from typing import Final

from councilgraph.analysis import evidence, naming
from councilgraph.analysis.comparison import facts_of
from councilgraph.analysis.dataset import Dataset
from councilgraph.analysis.filters import Filters
from councilgraph.analysis.partners import Partner, how, near, partners_of
from councilgraph.analysis.summary import escaped, figures, totals
from councilgraph.wording import counted

_SHOWN: Final = 3
_LONG: Final = 240


def overview(dataset: Dataset, filters: Filters | None = None) -> str:
    """Return Markdown: what the graph holds, and a few lines for each council that documents are about.

    The partners shown are those that the most sentences link to the council, bodies before groups of them.
    """
    filters = filters or Filters()
    councils = naming.councils(dataset, filters.council)
    lines = ["# Who works with whom", "", *totals(dataset)]
    counts: dict[str, list[str]] = {}
    for label, item, stated, _ in figures(dataset, filters=filters).rows:
        if stated and not str(item).startswith("partners:"):
            counts.setdefault(str(label), []).append(f"{item} {stated}")
    for iri in councils:
        lines += ["", *_council(dataset, iri, counts.get(dataset.label(iri) or "", []), filters)]
    if councils:
        name = dataset.label(councils[-1])
        lines += ["", f'All about one council: councilgraph summary "{name}" (about every council: summary.md)']
        lines += [f'Why a link is there: councilgraph explain "{name}" NAME. A page to hand round: councilgraph report']
    return "\n".join(lines) + "\n"


def _council(dataset: Dataset, council: str, counts: list[str], filters: Filters) -> list[str]:
    facts = {item: value for (_, item), value in facts_of(dataset, council).items()}
    rating = f"Rated {facts['rating']}" if "rating" in facts else ""
    score = f"{facts['overall score']} of 100" if "overall score" in facts else ""
    papers = dataset.councils.get(council, ())
    count = sum(dataset.statements.get(paper.id, 0) for paper in papers)
    read = f"{counted(count, 'statement')} in {counted(len(papers), 'document')}"
    found = partners_of(dataset, council, near(dataset, council, filters))
    have = [f"partners {len(found)}"] * bool(found) + counts
    judged = ", ".join(filter(None, (rating, score)))
    lines = [f"## {escaped(dataset.label(council))}", "", ". ".join(filter(None, (judged, read))) + "."]
    lines += [f"Stated: {', '.join(have)}."] if have else ["Nothing is stated that passes."]
    best = sorted(found.values(), key=lambda partner: _rank(dataset, partner))[:_SHOWN]
    shown = [line for partner in best for line in _partner(dataset, partner, council)]
    return [*lines, *([""] if best else []), *shown]


def _rank(dataset: Dataset, partner: Partner) -> tuple[bool, float, tuple[str, str]]:
    """Order bodies before groups, then by how many sentences about the two may be expected to be right."""
    support = sum(link.weight for link in partner.links)
    return dataset.nodes[partner.iri].type == "PartnerGroup", -support, dataset.sort_key(partner.iri)


def _partner(dataset: Dataset, partner: Partner, council: str) -> list[str]:
    shared = ", ".join(sorted({dataset.brief(thing, council) for thing in partner.shared}))
    ways = "; ".join(filter(None, (how(dataset, partner, council), f"shares {shared}" if shared else None)))
    proof = evidence.best(dataset, partner.direct or partner.links)
    name = dataset.brief(partner.iri, council)
    said = f'  "{escaped(_cut(" ".join(proof.quote.split())))}" ({proof.link.document})' if proof else ""
    return [f"- **{escaped(name)}**: {escaped(ways)}", *([said] if said else [])]


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 2].rsplit(" ", 1)[0] + " …"
