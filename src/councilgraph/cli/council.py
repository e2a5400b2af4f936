"""Commands about councils: partners, boards, strategies, services, agreements and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from councilgraph.cli.filters import Ask, Council, Sentences, asking

if TYPE_CHECKING:
    from councilgraph.graph.sources import Answer


Named = Annotated[bool, typer.Option("--named", help="Also what documents only name, without a statement of it.")]


def partners(ask: Ask, council: Council = None, sentences: Sentences = False) -> Answer:
    """List the bodies that a council works with, by kind: how, through what, and whose documents say it."""
    from councilgraph.analysis import partners as analysis

    return analysis.partners(ask.graph, council, ask.filters, sentences=sentences)


def boards(ask: Ask, council: Council = None, sentences: Sentences = False, named: Named = False) -> Answer:
    """List boards and partnerships: the council's part, who chairs, who sits, to whom they report."""
    from councilgraph.analysis import listing

    return listing.boards(ask.graph, council, ask.filters, sentences=sentences, named=named)


def strategies(ask: Ask, council: Council = None, sentences: Sentences = False, named: Named = False) -> Answer:
    """List strategies: owners, period, who oversees them, what they support. An empty owner: none is stated."""
    from councilgraph.analysis import listing

    return listing.strategies(ask.graph, council, ask.filters, sentences=sentences, named=named)


def services(ask: Ask, council: Council = None, sentences: Sentences = False, named: Named = False) -> Answer:
    """List services: who provides, commissions, funds and oversees them."""
    from councilgraph.analysis import listing

    return listing.services(ask.graph, council, ask.filters, sentences=sentences, named=named)


def agreements(ask: Ask, council: Council = None, sentences: Sentences = False, named: Named = False) -> Answer:
    """List agreements, contracts and pooled funds: parties, what they pay for, who oversees them."""
    from councilgraph.analysis import listing

    return listing.agreements(ask.graph, council, ask.filters, sentences=sentences, named=named)


def people(ask: Ask, council: Council = None, sentences: Sentences = False, named: Named = False) -> Answer:
    """List people and posts: who holds which post, chairs which board and sits where."""
    from councilgraph.analysis import listing

    return listing.people(ask.graph, council, ask.filters, sentences=sentences, named=named)


_EXAMPLES: dict[Any, str] = {
    partners: "partners westhaven --type HealthBody",
    boards: "boards eastmoor",
    strategies: "strategies westhaven --sentences",
    services: "services westhaven --format csv",
    agreements: "agreements",
    people: "people westhaven --predicate chairs",
}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for function, example in _EXAMPLES.items():
        app.command(epilog=f"Example: councilgraph {example}")(asking(function))
