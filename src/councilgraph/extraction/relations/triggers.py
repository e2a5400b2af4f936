"""Applies the triggers of the relation rules to one sentence: verbs, nouns and adjectives with their two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.rules import Trigger, Triggers

_MANNER = frozenset(
    {"in", "through", "by", "with", "as", "via", "under", "as part of", "in terms of", "on", "about", "for"}
)


@dataclass(frozen=True, slots=True)
class Link:
    """A possible relation between two mentions of the sentence; `place` is the chunk that states it."""

    subject: int
    object: int
    trigger: Trigger
    place: int
    distance: int


class Matcher:
    """Finds the links that triggers state; `types` are those of the sentence's mentions."""

    def __init__(self, table: Triggers) -> None:
        self._table = table
        words = table.words
        self._light = words.set("words.light-verbs")
        self._happening = words.set("words.happening-verbs")
        self._vague = words.set("words.vague-nouns")

    def links(self, clause: Clause) -> Iterator[Link]:
        """Yield all links that verbs, nouns and adjectives of a sentence state."""
        for place, chunk in enumerate(clause.chunks):
            if chunk.type is Type.VERB:
                if chunk.joint and self._table.joint:
                    yield from self._jointly(clause, place, chunk)
                for trigger in self._table.verbs.get(chunk.head, ()):
                    yield from self._verb(clause, place, chunk, trigger)
            elif chunk.type is Type.NP and chunk.mention < 0:
                for trigger in self._table.nouns.get(chunk.head, ()):
                    if not trigger.before or trigger.before == chunk.before:
                        yield from self._noun(clause, place, chunk, trigger)
            elif chunk.type is Type.PREP:
                for trigger in self._table.connectors.get(chunk.head, ()):
                    yield from self._connector(clause, place, trigger)
            elif chunk.type is Type.ADJECTIVE:
                for trigger in self._table.adjectives.get(chunk.head, ()):
                    yield from self._adjective(clause, place, trigger)

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _verb(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        if trigger.particle != chunk.particle and not clause.completes(place, trigger.particle):
            return
        if trigger.passive:
            if not (chunk.passive or clause.reads_passive(place)):
                return
        elif trigger.order == "together" and trigger.prepositions:
            pass
        elif chunk.passive or (chunk.mood is Mood.PARTICIPLE and clause.reads_passive(place)):
            return
        if trigger.order == "together":
            yield from self._together(clause, place, trigger)
            return
        if trigger.order in ("subject-moved", "object-moved"):
            yield from self._moved(clause, place, trigger)
            return
        seconds = clause.prepositional(place, trigger.prepositions) if trigger.prepositions else clause.objects(place)
        if trigger.rule.through:
            seconds = clause.through_actions(seconds)
        if not seconds and not trigger.passive:
            seconds = clause.relative_object(place, trigger.prepositions)
        if seconds:
            firsts = clause.subjects(place)
            firsts = clause.with_companions(place, firsts, trigger.rule.joint)
            if trigger.rule.through and trigger.order == "object":
                firsts = [clause.through_actions(group) for group in firsts]
            yield from self._pairs(clause, place, trigger, firsts, seconds)

    def _jointly(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link those who do something jointly, whatever it is ("jointly funded by the council and the trust")."""
        passive = chunk.passive or clause.reads_passive(place)
        groups = [clause.prepositional(place, ("by", "between"))] if passive else clause.subjects(place)[:1]
        companions = [] if passive else clause.prepositional(place, ("with",))
        for trigger in self._table.joint:
            for group in groups:
                yield from self._all_pairs(clause, place, trigger, clause.mentions(group))
            if companions:
                yield from self._pairs(clause, place, trigger, groups, companions)

    def _moved(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link the direct object of a verb to its prepositional one ("transfer the service to the trust")."""
        objects = clause.objects(place)
        if trigger.rule.through:
            objects = clause.through_actions(objects)
        targets = clause.prepositional(place, trigger.prepositions)
        if objects and targets and targets[0] > objects[0]:
            yield from self._pairs(clause, place, trigger, [objects], targets)

    def _together(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        if trigger.prepositions:
            members = clause.prepositional(place, trigger.prepositions)
            yield from self._all_pairs(clause, place, trigger, clause.mentions(members, trigger.rule.delegates))
            return
        for group in clause.subjects(place)[:1]:
            yield from self._all_pairs(clause, place, trigger, clause.mentions(group, trigger.rule.delegates))

    def _all_pairs(self, clause: Clause, place: int, trigger: Trigger, found: Sequence[int]) -> Iterator[Link]:
        bracketed = [m for chunk in clause.chunks if len(chunk.inside) > 1 for m in chunk.inside]
        if len(bracketed) > 1 and set(bracketed) < set(found):
            found = [m for m in found if m in bracketed]
        for i, first in enumerate(found):
            for second in found[i + 1 :]:
                yield from self._fit(clause, place, trigger, first, second)

    # -- adjectives -----------------------------------------------------------------------------------------------

    def _adjective(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        seconds = clause.prepositional(place, trigger.prepositions, near=True)
        if trigger.rule.through:
            seconds = clause.through_actions(seconds)
        if not seconds:
            return
        before = place - 1
        while before >= 0 and clause.chunks[before].type is Type.ADJECTIVE:
            before -= 1
        if before < 0:
            return
        previous = clause.chunks[before]
        if previous.type is Type.VERB and previous.head in self._light:
            firsts = clause.subjects(before)
        elif previous.type is Type.NP:
            firsts = [[p for p in clause.group(before) if p <= before]]
        elif previous.type is Type.COMMA and before > 0 and clause.chunks[before - 1].type is Type.NP:
            firsts = [[before - 1]]
        else:
            return
        yield from self._pairs(clause, place, trigger, firsts, seconds)

    def _connector(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link what follows "as part of" or "on behalf of" to the phrase, object or subject that it is said of."""
        seconds = clause.prepositional(place - 1, (clause.chunks[place].head,), near=True)
        if trigger.rule.through:
            seconds = clause.through_actions(seconds)
        if not seconds:
            return
        verb = clause.previous_verb(place)
        firsts: list[list[int]] = []
        if place and clause.chunks[place - 1].type is Type.NP:
            firsts.append([p for p in clause.group(place - 1) if p < place])
        if verb is not None:
            group = clause.chunks[verb]
            if not group.passive:
                firsts.append(clause.objects(verb))
            firsts.append(clause.prepositional(verb, ("by",)) if group.passive else [])
            firsts.extend(clause.subjects(verb))
        yield from self._pairs(clause, place, trigger, firsts, seconds)

    # -- nouns ----------------------------------------------------------------------------------------------------

    def _noun(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        if trigger.order == "together":
            yield from self._between(clause, place, trigger)
        elif trigger.order == "titled":
            if chunk.parts:
                holders = self._holders(clause, place, chunk, False)
                yield from self._pairs(clause, place, trigger, holders, [-place - 1])
        elif trigger.order == "action":
            yield from self._action(clause, place, chunk, trigger)
        else:
            seconds = self._complement(clause, place, trigger.prepositions)
            if trigger.rule.through:
                seconds = clause.through_actions(seconds)
            if not seconds:
                seconds = self._relative_complement(clause, place, trigger.prepositions)
            if seconds:
                holders = self._holders(clause, place, chunk)
                if trigger.rule.implied and not holders:
                    holders = self._implied(clause, seconds)
                yield from self._pairs(clause, place, trigger, holders, seconds)

    def _complement(self, clause: Clause, place: int, prepositions: Sequence[str]) -> list[int]:
        """Return the phrases after a noun's preposition, over at most two other modifiers."""
        at, limit = place + 1, min(len(clause.chunks), place + 8)
        at = self._past_happening(clause, at)
        while at + 1 < limit and clause.chunks[at].type is Type.PREP:
            if clause.chunks[at].head in prepositions:
                return clause.prepositional(at - 1, prepositions, near=True)
            if clause.chunks[at + 1].type is not Type.NP:
                return []
            at += 2
        return []

    def _relative_complement(self, clause: Clause, place: int, prepositions: Sequence[str]) -> list[int]:
        """Return what a relative clause is about ("the board which the chief executive is a member of")."""
        verb = place - 1
        if verb < 0 or clause.chunks[verb].type is not Type.VERB:
            return []
        relative = clause.own_relative(verb)
        if relative is None:
            return []
        led = relative > 0 and clause.chunks[relative - 1].head in prepositions
        after = place + 1
        stranded = after < len(clause.chunks) and clause.chunks[after].head in prepositions
        stranded = stranded and not (after + 1 < len(clause.chunks) and clause.chunks[after + 1].type is Type.NP)
        if not (led or stranded):
            return []
        candidates = clause.antecedents(relative)
        return candidates[0] if candidates else []

    def _past_happening(self, clause: Clause, at: int) -> int:
        """Step over "taking place" or "that took place" between a noun and its preposition."""
        chunks = clause.chunks
        if at < len(chunks) and chunks[at].type is Type.RELATIVE:
            at += 1
        if at < len(chunks) and chunks[at].type is Type.VERB and chunks[at].head in self._happening:
            at += 1
            if at < len(chunks) and chunks[at].type is Type.NP and chunks[at].head == "place":
                at += 1
        return at

    def _between(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        prepositions = trigger.prepositions or ("between", "among", "amongst", "across")
        members = self._complement(clause, place, prepositions)
        after = place + 1
        if not members and after < len(clause.chunks) and clause.chunks[after].head in ("involve", "include"):
            members = clause.objects(after)
        found = clause.mentions(members, trigger.rule.delegates)
        if len(found) > 1:
            yield from self._all_pairs(clause, place, trigger, found)

    def _action(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        objects = self._complement(clause, place, ("of", "for"))
        if not objects:
            return
        subjects = self._complement(clause, objects[-1], trigger.prepositions or ("by", "from", "through", "via"))
        subjects = subjects or self._agent_after(clause, objects[-1])
        if not subjects and chunk.parts and chunk.links and self._owned(clause, place):
            found = clause.mentions(objects)
            for second in found:
                yield from self._fit(clause, place, trigger, chunk.parts[-1], second)
            return
        yield from self._pairs(clause, place, trigger, [subjects], objects)

    def _agent_after(self, clause: Clause, place: int) -> list[int]:
        """Return who does what a noun names, from the passive after it ("oversight ... was provided by the board")."""
        for at in range(place + 1, min(len(clause.chunks), place + 4)):
            chunk = clause.chunks[at]
            if chunk.type is Type.VERB:
                return clause.prepositional(at, ("by",), near=True) if chunk.passive else []
        return []

    def _owned(self, clause: Clause, place: int) -> bool:
        return clause.chunks[place].mention < 0 and bool(clause.chunks[place].parts)

    def _holders(self, clause: Clause, place: int, chunk: Chunk, owned: bool = True) -> list[list[int]]:
        """Return who has what a noun names: its owner, the subject of its verb, or the phrase it is apposed to."""
        if owned and self._owned(clause, place):
            return [[-place - 1]]
        first = clause.group(place)[0]
        before = min(first, place) - 1
        if before < 0:
            return self._fronted(clause, place)
        previous = clause.chunks[before]
        if previous.type is Type.VERB:
            if previous.passive or previous.head not in self._light:
                return []
            return clause.subjects(before)
        if previous.type is Type.PREP and before and clause.chunks[before - 1].head in self._vague:
            return self._holders(clause, before - 1, clause.chunks[before - 1])
        if previous.type is Type.PREP:
            return self._prepositional_holder(clause, before)
        if previous.type is Type.COMMA and before > 0 and clause.chunks[before - 1].type is Type.NP:
            return [[before - 1]]
        return []

    def _implied(self, clause: Clause, seconds: Sequence[int]) -> list[list[int]]:
        """Return the only council of a sentence that leaves it unsaid who worked with others ("work was done with")."""
        councils = [
            place
            for place, chunk in enumerate(clause.chunks)
            if chunk.mention >= 0 and clause.types[chunk.mention] == "Council" and place not in seconds
        ]
        return [councils] if len(councils) == 1 else []

    def _prepositional_holder(self, clause: Clause, preposition: int) -> list[list[int]]:
        if clause.chunks[preposition].head not in _MANNER:
            return []
        before = preposition - 1
        verb = clause.previous_verb(preposition)
        found: list[list[int]] = []
        if verb is None:
            if before >= 0 and clause.chunks[before].type is Type.NP:
                found.append(clause.group(before))
            return found or self._fronted(clause, preposition)
        group = clause.chunks[verb]
        if group.passive or (group.mood is Mood.PARTICIPLE and clause.reads_passive(verb)):
            agents = clause.prepositional(verb, ("by",))
            if agents and agents[0] < preposition:
                found.append(agents)
        found.extend(clause.subjects(verb))
        return found

    def _fronted(self, clause: Clause, place: int) -> list[list[int]]:
        """Return the subject of the main clause after a fronted "In partnership with ...,"."""
        comma = False
        for at in range(place + 1, min(len(clause.chunks), place + 12)):
            chunk = clause.chunks[at]
            comma = comma or chunk.type is Type.COMMA
            if chunk.type is Type.VERB:
                return clause.subjects(at)[:1] if comma and chunk.mood is not Mood.ING else []
            if chunk.type in (Type.STOP, Type.RELATIVE):
                return []
        return []

    # -- pairing --------------------------------------------------------------------------------------------------

    def _pairs(
        self, clause: Clause, place: int, trigger: Trigger, firsts: Sequence[Sequence[int]], seconds: Sequence[int]
    ) -> Iterator[Link]:
        if seconds and seconds[0] < 0:
            right = clause.chunks[-seconds[0] - 1].parts[-1:]
        else:
            right = clause.mentions(seconds, trigger.rule.delegates)
        if not right:
            return
        for group in firsts:
            if group and group[0] < 0:
                left = clause.chunks[-group[0] - 1].parts[-1:]
            else:
                left = clause.mentions(group, trigger.rule.delegates)
            found = [link for a in left for b in right for link in self._fit(clause, place, trigger, a, b)]
            yield from found
            if found:
                return

    def _fit(self, clause: Clause, place: int, trigger: Trigger, first: int, second: int) -> Iterator[Link]:
        """Yield the link of two mentions if the rule joins their types, in the direction of the trigger."""
        swap = trigger.order in ("object", "object-moved")
        subject, object_ = (second, first) if swap else (first, second)
        if subject != object_ and clause.fits(trigger.rule, subject, object_):
            yield Link(subject, object_, trigger, place, abs(subject - object_))
