"""The options that every question shares: which graph, which statements, which format."""

from __future__ import annotations

import datetime
import inspect
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from councilgraph.cli.output import Format, emit, message

if TYPE_CHECKING:
    from councilgraph.analysis.dataset import Dataset
    from councilgraph.analysis.filters import Filters
    from councilgraph.graph.sources import Answer

_DAY = ["%Y-%m-%d"]

Graph = Annotated[Path, typer.Option("--graph", help="The folder that `build` wrote.", show_default=True)]
Rows = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
Council = Annotated[
    str | None,
    typer.Argument(help="A council, by any of its names; all councils where it is left out.", show_default=False),
]
Sentences = Annotated[bool, typer.Option("--sentences", help="Print the sentences behind the rows instead.")]

# name, type, default, option: what narrows the statements that count, in the order of the help
_SHARED: list[tuple[str, Any, Any, Any]] = [
    ("in_council", str | None, None, typer.Option("--council", help="Only what concerns this council.")),
    ("types", list[str], [], typer.Option("--type", help="Only entities of this type; may be repeated.")),
    ("predicates", list[str], [], typer.Option("--predicate", help="Only links of this predicate; may be repeated.")),
    (
        "statuses",
        list[str],
        [],
        typer.Option("--status", help="asserted, planned, negated, ended or all; may be repeated."),
    ),
    ("documents", list[str], [], typer.Option("--document", help="Only this document, by id or words of its title.")),
    (
        "since",
        datetime.datetime | None,
        None,
        typer.Option("--since", formats=_DAY, metavar="DATE", help="Only documents of this day or later."),
    ),
    (
        "until",
        datetime.datetime | None,
        None,
        typer.Option("--until", formats=_DAY, metavar="DATE", help="Only documents of this day or earlier."),
    ),
    (
        "min_confidence",
        float,
        0.0,
        typer.Option("--min-confidence", min=0.0, max=1.0, help="Only links at least this sure.", show_default=False),
    ),
]


@dataclass(frozen=True, slots=True)
class Ask:
    """What a command is asked of: the graph, and the statements of it that count."""

    graph: Dataset
    filters: Filters


def known(values: Iterable[str], declared: Iterable[str], what: str) -> tuple[str, ...]:
    """Return names as they are declared, however a user writes them; raise UnknownName where one is not."""
    from councilgraph.errors import UnknownName

    by_name = {name.casefold(): name for name in declared}
    for value in values:
        if value.casefold() not in by_name:
            raise UnknownName(f"{value!r} is no {what}; there are: {', '.join(by_name.values())}")
    return tuple(by_name[value.casefold()] for value in values)


def filters(graph: Dataset, given: dict[str, Any]) -> Filters:
    """Return the filters that a user's options mean in a graph; take the options out of `given`."""
    from councilgraph import schema
    from councilgraph.analysis import naming
    from councilgraph.analysis.filters import STANDINGS, Filters

    declared = schema.load()
    option = {name: given.pop(name, default) for name, _, default, _ in _SHARED}
    statuses = known(option["statuses"], dict.fromkeys((*STANDINGS, "all")), "status")
    return Filters(
        council=naming.council(graph, option["in_council"]),
        types=known(option["types"], declared.types, "type"),
        predicates=known(option["predicates"], declared.predicates, "predicate"),
        statuses=STANDINGS if "all" in statuses else statuses,
        documents=naming.documents(graph, option["documents"]),
        since=option["since"].date() if option["since"] else None,
        until=option["until"].date() if option["until"] else None,
        min_confidence=option["min_confidence"],
    )


def _parameter(name: str, type_: Any, default: Any, option: Any) -> inspect.Parameter:
    annotation = Annotated[type_, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def asking(function: Callable[..., Any], *, rows: bool = True) -> Callable[..., None]:
    """Return a command made of a function of an `Ask` and its own parameters: opens the graph, prints the answer.

    The command has the function's parameters, the shared filters, `--graph` and, if `rows`, `--format`. A function
    with a parameter `council` gets no option `--council`, and one with `fmt` sees the format itself. It returns an
    Answer, or text to print, or None.
    """
    # what a function returns is known to the type checker alone: its module is heavy
    hints = typing.get_type_hints(function, localns={"Answer": object}, include_extras=True)
    own = [p.replace(annotation=hints[p.name]) for p in list(inspect.signature(function).parameters.values())[1:]]
    names = {p.name for p in own}
    shared = [_parameter(*row) for row in _SHARED if not (row[0] == "in_council" and "council" in names)]
    shared.append(inspect.Parameter("graph", inspect.Parameter.KEYWORD_ONLY, default=Path("output"), annotation=Graph))
    if rows and "fmt" not in names:
        kind = inspect.Parameter.KEYWORD_ONLY
        shared.append(inspect.Parameter("fmt", kind, default=Format.table, annotation=Rows))

    def command(**given: Any) -> None:
        from councilgraph.analysis import dataset

        fmt = given.get("fmt", Format.table)
        if "fmt" not in names:
            given.pop("fmt", None)
        graph = dataset.load(given.pop("graph"))
        answer = function(Ask(graph, filters(graph, given)), **given)
        if isinstance(answer, str):
            typer.echo(answer, nl=not answer.endswith("\n"))
        elif answer is not None:
            show(answer, fmt)

    command.__name__, command.__doc__ = function.__name__, function.__doc__
    signature = inspect.Signature([*own, *shared])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return command


def show(answer: Answer, fmt: Format) -> None:
    """Print an answer; a table for people leaves out columns in which nothing stands, and a council known anyway."""
    kept = list(range(len(answer.columns)))
    if fmt is Format.table and answer.rows:
        kept = [index for index in kept if any(row[index] not in (None, "") for row in answer.rows)]
        if answer.columns[0] == "council" and len(kept) > 1 and len({row[0] for row in answer.rows}) == 1:
            kept.remove(0)
    columns = [answer.columns[index] for index in kept]
    emit(columns, ([row[index] for index in kept] for row in answer.rows), fmt)
    for note in getattr(answer, "notes", ()):
        message(note)
