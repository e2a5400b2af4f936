"""How doubts are shown: as rows for programs, as tables for people, and one by one in the walk."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph import schema
from councilgraph.cli.output import Format, emit
from councilgraph.project import Doubt, Pair
from councilgraph.project.doubts import Party

_PAIR = ("id", "score", "why", "type", "one", "documents", "sentences", "other", "its documents", "its sentences")
_LINK = (
    *("id", "confidence", "cases", "status", "subject", "predicate", "object"),
    *("sentence", "document", "section", "page", "rule"),
)


def show(doubts: Sequence[Pair | Doubt], links: bool, fmt: Format) -> None:
    """Print doubts; a table for people puts what belongs together into one cell."""
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
    status = "" if doubt.status == "asserted" else f" ({doubt.status})"
    return f"{doubt.subject} {schema.load().predicates[doubt.link.predicate].label} {doubt.object}{status}"


def sureness(doubt: Doubt) -> str:
    """Return how sure a link is, and on how many annotated cases that rests."""
    return f"{doubt.confidence:.2f}, {doubt.cases} cases" if doubt.cases else f"{doubt.confidence:.2f}, never measured"
