"""Finds who does what in a sentence of chunks: subjects, objects and prepositional objects of verbs and nouns.

Every method speaks of chunks by their place in the sequence. A subject or object is a list of places of noun
phrases: the members of one coordination.
"""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations_chunks import Chunk, Mood, Type
from councilgraph.extraction.relations_rules import RelationRule
from councilgraph.extraction.relations_words import Words
from councilgraph.models import Mention

_MODIFYING = frozenset({"of", "in", "for", "from", "at", "across", "within", "on", "under", "around"})
_COMPLEMENT = frozenset({"of", "for", "against", "within", "in", "on", "to", "towards", "under"})
_REACH = 12
BODIES = frozenset({"Council", "HealthBody", "Organisation", "PartnerGroup", "Board", "Partnership", "Team"})


class Clause:
    """One sentence: its chunks, the types of its mentions and the groups of coordinated noun phrases."""

    def __init__(self, chunks: Sequence[Chunk], mentions: Sequence[Mention], words: Words) -> None:
        self.chunks = chunks
        self.types = [mention.type for mention in mentions]
        self._texts = [mention.text for mention in mentions]
        self._keys = [mention.entity for mention in mentions]
        self._transparent = words.set("words.transparent")
        self._actions = words.set("words.actions")
        self._delegates = words.set("words.delegates")
        self._soft = words.set("words.soft-heads")
        self._purposes = words.set("words.purpose-nouns")
        self._control = words.set("verbs.control")
        self._intransitive = words.set("verbs.intransitive")
        self._joining = words.set("words.joining-verbs")
        self._groups: dict[int, tuple[list[int], int]] = {}
        self._last_of: dict[int, int] = {}
        self._group_all()

    # -- coordination ---------------------------------------------------------------------------------------------

    def _group_all(self) -> None:
        at, count = 0, len(self.chunks)
        while at < count:
            if self.chunks[at].type is Type.NP and at not in self._groups:
                members, end = self._coordination(at)
                for place in members:
                    self._groups[place] = (members, end)
            at += 1

    def _coordination(self, first: int) -> tuple[list[int], int]:
        """Return the members of the coordination that starts at a noun phrase, and the place of its last phrase."""
        members, pending, last, joined = [first], [], first, False
        at = first
        while (step := self._conjunct(at, members)) is not None:
            following, conjunction = step
            if self._new_clause(first, following):
                break
            pending.append(following)
            at = following
            if conjunction:
                members += pending
                pending, last, joined = [], following, True
        if not joined:
            return self._bare_list(first, pending), first
        return members, last

    def _bare_list(self, first: int, pending: Sequence[int]) -> list[int]:
        """Return the members of a list without "and": names of one type, none with an article of its own."""
        kind = self._type(first)
        if not kind or kind in ("Person", "Role"):
            return [first]
        same = [p for p in pending if self._type(p) == kind and self.chunks[p].first not in ("a", "an", "the")]
        return [first, *same] if same == list(pending) else [first]

    def _conjunct(self, at: int, members: list[int]) -> tuple[int, bool] | None:
        """Return the next conjunct after the phrase at a place, and whether a conjunction stands before it."""
        chunks, count = self.chunks, len(self.chunks)
        nearest = self._link(at + 1, members[0])
        if nearest is not None:
            return nearest
        # Over a modifier ("the trust in Eastmoor and the council") only to a phrase of the same type.
        kind = self._type(members[0])
        if at + 2 < count and chunks[at + 1].type is Type.PREP and chunks[at + 1].head in _MODIFYING:
            inner = at + 2
            if chunks[inner].type is Type.NP and self._type(inner) != kind and kind:
                step = self._link(inner + 1, members[0])
                if step is not None and self._type(step[0]) == kind:
                    return step
        return None

    def _link(self, at: int, first: int) -> tuple[int, bool] | None:
        chunks, count = self.chunks, len(self.chunks)
        comma = at < count and chunks[at].type is Type.COMMA
        at += comma
        conjunction = at < count and chunks[at].type is Type.CONJ
        at += conjunction
        while conjunction and at < count and chunks[at].type in (Type.COMMA, Type.CONJ):
            at += 1
        if not (comma or conjunction) or at >= count:
            return None
        repeated = chunks[first - 1].head if first and chunks[first - 1].type is Type.PREP else ""
        if repeated and conjunction and chunks[at].type is Type.PREP and chunks[at].head == repeated:
            at += 1
        if at < count and chunks[at].type is Type.INCLUDING:
            return None
        return (at, conjunction) if at < count and chunks[at].type is Type.NP else None

    def _new_clause(self, first: int, following: int) -> bool:
        """Tell whether a phrase after a conjunction is the subject of a clause of its own."""
        chunks = self.chunks
        after = following + 1
        if after >= len(chunks) or chunks[after].type is not Type.VERB:
            return False
        verb = chunks[after]
        if verb.mood in (Mood.INFINITIVE, Mood.ING) or (verb.mood is Mood.PARTICIPLE and self.reads_passive(after)):
            return False
        before = chunks[first - 1] if first else None
        if before is None or before.head == "between":
            return False
        return before.type in (Type.VERB, Type.PREP) and any(c.type is Type.VERB for c in chunks[:first])

    def _type(self, place: int) -> str:
        mention = self.chunks[place].mention
        return self.types[mention] if mention >= 0 else ""

    def group(self, place: int) -> list[int]:
        """Return the members of the coordination that a noun phrase belongs to."""
        return self._groups[place][0] if place in self._groups else [place]

    def _group_from(self, place: int) -> list[int]:
        """Return the members from this one on: "worked with A and B" has no use for what stands before "with"."""
        return [member for member in self.group(place) if member >= place]

    # -- mentions of a noun phrase --------------------------------------------------------------------------------

    def mentions(self, places: Sequence[int], delegates: bool = False) -> list[int]:
        """Return the mentions that noun phrases stand for, through "a number of", examples and brackets."""
        found: list[int] = []
        for place in places:
            for mention in self._of_phrase(place, delegates, 0):
                if mention not in found:
                    found.append(mention)
        return found

    def _of_phrase(self, place: int, delegates: bool, depth: int) -> list[int]:
        chunk = self.chunks[place]
        found: list[int] = []
        if chunk.mention >= 0:
            found.append(chunk.mention)
        elif chunk.first == "pronoun":
            found += self._pronoun(place)
        elif (chunk.parts and chunk.head in self._soft) or (
            chunk.parts and delegates and chunk.head in self._delegates
        ):
            found.append(chunk.parts[-1])
        elif depth < 3:
            found += self._through(place, delegates, depth)
        found += chunk.inside
        return found + self._examples(place, delegates, depth)

    def _pronoun(self, place: int) -> list[int]:
        """Return what "they" or "it" means: the one body named before it in the sentence, if there is only one."""
        if self.chunks[place].head not in ("they", "it"):
            return []
        body = self.sole_body(place)
        return [] if body is None else [body]

    def sole_body(self, place: int) -> int | None:
        """Return the first mention of the only body named before a place, or None where there are several or none."""
        found: dict[str, int] = {}
        for chunk in self.chunks[:place]:
            for mention in chunk.parts:
                if self.types[mention] in BODIES:
                    found.setdefault(self._keys[mention], mention)
        return next(iter(found.values())) if len(found) == 1 else None

    def _through(self, place: int, delegates: bool, depth: int) -> list[int]:
        chunk, after = self.chunks[place], place + 1
        if after + 1 >= len(self.chunks) or self.chunks[after].type is not Type.PREP:
            return []
        preposition = self.chunks[after].head
        if self.chunks[after + 1].type is not Type.NP:
            return []
        passes = preposition == "of" and chunk.head in self._transparent
        passes = passes or (delegates and chunk.head in self._delegates and preposition in ("of", "from", "for", "at"))
        if not passes:
            return []
        return [m for p in self._group_from(after + 1) for m in self._of_phrase(p, delegates, depth + 1)]

    def _examples(self, place: int, delegates: bool, depth: int) -> list[int]:
        at = place + 1
        chunks = self.chunks
        if chunks[place].head in ("that", "this"):
            return []
        while self._is(at, Type.PREP) and self._is(at + 1, Type.NP) and at < place + 6:
            if chunks[place].mention >= 0 or chunks[at + 1].mention >= 0:
                break
            at += 2
        if self._is(at, Type.VERB) and chunks[at].mood is not Mood.FINITE and chunks[place].mention < 0:
            at += 1
            while at < place + 9 and (self._is(at, Type.PREP) or self._is(at, Type.NP)):
                at += 1
        if at < len(chunks) and chunks[at].type is Type.COMMA:
            at += 1
        if at + 1 >= len(chunks) or chunks[at].type is not Type.INCLUDING or depth > 2:
            return []
        at += 1
        if chunks[at].type in (Type.COMMA, Type.PREP) and at + 1 < len(chunks):
            at += 1
        if chunks[at].type is not Type.NP:
            return []
        return [m for p in self._group_from(at) for m in self._of_phrase(p, delegates, depth + 1)]

    def through_actions(self, places: Sequence[int]) -> list[int]:
        """Return the phrases meant by an object: "the delivery of the plan" gives "the plan" too."""
        found = list(places)
        for place in places:
            chunk = self.chunks[place]
            at = place + 1
            if chunk.mention < 0 and chunk.head in self._actions and self._is(at, Type.PREP):
                if self.chunks[at].head in _COMPLEMENT and self._is(at + 1, Type.NP):
                    found += self.through_actions(self._group_from(at + 1)) if len(found) < 12 else []
        return found

    def completes(self, place: int, word: str) -> bool:
        """Tell whether a preposition or noun comes straight after a verb ("paid for by", "take place between")."""
        after = place + 1
        if after >= len(self.chunks) or self.chunks[after].head != word:
            return False
        return self.chunks[after].type is Type.PREP or (
            self.chunks[after].type is Type.NP and self.chunks[after].mention < 0
        )

    def _is(self, place: int, type_: Type) -> bool:
        return 0 <= place < len(self.chunks) and self.chunks[place].type is type_

    # -- subjects -------------------------------------------------------------------------------------------------

    def reads_passive(self, verb: int) -> bool:
        """Tell whether a verb group without "be" is a participle after its noun ("a service run by the trust")."""
        group = self.chunks[verb]
        if group.passive:
            return True
        if group.mood is not Mood.PARTICIPLE or group.head in self._intransitive:
            return False
        after = verb + 1
        if not self._is(after, Type.PREP):
            return not self._is(after, Type.NP) and self._object_position(verb - 1)
        if self.chunks[after].head == "by" or verb == 0:
            return True
        return self._object_position(verb - 1) or self._finite_after(after)

    def _object_position(self, place: int) -> bool:
        """Tell whether the phrase at a place is the object of a verb before it, or follows a comma or nothing."""
        if not self._is(place, Type.NP):
            return self._is(place, Type.COMMA) or place < 0
        first = self.group(place)[0]
        before = first - 1
        if before < 0:
            return False
        if self.chunks[before].type is Type.VERB:
            return self.chunks[before].head not in ("say", "tell", "report", "state", "note", "feel", "show", "find")
        return self.chunks[before].type is Type.PREP and any(
            c.type is Type.VERB for c in self.chunks[max(0, before - 4) : before]
        )

    def _finite_after(self, place: int) -> bool:
        joined = False
        for chunk in self.chunks[place + 1 : place + _REACH]:
            if chunk.type in (Type.STOP, Type.SUBORDINATOR, Type.RELATIVE):
                return False
            if chunk.type is Type.VERB and chunk.mood is Mood.FINITE:
                return not joined
            joined = chunk.type is Type.CONJ
        return False

    def subjects(self, verb: int, depth: int = 0) -> list[list[int]]:  # noqa: PLR0911
        """Return candidate subjects of a verb group (of a passive: what undergoes it), the likeliest first."""
        group, before = self.chunks[verb], verb - 1
        if depth > 6:
            return []
        if group.mood is Mood.INFINITIVE:
            return self._controller(verb, depth)
        while before >= 0 and self.chunks[before].type is Type.ADJECTIVE:
            before -= 1
        if before < 0 or self.chunks[before].type is Type.STOP:
            return self._next_subject(verb, depth) if group.mood is not Mood.FINITE else []
        previous = self.chunks[before]
        if previous.type is Type.NP:
            return self._before(before, group.mood is Mood.ING or self._reduced(verb))
        if previous.type is Type.COMMA:
            return self._after_comma(verb, before, depth)
        if previous.type is Type.CONJ:
            return self._shared(verb, depth)
        if previous.type is Type.RELATIVE:
            return self.antecedents(before)
        if previous.type is Type.VERB:
            return self._after_verb(verb, before, depth)
        if previous.type in (Type.PREP, Type.SUBORDINATOR) and group.mood is not Mood.FINITE:
            return self._shared(verb, depth) or self._next_subject(verb, depth)
        return []

    def _reduced(self, verb: int) -> bool:
        return self.chunks[verb].mood is Mood.PARTICIPLE and self.reads_passive(verb)

    def _before(self, place: int, chain: bool) -> list[list[int]]:
        """Return the subject that ends at a phrase: the head of its chain of prepositions, or all of the chain."""
        levels = [self._group_to(place)]
        while (above := self._above(levels[-1][0], chain)) is not None:
            levels.append(self._group_to(above))
        first = levels[-1][0]
        if chain:
            if len(levels[0]) > 1 and not self.mentions(levels[0][-1:]):
                levels[0] = levels[0][-1:]
            return levels
        if first >= 1 and self._is(first - 1, Type.PREP):
            return []
        top = levels[-1]
        if len(levels) > 1 and self._is_transparent(top[-1]):
            return [levels[-2]]
        return [top]

    def _above(self, first: int, chain: bool) -> int | None:
        """Return the phrase that the one starting at a place modifies: over a preposition, a participle or "that ..."."""
        chunks = self.chunks
        if first < 2:
            return None
        if self._is(first - 1, Type.PREP) and self._is(first - 2, Type.NP):
            return first - 2
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

    def _group_to(self, place: int) -> list[int]:
        return [member for member in self.group(place) if member <= place]

    def antecedents(self, relative: int) -> list[list[int]]:
        """Return the noun phrases that a relative clause may be about, the nearest first."""
        before = relative - 1
        while before >= 0 and self.chunks[before].type in (Type.COMMA, Type.PREP):
            before -= 1
        return self._before(before, True) if self._is(before, Type.NP) else []

    def _after_comma(self, verb: int, comma: int, depth: int) -> list[list[int]]:
        group = self.chunks[verb]
        relative = self._open_relative(comma)
        if group.mood is Mood.FINITE or not (group.mood is Mood.ING or self.reads_passive(verb)):
            if relative is not None:
                return self.antecedents(relative)
            return self._before_aside(comma) or self._shared(verb, depth)
        near = self._before(comma - 1, True) if self._is(comma - 1, Type.NP) else []
        if group.mood is Mood.ING:
            return self._shared(verb, depth) or near
        return near or self._shared(verb, depth)

    def _before_aside(self, comma: int) -> list[list[int]]:
        """Return the subject before an apposition ("Mind, a charity, runs ...")."""
        if not self._is(comma - 1, Type.NP):
            return []
        first = self._before(comma - 1, True)[-1][0]
        if self._is(first - 1, Type.COMMA) and self._is(first - 2, Type.NP):
            return self._before(first - 2, False)
        return []

    def _open_relative(self, place: int) -> int | None:
        for at in range(place - 1, max(-1, place - _REACH), -1):
            type_ = self.chunks[at].type
            if type_ is Type.RELATIVE:
                return at
            if type_ in (Type.STOP, Type.SUBORDINATOR):
                return None
        return None

    def _previous_verb(self, verb: int) -> int | None:
        for at in range(verb - 1, -1, -1):
            type_ = self.chunks[at].type
            if type_ is Type.VERB:
                return at
            if type_ is Type.STOP:
                return None
        return None

    def previous_verb(self, place: int) -> int | None:
        """Return the verb group before a place in the same stretch of text, or None."""
        return self._previous_verb(place)

    def _shared(self, verb: int, depth: int) -> list[list[int]]:
        previous = self._previous_verb(verb)
        return self.subjects(previous, depth + 1) if previous is not None else []

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
            seen_comma = seen_comma or chunk.type is Type.COMMA
            if chunk.type in (Type.STOP, Type.RELATIVE):
                return []
            if chunk.type is Type.VERB and chunk.mood in (Mood.FINITE, Mood.PARTICIPLE) and seen_comma:
                if self._is(at - 1, Type.NP):
                    return self._before(at - 1, False)
                return []
        return []

    def _controller(self, verb: int, depth: int) -> list[list[int]]:
        """Return who does what an infinitive says: the object of "commission", "enable", ..., else the subject."""
        if self._is(verb - 1, Type.NP):
            first = self.group(verb - 1)[0]
            if self._is(first - 1, Type.PREP) and self.chunks[first - 1].head == "for":
                return [self._group_to(verb - 1)]
        governor = self._previous_verb(verb)
        if governor is None:
            owner = [at for at in range(verb) if self._is(at, Type.NP) and self.chunks[at].parts]
            return [[owner[-1]]] if owner and "'s" in self.chunks[owner[-1]].links else []
        group = self.chunks[governor]
        if group.head == "delegate" and (receivers := self.prepositional(governor, ("to",))):
            return [receivers]
        if group.passive or (group.mood is Mood.PARTICIPLE and self.reads_passive(governor)):
            return self.subjects(governor, depth + 1)
        if group.head in self._control:
            objects = self.objects(governor)
            if objects:
                return [objects]
        subjects = self.subjects(governor, depth + 1)
        return subjects

    def with_companions(self, verb: int, firsts: list[list[int]], alone: bool) -> list[list[int]]:
        """Add to the subjects of "... to deliver" those with whom it is done ("worked with the board to deliver").

        `alone` tells whether they count where the subject itself is not named ("Work with the board to deliver").
        """
        if alone and (shared := self._accompanied(verb)):
            return [[*(firsts[0] if firsts else []), *shared]]
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

    def _accompanied(self, verb: int) -> list[int]:
        """Return those after "in collaboration with" in the clause of a verb."""
        for at in range(verb + 2, min(len(self.chunks) - 1, verb + 8)):
            chunk = self.chunks[at]
            if chunk.type in (Type.VERB, Type.STOP, Type.RELATIVE, Type.SUBORDINATOR):
                return []
            if chunk.head in ("partnership", "collaboration", "conjunction") and self.chunks[at + 1].head == "with":
                return self.prepositional(at, ("with",), near=True)
        return []

    def fits(self, rule: RelationRule, subject: int, object_: int) -> bool:
        """Tell whether a rule joins two mentions: by their types, and by words where it names some."""
        if self.types[subject] not in rule.subject or self.types[object_] not in rule.object:
            return False
        return self._holds(rule.subject_words, subject) and self._holds(rule.object_words, object_)

    def _holds(self, words: frozenset[str], mention: int) -> bool:
        return not words or not words.isdisjoint(self._texts[mention].lower().split())

    # -- objects --------------------------------------------------------------------------------------------------

    def objects(self, verb: int) -> list[int]:
        """Return the direct object of a verb group."""
        after = verb + 1
        while self._is(after, Type.ADJECTIVE):
            after += 1
        if self._is(after, Type.INCLUDING) or self._is(after, Type.COMMA):
            if self._is(after + 1, Type.INCLUDING) and self._is(after + 2, Type.NP):
                return self._group_from(after + 2)
            if self.chunks[after].type is Type.INCLUDING and self._is(after + 1, Type.NP):
                return self._group_from(after + 1)
        if not self._is(after, Type.NP):
            return self._shared_object(verb)
        group = self._group_from(after)
        if self._is(after + 1, Type.NP) and self.chunks[after].mention < 0 and group == [after]:
            return [after, *self._group_from(after + 1)]  # "offered people a helpline"
        return group

    def _shared_object(self, verb: int) -> list[int]:
        """Return the object of a verb that shares it with the next one ("commission and manage the service")."""
        if self._is(verb + 1, Type.CONJ) and self._is(verb + 2, Type.VERB) and self._is(verb + 3, Type.NP):
            return self._group_from(verb + 3)
        if self._is(verb + 1, Type.COMMA) and self._is(verb + 2, Type.VERB) and self._is(verb + 3, Type.CONJ):
            return self.objects(verb + 2) or self.objects(verb + 4) if self._is(verb + 4, Type.VERB) else []
        return []

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
        if not self._is(at, Type.RELATIVE) or at == verb - 1:
            return None
        return at

    def _zero_relative(self, verb: int) -> list[int]:
        """Return the phrase before a clause without pronoun ("the toolkit the council developed")."""
        if self.chunks[verb].mood is Mood.ING or not self._is(verb - 1, Type.NP):
            return []
        first = self.group(verb - 1)[0]
        if not self._is(first - 1, Type.NP) or self.chunks[first].first == "pronoun":
            return []
        return self._group_to(first - 1)

    def prepositional(self, place: int, prepositions: Sequence[str], near: bool = False) -> list[int]:
        """Return the phrases after the first of these prepositions that follows a chunk in its clause."""
        at, limit = place + 1, min(len(self.chunks), place + _REACH)
        if self._is(at, Type.CONJ) and self._is(at + 1, Type.VERB):
            at += 2
        while at < limit:
            chunk = self.chunks[at]
            if chunk.type is Type.PREP and chunk.head in prepositions:
                return self._after_preposition(at)
            if near and at > place + 1:
                return []
            if chunk.type in (Type.VERB, Type.RELATIVE, Type.SUBORDINATOR, Type.STOP):
                return []
            at += 1
        return []

    def _after_preposition(self, at: int) -> list[int]:
        after = at + 1
        if self._is(after, Type.CONJ):
            after += 1
        if not self._is(after, Type.NP):
            return []
        return self._group_from(after)
