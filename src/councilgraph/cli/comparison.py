"""Commands that sum up, compare and check councils: summary, compare, changes, neighbours, gaps, register."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from councilgraph.cli.filters import Ask, Council, Rows, asking
from councilgraph.cli.output import Format

if TYPE_CHECKING:
    from councilgraph.graph.sources import Answer

One = Annotated[str, typer.Argument(help="A council, by any of its names.", show_default=False)]
First = Annotated[str | None, typer.Argument(help="A council, by any of its names.", show_default=False)]
Second = Annotated[str | None, typer.Argument(help="Another council.", show_default=False)]
By = Annotated[
    str | None,
    typer.Option("--by", help="Group all councils by `rating`, `score` or the name of a quality statement."),
]
All = Annotated[bool, typer.Option("--all", help="Also what both have, and what is only named.")]
Links = Annotated[bool, typer.Option("--links", help="A row for each statement, not for each thing.")]
File = Annotated[
    Path | None, typer.Option("--baseline", help="A baseline of your own, in the form of data/baseline.yaml.")
]
From = Annotated[
    datetime.datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="Older are documents up to this day."),
]
To = Annotated[
    datetime.datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="Newer are those after it, up to this day."),
]


def summary(ask: Ask, council: Council = None, fmt: Rows = Format.md) -> Answer | str:
    """Sum up a council: partners by kind, boards, strategies, services, agreements; or the whole graph on a screen."""
    from councilgraph.analysis import overview
    from councilgraph.analysis import summary as analysis

    if fmt in (Format.csv, Format.json):
        return analysis.figures(ask.graph, council, ask.filters)
    if council is None:
        return overview.overview(ask.graph, ask.filters)
    return analysis.summary(ask.graph, council, ask.filters)


def compare(ask: Ask, one: First = None, other: Second = None, by: By = None, everything: All = False) -> Answer:
    """Compare two councils, with sentences; or all councils grouped by rating or score."""
    from councilgraph.analysis import comparison
    from councilgraph.errors import QueryError

    if by is not None and one is None:
        return comparison.compare_by(ask.graph, by, ask.filters)
    if by is not None or one is None or other is None:
        raise QueryError("compare needs two councils, or none and --by rating")
    return comparison.compare(ask.graph, one, other, ask.filters, everything=everything)


def changes(ask: Ask, council: One, since_: From = None, until_: To = None, links: Links = False) -> Answer:
    """Show what is kept, new or not mentioned any more between older and newer documents about a council.

    "named alike": both go by a common noun ("the action plan"), by which the documents may mean two things.
    """
    from councilgraph.analysis import changes as analysis

    days = [day.date() if day else None for day in (since_, until_)]
    return analysis.changes(ask.graph, council, ask.filters, since=days[0], until=days[1], links=links)


def neighbours(ask: Ask, council: Council = None) -> Answer:
    """List the councils whose profile is most like a council's, and what they share."""
    from councilgraph.analysis import comparison

    return comparison.neighbours(ask.graph, council, ask.filters)


def gaps(ask: Ask, council: Council = None, baseline: File = None) -> Answer:
    """Check statutory and good-practice expectations: stated, planned, denied, mentioned or not mentioned."""
    from councilgraph.analysis import gaps as analysis

    return analysis.gaps(ask.graph, council, ask.filters, file=baseline)


def partnerships(ask: Ask, council: Council = None) -> Answer:
    """Print a register of partnerships: partners, chair, where they report, money, and when last read of."""
    from councilgraph.analysis import register as analysis

    return analysis.partnerships(ask.graph, council, ask.filters)


def outside_bodies(ask: Ask, council: Council = None) -> Answer:
    """Print a register of outside bodies: those that the council, its people or posts sit on or chair."""
    from councilgraph.analysis import register as analysis

    return analysis.outside_bodies(ask.graph, council, ask.filters)


_EXAMPLES: dict[Any, str] = {
    compare: "compare westhaven eastmoor",
    changes: "changes westhaven --from 2024-03-12 --to 2025-12-31",
    neighbours: "neighbours westhaven",
    gaps: "gaps eastmoor",
}
_REGISTERS: dict[Any, str] = {
    partnerships: "register partnerships westhaven --format csv",
    outside_bodies: "register outside-bodies westhaven",
}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(epilog="Example: councilgraph summary westhaven")(asking(summary))
    for function, example in _EXAMPLES.items():
        app.command(epilog=f"Example: councilgraph {example}")(asking(function))
    group = typer.Typer(help="Print the registers that democratic services keep.", no_args_is_help=True)
    for function, example in _REGISTERS.items():
        name = function.__name__.replace("_", "-")
        group.command(name, epilog=f"Example: councilgraph {example}")(asking(function))
    app.add_typer(group, name="register")
