"""The links of adjectives, connecting prepositions and relative clauses, with the two sides of each."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Type
from councilgraph.extraction.relations.nouns import Nouns
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.rules import Trigger

_BEHALF = ("on behalf of", "for and on behalf of")


class Connectors(Nouns):
    """Finds the links that adjectives and connecting words state in one sentence."""

    def _adjective(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link what an adjective is said of to what its preposition names ("responsible for the plan")."""
        seconds = self._complement(clause, place, trigger.prepositions)
        if trigger.rule.through_actions:
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
        if trigger.rule.through_actions:
            firsts = [clause.through_actions(group) for group in firsts]
        yield from self._pairs(clause, place, trigger, firsts, seconds)

    def _connector(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link what follows "as part of" or "on behalf of" to the phrase, object or subject that it is said of."""
        if trigger.order == "fronted":
            opens = place == 0 or clause.chunks[place - 1].type is Type.STOP
            seconds = clause.prepositional(place - 1, (clause.chunks[place].head,), near=True) if opens else []
            yield from self._pairs(clause, place, trigger, self._fronted(clause, place), seconds)
            return
        if trigger.order in ("companions", "aside"):
            yield from self._companions(clause, place, trigger)
            return
        seconds = clause.prepositional(place - 1, (clause.chunks[place].head,), near=True)
        if self._preposition(clause, place) != clause.chunks[place].head:
            seconds = [-place - 2]  # the owner of "behalf"
        if trigger.rule.through_actions:
            seconds = clause.through_actions(seconds)
        if not seconds:
            return
        firsts = self._said_of(clause, place, trigger) or self._fronted(clause, place, True)
        if trigger.rule.every:
            firsts.append(self._principal(clause, place))
        for side in firsts if trigger.rule.every else ():
            yield from self._pairs(clause, place, trigger, [side], seconds)
        if not trigger.rule.every:
            yield from self._pairs(clause, place, trigger, firsts, seconds)

    def _preposition(self, clause: Clause, place: int) -> str:
        """Return the preposition at a place; "on the trust's behalf" is "on behalf of" too."""
        after = clause.chunks[place + 1] if place + 1 < len(clause.chunks) else None
        behalf = after is not None and after.head == "behalf" and after.possessed
        return _BEHALF[0] if behalf else clause.chunks[place].head

    def _said_of(self, clause: Clause, place: int, trigger: Trigger) -> list[list[int]]:
        """Return what a preposition may be said of: the phrase before it, the sides of its verb."""
        chunks, verb = clause.chunks, clause.previous_verb(place)
        firsts: list[list[int]] = []
        parted = trigger.rule.several and place > 1 and chunks[place - 1].type is Type.COMMA
        if place and chunks[place - 1 - parted].type is Type.NP:
            before = clause.chain(place - 1 - parted)
            first = before[0][0] if before else 0
            if not trigger.rule.doer or verb is None or (first and chunks[first - 1].head == "by"):
                firsts += before
        if verb is not None:
            passive = chunks[verb].passive or clause.reads_passive(verb)
            if not chunks[verb].passive and not trigger.rule.doer:
                firsts.append(clause.objects(verb))
            firsts.append(clause.prepositional(verb, ("by",)) if passive else [])
            if not (passive and trigger.rule.doer):
                firsts.extend(clause.subjects(verb))
        return firsts

    def _principal(self, clause: Clause, place: int) -> list[int]:
        """Return those on whose behalf a thing is done that a preposition adds to ("Under a contract, ...")."""
        verb = clause.previous_verb(place)
        after = range(place + 1, len(clause.chunks))
        verb = verb if verb is not None else next((at for at in after if clause.chunks[at].type is Type.VERB), None)
        return clause.prepositional(verb, _BEHALF) if verb is not None else []

    def _relative(self, clause: Clause, place: int) -> Iterator[Link]:
        """Link the subject of a clause to the body that it happens in ("the panel, on which the trust sits")."""
        chunks = clause.chunks
        led = place > 0 and chunks[place - 1].type is Type.PREP
        if led and chunks[place].type is not Type.RELATIVE:
            return  # "a view on how the council works"
        word = chunks[place - 1].head if led else chunks[place].head
        triggers = self._table.relatives.get(word, ()) if led or chunks[place].type is Type.SUBORDINATOR else ()
        verb = next((at for at in range(place + 1, len(chunks)) if chunks[at].type is Type.VERB), None)
        if not triggers or verb is None or verb == place + 1:
            return
        bodies = [p for group in clause.subjects(verb)[:1] for p in group if p > place]
        bodies += clause.prepositional(verb, ("with", "alongside")) if bodies else []
        copula = place and chunks[place - 1].type is Type.VERB and chunks[place - 1].head == "be"
        about = clause.subjects(place - 1) if copula else clause.antecedents(place)
        for trigger in triggers:
            yield from self._pairs(clause, verb, trigger, about, bodies)
