"""Finds who does what in a sentence of chunks: the subjects of verbs, through clauses of every kind.

Every method speaks of chunks by their place in the sequence. A subject or object is a list of places of noun
phrases: the members of one coordination.
"""

from __future__ import annotations

from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.relatives import Relatives

_REACH = 12
DASHES = frozenset({"-", "\u2013", "\u2014", "--"})
# Prepositions over which a participle or relative clause after an unnamed phrase is not said of what stands before.
_APART = frozenset({"from", "by", "with", "through", "via", "under", "to", "into", "against", "about", "on"})


class Subjects(Relatives):
    """One sentence, with the subjects of its verbs."""

    def subjects(self, verb: int, depth: int = 0) -> list[list[int]]:
        """Return candidate subjects of a verb group (of a passive: what undergoes it), the likeliest first."""
        if depth:
            return self._find_subjects(verb, depth)
        found = self._subjects.get(verb)
        if found is None:
            found = self._subjects[verb] = self._find_subjects(verb, 0)
        return found

    def _find_subjects(self, verb: int, depth: int) -> list[list[int]]:
        """Return what `subjects` gives, without keeping it; `depth` is the number of verbs it was reached through."""
        group, before = self.chunks[verb], verb - 1
        if depth > 6:
            return []
        if group.mood is Mood.INFINITIVE:
            return self._controller(verb, depth)
        while before >= 0 and self.chunks[before].type is Type.ADJECTIVE:
            before -= 1
        if before < 0 or self.chunks[before].type is Type.STOP:
            return self._after_stop(verb, before) if group.mood is not Mood.FINITE else []
        previous = self.chunks[before]
        if previous.type is Type.NP:
            return self._after_noun(verb, before, depth)
        if previous.type in (Type.COMMA, Type.CONJ):
            comma = previous.type is Type.COMMA
            return self._after_comma(verb, before, depth) if comma else self._shared(verb, depth)
        if previous.type is Type.RELATIVE:
            return self.antecedents(before)
        if previous.type is Type.VERB:
            return self._after_verb(verb, before, depth)
        if previous.type in (Type.PREP, Type.SUBORDINATOR) and group.mood is not Mood.FINITE:
            shared = [*self._purposed(before - 1), *self._shared(verb, depth)]
            return [*shared, *self._outer(before, depth)] if shared else self._next_subject(verb)
        return []

    def _after_noun(self, verb: int, before: int, depth: int) -> list[list[int]]:
        """Return the subject of a verb right after a noun phrase: that phrase, or what it is part of or said of."""
        if self.chunks[before].head == "place" and self._is(before - 1, Type.VERB):
            return self.subjects(before - 1, depth + 1)  # "A review took place, led by", "is in place to run"
        chain = self.chunks[verb].mood is Mood.ING or self._reduced(verb)
        found = [*self._modified(before), *self._said_of(before)] if chain else self._ending_at(before, False)
        return found or self._carried_over(verb, before, depth)

    def _after_stop(self, verb: int, stop: int) -> list[list[int]]:
        """Return what a participle or "-ing" after a dash, colon or nothing says something of."""
        parting = self.chunks[stop].head if stop > 0 else ""
        if parting in (*DASHES, ":") and self._reduced(verb) and (parted := self._parted(verb, stop)):
            return parted
        if parting in DASHES and self._is(stop - 1, Type.NP) and self.chunks[stop - 1].mention >= 0:
            return self._ending_at(stop - 1, True)
        return self._next_subject(verb)

    def _parted(self, verb: int, stop: int) -> list[list[int]]:
        """Return the phrase before a dash that "by" after it tells of ("Redesign of the line – led by the trust")."""
        first = stop
        while first and not self._is(first - 1, Type.STOP):
            first -= 1
            relative = self._is(first - 1, Type.RELATIVE)
            if self._is(first, Type.VERB) and not relative and not self._is_modifier(first):
                return []
        opened = self.completes(verb, "by") and self._is(first, Type.NP) and first < stop
        return [self.group(first)] if opened else []

    def _carried_over(self, verb: int, before: int, depth: int) -> list[list[int]]:
        """Return the subject carried over an aside without a comma ("was busy and, alongside the trust had won")."""
        first = self.group(before)[0]
        aside = self._is(first - 1, Type.PREP) and (self._is(first - 2, Type.COMMA) or self._is(first - 2, Type.CONJ))
        if not aside or not any(self._is(at, Type.CONJ) for at in (first - 2, first - 3)):
            return []
        shared = self._shared(verb, depth)
        together = self.chunks[first - 1].head in ("alongside", "with")
        return [[*shared[0], *self.group(before)], *shared[1:]] if shared and together else shared

    def _reduced(self, verb: int) -> bool:
        return self.chunks[verb].mood is Mood.PARTICIPLE and self.reads_passive(verb)

    def _ending_at(self, place: int, chain: bool) -> list[list[int]]:
        """Return the subject that ends at a phrase: the head of its chain of prepositions, or all of the chain."""
        levels = [self._group_to(place)]
        while (above := self._head_of(levels[-1][0], chain)) is not None:
            if chain and not self.mentions(levels[-1]) and self._is_apart(levels[-1][0]):
                break  # "services from a structure led by the trust"
            levels.append(self._group_to(above))
        first = levels[-1][0]
        if chain:
            both = self.chunks[levels[0][0]].first == "both"
            if len(levels[0]) > 1 and not both and not self.mentions(levels[0][-1:]):
                levels[0] = levels[0][-1:]
            return levels
        if first >= 1 and self._is(first - 1, Type.PREP):
            return []
        top = levels[-1]
        if len(levels) > 1 and len(top) == 1 and self._is_transparent(top[-1]):
            return [levels[-2]]
        return [top]

    def _is_apart(self, first: int) -> bool:
        """Tell whether what follows an unnamed phrase is said of it alone ("with the trust on a system bought by")."""
        word = self.chunks[first - 1].head
        thing = self.chunks[first].head in self.lists.kinds_of_thing and self._is(first - 1, Type.PREP)
        above = self.chunks[first - 2].head if word == "of" and first > 1 else ""
        return word in _APART or (thing and (word != "of" or above in self.lists.actions))

    def chain(self, place: int) -> list[list[int]]:
        """Return the list that ends at a phrase, then the one that it modifies ("a hub for the city")."""
        return [self._group_to(place), *self._ending_at(place, True)[1:2]]

    def _head_of(self, first: int, chain: bool) -> int | None:
        """Return the phrase that the one starting at a place modifies: over a preposition or a clause."""
        chunks = self.chunks
        if first < 2:
            return None
        if self._is(first - 1, Type.PREP) and self._is(first - 2, Type.NP):
            return first - 2
        if chunks[first - 1].head == "of" and self._is(first - 2, Type.COMMA) and self._is(first - 3, Type.NP):
            return first - 3  # "The leadership team, of two services attended"
        if chain:
            return None
        verb = first - 2 if self._is(first - 1, Type.PREP) else first - 1
        if verb < 1 or not self._is(verb, Type.VERB):
            return None
        if self._is(verb - 1, Type.RELATIVE) and self._is(verb - 2, Type.NP):
            return verb - 2
        mood = chunks[verb].mood
        reduced = mood is Mood.ING or (mood is Mood.PARTICIPLE and self.reads_passive(verb))
        return verb - 1 if reduced and self._is(verb - 1, Type.NP) else None

    def _is_transparent(self, place: int) -> bool:
        chunk = self.chunks[place]
        vague = chunk.head in self.lists.transparent or chunk.head in self.lists.purposes
        return chunk.mention < 0 and vague and self.chunks[place + 1].head == "of"

    def _after_comma(self, verb: int, comma: int, depth: int) -> list[list[int]]:
        """Return candidate subjects of a verb after a comma: before an aside, of a relative clause, or shared."""
        group = self.chunks[verb]
        relative = self.open_relative(comma)
        ends = relative is not None and self._closes_relative(verb, relative)
        if ends or group.mood is Mood.FINITE or not (group.mood is Mood.ING or self.reads_passive(verb)):
            if relative is not None:
                return self._before_relative(relative, comma) or self.antecedents(relative)
            return self._before_where(comma) or self._before_aside(comma) or self._shared(verb, depth)
        near = self._ending_at(comma - 1, True) if self._is(comma - 1, Type.NP) else []
        if group.mood is Mood.ING:
            shared = self._shared(verb, depth)
            return [*near, *shared] if group.head in self.lists.comprising else shared or near
        if not near or self._undergone(verb, near):
            return self._shared(verb, depth)
        return [*self._described(near[-1][0]), *near]

    def _before_where(self, comma: int) -> list[list[int]]:
        """Return the subject before an aside with "where" ("The hub, where GPs work, is run by")."""
        for at in range(comma - 1, 1, -1):
            if self.chunks[at].type in (Type.STOP, Type.RELATIVE):
                return []
            if self._is(at, Type.SUBORDINATOR):
                aside = self.chunks[at].head == "where" and self._is(at - 1, Type.COMMA) and self._is(at - 2, Type.NP)
                told = any(self._is(place, Type.VERB) for place in range(at, comma))
                return self._ending_at(at - 2, False) if aside and told else []
        return []

    def _closes_relative(self, verb: int, relative: int) -> bool:
        """Tell whether a verb goes on after the relative clause of its subject ("The team, which was, returned to")."""
        opening = self._is(relative - 1, Type.COMMA) and self.group(relative - 2)[0] == 0
        between = range(relative, verb - 1)
        return opening and not self.completes(verb, "by") and not any(self._is(at, Type.COMMA) for at in between)

    def _described(self, first: int) -> list[list[int]]:
        """Return what is said to be a thing without a name ("The forum is a committee of the ICS, formed by ...")."""
        phrase = self.chunks[first]
        kind = not phrase.parts and phrase.first in ("a", "an", "one") and self._is(first - 1, Type.VERB)
        return self.subjects(first - 1, 5) if kind and self.chunks[first - 1].head in ("be", "become") else []

    def _undergone(self, verb: int, near: list[list[int]]) -> bool:
        """Tell whether a participle goes on with a passive ("was piloted in two towns, funded by the trust")."""
        before = self.previous_verb(verb)
        if before is None or not self.reads_passive(before) or not self.completes(verb, "by"):
            return False
        first = near[0][0]
        doer = self.chunks[first - 1].head == "by" and self._type(first) not in ("Service", "Strategy")
        named = any(self.mentions(group) for group in self.subjects(before, 5))
        acted = doer and (named or self._goes_on(verb))
        return acted or not any(self.mentions(group) for group in near)

    def _goes_on(self, verb: int) -> bool:
        """Tell whether a third participle ends a list of them ("is owned by the team, led by Jo and sent to")."""
        after = range(verb + 1, min(verb + _REACH, len(self.chunks) - 1))
        joined = next((at + 1 for at in after if self._is(at, Type.CONJ) and self._is(at + 1, Type.VERB)), verb)
        within = not any(self.chunks[at].type in (Type.VERB, Type.STOP) for at in range(verb + 1, joined))
        return joined > verb and within and self.chunks[joined].mood is Mood.PARTICIPLE

    def _before_aside(self, comma: int) -> list[list[int]]:
        """Return the subject before an aside ("Mind, a charity, runs", "the trust, with the ICB, runs")."""
        if not self._is(comma - 1, Type.NP):
            return []
        listed = self.group(comma - 1)
        first = self._ending_at(comma - 1, True)[-1][0]
        examples = len(listed) > 1 and self._is(first - 1, Type.INCLUDING) and self._is(first - 2, Type.COMMA)
        if examples and self._is(first - 3, Type.NP):
            return self._ending_at(first - 3, False)  # "The board, including the trust and Mind, met"
        if len(listed) > 1 and first == listed[0] and not self._is(first - 1, Type.VERB):
            return self._ending_at(comma - 1, False)
        while self._is(first - 1, Type.PREP) and self._is(first - 2, Type.NP):
            first = self.group(first - 2)[0]
        first -= self._is(first - 1, Type.PREP)
        if self._is(first - 1, Type.VERB) and self.chunks[first - 1].mood in (Mood.ING, Mood.PARTICIPLE):
            first -= 1
        if self._is(first - 1, Type.COMMA) and self._is(first - 2, Type.NP):
            before = self._ending_at(first - 2, False)
            named = bool(before) and any(self.chunks[place].mention >= 0 for place in before[0])
            return before if named else [*before, *self._ending_at(comma - 1, True)]
        return []

    def _shared(self, verb: int, depth: int) -> list[list[int]]:
        previous = self.previous_verb(verb)
        if previous is not None and not self.reads_passive(verb) and self.chunks[verb].mood is not Mood.ING:
            previous = self._over_modifier(previous)
        return self.subjects(previous, depth + 1) if previous is not None else []

    def _over_modifier(self, verb: int) -> int:
        """Return the verb before a participle that modifies its object ("visited homes rated by the CQC and gave")."""
        before = self.previous_verb(verb)
        judged = self._is(verb + 1, Type.NP) and self.completes(verb + 1, "by")  # "rated inadequate by"
        done = self.completes(verb, "by") and self._reduced(verb)
        participle = self._is(verb - 1, Type.NP) and self.chunks[verb].mood is Mood.PARTICIPLE
        if before is None or not participle or not (judged or done):
            return verb
        apart = any(self.chunks[at].type in (Type.RELATIVE, Type.SUBORDINATOR) for at in range(before, verb))
        return verb if apart else before

    def _purposed(self, place: int) -> list[list[int]]:
        """Return whose role or purpose the phrase at a place names ("the role of the board in bringing together")."""
        levels = self._ending_at(place, True) if self._is(place, Type.NP) else [[place]]
        whose = len(levels) > 1 and self.chunks[levels[1][0]].head in self.lists.purposes
        return levels[:1] if whose and self.chunks[levels[0][0] - 1].head == "of" else []

    def _outer(self, by: int, depth: int) -> list[list[int]]:
        """Return the subject around a clause with "where" before "by" ("improves places where people play by ...")."""
        opened = next((at for at in range(by - 1, -1, -1) if self._is(at, Type.SUBORDINATOR)), 0)
        if self.chunks[by].head != "by" or self.chunks[opened].head != "where":
            return []
        above = self.previous_verb(opened)
        return self.subjects(above, depth + 1) if above is not None else []

    def _after_verb(self, verb: int, before: int, depth: int) -> list[list[int]]:
        """Return candidate subjects of a verb right after another: that of a relative clause, or of the other verb."""
        if self.chunks[verb].mood is Mood.FINITE:
            relative = self.open_relative(before)
            if relative is not None:
                return self.antecedents(relative)
            return []
        return self.subjects(before, depth + 1)

    def _next_subject(self, verb: int) -> list[list[int]]:
        """Return the subject of the main clause after a fronted phrase ("Working with the trust, the council ...")."""
        seen_comma = False
        for at in range(verb + 1, min(len(self.chunks), verb + _REACH)):
            chunk = self.chunks[at]
            if chunk.head == "be" and not seen_comma and self._is(at - 1, Type.NP):
                named = self._is(at + 1, Type.NP) and self.chunks[at + 1].mention >= 0
                return [self._group_from(at + 1)] if named else []  # "Underpinning the plan is the prevention strategy"
            opens = chunk.type is Type.NP and self._is(at - 1, Type.NP)  # "Through its plan the trust"
            seen_comma = seen_comma or opens or chunk.type is Type.COMMA
            if chunk.type in (Type.STOP, Type.RELATIVE):
                return []
            if chunk.type is Type.VERB and chunk.mood in (Mood.FINITE, Mood.PARTICIPLE) and seen_comma:
                if not self._is(at - 1, Type.NP):
                    return []
                unnamed = self.chunks[at - 1].head == "we" and self.chunks[verb].mood is Mood.PARTICIPLE
                return [self.done_to(at)] if unnamed else self._ending_at(at - 1, False)
        return []

    def done_to(self, verb: int) -> list[int]:
        """Return what a verb, or what it governs, is done to ("we have worked on writing the plan")."""
        at = verb
        while not (found := self.objects(at)):
            at = next((p for p in range(at + 1, min(len(self.chunks), verb + _REACH)) if self._is(p, Type.VERB)), 0)
            if not at or self.chunks[at].mood not in (Mood.ING, Mood.INFINITIVE):
                return []
        return found
