"""Finds links between names that stand beside one another: appositions, addresses, labels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Chunk, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.rules import Trigger, Triggers

_Table = dict[tuple[str, str], list[Trigger]]


class Appositions:
    """Links names that stand beside one another; the tables say which types they join."""

    def __init__(self, table: Triggers) -> None:
        self._between = table.between
        self._appositions = table.appositions
        self._labels_table = table.labels
        self._addresses = table.addresses
        self._appointing = table.words.set("words.appointing-verbs")

    def _labels(self, clause: Clause) -> Iterator[Link]:
        """Link the cells of a line without a verb ("Chief Executive, Westhaven Council: Jo Bell")."""
        named = [(place, m) for place, chunk in enumerate(clause.chunks) for m in (*chunk.parts, *chunk.inside)]
        for (_, before), (place, mention) in pairwise(named):
            whole = clause.chunks[place].mention == mention or mention in clause.chunks[place].inside
            if clause.types[before] == "Board" and clause.chunks[place - 1].head == "|":
                continue  # another column of a table
            if self._parted(clause, place) and (whole or clause.types[before] != "Person"):
                yield from self._pair(clause, place, self._labels_table, before, mention)
        for at, (place, mention) in enumerate(named):
            if clause.types[mention] == "Person" and place and clause.chunks[place - 1].head == ":":
                for _, earlier in named[:at]:
                    yield from self._pair(clause, place, self._labels_table, earlier, mention)

    def _addressed(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link a name to the body after it in an address ("to the Planning Team, Westhaven Council, Town Hall").

        After a person's name it is the post ("Jo Bell, Chief Executive, Westhaven Mind, and Tom Ray").
        """
        at, chunks = place + 2, clause.chunks
        if at >= len(chunks) or chunks[place + 1].type is not Type.COMMA or chunks[at].mention < 0:
            return
        post = self._parted(clause, place) and clause.is_person(place - 2)
        ends = (Type.COMMA, Type.STOP, Type.CONJ, Type.VERB) if post else (Type.COMMA, Type.STOP)
        if clause.is_person(place):
            if self._employs(clause, at):
                yield from self._pair(clause, at, self._addresses, chunk.mention, chunks[at].mention)
            return
        closed = at + 1 == len(chunks) or chunks[at + 1].type in ends
        proper = clause.is_proper(chunk.mention) and clause.is_proper(chunks[at].mention)
        alone = chunks[at].first == "" and (post or (proper and at not in clause.group(place)))
        if closed and alone:
            yield from self._pair(clause, at, self._addresses, chunk.mention, chunks[at].mention)

    def _employs(self, clause: Clause, place: int) -> bool:
        """Tell whether a body after a person's name is where they work, not the next of a list.

        "Jo Bell, Westhaven Mind, said", "Jo Bell, Westhaven Mind, and Tom Ray, Vale ICB", not "Jo Bell, Mind and X".
        """
        chunks, after = clause.chunks, place + 1
        if chunks[place].first != "" or not clause.is_proper(chunks[place].mention):
            return False
        while after < len(chunks) and chunks[after].type in (Type.COMMA, Type.CONJ):
            after += 1
        if after == len(chunks) or chunks[after].type is not Type.NP:
            return True
        joined = any(chunks[at].type is Type.CONJ for at in range(place + 1, after))
        goes_on = after + 1 < len(chunks) and chunks[after + 1].type is Type.CONJ
        return clause.is_person(after) or not (joined or goes_on)

    def _parted(self, clause: Clause, place: int) -> bool:
        """Tell whether a comma, dash or the edge of a cell stands before a phrase."""
        return place > 0 and clause.chunks[place - 1].type in (Type.COMMA, Type.STOP)

    def _labelled(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link a name to what a label says of it ("Board member: Jo Bell")."""
        after = place + 1
        if (
            after + 1 < len(clause.chunks)
            and clause.chunks[after].head == ":"
            and clause.chunks[after + 1].mention >= 0
        ):
            yield from self._named(clause, place, chunk.head, chunk.parts[-1], clause.chunks[after + 1].parts[0])

    def _named(self, clause: Clause, place: int, word: str, first: int, second: int) -> Iterator[Link]:
        """Link two names with a noun of relation between them ("Board member Jo Bell")."""
        for trigger in self._between.get((clause.types[first], clause.types[second]), ()) if word else ():
            if word in trigger.prepositions:
                yield from self._link(clause, place, trigger, first, second)

    def _apposed(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link a name to what stands after it between commas, or after "is" or a verb of appointing."""
        chunks = clause.chunks
        if clause.types[chunk.mention] == "Role" and self._parted(clause, place) and clause.is_person(place - 2):
            yield from self._elected(clause, place)
        if place + 2 < len(chunks) and chunks[place + 1].type in (Type.COMMA, Type.STOP):
            other = chunks[place + 2]
            if other.type is Type.NP and other.mention >= 0 and len(other.parts) <= 2:
                yield from self._apposition(clause, place + 2, chunk.mention)
                if clause.is_person(place + 2) and (post := self._post_of(clause, place)) is not None:
                    yield from self._apposition(clause, place + 2, post)
        verb = chunks[place + 1] if place + 2 < len(chunks) and chunks[place + 2].mention >= 0 else None
        if verb is not None and (verb.head == "be" or (verb.passive and verb.head in self._appointing)):
            yield from self._apposition(clause, place + 2, chunk.mention)

    def _post_of(self, clause: Clause, place: int) -> int | None:
        """Return the post in a body after which a person is named ("the [chair] of the board, Jo Bell, spoke")."""
        chunks = clause.chunks
        if place < 2 or chunks[place - 1].head not in ("of", "for") or len(clause.group(place)) > 1:
            return None
        if place > 2 and (chunks[place - 3].head == "be" or clause.is_person(place - 4)):
            return None  # "Jo Bell, who is the chair of the board, Tom Ray and"
        post = chunks[place - 2].mention
        return post if post >= 0 and clause.types[post] == "Role" else None

    def _elected(self, clause: Clause, place: int) -> Iterator[Link]:
        """Link a person to a post over the one beside the name ("Jo Bell, Director of Place, was elected chair")."""
        chunks = clause.chunks
        verb = place + 1 + (place + 1 < len(chunks) and chunks[place + 1].type is Type.COMMA)
        named = verb + 1 < len(chunks) and chunks[verb].type is Type.VERB and chunks[verb + 1].mention >= 0
        if named and chunks[verb].passive and chunks[verb].head in self._appointing:
            yield from self._apposition(clause, verb + 1, chunks[place - 2].mention)

    def _apposition(self, clause: Clause, place: int, first: int) -> Iterator[Link]:
        """Link a name to the apposed phrase and to what is coordinated with it ("Deputy Leader and Chair of ...")."""
        for member in clause.group(place):
            parts = clause.chunks[member].parts if member >= place else []
            for mention in sorted({*parts[:1], *parts[-1:]}):
                yield from self._pair(clause, place, self._appositions, first, mention)

    def _pair(
        self, clause: Clause, place: int, table: _Table, first: int, second: int, possessive: bool = True
    ) -> Iterator[Link]:
        for trigger in table.get((clause.types[first], clause.types[second]), ()):
            if possessive or not trigger.rule.possessive:
                yield from self._link(clause, place, trigger, first, second)

    def _link(self, clause: Clause, place: int, trigger: Trigger, first: int, second: int) -> Iterator[Link]:
        subject, object_ = (second, first) if trigger.order == "object" else (first, second)
        if subject != object_ and clause.fits(trigger.rule, subject, object_):
            yield Link(subject, object_, trigger, place, abs(subject - object_))
