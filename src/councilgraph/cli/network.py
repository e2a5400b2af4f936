"""Commands about the network: find, path, explain, communities, brokers, overlap, impact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from councilgraph.cli.filters import Ask, Rows, Sentences, asking
from councilgraph.cli.output import Format, message, records

if TYPE_CHECKING:
    from councilgraph.graph.sources import Answer

Name = Annotated[str, typer.Argument(help="A council, board or other thing, by any of its names.", show_default=False)]
Other = Annotated[str, typer.Argument(help="Another, by any of its names.", show_default=False)]
Board = Annotated[str | None, typer.Argument(help="Only the pairs of this board.", show_default=False)]
Paths = Annotated[int, typer.Option("--most", min=1, help="How many chains to list.")]
Most = Annotated[int, typer.Option("--most", min=0, help="How many bodies to list; 0 for all.")]
Directed = Annotated[bool, typer.Option("--directed", help="Follow links from subject to object only.")]
Resolution = Annotated[float, typer.Option(min=0.01, help="Higher gives smaller communities.")]


def find(ask: Ask, name: Name, sentences: Sentences = False) -> Answer:
    """Find everything that answers to a name, part of a name or official code."""
    from councilgraph.analysis import search

    return search.find(ask.graph, name, ask.filters, sentences=sentences)


def explain(ask: Ask, one: Name, other: Other, fmt: Rows = Format.table) -> Answer | str | None:
    """Show every sentence that links two things: where it stands, which rule found it, how sure it is."""
    from councilgraph.analysis import connection

    answer = connection.explain(ask.graph, one, other, ask.filters)
    if fmt is not Format.table:
        return answer
    for note in answer.notes:
        message(note)
    return records(answer.columns, answer.rows) or None


def path(ask: Ask, one: Name, other: Other, most: Paths = 1, directed: Directed = False) -> Answer:
    """Show the shortest chain of links between two things, with a sentence for each step."""
    from councilgraph.analysis import connection

    return connection.path(ask.graph, one, other, ask.filters, most=most, directed=directed)


def communities(ask: Ask, resolution: Resolution = 1.0) -> Answer:
    """List the communities of bodies, what they are made of, and whether they follow place or sector."""
    from councilgraph.analysis import communities as analysis

    return analysis.communities(ask.graph, ask.filters, resolution=resolution)


def brokers(ask: Ask, most: Most = 20) -> Answer:
    """List the bodies that bridge parts of the network, councils or sectors that are otherwise apart."""
    from councilgraph.analysis import brokers as analysis

    return analysis.brokers(ask.graph, ask.filters, most=most)


def overlap(ask: Ask, board: Board = None) -> Answer:
    """List the pairs of boards and partnerships that share members, and who sits on both."""
    from councilgraph.analysis import overlap as analysis

    return analysis.overlap(ask.graph, board, ask.filters)


def impact(ask: Ask, name: Name) -> Answer:
    """Show what falls apart if a body leaves: who is cut off, and what nobody else is stated to provide or chair."""
    from councilgraph.analysis import impact as analysis

    return analysis.impact(ask.graph, name, ask.filters)


_EXAMPLES: dict[Any, str] = {
    find: 'find "health and wellbeing"',
    explain: 'explain westhaven "joint commissioning board"',
    path: 'path "joint commissioning board" cabinet --directed --predicate reportsTo',
    communities: "communities",
    brokers: "brokers --most 5",
    overlap: "overlap --council westhaven",
    impact: 'impact "tidewell community health"',
}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for function, example in _EXAMPLES.items():
        app.command(epilog=f"Example: councilgraph {example}")(asking(function))
