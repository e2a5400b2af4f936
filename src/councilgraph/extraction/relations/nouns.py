"""The links of nouns that name a relation, with what their prepositions name and who has or does what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.holders import ENABLING
from councilgraph.extraction.relations.joint import Joint
from councilgraph.extraction.relations.kinds import BODIES
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.rules import Trigger

_HOLDING = BODIES | {"Person", "Role"}
_USING = frozenset({"with", "through", "via", "from", "use", "utilise", "following", "after", "to"})


class Nouns(Joint):
    """Finds the links that nouns state in one sentence."""

    def _noun(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        """Link what a noun joins, by the order of its trigger."""
        if trigger.order == "together":
            yield from self._between(clause, place, trigger)
        elif trigger.order == "titled":
            if chunk.parts:
                holders = self._holders(clause, place, chunk, False)
                yield from self._pairs(clause, place, trigger, holders, [-place - 1])
        elif trigger.order == "owned":
            if chunk.parts:
                yield from self._pairs(clause, place, trigger, self._used_for(clause, place), [-place - 1])
        elif trigger.order == "regarded":
            yield from self._regarded(clause, place, trigger)
        elif trigger.order == "action":
            yield from self._action(clause, place, chunk, trigger)
        else:
            yield from self._two_sided(clause, place, chunk, trigger)

    def _two_sided(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        """Link who has what a noun names to what its preposition names ("members of the board")."""
        if self._spoken_of(clause, place):
            return
        seconds = self._complement(clause, place, trigger.prepositions)
        if trigger.rule.through_actions:
            seconds = clause.through_actions(seconds)
        if not seconds:
            seconds = self._relative_complement(clause, place, trigger.prepositions)
        if seconds and not clause.mentions(seconds, True):
            head = clause.chunks[seconds[-1]].head
            done = head in clause.lists.actions and head not in self._structures
            if done and trigger.rule.predicate == "partOf":
                return  # "was part of a review of the service"
            framed = ("for",) if head in self._structures else ()
            seconds = self._complement(clause, seconds[-1], (*trigger.prepositions, *framed)) or seconds
        if not seconds:
            if "of" in trigger.prepositions:
                yield from self._of_owner(clause, place, chunk, trigger)
            yield from self._cast(clause, place, trigger)
            return
        if trigger.rule.predicate == "partnerOf" and self._inside(clause, place, seconds):
            return  # "is a partner in the alliance with the trust": they belong to the alliance
        holders = [clause.partnered(side) for side in self._first_sides(clause, place, chunk, trigger, seconds)]
        beside = clause.prepositional(seconds[-1], ("alongside",), near=True) if trigger.rule.accompanied else []
        holders = [[*holders[0], *beside], *holders[1:]] if beside and holders else holders
        yield from self._pairs(clause, place, trigger, holders, seconds)
        if self._owned(clause, place):  # "the council's partners in the alliance are ..."
            yield from self._pairs(clause, place, trigger, self._identified(clause, seconds[-1]), seconds)
        purpose = self._purpose(clause, seconds[-1]) if trigger.rule.purpose else []
        if purpose and trigger.order == "subject":
            yield from self._pairs(clause, place, trigger, holders, purpose)  # who gives it pays for what it is for
        elif purpose:
            yield from self._pairs(clause, place, trigger, [purpose], seconds)

    def _inside(self, clause: Clause, place: int, seconds: Sequence[int]) -> bool:
        """Tell whether a board or partnership stands between a noun and what its preposition names."""
        between = (clause.chunks[at].mention for at in range(place + 1, min(seconds)))
        return any(mention >= 0 and clause.types[mention] in ("Board", "Partnership") for mention in between)

    def _first_sides(
        self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger, seconds: list[int]
    ) -> list[list[int]]:
        """Return the candidates for the side that a noun does not name after its preposition."""
        holders = [] if self._received(clause, place, trigger) else self._holders(clause, place, chunk)
        if trigger.rule.purpose and trigger.order == "object" and (given := self._given_to(clause, place)) is not None:
            return given
        holders = self._possessor(clause, place, seconds) or holders
        holders = holders or self._identified(clause, clause.group(seconds[-1])[-1])
        holders = holders or self._agents(clause, place)
        unsaid = all(clause.chunks[group[0]].head == "there" for group in holders if group)
        if trigger.order == "object" and unsaid:
            holders = self._setting(clause, seconds[-1])
        if trigger.rule.implied and unsaid:
            holders = self._implied(clause, seconds)
        if trigger.rule.copula and not self._predicated(clause, place):
            return []
        if not (trigger.rule.purpose and place and clause.chunks[place - 1].head in ENABLING):
            return holders
        verb = clause.previous_verb(place)
        if verb is not None and clause.reads_passive(verb):
            return clause.subjects(verb)[:1]  # "is run by Mind, with a grant from the trust"
        return holders[:1]

    def _predicated(self, clause: Clause, place: int) -> bool:
        """Tell whether a noun is what something is said to be ("is an example of joint work with")."""
        verb = clause.previous_verb(place)
        return verb is not None and clause.chunks[verb].head == "be"

    def _received(self, clause: Clause, place: int, trigger: Trigger) -> bool:
        """Tell whether money is what the subject gets, not what it gives ("received a grant towards the line")."""
        before = min(clause.group(place)[0], place) - 1
        return trigger.rule.purpose and trigger.order == "subject" and clause.chunks[before].head in self._receiving

    def _given_to(self, clause: Clause, place: int) -> list[list[int]] | None:
        """Return who gets money that the sentence says is given ("gave Mind a grant from the fund"), or None."""
        chunks, verb = clause.chunks, min(clause.group(place)[0], place) - 1
        if verb > 0 and chunks[verb].type is Type.NP and chunks[verb - 1].head in clause.lists.giving:
            return [[verb]] if chunks[verb - 1].type is Type.VERB else None
        if verb < 0 or chunks[verb].type is not Type.VERB or chunks[verb].head not in clause.lists.giving:
            return None
        return clause.subjects(verb)[:1] if chunks[verb].passive else [clause.prepositional(verb, ("to",))]

    def _purpose(self, clause: Clause, place: int) -> list[int]:
        """Return what money is for ("funding from the trust for the line", "a grant from the trust to open it")."""
        after = clause.group(place)[-1] + 1
        found = clause.prepositional(after - 1, ("for", "towards", "toward"), near=True)
        if not found and clause.mood(after) is Mood.INFINITIVE:
            found = clause.objects(after)
        return clause.through_actions(found)

    def _used_for(self, clause: Clause, place: int) -> list[list[int]]:
        """Return what is done with a thing: "with trust funding, Mind opened a line", "trust money paid for a line"."""
        after = place + 1
        if clause.mood(after) is Mood.INFINITIVE:
            return [clause.objects(after)]
        previous = clause.chunks[place - 1] if place else None
        if previous is not None and (previous.head == "have" or previous.head in self._receiving):
            aimed = clause.completes(place, "for") or clause.completes(place, "towards")
            return [] if aimed else clause.subjects(place - 1)[:1]  # "The plan has board approval"
        if previous is not None and previous.head in _USING:
            preposition = place - 1
            return (
                self._doers(clause, preposition) if clause.previous_verb(place) else self._fronted(clause, place, True)
            )
        return []

    def _of_owner(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        """Link what an owned noun is said to be to its owner ("its members include ...")."""
        whose = place > 0 and clause.chunks[place - 1].head == "whose"
        possessed = clause.owner(place) if chunk.owner or whose else None
        owner = chunk.parts[-1] if self._owned(clause, place) else possessed
        if owner is None:
            return
        named = [m for group in self._identified(clause, place) for m in clause.mentions(group)]
        named = [m for m in named if clause.types[m] == "Person"] or named  # "Member: Jo Bell (Director of Place)"
        named = named or self._beside_post(clause, place)
        for mention in named or [m for m in clause.mentions([place]) if m not in chunk.parts]:
            yield from self._fit(clause, place, trigger, mention, owner)

    def _beside_post(self, clause: Clause, place: int) -> list[int]:
        """Return who has a post named beside a comma or after "as" ("its chair, Jo Bell,", "Jo Bell as its chair")."""
        chunks, after = clause.chunks, place + 2
        if after < len(chunks) and chunks[place + 1].type is Type.COMMA and chunks[after].mention >= 0:
            closed = after + 1 == len(chunks) or chunks[after + 1].type in (Type.COMMA, Type.STOP)
            holder = clause.types[chunks[after].mention] in _HOLDING
            return [chunks[after].mention] if closed and holder else []
        verb = clause.previous_verb(place)
        if place == 0 or chunks[place - 1].head != "as" or verb is None:
            return []
        passive = clause.reads_passive(verb)
        objects = [] if passive else clause.objects(verb)
        return clause.mentions(objects or next(iter(clause.subjects(verb)), []))

    def _cast(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link whom an aside gives a part to what the clause is about ("..., with the trust as chair")."""
        chunks = clause.chunks
        if place < 4 or chunks[place - 1].head != "as" or chunks[place - 2].type is not Type.NP:
            return
        first = clause.group(place - 2)[0]
        if first < 2 or chunks[first - 1].head != "with":
            return
        verb = clause.previous_verb(place)
        comma = chunks[first - 2].type is Type.COMMA
        if verb is None or not comma:
            named = [first - 2 - comma] if chunks[first - 2 - comma].type is Type.NP else []
            yield from self._pairs(clause, place, trigger, [clause.group(place - 2)], named)
            return
        after = [clause.objects(verb), *(clause.prepositional(verb, (word,)) for word in ("into", "in", "for"))]
        for about in [*clause.subjects(verb), *(group for group in after if group and group[-1] < first)]:
            found = list(self._pairs(clause, place, trigger, [clause.group(place - 2)], about))
            yield from found
            if found:
                return

    def _regarded(self, clause: Clause, place: int, trigger: Trigger) -> Iterator[Link]:
        """Link those one of whom treats the other as what a noun says ("saw the charity as an equal partner")."""
        before = min(clause.group(place)[0], place) - 1
        verb = clause.previous_verb(place)
        if verb is None or clause.chunks[before].head != "as" or clause.chunks[verb].head not in self._regarding:
            return
        passive = clause.chunks[verb].passive or clause.reads_passive(verb)
        other = clause.prepositional(verb, ("by",)) if passive else clause.objects(verb)
        yield from self._pairs(clause, place, trigger, clause.subjects(verb)[:1], other)

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

    def _action(self, clause: Clause, place: int, chunk: Chunk, trigger: Trigger) -> Iterator[Link]:
        """Link who does what a noun of doing names to what it is done to ("the delivery of the plan by the trust")."""
        about = ("for", "towards", "to", "in", "into") if trigger.rule.purpose else ("of", "for")
        objects = self._complement(clause, place, about) or self._subjected(clause, place)
        if not objects:
            return
        last = max(objects[-1], place)
        subjects = self._complement(clause, last, trigger.prepositions or ("by", "from", "through", "via"))
        subjects = subjects or self._agent_after(clause, last)
        if not subjects and chunk.parts and chunk.links and self._owned(clause, place):
            found = clause.mentions(objects)
            for second in found:
                yield from self._fit(clause, place, trigger, chunk.parts[-1], second)
            return
        doers = [subjects] if subjects else self._undertaking(clause, place)
        yield from self._pairs(clause, place, trigger, doers, objects)

    def _subjected(self, clause: Clause, place: int) -> list[int]:
        """Return what undergoes what a noun names ("The plan is subject to scrutiny by the panel")."""
        chunks, adjective = clause.chunks, min(clause.group(place)[0], place) - 2
        if adjective < 1 or chunks[adjective].head != "subject" or chunks[adjective + 1].head != "to":
            return []
        verb = chunks[adjective - 1]
        return next(iter(clause.subjects(adjective - 1)), []) if verb.type is Type.VERB and verb.head == "be" else []

    def _undertaking(self, clause: Clause, place: int) -> list[list[int]]:
        """Return who undertakes what a noun names ("led the commissioning of", "responsible for the delivery of")."""
        before = min(clause.group(place)[0], place) - 1
        if before < 0 or clause.chunks[place].parts:
            return []
        taken = before > 0 and clause.chunks[before].head == "on" and clause.chunks[before - 1].head == "take"
        before -= taken  # "took on the running of"
        previous = clause.chunks[before]
        if previous.type is Type.VERB and not previous.passive and previous.head in self._undertakes:
            return clause.subjects(before)[:1]
        if (contractor := self._contracted(clause, before)) is not None:
            return [contractor]
        charged = (
            before > 1 and previous.head == "for" and clause.chunks[before - 1].head in ("responsible", "accountable")
        )
        return clause.subjects(before - 2)[:1] if charged and clause.chunks[before - 2].type is Type.VERB else []

    def _contracted(self, clause: Clause, preposition: int) -> list[int] | None:
        """Return with whom there is an agreement "for the delivery of" a thing."""
        if clause.chunks[preposition].head != "for" or preposition < 3:
            return None
        return clause.contractor(preposition)

    def _agent_after(self, clause: Clause, place: int) -> list[int]:
        """Return who does what a noun names, from the verb after it ("oversight was provided by", "sits with")."""
        for at in range(place + 1, min(len(clause.chunks), place + 4)):
            chunk = clause.chunks[at]
            if chunk.type is Type.VERB:
                if chunk.head in self._passing:
                    return clause.prepositional(at, ("to",), near=True)  # "Responsibility for the hub passed to"
                resting = chunk.head in self._resting and not chunk.passive
                got = chunk.passive and chunk.head in self._receiving
                done = chunk.passive and chunk.head in self._performing
                prepositions = ("with", "through", "via", "from") if resting else ("from", "by") if got else ("by",)
                return clause.prepositional(at, prepositions, near=True) if resting or got or done else []
            if chunk.type is Type.RELATIVE:
                return []
        return []

    def _implied(self, clause: Clause, seconds: Sequence[int]) -> list[list[int]]:
        """Return the only council of a sentence that leaves it unsaid who did a thing ("work was done with")."""
        councils = [
            place
            for place, chunk in enumerate(clause.chunks)
            if chunk.mention >= 0 and clause.types[chunk.mention] == "Council" and place not in seconds
        ]
        return [councils] if len(councils) == 1 else []
