"""Finds who does what in a sentence of chunks: the subjects of verbs, through clauses of every kind.

Every method speaks of chunks by their place in the sequence. A subject or object is a list of places of noun
phrases: the members of one coordination.
"""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.groups import CONTAINING
from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.pronouns import Pronouns

_REACH = 12
_WAYS = frozenset({"way", "ways", "means", "mechanism", "mechanisms", "route", "vehicle", "method"})
DASHES = frozenset({"-", "\u2013", "\u2014", "--"})
# Prepositions over which a participle or relative clause after an unnamed phrase is not said of what stands before.
_APART = frozenset({"from", "by", "with", "through", "via", "under", "to", "into", "against", "about", "on"})


class Clause(Pronouns):
    """One sentence, with the subjects of its verbs."""

    def subjects(self, verb: int, depth: int = 0) -> list[list[int]]:
        """Return candidate subjects of a verb group (of a passive: what undergoes it), the likeliest first."""
        if depth:
            return self._find_subjects(verb, depth)
        found = self._subjects.get(verb)
        if found is None:
            found = self._subjects[verb] = self._find_subjects(verb, 0)
        return found

    def _find_subjects(self, verb: int, depth: int) -> list[list[int]]:  # noqa: PLR0911
        group, before = self.chunks[verb], verb - 1
        if depth > 6:
            return []
        if group.mood is Mood.INFINITIVE:
            return self._controller(verb, depth)
        while before >= 0 and self.chunks[before].type is Type.ADJECTIVE:
            before -= 1
        if before < 0 or self.chunks[before].type is Type.STOP:
            return self._after_stop(verb, before, depth) if group.mood is not Mood.FINITE else []
        previous = self.chunks[before]
        if previous.type is Type.NP and previous.head == "place" and self._is(before - 1, Type.VERB):
            return self.subjects(before - 1, depth + 1)  # "A review took place, led by", "is in place to run"
        if previous.type is Type.NP:
            chain = group.mood is Mood.ING or self._reduced(verb)
            found = [*self._modified(before), *self._said_of(before)] if chain else self._before(before, False)
            return found or self._beside(verb, before, depth)
        if previous.type is Type.COMMA:
            return self._after_comma(verb, before, depth)
        if previous.type is Type.CONJ:
            return self._shared(verb, depth)
        if previous.type is Type.RELATIVE:
            return self.antecedents(before)
        if previous.type is Type.VERB:
            return self._after_verb(verb, before, depth)
        if previous.type in (Type.PREP, Type.SUBORDINATOR) and group.mood is not Mood.FINITE:
            shared = self._shared(verb, depth)
            return [*shared, *self._outer(before, depth)] if shared else self._next_subject(verb, depth)
        return []

    def _after_stop(self, verb: int, stop: int, depth: int) -> list[list[int]]:
        """Return what a participle or "-ing" after a dash, colon or nothing says something of."""
        parting = self.chunks[stop].head if stop > 0 else ""
        if parting in (*DASHES, ":") and self._reduced(verb) and (parted := self._parted(verb, stop)):
            return parted
        if parting in DASHES and self._is(stop - 1, Type.NP) and self.chunks[stop - 1].mention >= 0:
            return self._before(stop - 1, True)
        return self._next_subject(verb, depth)

    def _parted(self, verb: int, stop: int) -> list[list[int]]:
        """Return the phrase before a dash that "by" after it tells of ("Redesign of the line – led by the trust")."""
        first = stop
        while first and not self._is(first - 1, Type.STOP):
            first -= 1
            if self._is(first, Type.VERB) and not self._is_modifier(first):
                return []
        opened = self.completes(verb, "by") and self._is(first, Type.NP) and first < stop
        return [self.group(first)] if opened else []

    def _beside(self, verb: int, before: int, depth: int) -> list[list[int]]:
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

    def _before(self, place: int, chain: bool) -> list[list[int]]:
        """Return the subject that ends at a phrase: the head of its chain of prepositions, or all of the chain."""
        levels = [self._group_to(place)]
        while (above := self._above(levels[-1][0], chain)) is not None:
            if chain and not self.mentions(levels[-1]) and self.chunks[levels[-1][0] - 1].head in _APART:
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

    def _modified(self, place: int) -> list[list[int]]:
        """Return the phrases that a clause right after one may be about, the nearest first."""
        levels = self._before(place, True)
        return levels[2:] if self._wrote(levels) else levels

    def _wrote(self, levels: list[list[int]]) -> bool:
        """Tell whether the nearest phrase only says whose a report is ("a report of the director seeking approval")."""
        if len(levels) < 2 or self.chunks[levels[1][-1]].head not in self._reports or self.chunks[levels[1][-1]].parts:
            return False
        after, posts = levels[0][-1] + 1, [self.types[m] for m in self.mentions(levels[0])]
        after += self._is(after, Type.COMMA)
        person = self._is(after, Type.RELATIVE) and self.chunks[after].head == "who"
        return posts != [] and {"Role", "Person"}.issuperset(posts) and not person

    def chain(self, place: int) -> list[list[int]]:
        """Return the list that ends at a phrase, then the one that it modifies ("a hub for the city")."""
        return [self._group_to(place), *self._before(place, True)[1:2]]

    def _above(self, first: int, chain: bool) -> int | None:
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
        vague = chunk.head in self._transparent or chunk.head in self._purposes
        return chunk.mention < 0 and vague and self.chunks[place + 1].head == "of"

    def antecedents(self, relative: int) -> list[list[int]]:
        """Return the noun phrases that a relative clause may be about, the nearest first."""
        before = relative - 1
        if self._is(before, Type.CONJ) and (earlier := self._open_relative(before)) is not None:
            return self.antecedents(earlier)
        while before >= 0 and self.chunks[before].type in (Type.COMMA, Type.PREP):
            before -= 1
        if self._is(before, Type.VERB) and self._is(relative - 1, Type.COMMA) and self.chunks[before].head == "be":
            return self.subjects(before, 5)  # "A line was in place, which the trust ran"
        if not self._is(before, Type.NP):
            return []
        near = self._modified(before)
        if near and len(near[0]) > 1 and self._is(relative + 1, Type.VERB) and self.chunks[relative + 1].singular:
            near[0] = [before]  # "the trust and the hub, which is run by"
        placed = len(near) > 1 and len(near[0]) == 1 and self.chunks[before - 1].head == "at"
        if placed and self.mentions(near[1]) and self.chunks[relative + 1].passive:
            near = near[1:]  # "the clinic at the hospital, which is run by"
        found = [*self._before_modifier(before, relative), *near, *self._said_of(before)]
        of_which = self._is(relative - 1, Type.PREP) and self._is(before - 1, Type.COMMA)
        if of_which and self._is(before - 2, Type.NP):
            found += self._before(before - 2, True)  # "a plan, the delivery of which is monitored by"
        return found

    def _before_modifier(self, place: int, relative: int) -> list[list[int]]:
        """Return what stands before an aside with a participle ("a team, based in the trust, which works with")."""
        verb = self._before(place, True)[-1][0] - 1
        verb -= self._is(verb, Type.PREP)
        aside = self._is(relative - 1, Type.COMMA) and self._is(verb, Type.VERB) and self._is(verb - 1, Type.COMMA)
        modifier = aside and self.chunks[verb].mood in (Mood.ING, Mood.PARTICIPLE) and self._is(verb - 2, Type.NP)
        return [self._group_to(verb - 2)] if modifier else []

    def _said_of(self, place: int) -> list[list[int]]:
        """Return whom a phrase without a name is said of ("Mind is a charity which", "Mind, a charity which")."""
        first = self._before(place, True)[-1][0]
        copula = first - 1
        named = any(self.chunks[member].parts for member in range(first, place + 1) if self._is(member, Type.NP))
        if named:
            return []
        apposed = (
            self._is(copula, Type.COMMA) and self._is(copula - 1, Type.NP) and self.chunks[copula - 1].mention >= 0
        )
        if apposed and self.chunks[first].first in ("a", "an", "the"):
            return [[copula - 1]]  # "to Mind, a charity which runs"
        if not self._is(copula, Type.VERB) or self.chunks[copula].head not in ("be", "become", "remain"):
            return []
        return self.subjects(copula, 5)

    def _after_comma(self, verb: int, comma: int, depth: int) -> list[list[int]]:
        group = self.chunks[verb]
        relative = self._open_relative(comma)
        if group.mood is Mood.FINITE or not (group.mood is Mood.ING or self.reads_passive(verb)):
            if relative is not None:
                return self._before_relative(relative, comma) or self.antecedents(relative)
            return self._before_aside(comma) or self._shared(verb, depth)
        near = self._before(comma - 1, True) if self._is(comma - 1, Type.NP) else []
        if group.mood is Mood.ING:
            shared = self._shared(verb, depth)
            return [*near, *shared] if group.head in CONTAINING else shared or near
        if not near or self._undergone(verb, near):
            return self._shared(verb, depth)
        return [*self._described(near[-1][0]), *near]

    def _described(self, first: int) -> list[list[int]]:
        """Return what is said to be a thing without a name ("The forum is a committee of the ICS, formed by ...")."""
        phrase = self.chunks[first]
        kind = not phrase.parts and phrase.first in ("a", "an", "one") and self._is(first - 1, Type.VERB)
        return self.subjects(first - 1, 5) if kind and self.chunks[first - 1].head in ("be", "become") else []

    def _undergone(self, verb: int, near: list[list[int]]) -> bool:
        """Tell whether a participle goes on with a passive ("was piloted in two towns, funded by the trust")."""
        before = self._previous_verb(verb)
        if before is None or not self.reads_passive(before) or not self.completes(verb, "by"):
            return False
        first = near[0][0]
        acted = self.chunks[first - 1].head == "by" and any(self.mentions(group) for group in self.subjects(before, 5))
        return acted or not any(self.mentions(group) for group in near)

    def _before_aside(self, comma: int) -> list[list[int]]:
        """Return the subject before an aside ("Mind, a charity, runs", "the trust, with the ICB, runs")."""
        if not self._is(comma - 1, Type.NP):
            return []
        listed = self.group(comma - 1)
        first = self._before(comma - 1, True)[-1][0]
        if len(listed) > 1 and first == listed[0] and not self._is(first - 1, Type.VERB):
            return self._before(comma - 1, False)
        while self._is(first - 1, Type.PREP) and self._is(first - 2, Type.NP):
            first = self.group(first - 2)[0]
        first -= self._is(first - 1, Type.PREP)
        if self._is(first - 1, Type.VERB) and self.chunks[first - 1].mood in (Mood.ING, Mood.PARTICIPLE):
            first -= 1
        if self._is(first - 1, Type.COMMA) and self._is(first - 2, Type.NP):
            before = self._before(first - 2, False)
            named = bool(before) and any(self.chunks[place].mention >= 0 for place in before[0])
            return before if named else [*before, *self._before(comma - 1, True)]
        return []

    def _before_relative(self, relative: int, comma: int) -> list[list[int]]:
        """Return the subject before an aside with a relative clause ("The line, for carers who cope, is run by")."""
        closed = any(self._is(at, Type.VERB) for at in range(relative + 1, comma))
        first = self.group(relative - 1)[0] if self._is(relative - 1, Type.NP) else 0
        if not closed or not self._is(first - 1, Type.PREP) or not self._is(first - 2, Type.COMMA):
            return []
        return self._before(first - 3, False) if self._is(first - 3, Type.NP) else []

    def _open_relative(self, place: int) -> int | None:
        for at in range(place - 1, max(-1, place - _REACH), -1):
            type_ = self.chunks[at].type
            if type_ is Type.RELATIVE:
                return at
            if type_ in (Type.STOP, Type.SUBORDINATOR):
                return None
        return None

    def _shared(self, verb: int, depth: int) -> list[list[int]]:
        previous = self._previous_verb(verb)
        return self.subjects(previous, depth + 1) if previous is not None else []

    def _outer(self, by: int, depth: int) -> list[list[int]]:
        """Return the subject around a clause with "where" before "by" ("improves places where people play by ...")."""
        opened = next((at for at in range(by - 1, -1, -1) if self._is(at, Type.SUBORDINATOR)), 0)
        if self.chunks[by].head != "by" or self.chunks[opened].head != "where":
            return []
        above = self._previous_verb(opened)
        return self.subjects(above, depth + 1) if above is not None else []

    def _after_verb(self, verb: int, before: int, depth: int) -> list[list[int]]:
        if self.chunks[verb].mood is Mood.FINITE:
            relative = self._open_relative(before)
            if relative is not None:
                return self.antecedents(relative)
            return []
        return self.subjects(before, depth + 1)

    def _next_subject(self, verb: int, depth: int) -> list[list[int]]:
        """Return the subject of the main clause after a fronted phrase ("Working with the trust, the council ...")."""
        seen_comma = False
        for at in range(verb + 1, min(len(self.chunks), verb + _REACH)):
            chunk = self.chunks[at]
            if chunk.head == "be" and not seen_comma and self._is(at - 1, Type.NP):
                named = self._is(at + 1, Type.NP) and self.chunks[at + 1].mention >= 0
                return [self._group_from(at + 1)] if named else []  # "Underpinning the plan is the prevention strategy"
            seen_comma = seen_comma or chunk.type is Type.COMMA
            if chunk.type in (Type.STOP, Type.RELATIVE):
                return []
            if chunk.type is Type.VERB and chunk.mood in (Mood.FINITE, Mood.PARTICIPLE) and seen_comma:
                if not self._is(at - 1, Type.NP):
                    return []
                unnamed = self.chunks[at - 1].head == "we" and self.chunks[verb].mood is Mood.PARTICIPLE
                return [self.done_to(at)] if unnamed else self._before(at - 1, False)
        return []

    def done_to(self, verb: int) -> list[int]:
        """Return what a verb, or what it governs, is done to ("we have worked on writing the plan")."""
        at = verb
        while not (found := self.objects(at)):
            at = next((p for p in range(at + 1, min(len(self.chunks), verb + _REACH)) if self._is(p, Type.VERB)), 0)
            if not at or self.chunks[at].mood not in (Mood.ING, Mood.INFINITIVE):
                return []
        return found

    def mood(self, place: int) -> Mood | None:
        """Return the mood of the verb group at a place, or None where none stands there."""
        return self.chunks[place].mood if self._is(place, Type.VERB) else None

    def modifies(self, verb: int, place: int) -> bool:
        """Tell whether a verb stands in the relative clause or participle right after a phrase."""
        if not self._is(verb, Type.VERB) or verb <= place:
            return False
        if self._is(place + 1, Type.RELATIVE):
            return not any(self._is(at, Type.COMMA) for at in range(place + 2, verb))
        return verb == place + 1 and self.chunks[verb].mood is not Mood.FINITE

    def ensuring(self, verb: int) -> int | None:
        """Return the verb that a clause with "that" or "how" says what its subject does ("ensures that A is met")."""
        for at in range(verb - 1, max(0, verb - 10), -1):
            type_ = self.chunks[at].type
            if type_ is Type.SUBORDINATOR and self.chunks[at].head in ("that", "how"):
                governs = self._is(at - 1, Type.VERB) and self.chunks[at - 1].head in self._ensuring
                governs = governs or (self.chunks[at].head == "how" and self.chunks[at - 1].head == "be")
                return at - 1 if governs else None
            if type_ is Type.RELATIVE and self._is(at - 1, Type.PREP):
                return self._means(at - 2)
            if type_ in (Type.VERB, Type.STOP, Type.RELATIVE, Type.SUBORDINATOR):
                return None
        return None

    def _means(self, place: int) -> int | None:
        """Return the "is" of what is said to be a way to do a thing ("is one of the ways in which we meet")."""
        if not self._is(place, Type.NP) or self.chunks[place].head not in _WAYS:
            return None
        copula = self._before(place, True)[-1][0] - 1
        return copula if self._is(copula, Type.VERB) and self.chunks[copula].head == "be" else None

    def says_that(self, place: int) -> bool:
        """Tell whether a clause follows or opens with a phrase ("told the board that", "noted the plan was late")."""
        if self._is(place + 1, Type.VERB) and self.chunks[place + 1].mood is Mood.FINITE:
            return not self._is(self.group(place)[0] - 1, Type.PREP)
        if self._is(place + 1, Type.RELATIVE):
            return self.chunks[place + 1].head == "that" and self._is(place + 2, Type.NP)
        return self._is(place + 1, Type.SUBORDINATOR) and self.chunks[place + 1].head in ("that", "how", "whether")

    def modified(self, verb: int) -> list[list[int]]:
        """Return the object that an "-ing" clause after it may be about ("wrote a plan, drawing on the assessment")."""
        if self.chunks[verb].mood is not Mood.ING:
            return []
        governor = self._previous_verb(verb)
        if governor is None or self.chunks[governor].passive:
            return []
        objects = self.objects(governor)
        return [objects] if objects and objects[-1] < verb else []

    def is_controlled(self, verb: int) -> bool:
        """Tell whether an infinitive says what others want or allow of its subject ("invited the trust to join")."""
        governor = self._previous_verb(verb) if self.chunks[verb].mood is Mood.INFINITIVE else None
        return governor is not None and self.chunks[governor].head in self._control

    def with_companions(self, verb: int, firsts: list[list[int]], alone: bool) -> list[list[int]]:
        """Add to the subjects of "... to deliver" those with whom it is done ("worked with the board to deliver").

        `alone` tells whether they count where the subject itself is not named ("Work with the board to deliver").
        """
        if alone and (shared := self.accompanied(verb)):
            return [[*(firsts[0] if firsts else []), *shared]]
        if alone and self.chunks[verb].head in self._joining and self.prepositional(verb, ("on",)):
            return [[*(firsts[0] if firsts else []), *self.prepositional(verb, ("with", "alongside"))]]
        if self.chunks[verb].mood not in (Mood.INFINITIVE, Mood.ING):
            return firsts
        governor = self._previous_verb(verb)
        if governor is None or self.chunks[governor].head not in self._joining:
            return firsts
        companions = self.prepositional(governor, ("with", "alongside"))
        named = any(self.chunks[place].mention >= 0 for group in firsts[:1] for place in group)
        if not companions or companions[0] > verb or not (named or alone):
            return firsts
        return [[*(firsts[0] if firsts else []), *companions]]

    def beside(self, verb: int) -> list[int]:
        """Return those "with" or "alongside" whom a thing is done, where no comma parts them from it."""
        found = self.prepositional(verb, ("with", "alongside"))
        return found if found and not self._is(found[0] - 2, Type.COMMA) else []

    def accompanied(self, verb: int) -> list[int]:
        """Return those after "in collaboration with" in the clause of a verb."""
        for at in range(verb + 2, min(len(self.chunks) - 1, verb + 8)):
            chunk = self.chunks[at]
            if chunk.type in (Type.VERB, Type.STOP, Type.RELATIVE, Type.SUBORDINATOR):
                return []
            if chunk.head in ("partnership", "collaboration", "conjunction") and self.chunks[at + 1].head == "with":
                return self.prepositional(at, ("with",), near=True)
            if chunk.head in self._helping and self.chunks[at - 1].head == "with":
                return self.prepositional(at, ("of", "from"), near=True)
        return []

    def late_agent(self, verb: int) -> list[int]:
        """Return the agent of a passive after what it is done for ("is paid to run a line by the trust")."""
        after = verb + 1
        active = self.mood(after) is Mood.INFINITIVE and not self.chunks[after].passive
        return self.prepositional(after, ("by",)) if active else []

    def relative_object(self, verb: int, prepositions: Sequence[str]) -> list[int]:
        """Return what a relative clause says its verb is done to or with ("the teams which the council works with")."""
        after = verb + 1
        if prepositions:
            stranded = self._is(after, Type.PREP) and self.chunks[after].head in prepositions
            stranded = stranded and not self._is(after + 1, Type.NP)
        else:
            stranded = not self._is(after, Type.NP)
        relative = self.own_relative(verb)
        if relative is None:
            return self._zero_relative(verb) if stranded and not prepositions else []
        led = self._is(relative - 1, Type.PREP) and self.chunks[relative - 1].head in prepositions
        if not (stranded or led):
            return []
        candidates = self.antecedents(relative)
        return candidates[0] if candidates else []

    def own_relative(self, verb: int) -> int | None:
        """Return the place of the relative pronoun of a verb's clause, if a subject stands between the two."""
        at = verb - 1
        while at >= 0 and self.chunks[at].type in (Type.NP, Type.CONJ, Type.PREP) and at > verb - 8:
            at -= 1
            if self._is(at, Type.VERB) and self._is(at + 1, Type.CONJ):
                return self.own_relative(at)
        if not self._is(at, Type.RELATIVE) or at == verb - 1:
            return None
        return at

    def _zero_relative(self, verb: int) -> list[int]:
        """Return the phrase before a clause without pronoun ("the toolkit the council developed")."""
        if self.chunks[verb].mood is Mood.ING or not self._is(verb - 1, Type.NP):
            return []
        first = self.group(verb - 1)[0]
        if not self._is(first - 1, Type.NP) or self.chunks[first].first == "pronoun" or self._fronted_at(first - 1):
            return []
        return self._group_to(first - 1)

    def inverted(self, verb: int, prepositions: tuple[str, ...]) -> list[int]:
        """Return what opens a sentence whose subject follows its verb ("Under the board sit two groups")."""
        at = verb - 1
        while at > 0 and self.chunks[at].type in (Type.NP, Type.PREP):
            at -= 1
        opens = at if self._is(at, Type.PREP) else at + 1
        if not self._is(opens, Type.PREP) or self.chunks[opens].head not in prepositions:
            return []
        return self.prepositional(opens - 1, (self.chunks[opens].head,), near=True) if opens in (0, 1) else []
