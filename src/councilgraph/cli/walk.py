"""The walk of `review`: one doubt after another, with its evidence, each answer saved before the next is asked."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from councilgraph.cli.deciding import Desk
from councilgraph.cli.doubts import describe, statement, sureness
from councilgraph.cli.output import message
from councilgraph.errors import DecisionError
from councilgraph.project import Doubt, Pair

_ANSWERS = {
    Pair: {"s": "same", "same": "same", "d": "different", "different": "different"},
    Doubt: {"c": "confirm", "confirm": "confirm", "r": "reject", "reject": "reject"},
}
_MOVES = {"": "skip", "n": "skip", "skip": "skip", "u": "undo", "undo": "undo", "q": "quit", "quit": "quit"}
_ASKED = {Pair: "[s]ame or [d]ifferent?", Doubt: "[c]onfirm or [r]eject?"}
_HELP = "Enter or [n] skips, [u] takes the last answer back, [q] quits"


def walk(desk: Desk, doubts: Sequence[Pair | Doubt]) -> None:
    """Ask about each doubt on the terminal until all are asked, or the user quits or interrupts."""
    answered: list[int] = []
    place = 0
    if doubts:
        message(f"{len(doubts)} in doubt; answers go into {desk.file} at once; {_HELP}")
    try:
        while place < len(doubts):
            typer.echo(_shown(doubts[place], f"{place + 1} of {len(doubts)}"))
            place = _step(desk, doubts, place, answered)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo()
    message(f"{len(answered)} answered, {len(doubts) - len(answered)} left; {_told(desk, answered)}")


def _told(desk: Desk, answered: Sequence[int]) -> str:
    return f"`build PATH... --decisions {desk.file}` replays them" if answered else "nothing was written"


def _step(desk: Desk, doubts: Sequence[Pair | Doubt], place: int, answered: list[int]) -> int:
    """Ask about one doubt, act on the answer, and return the place of the next to ask."""
    doubt = doubts[place]
    answer = _ask(doubt)
    if answer == "quit":
        return len(doubts)
    if answer == "skip":
        return place + 1
    if answer == "undo":
        if not answered:
            message("there is no answer to take back")
            return place
        place = answered.pop()
        desk.withdraw(doubts[place])
        return place
    try:
        desk.record(answer, doubt)
    except DecisionError as error:
        message(f"not saved: {error}")
        return place
    answered.append(place)
    return place + 1


def _ask(doubt: Pair | Doubt) -> str:
    known = _ANSWERS[type(doubt)] | _MOVES
    while True:
        text = typer.prompt(_ASKED[type(doubt)], default="", show_default=False).strip().casefold()
        if text in known:
            return known[text]
        message(f"{text!r} is no answer; {_ASKED[type(doubt)]} {_HELP}")


def _shown(doubt: Pair | Doubt, number: str) -> str:
    if isinstance(doubt, Doubt):
        passage = doubt.passage
        where = " ".join((passage.document, *([f"page {passage.page}"] if passage.page else []), passage.section))
        lines = [f"{number}  {doubt.id}  {sureness(doubt)}  ({doubt.rule})", f"  {statement(doubt)}"]
        return "\n".join(["", *lines, f"    {passage.sentence}", f"    {where}"])
    lines = [f"{number}  {doubt.id}  {doubt.type}: {doubt.reason} ({doubt.score})"]
    for side in (doubt.one, doubt.other):
        label, *rest = describe(side)
        lines += [f"  {label}", *(f"    {line}" for line in rest)]
    return "\n".join(["", *lines])
