"""Finds links that stand in the structure of noun phrases: owners, brackets, prepositions between two names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from councilgraph.extraction.relations.appositions import Appositions
from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.rules import Triggers

_SHARING = frozenset({"between", "with", "across", "among", "amongst"})
_NAMED = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Person"})
_TOPICAL = frozenset({"for", "on", "around", "to"})


class Structure(Appositions):
    """Finds structural links; the tables say which types they join."""

    def __init__(self, table: Triggers) -> None:
        super().__init__(table)
        self._owners = table.owners
        self._modifiers = table.modifiers
        self._brackets = table.brackets

    def links(self, clause: Clause) -> Iterator[Link]:
        """Yield the structural links of a sentence."""
        if not any(chunk.type is Type.VERB for chunk in clause.chunks):
            yield from self._labels(clause)
        for place, chunk in enumerate(clause.chunks):
            if chunk.type is Type.NP and chunk.parts:
                yield from self._inside(clause, place, chunk)
                if chunk.mention < 0 and chunk.parts:
                    yield from self._labelled(clause, place, chunk)
                if chunk.mention >= 0:
                    yield from self._joined(clause, place, chunk)
                    yield from self._apposed(clause, place, chunk)
                    yield from self._addressed(clause, place, chunk)
                    yield from self._contracted(clause, place, chunk)

    def _inside(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link the parts of one noun phrase: owners and owned, what stands in brackets, modifiers, "its"."""
        parts = chunk.parts
        for i in range(1, len(parts)):
            link = chunk.links[i]
            yield from self._named(clause, place, link, parts[i - 1], parts[i])
            if link in ("", "'s") or not self._parting(link):
                yield from self._pair(clause, place, self._owners, parts[i - 1], parts[i], link == "'s")
            yield from self._pair(clause, place, self._appositions, parts[i - 1], parts[i])
            post = clause.types[parts[i - 1]] == "Role" and clause.types[parts[i]] != "Person"
            if post and link == "":  # "the Chief Executive Westhaven Council"
                yield from self._pair(clause, place, self._labels_table, parts[i - 1], parts[i])
        yield from self._in_brackets(clause, place, chunk)
        if chunk.mention >= 0 and len(parts) > 1:
            yield from self._distributed(clause, place, chunk)
        for trigger in self._modifiers.get(clause.modifier(place), ()) if len(parts) == 1 else ():
            owner = clause.owner(place) if chunk.owner else clause.sole(trigger.rule.subject)
            if owner is not None:
                yield from self._link(clause, place, trigger, parts[0], owner)
        whose = place > 0 and clause.chunks[place - 1].head == "whose"
        if (chunk.owner or whose) and parts and chunk.links[0] != "'s":  # "their organisation's plan"
            yield from self._pronoun(clause, place)

    def _in_brackets(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link what stands in brackets after a phrase to it, and to one another."""
        for inner in chunk.inside:
            if chunk.mention >= 0:
                yield from self._pair(clause, place, self._appositions, chunk.mention, inner)
                yield from self._bracketed(clause, place, chunk, inner)
                if (
                    clause.types[chunk.mention] == "Role" and len(chunk.parts) == 1
                ):  # "Director of Finance (Westhaven Council)"
                    yield from self._pair(clause, place, self._labels_table, chunk.mention, inner)
        for first, second in pairwise(chunk.inside):
            yield from self._pair(clause, place, self._labels_table, first, second)

    def _bracketed(self, clause: Clause, place: int, chunk: Chunk, inner: int) -> Iterator[Link]:
        """Link a name to what stands in brackets after it ("the panel (the trust and Mind)", "Jo Bell (the trust)")."""
        kinds = {clause.types[other] for other in chunk.inside}
        if clause.types[chunk.mention] == "Person" and "Role" in kinds:
            return  # "Jo Bell (Director of Place, Westhaven Council)": the post is of the council
        for trigger in self._brackets.get((clause.types[chunk.mention], clause.types[inner]), ()):
            if len(chunk.inside) > 1 or not trigger.rule.several:
                yield from self._link(clause, place, trigger, chunk.mention, inner)

    def _parting(self, words: str) -> bool:
        """Tell whether words between two names keep the first from owning the second."""
        return any(word.endswith("s") or word in ("member", "chair", "lead") for word in words.split())

    def _distributed(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Give the owner of the first of a list the others too ("the council's website and helpline")."""
        possessive = chunk.links[-1] == "'s"
        for member in clause.group(place):
            other = clause.chunks[member]
            alone = len(other.parts) == 1 and other.mention >= 0 and other.first == "" and not other.owner
            alike = alone and clause.types[other.mention] == clause.types[chunk.mention]
            named = alone and clause.types[other.mention] in _NAMED
            if member > place and (alike or (alone and possessive and not named)):
                yield from self._pair(clause, place, self._owners, chunk.parts[-2], other.mention, possessive)

    def _pronoun(self, clause: Clause, place: int) -> Iterator[Link]:
        """Link "its website" to the subject of the clause, the one body that the pronoun can mean."""
        owner = clause.owner(place)
        if owner is None:
            return
        for member in [place, *(m for m in clause.group(place) if m > place)]:
            phrase = clause.chunks[member]
            if phrase.parts and (member == place or phrase.owner or phrase.first == ""):
                yield from self._pair(clause, place, self._owners, owner, phrase.parts[0])

    def _joined(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link a name to what a preposition after it names ("the alliance between the trust and the council")."""
        chunks, after = clause.chunks, self._preposition_after(clause, place)
        if not after:
            return
        preposition = chunks[after].head
        if preposition == "for" and after + 2 < len(chunks) and chunks[after + 2].mood is Mood.INFINITIVE:
            return
        if preposition == "by" and clause.mood(clause.group(place)[0] - 1) is Mood.INFINITIVE:
            return  # "is paid to run a [line] by the trust"
        if preposition == "from" and clause.comes_from(clause.group(place)[0], place + 2):
            return  # "referrals to the [line] from the trust", "moved the [line] from the trust to Mind"
        if preposition == "by" and clause.undergoes(clause.group(place)[0]):
            return  # "were referred to the [line] by the trust"
        second = [m for m in clause.group(after + 1) if m > after]
        if preposition == "including":
            second += clause.prepositional(second[-1], ("alongside",))
        firsts = [chunk.mention]
        if preposition in _SHARING:
            firsts = clause.mentions([member for member in clause.group(place) if member <= place])
        named = clause.mentions(second)
        for first, mention in product(firsts, clause.mentions(second, True, True)):
            for trigger in self._between.get((clause.types[first], clause.types[mention]), ()):
                if preposition in trigger.prepositions and (trigger.rule.workforce or mention in named):
                    yield from self._link(clause, after, trigger, first, mention)

    def _preposition_after(self, clause: Clause, place: int) -> int:
        """Return the place of the preposition that joins a name to another one, or 0."""
        if included := self._included(clause, place):
            return included
        chunks, after = clause.chunks, place + 1
        person = clause.is_person(place)
        if person and after < len(chunks) and chunks[after].type is Type.COMMA:
            after += 1
        if after + 1 < len(chunks) and chunks[after].type is Type.VERB and chunks[after].head in ("be", "exist"):
            after += chunks[after + 1].head in _SHARING
        after = self._past_people(clause, self._past_topic(clause, after))
        joins = after + 1 < len(chunks) and chunks[after].type is Type.PREP and chunks[after + 1].type is Type.NP
        return after if joins else 0

    def _past_people(self, clause: Clause, after: int) -> int:
        """Step over whom a team is made of to where they come from ("a team of ten people from the trust")."""
        chunks = clause.chunks
        people = after + 2 < len(chunks) and chunks[after].head == "of" and clause.is_people(after + 1)
        return after + 2 if people and chunks[after + 2].head in ("from", "at") else after

    def _included(self, clause: Clause, place: int) -> int:
        """Return the place of "including" after a name ("a task group, including officers of the trust"), or 0."""
        chunks = clause.chunks
        at = place + 1 + (place + 1 < len(chunks) and chunks[place + 1].type is Type.COMMA)
        named = at + 1 < len(chunks) and chunks[at].head == "including" and chunks[at + 1].type is Type.NP
        return at if named else 0

    def _contracted(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link with whom a contract is to the service that it is for ("the Mind contract for meals")."""
        if clause.types[chunk.mention] != "Agreement":
            return
        providers = clause.prepositional(place, ("with",), near=True)
        owner = chunk.parts[-2:-1] if chunk.links[-1] == "" else []
        firsts = clause.mentions(providers) or owner
        last = providers[-1] if providers else place
        services = clause.mentions(clause.through_actions(clause.prepositional(last, ("for",), near=True)))
        for first, second in product(firsts, services):
            for trigger in self._between.get((clause.types[first], clause.types[second]), ()):
                if "contract for" in trigger.prepositions:
                    yield from self._link(clause, last + 1, trigger, first, second)

    def _past_topic(self, clause: Clause, after: int) -> int:
        """Step over what a thing is for to whom it is between ("an agreement for meals between the trust and")."""
        chunks = clause.chunks
        if after + 2 >= len(chunks) or chunks[after].head not in _TOPICAL or chunks[after + 2].head not in _SHARING:
            return after
        topic = chunks[after + 1]
        plain = topic.mention < 0 or clause.types[topic.mention] == "Service"
        return after + 2 if topic.type is Type.NP and plain else after
