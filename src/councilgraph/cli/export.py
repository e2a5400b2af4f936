"""Commands that write files for other tools and for people: export, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from councilgraph.cli.build import Output
from councilgraph.cli.filters import Ask, asking
from councilgraph.cli.output import message

Formats = Annotated[
    list[str],
    typer.Argument(
        help="trig, nquads, turtle, jsonld, graphml, gexf, cytoscape, node-link, dot, csv, neo4j, xlsx, svg, png, "
        "explorer, or all.",
        metavar="FORMAT",
        show_default=False,
    ),
]
Council = Annotated[str | None, typer.Argument(help="A council, by any of its names.", show_default=False)]
Everyone = Annotated[bool, typer.Option("--all", help="Every council that documents are about.")]


def export(ask: Ask, formats: Formats, output: Output = Path("output/export")) -> None:
    """Write the graph, or what passes the filters, in the formats of other tools."""
    from councilgraph import export as formats_
    from councilgraph.export import View

    view = View(ask.graph, ask.filters)
    pictures = () if ask.filters.council else formats_.PICTURES
    every = [name for name in formats_.FORMATS if name not in pictures]
    wanted = [formats_.get(name) for given in formats for name in (every if given == "all" else [given])]
    for format_ in dict.fromkeys(wanted):
        for path in format_.write(view, output):
            message(f"wrote {path}")


def report(
    ask: Ask, council: Council = None, everyone: Everyone = False, output: Output = Path("output/report")
) -> None:
    """Write a briefing about a council, to hand round: a page that needs nothing else, Markdown and the map."""
    from councilgraph import report as reports
    from councilgraph.analysis import naming
    from councilgraph.errors import UnknownName

    if everyone == (council is not None):
        raise UnknownName("report: name one council, or give --all")
    for iri in naming.councils(ask.graph, council):
        for path in reports.write(ask.graph, iri, output):
            message(f"wrote {path}")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command(epilog="Example: councilgraph export gexf svg --council westhaven")(asking(export, rows=False))
    app.command(epilog="Example: councilgraph report westhaven")(asking(report, rows=False))
