"""The command `review`: shows what is doubtful, takes verdicts on it, and keeps them in the decisions file."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from councilgraph.cli.filters import Graph, Rows, known
from councilgraph.cli.output import Format, emit, message, progress

if TYPE_CHECKING:
    from councilgraph.cli.deciding import Desk
    from councilgraph.project import Doubt, Pair
    from councilgraph.project.reviewing import Choice, Party


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
        _list(doubts, links, output_format)
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
    from councilgraph.project.reviewing import Choice

    declared = schema.load()
    return Choice(
        types=frozenset(known(types or (), declared.types, "type")),
        predicates=frozenset(known(predicates or (), declared.predicates, "predicate")),
        council=desk.review.council(council) if council else None,
        document=names.document(sources.Embedded(store.open_store(graph)), document).id if document else None,
        min_score=min_score,
    )


_PAIR = ("id", "score", "why", "type", "one", "documents", "sentences", "other", "its documents", "its sentences")
_LINK = (
    *("id", "confidence", "cases", "status", "subject", "predicate", "object"),
    *("sentence", "document", "section", "page", "rule"),
)


def _list(doubts: Sequence[Pair | Doubt], links: bool, fmt: Format) -> None:
    """Print doubts; a table for people puts what belongs together into one cell."""
    from councilgraph.project import Doubt, Pair

    pairs = [doubt for doubt in doubts if isinstance(doubt, Pair)]
    stated = [doubt for doubt in doubts if isinstance(doubt, Doubt)]
    if fmt is Format.table and links:
        emit(("id", "sure", "statement", "sentence", "document", "rule"), map(_stated_cells, stated), fmt)
    elif fmt is Format.table:
        emit(("id", "score", "why", "type", "one", "other"), map(_pair_cells, pairs), fmt)
    elif links:
        emit(_LINK, map(_stated_row, stated), fmt)
    else:
        emit(_PAIR, map(_pair_row, pairs), fmt)


def _pair_row(pair: Pair) -> tuple[object, ...]:
    sides = [_party_row(side) for side in (pair.one, pair.other)]
    return (pair.id, pair.score, pair.reason, pair.type, *sides[0], *sides[1])


def _party_row(party: Party) -> tuple[str, str, str]:
    label = f"{party.label} ({party.name.register})" if party.name.register else party.label
    return label, "; ".join(party.documents), " | ".join(passage.sentence for passage in party.passages)


def _pair_cells(pair: Pair) -> tuple[object, ...]:
    return (pair.id, pair.score, pair.reason, pair.type, *("\n".join(describe(s)) for s in (pair.one, pair.other)))


def describe(party: Party) -> list[str]:
    """Return the lines that show one side of a pair: its name, its documents, its sentences."""
    if party.name.register:
        return [party.label, f"official body {party.name.register}, which no document names"]
    more = party.documents[len(party.passages) :]
    lines = [f"{passage.document}: {passage.sentence}" for passage in party.passages]
    return [party.label, *lines, *([f"also in {', '.join(more)}"] if more else [])]


def _stated_row(doubt: Doubt) -> tuple[object, ...]:
    link, passage = doubt.link, doubt.passage
    return (
        *(doubt.id, doubt.confidence, doubt.cases, doubt.status, doubt.subject, link.predicate, doubt.object),
        *(passage.sentence, passage.document, passage.section, passage.page, doubt.rule),
    )


def _stated_cells(doubt: Doubt) -> tuple[object, ...]:
    passage = doubt.passage
    return (doubt.id, sureness(doubt), statement(doubt), passage.sentence, passage.document, doubt.rule)


def statement(doubt: Doubt) -> str:
    """Return what a link says, with its status where it does not simply hold."""
    from councilgraph import schema

    status = "" if doubt.status == "asserted" else f" ({doubt.status})"
    return f"{doubt.subject} {schema.load().predicates[doubt.link.predicate].label} {doubt.object}{status}"


def sureness(doubt: Doubt) -> str:
    """Return how sure a link is, and on how many annotated cases that rests."""
    return f"{doubt.confidence:.2f}, {doubt.cases} cases" if doubt.cases else f"{doubt.confidence:.2f}, never measured"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(review)
