"""Finds links that stand in the structure of noun phrases: owners, prepositions between two names, appositions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.rules import Trigger, Triggers

_SHARING = frozenset({"between", "with", "across", "among", "amongst"})
_NAMED = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Person"})
_TOPICAL = frozenset({"for", "on", "around", "to"})
_Table = dict[tuple[str, str], list[Trigger]]


class Structure:
    """Finds structural links; the tables say which types they join."""

    def __init__(self, table: Triggers) -> None:
        self._owners = table.owners
        self._between = table.between
        self._modifiers = table.modifiers
        self._appositions = table.appositions
        self._labels_table = table.labels
        self._addresses = table.addresses
        self._brackets = table.brackets
        self._appointing = table.words.set("words.appointing-verbs")

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

    def _inside(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
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

    def _named(self, clause: Clause, place: int, word: str, first: int, second: int) -> Iterator[Link]:
        """Link two names with a noun of relation between them ("Board member Jo Bell")."""
        for trigger in self._between.get((clause.types[first], clause.types[second]), ()) if word else ():
            if word in trigger.prepositions:
                yield from self._link(clause, place, trigger, first, second)

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

    def _labelled(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link a name to what a label says of it ("Board member: Jo Bell")."""
        after = place + 1
        if (
            after + 1 < len(clause.chunks)
            and clause.chunks[after].head == ":"
            and clause.chunks[after + 1].mention >= 0
        ):
            yield from self._named(clause, place, chunk.head, chunk.parts[-1], clause.chunks[after + 1].parts[0])

    def _apposed(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
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
