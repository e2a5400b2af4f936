"""Applies the triggers of the relation rules to one sentence: verbs, adjectives and prepositions and their sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.connectors import Connectors
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.reports import Reports
from councilgraph.extraction.relations.rules import Trigger, Triggers

_COUNCIL = frozenset({"Council"})
_OPTIONAL = frozenset({"together", "in-house", "back"})
_OWNING = frozenset({"have", "own"})
_CONTRACTED = frozenset({"Organisation", "PartnerGroup"})


def _open(triggers: Iterable[Trigger], rules: frozenset[str]) -> list[Trigger]:
    """Return the triggers of some rules."""
    return [trigger for trigger in triggers if trigger.rule.id in rules]


class Matcher(Connectors):
    """Finds the links that triggers state."""

    def __init__(self, table: Triggers) -> None:
        super().__init__(table)
        self._reports = Reports(table.words)
        self._rules_of: dict[frozenset[str], frozenset[str]] = {}
        rows = ((lemma, trigger) for lemma, triggers in table.verbs.items() for trigger in triggers)
        self._moving = frozenset((lemma, t.rule.id) for lemma, t in rows if t.order == "subject-moved")

    def links(self, clause: Clause) -> Iterator[Link]:
        """Yield all links that verbs, nouns and adjectives of a sentence state."""
        rules = self._joining(frozenset(clause.types))
        for place, chunk in enumerate(clause.chunks):
            if chunk.type is Type.VERB:
                yield from self._at_verb(clause, place, chunk, rules)
            elif chunk.type is Type.NP:
                yield from self._at_noun(clause, place, chunk, rules)
            elif chunk.type in (Type.PREP, Type.CONJ):
                yield from self._at_connector(clause, place, chunk, rules)
            elif chunk.type in (Type.RELATIVE, Type.SUBORDINATOR):
                yield from self._relative(clause, place)
            elif chunk.type is Type.ADJECTIVE:
                for trigger in _open(self._table.adjectives.get(chunk.head, ()), rules):
                    yield from self._adjective(clause, place, trigger)

    def _joining(self, types: frozenset[str]) -> frozenset[str]:
        """Return the rules both of whose sides the types of a sentence allow."""
        found = self._rules_of.get(types)
        if found is None:
            rules = self._table.rules.values()
            found = frozenset(r.id for r in rules if not (r.subject.isdisjoint(types) or r.object.isdisjoint(types)))
            self._rules_of[types] = found
        return found

    def _at_verb(self, clause: Clause, place: int, chunk: Chunk, rules: frozenset[str]) -> Iterator[Link]:
        """Yield the links that a verb group states."""
        if chunk.joint and self._table.joint:
            yield from self._jointly(clause, place, chunk)
        for trigger in _open(self._table.verbs.get(chunk.head, ()), rules):
            if self._applies(clause, place, chunk, trigger):
                yield from self._verb(clause, place, chunk, trigger)

    def _at_noun(self, clause: Clause, place: int, chunk: Chunk, rules: frozenset[str]) -> Iterator[Link]:
        """Yield the links that a noun states."""
        if chunk.joint and self._table.joint:
            yield from self._joint_noun(clause, place, chunk)
        noun = "funding" if chunk.first == "\u00a3" else chunk.head
        for trigger in _open(self._table.nouns.get(noun, ()), rules) if chunk.mention < 0 else ():
            if trigger.before == chunk.before or not (trigger.before or chunk.before in self._deputies):
                yield from self._noun(clause, place, chunk, trigger)

    def _at_connector(self, clause: Clause, place: int, chunk: Chunk, rules: frozenset[str]) -> Iterator[Link]:
        """Yield the links that a preposition or conjunction states."""
        if chunk.joint and self._table.joint:
            yield from self._jointly_with(clause, place)
        for trigger in _open(self._table.connectors.get(self._preposition(clause, place), ()), rules):
            yield from self._connector(clause, place, trigger)

    def _verb(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        """Link what a verb joins, by its voice and the order of the trigger."""
        passive = clause.reads_passive(place)
        if trigger.passive and not passive:
            return
        if passive and not trigger.passive and not (trigger.order == "together" and trigger.prepositions):
            yield from self._done_by(clause, place, trigger)
        elif trigger.order in ("together", "objects"):
            yield from self._together(clause, place, trigger)
        elif trigger.order in ("subject-moved", "object-moved"):
            yield from self._moved(clause, place, trigger)
        else:
            yield from self._sided(clause, place, chunk, trigger)

    def _sided(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        """Link the subject of a verb to its object, or to what its preposition names."""
        if (chunk.head, trigger.rule.id) in self._moving and clause.mentions(clause.objects(place)):
            return  # "The board aligned its plan with": the plan, not the board
        seconds = self._second(clause, place, trigger)
        if seconds and seconds[-1] > place and chunk.head in self._reporting and clause.says_that(seconds[-1]):
            return
        if chunk.head == "report" and not trigger.passive and self._alerts(clause, place):
            return  # "reported a concern to the hub" is no account of oneself
        if trigger.rule.money and not self._pays(clause, place, seconds, trigger):
            return
        if not seconds and trigger.passive and not trigger.prepositions:
            yield from self._unsaid(clause, place, trigger)
        yield from self._ensured(clause, place, trigger, seconds)
        if not seconds and trigger.prepositions and (fronted := clause.inverted(place, trigger.prepositions)):
            yield from self._pairs(clause, place, trigger, [clause.objects(place)], fronted)
        if seconds:
            firsts = self._firsts(clause, place, trigger)
            yield from self._pairs(clause, place, trigger, firsts, seconds)
            yield from self._contrasted(clause, trigger, firsts, max(seconds) + 1)
            yield from self._gapped(clause, place, trigger, max(seconds) + 1)

    def _alerts(self, clause: Clause, place: int) -> bool:
        """Tell whether what is reported is something that has happened to people, not how work goes."""
        return any(clause.chunks[at].head in clause.lists.alerts for at in clause.objects(place))

    def _firsts(self, clause: Clause, place: int, trigger: Trigger) -> list[list[int]]:
        """Return candidates for the side of a verb that is its grammatical subject, the likeliest first."""
        rule = trigger.rule
        firsts = self._possessors(clause, place, trigger) if rule.possessor else clause.subjects(place)
        firsts = clause.with_companions(place, firsts, rule.joint)
        if rule.accompanied and firsts and not trigger.passive and clause.chunks[place].head not in _OWNING:
            firsts = [[*firsts[0], *clause.companions(place)], *firsts[1:]]
        if trigger.prepositions:
            firsts = [*firsts, *clause.modified(place)]
        firsts = firsts if rule.possessor else self._headed(clause, trigger, firsts)
        return [self._meant(clause, trigger, clause.partnered(group)) for group in firsts]

    def _possessors(self, clause: Clause, place: int, trigger: Trigger) -> list[list[int]]:
        """Return whose the subject of a verb is ("the council's aims are set out in"), as sides inside a phrase."""
        found: list[list[int]] = []
        for group in clause.subjects(place):
            side: list[int] = []
            for at in group:
                chunk = clause.chunks[at]
                if chunk.mention >= 0 or (trigger.rule.subject_heads and chunk.head not in trigger.rule.subject_heads):
                    continue
                whose = at > 0 and clause.chunks[at - 1].head == "whose"
                owner = clause.owner(at) if chunk.owner or whose else None
                side += [-at - 1] if chunk.parts else clause.places(owner)
            found.append(side)
        return found

    def _second(self, clause: Clause, place: int, trigger: Trigger) -> list[int]:
        """Return the side of a verb that is not its grammatical subject."""
        prepositions = trigger.prepositions or (("by",) if trigger.passive else ())
        if (
            prepositions
            and clause.chunks[place].head == "be"
            and not any(clause.completes(place, word) for word in prepositions)
        ):
            return []  # "is in the alliance", not "is a leader in the alliance"
        found = clause.prepositional(place, prepositions) if prepositions else clause.objects(place)
        found = self._meant(clause, trigger, found)
        if not found and not trigger.passive:
            found = clause.relative_object(place, trigger.prepositions)
        if not found and trigger.rule.submitted:
            found = clause.gap(place)
        if not found and trigger.passive and "by" in trigger.prepositions:
            found = clause.accompanied(place) or clause.late_agent(place)
        return found

    def _meant(self, clause: Clause, trigger: Trigger, places: Sequence[int]) -> list[int]:
        """Return the phrases of a side, with what those are about that are nouns of doing or reports."""
        found = clause.through_actions(places) if trigger.rule.through_actions else list(places)
        return self._reports.topics(clause, found) if trigger.rule.through_reports else found

    def _ensured(self, clause: Clause, place: int, trigger: Trigger, seconds: Sequence[int]) -> Iterator[Link]:
        """Link who sees that a thing is done, or says how, to what it is done to ("sets out how we meet the plan")."""
        at = clause.ensuring(place) if trigger.rule.ensured else None
        if at is None or (trigger.passive and "by" not in trigger.prepositions):
            return
        doers = clause.subjects(at)
        if trigger.passive and not seconds:
            about = [clause.through_actions(group) for group in clause.subjects(place)]
            yield from self._pairs(clause, at, trigger, about, next(iter(doers), []))
        elif not trigger.passive and not trigger.prepositions:
            yield from self._pairs(clause, at, trigger, doers, seconds)

    def _unsaid(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link what undergoes a verb without an agent to the only council of the sentence ("was taken in house")."""
        council = clause.sole(_COUNCIL)
        if council is not None:
            for mention in clause.mentions(next(iter(clause.subjects(place)), [])):
                yield from self._fit(clause, place, trigger, mention, council)

    def _pays(self, clause: Clause, place: int, seconds: Sequence[int], trigger: Trigger) -> bool:
        """Tell whether money is what a verb gives ("awarded the trust a grant", "was awarded £5m by the fund")."""
        after = place + 1 if trigger.prepositions else seconds[-1] + 1 if seconds else len(clause.chunks)
        after += (
            after < len(clause.chunks) and clause.chunks[after].head == "with"
        )  # "supported the trust with a grant"
        paid = after < len(clause.chunks) and clause.is_money(clause.chunks[after])
        others = clause.chunks[after - 1].head == "with" and clause.completes(after, "from") if paid else False
        return paid and not others  # "provided the hub with funding from the ministry"

    def _done_by(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link the agent of a passive to what its other preposition names ("was reported by the team to the board")."""
        if trigger.prepositions and trigger.order == "subject":
            agents = clause.prepositional(place, ("by", "from"))
            seconds = clause.prepositional(place, trigger.prepositions)
            yield from self._pairs(clause, place, trigger, [agents] if seconds else [], seconds)

    def _contrasted(self, clause: Clause, trigger: Trigger, firsts: Sequence[Sequence[int]], at: int) -> Iterator[Link]:
        """Link what "but not" sets apart ("worked with the police but not with the trust"); the status denies it."""
        chunks = clause.chunks
        at += at + 1 < len(chunks) and chunks[at].type is Type.COMMA
        set_apart = at + 1 < len(chunks) and chunks[at].head == "but" and chunks[at].end < chunks[at + 1].start
        if set_apart and not trigger.prepositions and chunks[at + 1].type is Type.NP:
            yield from self._pairs(clause, at + 1, trigger, firsts, [at + 1])  # "included the trust but not the police"
        if at + 2 < len(chunks) and chunks[at].head == "but" and chunks[at + 1].head in trigger.prepositions:
            after = clause.prepositional(at, (chunks[at + 1].head,), near=True)
            yield from self._pairs(clause, at + 1, trigger, firsts, after)

    def _gapped(self, clause: Clause, place: int, trigger: Trigger, at: int) -> Iterator[Link]:
        """Link the sides of a clause that goes on without its verb ("is run by the trust and the hub by Mind")."""
        chunks, count = clause.chunks, len(clause.chunks)
        while at < count and chunks[at].type in (Type.COMMA, Type.CONJ):
            while at < count and chunks[at].type in (Type.COMMA, Type.CONJ):
                at += 1
            if at + 2 >= count or chunks[at].type is not Type.NP or chunks[at + 1].head not in trigger.prepositions:
                return
            word = chunks[at + 1].head
            others = clause.prepositional(at, (word,), near=True) if word in ("by", "from") else []
            if not others:
                return
            yield from self._pairs(clause, place, trigger, [[at]] if word == "by" else clause.subjects(place), others)
            at = max(others) + 1

    def _applies(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> bool:
        """Tell whether a verb group has the particle of a trigger, and is governed by no verb where that matters."""
        if trigger.rule.finite and chunk.mood is Mood.INFINITIVE and trigger.order != "together":
            return False
        if trigger.order == "together" and trigger.passive and clause.completes(place, "to"):
            return False  # "A and B, linked to C"
        given = trigger.passive and not trigger.particle and not trigger.rule.money
        if given and chunk.head in clause.lists.giving and clause.is_phrase(place + 1):
            return False  # "The centre was given notice by the trust"
        if trigger.particle in self._contracts and self._contractor(clause, place + 1):
            return False  # "The trust holds the contract with Mind for the line"
        apart = trigger.particle == "" and chunk.particle in _OPTIONAL and bool(trigger.prepositions)
        if trigger.particle == chunk.particle or apart:
            return True  # "sat together on the board" is "sat on" too
        return clause.completes(place, trigger.particle) or clause.to_account(place, trigger.particle)

    def _contractor(self, clause: Clause, place: int) -> bool:
        """Tell whether a contract is with an organisation, which then runs what it is for."""
        others = clause.prepositional(place, ("with",), near=True)
        return any(clause.types[mention] in _CONTRACTED for mention in clause.mentions(others))

    def _moved(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link the direct object of a verb to its prepositional one ("transfer the service to the trust")."""
        objects = clause.objects(place)
        if objects and clause.chunks[objects[-1]].mention < 0 and clause.completes(objects[-1], "through"):
            objects = objects[-1:]  # "offered a line and support through its hub"
        objects = self._meant(clause, trigger, objects)
        targets = clause.prepositional(place, trigger.prepositions)
        if trigger.order == "subject-moved":
            targets = self._meant(clause, trigger, targets)
        if objects and not targets:
            targets = clause.relative_object(place, trigger.prepositions)  # "the trust, with whom it had an agreement"
            yield from self._pairs(clause, place, trigger, [objects], targets)
        elif objects and targets[0] > objects[0]:
            yield from self._pairs(clause, place, trigger, [objects], targets)
