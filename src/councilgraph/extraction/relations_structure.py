"""Finds links that stand in the structure of noun phrases: owners, prepositions between two names, appositions."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.extraction.relations_chunks import Chunk, Type
from councilgraph.extraction.relations_clause import Clause
from councilgraph.extraction.relations_rules import Trigger, Triggers
from councilgraph.extraction.relations_triggers import Link

_OWNING = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Board", "Partnership", "Team"})


class Structure:
    """Finds structural links; the tables say which types they join."""

    def __init__(self, table: Triggers) -> None:
        self._owners = table.owners
        self._between = table.between
        self._appositions = table.appositions

    def links(self, clause: Clause) -> Iterator[Link]:
        """Yield the structural links of a sentence."""
        for place, chunk in enumerate(clause.chunks):
            if chunk.type is Type.NP and (chunk.parts or chunk.owner):
                yield from self._inside(clause, place, chunk)
                if chunk.mention >= 0:
                    yield from self._joined(clause, place, chunk)
                    yield from self._apposed(clause, place, chunk)

    def _inside(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        parts = chunk.parts
        for i in range(1, len(parts)):
            yield from self._pair(clause, place, self._owners, parts[i - 1], parts[i])
            yield from self._pair(clause, place, self._appositions, parts[i - 1], parts[i])
        for inner in chunk.inside:
            if chunk.mention >= 0:
                yield from self._pair(clause, place, self._appositions, chunk.mention, inner)
        if chunk.parts and chunk.mention >= 0 and chunk.links[-1] == "'s" and len(parts) == 1:
            return
        if chunk.mention >= 0 and len(parts) >= 1 and "'s" in chunk.links:
            for member in clause.group(place):
                if member > place and clause.chunks[member].mention >= 0 and not clause.chunks[member].owner:
                    if len(clause.chunks[member].parts) == 1 and clause.chunks[member].first == "":
                        owner = parts[chunk.links.index("'s") - 1]
                        yield from self._pair(clause, place, self._owners, owner, clause.chunks[member].mention)
        if chunk.owner and parts:
            yield from self._pronoun(clause, place, chunk)

    def _pronoun(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link "its website" to the subject of the clause, the one body that the pronoun can mean."""
        owner = self._antecedent(clause, place)
        if owner is None:
            return
        for member in [place, *(m for m in clause.group(place) if m > place)]:
            phrase = clause.chunks[member]
            if phrase.parts and (member == place or phrase.owner or phrase.first == ""):
                yield from self._pair(clause, place, self._owners, owner, phrase.parts[0])

    def _antecedent(self, clause: Clause, place: int) -> int | None:
        verb = clause.previous_verb(place)
        while verb is not None:
            for group in clause.subjects(verb):
                found = [m for m in clause.mentions(group) if clause.types[m] in _OWNING]
                if len(found) == 1:
                    return found[0]
                if found:
                    return None
                if group and clause.chunks[group[0]].first != "pronoun":
                    return None
            verb = clause.previous_verb(verb)
        return None

    def _joined(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        after = place + 1
        chunks = clause.chunks
        if after + 1 >= len(chunks) or chunks[after].type is not Type.PREP or chunks[after + 1].type is not Type.NP:
            return
        preposition = chunks[after].head
        second = [m for m in clause.group(after + 1) if m > after]
        for mention in clause.mentions(second):
            trigger = self._between.get((clause.types[chunk.mention], preposition, clause.types[mention]))
            if trigger is not None:
                yield from self._link(clause, after, trigger, chunk.mention, mention)

    def _apposed(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        chunks = clause.chunks
        if place + 2 < len(chunks) and chunks[place + 1].type in (Type.COMMA, Type.STOP):
            other = chunks[place + 2]
            if other.type is Type.NP and other.mention >= 0 and len(other.parts) <= 2:
                yield from self._apposition(clause, place + 2, chunk.mention)
        if place + 2 < len(chunks) and chunks[place + 1].head == "be" and chunks[place + 2].mention >= 0:
            yield from self._apposition(clause, place + 2, chunk.mention)

    def _apposition(self, clause: Clause, place: int, first: int) -> Iterator[Link]:
        """Link a name to the apposed phrase and to what is coordinated with it ("Deputy Leader and Chair of ...")."""
        for member in clause.group(place):
            mention = clause.chunks[member].parts[0] if clause.chunks[member].parts else -1
            if member >= place and mention >= 0:
                yield from self._pair(clause, place, self._appositions, first, mention)

    def _pair(
        self, clause: Clause, place: int, table: dict[tuple[str, str], Trigger], first: int, second: int
    ) -> Iterator[Link]:
        trigger = table.get((clause.types[first], clause.types[second]))
        if trigger is not None:
            yield from self._link(clause, place, trigger, first, second)

    def _link(self, clause: Clause, place: int, trigger: Trigger, first: int, second: int) -> Iterator[Link]:
        subject, object_ = (second, first) if trigger.order == "object" else (first, second)
        if subject != object_:
            yield Link(subject, object_, trigger, place, abs(subject - object_))
