"""Objects and prepositional objects of verbs and nouns."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.passives import Passives

_REACH = 12
_EXAMPLES = frozenset({Type.INCLUDING, Type.NP, Type.CONJ, Type.COMMA, Type.PREP})
_ASIDE = 8
_SHARING = ((Type.COMMA, False), (Type.CONJ, True), (Type.VERB, True), (Type.PREP, True), (Type.COMMA, False))


class Objects(Passives):
    """What follows verbs and nouns."""

    def _new_clause(self, first: int, following: int) -> bool:
        """Tell whether a phrase after a conjunction is the subject of a clause of its own."""
        chunks = self.chunks
        after = following + 1
        opened = self._is(following - 1, Type.CONJ) and self._is(following - 2, Type.COMMA)
        if opened and self._is(after, Type.CONJ) and self._is(after + 1, Type.NP):
            after += 2  # "was ready, and the trust and the council had signed it"
        if opened:
            after = self._past_modifiers_of_subject(after)
        if self._is(after, Type.INCLUDING):  # "and partners, including the trust, had used it"
            after = next((at for at in range(after, len(chunks)) if chunks[at].type not in _EXAMPLES), len(chunks))
        if after >= len(chunks) or chunks[after].type is not Type.VERB:
            return False
        verb = chunks[after]
        if verb.mood in (Mood.INFINITIVE, Mood.ING) or (verb.mood is Mood.PARTICIPLE and self.reads_passive(after)):
            return False
        before = chunks[first - 1] if first else None
        if before is None or before.head == "between":
            return False
        return before.type in (Type.VERB, Type.PREP) and self._has_verb(first)

    def _past_modifiers_of_subject(self, place: int) -> int:
        """Return the place after what modifies a subject: "the head of the hub, run by Mind, [was]"; itself without."""
        at = place
        while self._is(at, Type.PREP) and self._is(at + 1, Type.NP):
            at += 2
        aside = self._is(at, Type.COMMA)
        reduced = self._is(at, Type.VERB) and self.chunks[at].mood is Mood.PARTICIPLE and self.completes(at, "by")
        if reduced or (aside and self._is(at + 1, Type.VERB) and self.chunks[at + 1].mood is not Mood.FINITE):
            at += 1 + aside
            while at < place + _ASIDE and (self._is(at, Type.PREP) or self._is(at, Type.NP) or self._is(at, Type.CONJ)):
                at += 1
            at += 1 if self._is(at, Type.COMMA) else 0
        mood = self.chunks[at].mood if self._is(at, Type.VERB) else Mood.ING
        bare = mood is Mood.PARTICIPLE and at > place and not self._is(at + 1, Type.PREP)  # "visited twice a week"
        finite = mood is Mood.FINITE or bare or (mood is Mood.PARTICIPLE and not self.reads_passive(at))
        return at if finite else place

    def _has_verb(self, place: int) -> bool:
        """Tell whether a verb stands before a place in its clause (one that follows a comma and "and" is another)."""
        verb, comma = False, False
        for at in range(place - 1, -1, -1):
            type_ = self.chunks[at].type
            if type_ is Type.STOP or (type_ is Type.CONJ and self._is(at - 1, Type.COMMA)):
                return verb
            if type_ is Type.SUBORDINATOR:
                return verb and not comma  # "When a home closed, staff from the trust and the council worked ..."
            if type_ is Type.RELATIVE and at == 1:
                return False  # "An event which included the trust and the council was praised"
            reduced = type_ is Type.VERB and self._is_modifier(at)
            verb = verb or (type_ is Type.VERB and not reduced)
            comma = comma or (type_ is Type.COMMA and not verb)
        return verb

    def _is_modifier(self, verb: int) -> bool:
        """Tell whether a verb only modifies a phrase: a participle, or "-ing" after what opens the sentence."""
        if self.chunks[verb].mood is Mood.PARTICIPLE:
            return self.reads_passive(verb)
        return self.chunks[verb].mood is Mood.ING and verb == 1 and self._is(0, Type.NP)

    def objects(self, verb: int) -> list[int]:
        """Return the direct object of a verb group."""
        found = self._objects.get(verb)
        if found is None:
            found = self._objects[verb] = self._find_objects(verb)
        return found

    def _find_objects(self, verb: int) -> list[int]:
        """Return what `objects` gives, without keeping it."""
        after = verb + 1
        while self._is(after, Type.ADJECTIVE):
            after += 1
        if self._is(after, Type.INCLUDING) or self._is(after, Type.COMMA):
            if self._is(after + 1, Type.INCLUDING) and self._is(after + 2, Type.NP):
                return self._group_from(after + 2)
            if self.chunks[after].type is Type.INCLUDING and self._is(after + 1, Type.NP):
                return self._group_from(after + 1)
        if not self._is(after, Type.NP):
            after = after + 1 if self._is_colon(after) else self._past_aside(after)
        if not self._is(after, Type.NP):
            return self._shared_object(verb)
        group = self._group_from(after)
        if self._is(after + 1, Type.NP) and self.chunks[after].mention < 0 and group == [after]:
            return [after, *self._group_from(after + 1)]  # "offered people a helpline"
        return group

    def _is_colon(self, at: int) -> bool:
        return self._is(at, Type.STOP) and self.chunks[at].head == ":"

    def _past_aside(self, comma: int) -> int:
        """Step over an aside between a verb and its object ("approved, with the trust, a plan")."""
        at = comma + 1
        if not self._is(comma, Type.COMMA) or not self._is(at, Type.PREP):
            return comma
        while self._is(at, Type.PREP) or self._is(at, Type.NP) or self._is(at, Type.CONJ):
            at += 1
        return at + 1 if self._is(at, Type.COMMA) else comma

    def _shared_object(self, verb: int) -> list[int]:
        """Return the object of a verb that shares it with the next one ("commission and manage the service")."""
        comma = self._is(verb + 1, Type.COMMA)
        joined = self._is(verb + 1 + comma, Type.CONJ)
        following = verb + 1 + comma + joined
        if not (comma or joined) or not self._is(following, Type.VERB):
            return []
        if joined:
            after = following + 1 + (comma and self._is(following + 1, Type.COMMA))
            return self._group_from(after) if self._is(after, Type.NP) else []
        listed = self._is(following + 1, Type.CONJ) or self._is(following + 1, Type.COMMA)
        return self._shared_object(following) if listed else []

    def prepositional(self, place: int, prepositions: tuple[str, ...], near: bool = False) -> list[int]:
        """Return the phrases after the first of these prepositions that follows a chunk in its clause."""
        key = (place, prepositions, near)
        found = self._prepositional.get(key)
        if found is None:
            found = self._prepositional[key] = self._find_prepositional(place, prepositions, near)
        return found

    def _find_prepositional(self, place: int, prepositions: tuple[str, ...], near: bool) -> list[int]:
        """Return what `prepositional` gives, without keeping it."""
        at, limit = place + 1, min(len(self.chunks), place + _REACH)
        if self._is(at, Type.CONJ) and self._is(at + 1, Type.VERB):
            if self.chunks[at + 1].passive:
                return []  # "was agreed and was aligned with"
            at += 2
        unnamed: list[int] = []
        while at < limit:
            chunk = self.chunks[at]
            apart = self._is_absolute(at, place) or self._is_source(at, place)
            if chunk.type is Type.PREP and chunk.head in prepositions and not apart:
                if self._goes_with_earlier(place, at):
                    return unnamed
                found = self._with_next(self._after_preposition(at), prepositions)
                if near or self.mentions(found, True):
                    return found
                unnamed = unnamed or found  # "represented at executive level on the board"
            if near and at > place + 1:
                return []
            if chunk.type in (Type.VERB, Type.RELATIVE, Type.SUBORDINATOR, Type.STOP) or self._starts_over(at):
                return unnamed
            at += 1
        return unnamed

    def _starts_over(self, at: int) -> bool:
        """Tell whether ", and" opens a clause ("were bought by the CCG, and nurses from the trust visited them")."""
        if not (self._is(at, Type.CONJ) and self._is(at - 1, Type.COMMA) and self._is(at + 1, Type.NP)):
            return False
        return self._past_modifiers_of_subject(at + 2) > at + 2

    def _is_absolute(self, at: int, place: int) -> bool:
        """Tell whether "with" opens a clause of its own, or belongs to an agreement under which a thing is done.

        "The line was run by the trust, with the council paying for it".
        """
        if at <= place + 1 or self.chunks[at].head not in ("with", "from"):
            return False
        if self.chunks[at].head == "from":  # "was bought with a grant from the ministry"
            return self._is(at - 1, Type.NP) and self._is(at - 2, Type.PREP) and self.is_money(self.chunks[at - 1])
        if self._is(at - 1, Type.NP) and self._is(at - 2, Type.PREP) and self._is_contract(at - 1):
            return True  # "run by the trust under an agreement with the council"
        last = self._after_preposition(at)[-1:]
        return bool(last) and self._is(last[0] + 1, Type.VERB) and self.chunks[last[0] + 1].mood is Mood.ING

    def _goes_with_earlier(self, verb: int, at: int) -> bool:
        """Tell whether "and with" goes on with a verb before this one ("worked with A to open a hub, and with B")."""
        if not self._is(verb, Type.VERB) or not self._is(at - 1, Type.CONJ) or not self._is(at - 2, Type.COMMA):
            return False
        head = self.chunks[at].head
        return any(
            self._is(p, Type.PREP) and self.chunks[p].head == head and self._is(p - 1, Type.VERB)
            for p in range(max(1, verb - _REACH), verb)
        )

    def _is_source(self, at: int, place: int) -> bool:
        """Tell whether "from" says whose words a noun means ("developed in response to feedback from the trust")."""
        message = self.chunks[at - 1]
        said = self.chunks[at].head == "from" and message.type is Type.NP and message.head in self.lists.messages
        return said and at - 2 > place and self._is(at - 2, Type.PREP)

    def _with_next(self, found: list[int], prepositions: Sequence[str]) -> list[int]:
        """Add what another of the prepositions names right after ("funded by the council through the fund")."""
        after = found[-1] + 1 if found else 0
        if found and self.chunks[found[0] - 1].head == "with" and (resumed := self._resumed(after)):
            return [*found, *resumed]
        if not found or not self._is(after, Type.PREP) or self.chunks[found[-1]].mention < 0:
            return found
        more = self.chunks[after].head in prepositions and self.chunks[found[0] - 1].head == "by"
        return [*found, *self._after_preposition(after)] if more else found

    def _resumed(self, after: int) -> list[int]:
        """Return what "and with" goes on with after a clause ("worked with A, who came to meetings, and with B")."""
        if not (self._is(after, Type.COMMA) or self._is(after, Type.VERB) or self._is(after, Type.RELATIVE)):
            return []
        for at in range(after + 1, min(len(self.chunks) - 3, after + _REACH)):
            if self.chunks[at].type in (Type.STOP, Type.SUBORDINATOR):
                return []
            joined = self._is(at, Type.COMMA) and self._is(at + 1, Type.CONJ) and self._is(at + 2, Type.PREP)
            if joined and self.chunks[at + 2].head == "with" and self._is(at + 3, Type.NP):
                return self._group_from(at + 3) if self.group(at + 3)[0] == at + 3 else []
        return []

    def _after_preposition(self, at: int) -> list[int]:
        """Return the list of phrases after a preposition, which it may share with the next one."""
        after = at + 1
        if self._is(after, Type.CONJ) or self._is(after, Type.PREP) or self._is_colon(after):
            after += 1
        if not self._is(after, Type.NP):
            after = self._shared_after(at + 1)
        return self._listed_from(after) if self._is(after, Type.NP) else []

    def _listed_from(self, place: int) -> list[int]:
        """Return the list that starts at a phrase, over what follows it ("by a person with skills and the trust")."""
        group = self._group_from(place)
        inner = place + 2
        if len(group) > 1 and self.chunks[place - 1].head == "by":
            group = self._doers(group)
        plain = group == [place] and not self.chunks[place].parts and self.chunks[place - 1].head == "by"
        if not plain or not self._is(place + 1, Type.PREP) or not self._is(inner, Type.NP):
            return group
        if self.chunks[place + 1].head != "with" or self.chunks[inner].mention >= 0:
            return group
        return [*group, *(member for member in self.group(inner) if member > inner)]

    def _shared_after(self, at: int) -> int:
        """Return the phrase that a preposition shares with the next one ("works with, and is paid by, the trust")."""
        for type_, needed in _SHARING:
            found = self._is(at, type_)
            if needed and not found:
                return -1
            at += found
        return at

    def to_account(self, verb: int, word: str) -> bool:
        """Tell whether "to" and a noun complete a verb, after its object too ("held the trust to account")."""
        at = max([verb, *self.objects(verb)]) + 1
        if word not in self.lists.to_nouns:
            return self._is(at, Type.ADJECTIVE) and self.chunks[at].head == word  # "held the trust accountable"
        return self._is(at, Type.PREP) and self.chunks[at].head == "to" and self.completes(at, word)
