"""A sentence as the rules ask it: who does a thing, with whom, through which clause, and who ensures it."""

from __future__ import annotations

from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.subjects import Subjects

_REACHED = frozenset({"to", "into", "for", "of"})


class Clause(Subjects):
    """One sentence, with the doers and companions of its verbs."""

    def mood(self, place: int) -> Mood | None:
        """Return the mood of the verb group at a place, or None where none stands there."""
        return self.chunks[place].mood if self._is(place, Type.VERB) else None

    def undergoes(self, first: int) -> bool:
        """Tell whether a phrase that starts at a place completes a passive, whose agent "by" after it names then."""
        at = first - 1
        while at > 0 and self.chunks[at].type in (Type.PREP, Type.NP):
            at -= 1
        return at < first - 1 and self._is(at, Type.VERB) and self.chunks[at].passive

    def comes_from(self, first: int, after: int) -> bool:
        """Tell whether "from" after a phrase tells where something else comes from, or from where the thing goes."""
        if self.chunks[first].before in ("different", "separate"):
            return True
        last = self.group(after)[-1]
        onward = self._is(last + 1, Type.PREP) and self.chunks[last + 1].head in ("to", "into")
        return onward or (self._is(first - 1, Type.PREP) and self.chunks[first - 1].head in _REACHED)

    def is_phrase(self, place: int) -> bool:
        """Tell whether a noun phrase stands at a place."""
        return self._is(place, Type.NP)

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
                governs = self._is(at - 1, Type.VERB) and self.chunks[at - 1].head in self.lists.ensuring
                governs = governs or (self.chunks[at].head == "how" and self.chunks[at - 1].head == "be")
                return at - 1 if governs else None
            if type_ is Type.RELATIVE and self._is(at - 1, Type.PREP):
                return self._means(at - 2)
            if type_ in (Type.VERB, Type.STOP, Type.RELATIVE, Type.SUBORDINATOR):
                return None
        return None

    def _means(self, place: int) -> int | None:
        """Return the "is" of what is said to be a way to do a thing ("is one of the ways in which we meet")."""
        if not self._is(place, Type.NP) or self.chunks[place].head not in self.lists.means:
            return None
        copula = self._ending_at(place, True)[-1][0] - 1
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
        governor = self.previous_verb(verb)
        if governor is None or self.chunks[governor].passive:
            return []
        objects = self.objects(governor)
        return [objects] if objects and objects[-1] < verb else []

    def is_controlled(self, verb: int) -> bool:
        """Tell whether an infinitive says what others want or allow of its subject ("invited the trust to join")."""
        governor = self.previous_verb(verb) if self.chunks[verb].mood is Mood.INFINITIVE else None
        return governor is not None and self.chunks[governor].head in self.lists.control

    def with_companions(self, verb: int, firsts: list[list[int]], alone: bool) -> list[list[int]]:
        """Add to the subjects of "... to deliver" those with whom it is done ("worked with the board to deliver").

        `alone` tells whether they count where the subject itself is not named ("Work with the board to deliver").
        """
        if alone and (shared := self.accompanied(verb)):
            return [[*(firsts[0] if firsts else []), *shared]]
        if alone and self.chunks[verb].head in self.lists.joining and self.prepositional(verb, ("on",)):
            return [[*(firsts[0] if firsts else []), *self.prepositional(verb, ("with", "alongside"))]]
        if self.chunks[verb].mood not in (Mood.INFINITIVE, Mood.ING):
            return firsts
        governor = self.previous_verb(verb)
        if governor is None or self.chunks[governor].head not in self.lists.joining:
            return firsts
        companions = [at for at in self.prepositional(governor, ("with", "alongside")) if at < verb]
        named = any(self.chunks[place].mention >= 0 for group in firsts[:1] for place in group)
        if not companions or not (named or alone):
            return firsts
        return [[*(firsts[0] if firsts else []), *companions]]

    def companions(self, verb: int) -> list[int]:
        """Return those "with" or "alongside" whom a thing is done, where no comma parts them from it."""
        found = self.prepositional(verb, ("with", "alongside"))
        apart = bool(found) and (self._is(found[0] - 2, Type.COMMA) or self._is(found[0] - 2, Type.CONJ))
        return [] if apart else found

    def accompanied(self, verb: int) -> list[int]:
        """Return those after "in collaboration with" in the clause of a verb."""
        for at in range(verb + 2, min(len(self.chunks) - 1, verb + 8)):
            chunk = self.chunks[at]
            if chunk.type in (Type.VERB, Type.STOP, Type.RELATIVE, Type.SUBORDINATOR):
                return []
            if chunk.head in ("partnership", "collaboration", "conjunction") and self.chunks[at + 1].head == "with":
                return self.prepositional(at, ("with",), near=True)
            if chunk.head in self.lists.helping and self.chunks[at - 1].head == "with":
                return self.prepositional(at, ("of", "from"), near=True)
        return []

    def late_agent(self, verb: int) -> list[int]:
        """Return the agent of a passive after what it is done for ("is paid to run a line by the trust")."""
        after = verb + 1
        active = self.mood(after) is Mood.INFINITIVE and not self.chunks[after].passive
        return self.prepositional(after, ("by",)) if active else []

    def inverted(self, verb: int, prepositions: tuple[str, ...]) -> list[int]:
        """Return what opens a sentence whose subject follows its verb ("Under the board sit two groups")."""
        at = verb - 1
        while at > 0 and self.chunks[at].type in (Type.NP, Type.PREP):
            at -= 1
        opens = at if self._is(at, Type.PREP) else at + 1
        if not self._is(opens, Type.PREP) or self.chunks[opens].head not in prepositions:
            return []
        return self.prepositional(opens - 1, (self.chunks[opens].head,), near=True) if opens in (0, 1) else []
