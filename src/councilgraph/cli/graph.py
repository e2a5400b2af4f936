"""Commands on the RDF graph itself: query, validate and publish."""

from __future__ import annotations

import enum
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.filters import Graph, Rows
from councilgraph.cli.output import Format, emit, message, progress
from councilgraph.wording import counted

if TYPE_CHECKING:
    from councilgraph.graph.query import Query
    from councilgraph.graph.sources import Source

# Parameters of a query are options that only the query knows (`--council derby`).
_OWN_OPTIONS = {"allow_extra_args": True, "ignore_unknown_options": True}


# Long enough for a server to answer a query over, or take in, a graph of some million triples.
_TIMEOUT = 300.0
Timeout = Annotated[float, typer.Option(help="Seconds to wait for an answer of a server.", min=0.1)]


class ReportFormat(enum.StrEnum):
    """The formats of a validation report."""

    human = "human"
    table = "table"
    turtle = "turtle"


def query(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="A named query (see --list) or a file ending in .rq.")] = None,
    text: Annotated[str | None, typer.Option("--query", "-q", help="The text of a SPARQL query.")] = None,
    graph: Graph = Path("output"),
    endpoint: Annotated[str | None, typer.Option(help="Ask this SPARQL server instead of the built graph.")] = None,
    timeout: Timeout = _TIMEOUT,
    listing: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    output_format: Rows = Format.table,
) -> None:
    """Ask a named question, or run SPARQL, over all graphs together. A named question takes options of its own.

    SPARQL of your own need not declare the prefixes of the ontology: cg, dcterms, foaf, oa, org, prov, rdf, rdfs, skos
    and the others of its context.jsonld.

    Example: councilgraph query partners --council westhaven --format csv
    """
    from councilgraph.graph import query as queries

    if listing:
        rows = (
            (q.name, q.title, _parameters(q), f"councilgraph query {q.name} {q.example}".strip())
            for q in queries.named().values()
        )
        emit(("query", "title", "parameters", "example"), rows, output_format)
        return
    if (name is None) == (text is None):
        raise typer.BadParameter("give a named query, a file, or -q TEXT; --list shows the named ones")
    wanted = queries.parse("-q", text) if text is not None else _wanted(str(name))
    answer = queries.run(_source(graph, endpoint, timeout), wanted, _values(context.args))
    emit(answer.columns, answer.rows, output_format)


def _wanted(name: str) -> Query:
    from councilgraph.graph import query as queries

    return queries.read(Path(name)) if name.endswith((".rq", ".sparql")) else queries.get(name)


def _parameters(wanted: Query) -> str:
    return " ".join(f"--{p.name}" if p.required else f"[--{p.name}]" for p in wanted.parameters.values())


def _source(graph: Path, endpoint: str | None, timeout: float) -> Source:
    from councilgraph.graph import sources, store
    from councilgraph.graph.servers import Server

    return sources.Endpoint(Server(endpoint, timeout)) if endpoint else sources.Embedded(store.open_store(graph))


def _values(words: list[str]) -> dict[str, str]:
    """Return the query's own options as name and value; `--name value` and `--name=value` are both understood."""
    values: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        option, equals, value = word.partition("=")
        if not option.startswith("--") or not (equals or rest):
            raise typer.BadParameter(f"{word}: parameters of a query are given as --name value")
        values[option.removeprefix("--")] = value if equals else rest.pop(0)
    return values


def validate(
    graph: Graph = Path("output"),
    shapes: Annotated[Path | None, typer.Option(help="A SHACL file of your own, used as well.")] = None,
    ontology: Annotated[
        Path | None, typer.Option(help="An ontology of your own, whose classes your shapes may use.")
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="Look at what this SPARQL server holds instead of the built graph.")
    ] = None,
    timeout: Timeout = _TIMEOUT,
    output_format: Annotated[ReportFormat, typer.Option("--format", help="Form of the report.")] = ReportFormat.human,
) -> None:
    """Hold the graph to its SHACL shapes and to the rules that cross graphs; exit with 1 where it breaks them.

    Example: councilgraph validate --format table
    """
    from councilgraph.graph import validation

    if ontology is not None and shapes is None:
        raise typer.BadParameter("--ontology is for the classes of your own shapes; name these with --shapes")
    with progress() as step:
        report = validation.validate(
            _source(graph, endpoint, timeout),
            own=shapes,
            ontology=ontology,
            step=lambda done, total: step("validating", done, total),
        )
    if output_format is ReportFormat.turtle:
        sys.stdout.write(report.turtle())
    elif output_format is ReportFormat.table:
        rows = [(p.graph, p.node, p.path, p.message, p.shape) for p in report.problems]
        emit(("graph", "node", "path", "message", "shape"), rows, Format.table)
    else:
        sys.stdout.writelines(f"{line}\n" for line in report.lines())
        found = f"{counted(report.graphs, 'graph')}, {counted(len(report.problems), 'problem')}"
        message(f"{found}: {'valid' if report.conforms else 'not valid'}")
    if not report.conforms:
        raise typer.Exit(1)


def publish(
    endpoint: Annotated[str, typer.Argument(help="The Graph Store address of a SPARQL 1.1 server.")],
    graph: Graph = Path("output"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Send what has not changed, too.")] = False,
    timeout: Timeout = _TIMEOUT,
    output_format: Rows = Format.table,
) -> None:
    """Make a server hold the graph: send the documents that changed, delete those that are gone.

    Name and password come from COUNCILGRAPH_USER and COUNCILGRAPH_PASSWORD. See docs/servers.md for the addresses.

    Example: councilgraph publish http://127.0.0.1:7878/store --dry-run
    """
    from councilgraph.graph import publishing, store
    from councilgraph.graph.graphstore import GraphStore
    from councilgraph.graph.servers import Server

    work = publishing.plan if dry_run else publishing.publish
    with progress() as step:
        changes = work(store.open_store(graph), GraphStore(Server(endpoint, timeout)), everything, step)
    rows = [(c.graph, c.action, c.reason, c.triples) for c in changes if c.action != publishing.KEEP]
    if rows or output_format is not Format.table:
        emit(("graph", "action", "reason", "triples"), rows, output_format)
    counts = Counter(change.action for change in changes)
    message(
        f"{endpoint}: {counted(counts[publishing.SEND], 'graph')} {'to send' if dry_run else 'sent'}, "
        f"{counts[publishing.DELETE]} {'to delete' if dry_run else 'deleted'}, {counts[publishing.KEEP]} unchanged"
    )


def schema(output_format: Rows = Format.table) -> None:
    """Print what the graph is made of: entity types, predicates with the types they join, kinds of fact.

    Example: councilgraph schema --format md
    """
    from councilgraph import schema as declared

    known = declared.load()
    rows = [(type_.name, "type", type_.label, type_.definition, "", "") for type_ in known.types.values()]
    rows += [
        (link.name, "predicate", link.label, link.definition, ", ".join(link.subject), ", ".join(link.object))
        for link in known.predicates.values()
    ]
    rows += [(fact.name, "fact", fact.label, fact.definition, "", "") for fact in known.facts.values()]
    emit(("name", "what", "label", "definition", "subject", "object"), rows, output_format)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(context_settings=_OWN_OPTIONS)(query)
    app.command()(schema)
    app.command()(validate)
    app.command()(publish)
