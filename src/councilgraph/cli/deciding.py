"""Verdicts on doubts, and the decisions file in which they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from councilgraph import project
from councilgraph.cli.output import keep
from councilgraph.errors import DecisionError, UnknownName
from councilgraph.identity import Decisions, Link, Name
from councilgraph.identity.decisions import dumps, load
from councilgraph.project import Doubt, Pair, Review
from councilgraph.project.doubts import Choice
from councilgraph.project.options import Step

NAMES, LINKS = ("same", "different"), ("confirm", "reject")
_SHORTEST = 4


@dataclass(slots=True)
class Desk:
    """A review with the file in which its decisions are kept; each change is written at once, whole or not at all."""

    review: Review
    file: Path

    @classmethod
    def open(cls, graph: Path, file: Path, step: Step) -> Desk:
        """Open a graph under a decisions file, which need not be there yet unless the graph was built with one."""
        decisions = load(file) if file.exists() else Decisions()
        review = project.open_review(graph, decisions, step)
        if not file.exists() and review.built_with:
            raise DecisionError(f"{file}: is not there, and {graph} was built with decisions; name their file")
        return cls(review, file)

    def doubts(self, choice: Choice, *, below: float | None, most: int, sentences: int) -> list[Pair] | list[Doubt]:
        """Return the chosen pairs of names with sentences, or with `below` the links that are less sure.

        `most` is how many to return, 0 for all, and `sentences` how many for each of two names.
        """
        if below is not None:
            return [doubt for doubt in self.review.links(below) if choice.admits(doubt)][: most or None]
        chosen = [pair for pair in self.review.pairs() if choice.admits(pair)][: most or None]
        return self.review.with_sentences(chosen, sentences)

    def notes(self) -> list[str]:
        """Return what a user should know: decisions that do not work, and whether the graph was built with them."""
        lines = [f"warning: {problem}" for problem in self.review.problems()]
        if not self.review.applied:
            lines.append(
                f"{self.review.folder}: was built before these decisions; "
                f"`build PATH... --decisions {self.file}` replays them"
            )
        return lines

    def refresh(self) -> None:
        """See the graph under what the file holds now."""
        self.review = self.review.under(self._read())

    def record(self, verdict: str, doubt: Pair | Doubt, note: str = "") -> None:
        """Add one decision to what the file holds now; raise DecisionError where it contradicts what is there."""
        self._write(_added(self._read(), verdict, doubt.decided_on, note))

    def withdraw(self, doubt: Pair | Doubt) -> None:
        """Take the decision on one pair or link out of the file."""
        self._write(_without(self._read(), [doubt.decided_on]))

    def settle(self, verdict: str, ids: Sequence[str], note: str = "") -> str:
        """Give one verdict on pairs or links by id, all or none; return a line that says so.

        Raise UnknownName for an id that is not in doubt, and DecisionError where decisions would conflict.
        """
        chosen = [self._find(verdict, id_) for id_ in dict.fromkeys(ids)]
        made = self.review.decisions
        for doubt in chosen:
            made = _added(made, verdict, doubt.decided_on, note)
        before = set(self.review.problems())
        new = [problem for problem in self.review.under(made).problems() if problem not in before]
        if new:
            raise DecisionError(f"{'; '.join(new)}; nothing was written")
        self._write(made)
        return f"{self.file}: {len(chosen)} decided as {verdict}; `build PATH... --decisions {self.file}` replays it"

    def forget(self, ids: Sequence[str]) -> str:
        """Take decisions out of the file by the ids that `decided` shows; return a line that says so."""
        by_id = {row[0]: made for row, made in self._decided()}
        gone = [
            by_id[_one(id_, by_id, "no decision", "`councilgraph review decided` lists them")]
            for id_ in dict.fromkeys(ids)
        ]
        self._write(_without(self.review.decisions, gone))
        return f"{self.file}: {len(gone)} forgotten; the next `build` with this file goes without"

    def decided(self) -> list[tuple[str, str, str, str]]:
        """Return (id, decision, on what, note) for each decision in the file."""
        return [row for row, _ in self._decided()]

    def _decided(self) -> Iterator[tuple[tuple[str, str, str, str], _On]]:
        for verdict in NAMES:
            for pair in getattr(self.review.decisions, verdict):
                note = "; ".join(name.note for name in pair if name.note)
                yield (project.pair_id(pair), verdict, f"{pair[0]} and {pair[1]}", note), pair
        for verdict in LINKS:
            for link in getattr(self.review.decisions, verdict):
                yield (project.link_id(link), verdict, f"{link}: {link.quote}", link.note), link

    def _find(self, verdict: str, id_: str) -> Pair | Doubt:
        found: dict[str, Pair | Doubt] = {
            doubt.id: doubt for doubt in (self.review.pairs() if verdict in NAMES else self.review.links(below=1.0))
        }
        decided = {row[0]: row[1] for row, _ in self._decided()}
        if id_ in decided:
            raise DecisionError(
                f"{id_} is decided as {decided[id_]}; `councilgraph review forget {id_}` withdraws that"
            )
        what, listing = ("pair of names", "review") if verdict in NAMES else ("link", "review --links --below 1")
        return found[_one(id_, found, f"no {what} in doubt", f"`councilgraph {listing}` lists them")]

    def _read(self) -> Decisions:
        # another may have changed the file since it was opened
        return load(self.file) if self.file.exists() else Decisions()

    def _write(self, decisions: Decisions) -> None:
        keep(self.file, dumps(decisions))


_On = tuple[Name, Name] | Link


def _added(decisions: Decisions, verdict: str, on: _On, note: str) -> Decisions:
    if isinstance(on, Link):
        link = replace(on, note=note)
        return decisions.add(confirm=[link]) if verdict == "confirm" else decisions.add(reject=[link])
    pair = (replace(on[0], note=note), on[1])
    return decisions.add(same=[pair]) if verdict == "same" else decisions.add(different=[pair])


def _without(decisions: Decisions, gone: Sequence[_On]) -> Decisions:
    pairs = [on for on in gone if not isinstance(on, Link)]
    return decisions.without(pairs, [on for on in gone if isinstance(on, Link)])


def _one(text: str, known: Iterable[str], none: str, remedy: str) -> str:
    """Return the id that a text is, or begins if it is four letters or more and begins one only."""
    found = [id_ for id_ in known if id_ == text or (len(text) >= _SHORTEST and id_.startswith(text))]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownName(f"{text!r} begins {len(found)} ids: {', '.join(sorted(found))}; write more of it")
    raise UnknownName(f"{none} has the id {text!r}; {remedy}")
