"""Finds who does a thing together: joint verbs, joint nouns, and those named beside the doer."""

from __future__ import annotations

from collections.abc import Iterator

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.holders import Holders
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.rules import Trigger, Triggers

_JOINED = frozenset({"Agreement", "Board", "Partnership"})  # whoever makes one is a party to it or its member
_SHARED = frozenset({"Team", "Role", "Service"})
_OTHER_SIDE = frozenset({"with", "to", "of", "from", "for"})
_INVOLVING = frozenset({"involve", "include"})
_BETWEEN = ("between", "among", "amongst", "across")


class Joint(Holders):
    """The links of joint doing in one sentence."""

    def __init__(self, table: Triggers) -> None:
        super().__init__(table.words)
        self._posts = table.words.set("words.posts")
        self._sharing = table.words.set("words.light-verbs") | table.words.set("words.sharing-verbs")
        self._mutuals = table.words.set("words.mutual-nouns")
        self._contracts = table.words.set("words.contracts")
        self._creating = table.words.set("cues.making-verbs") | self._performing
        self._creating |= table.words.set("words.sharing-verbs") | {"send"}
        self._placing = table.words.set("words.placing-verbs")
        self._attitudes = table.words.set("words.attitudes")
        self._apart = table.words.set("words.apart")
        self._exchanging = table.words.set("words.exchanging-verbs")
        self._table = table

    def _jointly(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link those who do something jointly, whatever it is ("jointly funded by the council and the trust")."""
        passive = chunk.passive or clause.reads_passive(place)
        undergone = not passive or chunk.head in self._placing  # "were based together"
        groups = clause.subjects(place)[:1] if undergone else [clause.prepositional(place, ("by", "between"))]
        companions = [] if passive else clause.prepositional(place, ("with",))
        for trigger in self._table.joint:
            for group in groups:
                yield from self._all_pairs(clause, place, trigger, clause.mentions(group))
            if companions:
                yield from self._pairs(clause, place, trigger, groups, companions)

    def _jointly_with(self, clause: Clause, place: int) -> Iterator[Link]:
        """Link the doer to those after "jointly with", wherever that stands in the clause."""
        if clause.chunks[place].head not in ("with", "alongside"):
            return
        verb = clause.previous_verb(place)
        if verb is not None and clause.reads_passive(verb) and not clause.prepositional(verb, ("by",)):
            return
        for trigger in self._table.joint:
            after = clause.prepositional(place - 1, (clause.chunks[place].head,), near=True)
            yield from self._pairs(clause, place, trigger, self._doers(clause, place), after)

    def _joint_noun(self, clause: Clause, place: int, chunk: Chunk) -> Iterator[Link]:
        """Link those whose joint, shared or multi-agency thing a phrase names ("joint visits with the police")."""
        if chunk.mention >= 0 and clause.types[chunk.mention] not in _SHARED:
            return
        if chunk.head in self._contracts or chunk.head in self._attitudes:
            return  # bodies are parties to a joint agreement, named or not; a shared view is nothing they do
        companions = self._complement(clause, place, ("with", "alongside"))
        holders = self._joint_holders(clause, place, chunk)
        for trigger in self._table.joint:
            found = list(self._pairs(clause, place, trigger, holders, companions)) if companions else []
            shared = ("by", *_BETWEEN) if chunk.head in self._posts else ("by", "of", *_BETWEEN)
            found = found or list(self._between(clause, place, trigger, shared))
            found = found or list(
                self._all_pairs(clause, place, trigger, clause.mentions(self._made_by(clause, place)))
            )
            if not found and holders and self._is_made(clause, place, chunk):
                found = list(self._all_pairs(clause, place, trigger, clause.mentions(holders[0])))
            yield from found

    def _made_by(self, clause: Clause, place: int) -> list[int]:
        """Return who did a joint thing that is the subject of a passive ("a joint reply was sent by A and B")."""
        after = place + 1
        done = after < len(clause.chunks) and clause.chunks[after].type is Type.VERB and clause.chunks[after].passive
        done = done and clause.chunks[after].head in self._creating  # not "praised by", "used by"
        return clause.prepositional(after, ("by",)) if done and clause.chunks[place].mention < 0 else []

    def _joint_holders(self, clause: Clause, place: int, chunk: Chunk) -> list[list[int]]:
        """Return who has a joint thing, the subject of any active verb before it too."""
        holders = self._holders(clause, place, chunk)
        before = min(clause.group(place)[0], place) - 1
        if not holders and before >= 0 and clause.chunks[before].type is Type.VERB:
            passive = clause.chunks[before].passive
            return [] if passive else clause.subjects(before)
        return holders

    def _is_made(self, clause: Clause, place: int, chunk: Chunk) -> bool:
        """Tell whether a joint thing is the object of a verb; of one that says who has it, where it has a name."""
        before = min(clause.group(place)[0], place) - 1
        if before > 0 and clause.chunks[before].head == "into":
            before -= 1  # "had entered into a shared service"
        if before < 0 or clause.chunks[before].type is not Type.VERB:
            return False
        verb = clause.chunks[before].head
        return verb in self._sharing if chunk.mention >= 0 else verb not in self._opinions | self._receiving

    def _together(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link with one another those that a verb says do a thing together, or have it done to them."""
        if trigger.order == "objects":
            firsts = clause.subjects(place)[:1]
            named = any(clause.mentions(group, True) for group in firsts)
            stated = not trigger.rule.subject_heads or self._headed(clause, trigger, firsts)
            owner = self._whose(clause, next(iter(firsts), []))
            if owner and stated and trigger.rule.subject_heads:
                yield from self._pairs(clause, place, trigger, [owner], clause.objects(place))
                return  # "The council's work on falls involved A and B": with the council, not with each other
            groups = [clause.objects(place)] if stated and not named else []
        elif trigger.prepositions:
            groups = [clause.prepositional(place, trigger.prepositions)]
            if groups[0] and self._follows_agreement(clause, groups[0][0] - 1):
                return  # "to extend the lease between the council and the trust"
            if self._are_members(clause, place):
                return  # "The board was set up between the council and the trust"
        elif trigger.rule.finite and (clause.is_controlled(place) or not self._in_common(clause, place)):
            return
        else:
            groups = clause.subjects(place)[:1]
        for group in groups:
            found = clause.mentions(group, trigger.rule.delegates)
            if len(found) < 2 and trigger.rule.delegates:
                found = clause.mentions(group, True, True)
            yield from self._all_pairs(clause, place, trigger, found)

    def _whose(self, clause: Clause, places: list[int]) -> list[int]:
        """Return whose work or event the subject of a verb is, as a side of a link ("its work")."""
        for at in places:
            chunk = clause.chunks[at]
            if self._owned(clause, at) and chunk.links and chunk.possessed:
                return [-at - 1]
            if chunk.owner and chunk.mention < 0:
                return clause.places(clause.owner(at))
        return []

    def _in_common(self, clause: Clause, place: int) -> bool:
        """Tell whether a verb is said of its subjects as of one: not "agreed that", "took different views", "met us".

        Nor is it where it says with whom else: in "the council and the trust worked with the police" each may do so.
        """
        chunks, verb, after = clause.chunks, clause.chunks[place], place + 1
        if verb.negative:
            return False  # "The council and the trust had not signed it"
        if verb.head in self._exchanging and self._with_others(clause, place):
            return False
        if after < len(chunks) and chunks[after].type in (Type.SUBORDINATOR, Type.RELATIVE):
            return False
        subjects = next(iter(clause.subjects(place)), [])
        before = min(subjects, default=0) - 1  # "the joint approach the council and the trust took"
        told = [before] if before >= 0 and chunks[before].type is Type.NP else []
        above = clause.previous_verb(place) if verb.mood is Mood.INFINITIVE else None
        if above is not None and chunks[above].head in self._exchanging and self._with_others(clause, above):
            return False  # "A and B worked with C to develop the market"
        objects = [chunks[at] for at in clause.objects(place) or told]
        if verb.head == "take":
            return any(chunk.joint for chunk in objects)
        if verb.head == "meet" and objects:
            return any(chunk.mention >= 0 and clause.types[chunk.mention] == "Board" for chunk in objects)
        joined = any(chunk.mention >= 0 and clause.types[chunk.mention] in _JOINED for chunk in objects)
        words = {chunk.before for chunk in objects} | {chunk.first for chunk in objects} | {c.owner for c in objects}
        shown = any(chunk.head in self._attitudes for chunk in objects)
        return not (joined or shown or words & self._apart)

    def _with_others(self, clause: Clause, place: int) -> bool:
        """Tell whether a verb names those with whom its subjects do a thing, known or not ("shared data with us")."""
        return bool(clause.prepositional(place, ("with", "alongside")))

    def _are_members(self, clause: Clause, place: int) -> bool:
        """Tell whether what is done between bodies makes a board or partnership, to which they then belong."""
        made = clause.mentions(next(iter(clause.subjects(place)), [])) if clause.reads_passive(place) else []
        return any(clause.types[mention] in ("Board", "Partnership") for mention in made)

    def _follows_agreement(self, clause: Clause, preposition: int) -> bool:
        """Tell whether a preposition stands right after an agreement, whose parties it then names."""
        before = clause.chunks[preposition - 1].mention if preposition > 0 else -1
        return before >= 0 and clause.types[before] == "Agreement"

    def _between(
        self, clause: Clause, place: int, trigger: Trigger, default: tuple[str, ...] = _BETWEEN
    ) -> Iterator[Link]:
        """Link with one another those that a noun stands between ("a partnership between A and B")."""
        members = self._complement(clause, place, trigger.prepositions or default)
        after = place + 1
        named = clause.chunks[place].mention >= 0
        if not (members or named) and after < len(clause.chunks) and clause.chunks[after].head in _INVOLVING:
            members = clause.objects(after)
        if not members and self._bare_manner(clause, place):
            members = next(iter(self._doers(clause, place - 1)), [])
        if not members:
            members = self._mutual(clause, place)
        found = clause.mentions(members, trigger.rule.delegates)
        if len(found) > 1:
            yield from self._all_pairs(clause, place, trigger, found)

    def _mutual(self, clause: Clause, place: int) -> list[int]:
        """Return those who have a relation named without its sides ("the trust and the council have strong links")."""
        chunks, after = clause.chunks, place + 1
        if chunks[place].head not in self._mutuals:
            return []
        if chunks[0].head == "between":
            return clause.group(1)
        if after < len(chunks) and chunks[after].type is Type.PREP and chunks[after].head in _OTHER_SIDE:
            return []
        verb = chunks[place - 1] if place else chunks[0]
        had = verb.type is Type.VERB and verb.head in self._light and not verb.passive and verb.head != "be"
        return next(iter(clause.subjects(place - 1)), []) if had else []

    def _bare_manner(self, clause: Clause, place: int) -> bool:
        """Tell whether a noun alone says how a thing is done ("run by the trust and the council in partnership")."""
        chunk = clause.chunks[place]
        alone = chunk.end == chunk.start + 1 and not chunk.parts
        return alone and place > 0 and clause.chunks[place - 1].head == "in"

    def _companions(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link the doer to those named beside it ("the council, alongside the trust, ...")."""
        aside = trigger.order == "aside"
        if clause.chunks[place].type is Type.CONJ:
            members = clause.group(place + 1)
            after = [member for member in members if member > place]
            before = [member for member in members if member < place]
            if place > 1 and clause.chunks[place - 2].type is Type.CONJ:
                before = []  # "... and, together with the trust, appointed ..."
            if before and self._is_listed(clause, before[0]):
                return
            holders = [before] if before else self._fronted(clause, place)
        else:
            after = clause.prepositional(place - 1, (clause.chunks[place].head,), near=True)
            holders = self._beside(clause, place) if aside else self._doers(clause, place)
        after = [member for member in after if clause.chunks[member].mention >= 0 or not clause.chunks[member].parts]
        if after:
            yield from self._pairs(clause, place, trigger, holders, after)

    def _beside(self, clause: Clause, place: int) -> list[list[int]]:
        """Return the doer that "with" adds to: before an aside, as an agent, or after a fronted phrase."""
        if place == 0:
            return self._fronted(clause, place)
        if place > 1 and clause.chunks[place - 1].type is Type.COMMA and clause.chunks[place - 2].type is Type.VERB:
            return clause.subjects(place - 2)  # "runs, with the trust, a clinic"
        doer = self._aside(clause, place)
        if not doer and self._follows_agent(clause, place):
            doer = clause.group(place - 1)
        return [doer]

    def _is_listed(self, clause: Clause, first: int) -> bool:
        """Tell whether a list is the object of a verb or preposition, so that "together with" only goes on with it."""
        previous = clause.chunks[first - 1] if first else None
        return previous is not None and (
            previous.type is Type.VERB or (previous.type is Type.PREP and previous.head != "by")
        )

    def _follows_agent(self, clause: Clause, place: int) -> bool:
        """Tell whether a preposition stands right after the agent of a passive ("run by the council with ...")."""
        if place < 2 or clause.chunks[place - 1].type is not Type.NP:
            return False
        first = clause.group(place - 1)[0]
        return first > 0 and clause.chunks[first - 1].head == "by"
