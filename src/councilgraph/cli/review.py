"""The command `review`: shows what is doubtful, takes verdicts on it, and keeps them in the decisions file."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.filters import Graph, Rows, known
from councilgraph.cli.output import Format, emit, message, progress

if TYPE_CHECKING:
    from councilgraph.cli.deciding import Desk
    from councilgraph.project.doubts import Choice


class Action(enum.StrEnum):
    """What `review` is to do."""

    list = "list"
    walk = "walk"
    same = "same"
    different = "different"
    confirm = "confirm"
    reject = "reject"
    decided = "decided"
    forget = "forget"


What = Annotated[
    Action,
    typer.Argument(
        help="list the doubts, or walk through them; give a verdict on names (same, different) or on links "
        "(confirm, reject); list what is decided; forget decisions."
    ),
]
Ids = Annotated[list[str] | None, typer.Argument(help="Ids as the lists show them.", show_default=False)]
File = Annotated[Path, typer.Option("--decisions", help="The decisions file; it is made where there is none.")]
Links = Annotated[bool, typer.Option("--links", help="Show doubtful links, not names.")]
Below = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Doubtful is a link less sure than this, or by a rule never measured.")
]
Types = Annotated[list[str] | None, typer.Option("--type", help="Only entities of this type; may be repeated.")]
Predicates = Annotated[list[str] | None, typer.Option("--predicate", help="Only these links; may be repeated.")]
Council = Annotated[str | None, typer.Option(help="Only what belongs to a council or stands in its papers.")]
Document = Annotated[str | None, typer.Option(help="Only what this document says, by id or words of its title.")]
MinScore = Annotated[float, typer.Option(min=0.0, max=100.0, help="Only names at least this alike.")]
Most = Annotated[int, typer.Option(min=0, help="How many to show; 0 for all.")]
Sentences = Annotated[int, typer.Option(min=1, help="How many sentences to show for each of two names.")]
Note = Annotated[str, typer.Option(help="Why, to be kept with the decision.")]


def review(
    action: What = Action.list,
    ids: Ids = None,
    decisions: File = Path("decisions.yaml"),
    links: Links = False,
    below: Below = 0.7,
    types: Types = None,
    predicates: Predicates = None,
    council: Council = None,
    document: Document = None,
    min_score: MinScore = 0.0,
    most: Most = 0,
    sentences: Sentences = 1,
    note: Note = "",
    graph: Graph = Path("output"),
    output_format: Rows = Format.table,
) -> None:
    """Settle doubts: names that may mean one thing, and links that are not sure. Every build replays what is decided.

    `review` lists names in doubt with their sentences, `review --links` links; each has an id. Settle them with
    `review same ID`, `different ID`, `confirm ID`, `reject ID`, or one after another with `review walk`, which saves
    each answer. Then build again with --decisions. `review decided` lists decisions, `review forget ID` withdraws one.

    Example: councilgraph review --format csv
    """
    from councilgraph.cli.deciding import Desk

    with progress() as step:
        desk = Desk.open(graph, decisions, step)
        if action is Action.decided:
            emit(("id", "decision", "on", "note"), desk.decided(), output_format)
        elif action in (Action.list, Action.walk):
            choice = _choice(desk, graph, types, predicates, council, document, min_score)
            some = sentences if action is Action.list else max(sentences, 3)
            doubts = desk.doubts(choice, below=below if links else None, most=most, sentences=some)
    if action is Action.list:
        from councilgraph.cli.doubts import show

        show(doubts, links, output_format)
    elif action is Action.walk:
        from councilgraph.cli.walk import walk

        walk(desk, doubts)
        desk.refresh()
    elif action is not Action.decided:
        if not ids:
            raise typer.BadParameter(f"{action.value}: name ids; `councilgraph review` lists them")
        message(desk.forget(ids) if action is Action.forget else desk.settle(action.value, ids, note))
        return
    for line in desk.notes():
        message(line)


def _choice(
    desk: Desk,
    graph: Path,
    types: list[str] | None,
    predicates: list[str] | None,
    council: str | None,
    document: str | None,
    min_score: float,
) -> Choice:
    from councilgraph import schema
    from councilgraph.graph import names, sources, store
    from councilgraph.project.doubts import Choice

    declared = schema.load()
    return Choice(
        types=frozenset(known(types or (), declared.types, "type")),
        predicates=frozenset(known(predicates or (), declared.predicates, "predicate")),
        council=desk.review.council(council) if council else None,
        document=names.document(sources.Embedded(store.open_store(graph)), document).id if document else None,
        min_score=min_score,
    )


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(review)
