"""Tells whether a verb reads as passive: "a service run by the trust", but "the trust run a service"."""

from __future__ import annotations

from councilgraph.extraction.relations.actions import Actions
from councilgraph.extraction.relations.model import Mood, Type

_REACH = 12


class Passives(Actions):
    """The verbs of one sentence, with which of them are participles after their noun."""

    def reads_passive(self, verb: int) -> bool:
        """Tell whether a verb group without "be" is a participle after its noun ("a service run by the trust")."""
        group = self.chunks[verb]
        if group.passive or group.mood is not Mood.PARTICIPLE:
            return group.passive
        found = self._passives.get(verb)
        if found is None:
            found = self._is_reduced(verb)
            if self._ready:
                self._passives[verb] = found
        return found

    def _is_reduced(self, verb: int) -> bool:
        """Tell whether a participle modifies the phrase before it, by what stands around the two."""
        group = self.chunks[verb]
        if (
            group.mood is not Mood.PARTICIPLE
            or group.head in self.lists.intransitive
            or self._is(verb - 1, Type.RELATIVE)
        ):
            return False
        after = verb + 1
        if self._is(verb - 1, Type.CONJ) and not self._is(after, Type.NP):
            before = self.previous_verb(verb)
            if before is not None and self.reads_passive(before):
                return True
        if (
            group.head in self.lists.wishing
            and self._is(after, Type.VERB)
            and self.chunks[after].mood is Mood.INFINITIVE
        ):
            return False
        if self._is(verb - 1, Type.VERB) and self.chunks[verb - 1].passive:
            return True  # "was developed based on"
        if self._is(after, Type.SUBORDINATOR) and self.chunks[after].head == "that":
            return False  # "Jo Bell, on behalf of the board, commented that"
        if not self._is(after, Type.PREP):
            return not self._is(after, Type.NP) and self._object_position(verb - 1)
        if self._is(verb - 1, Type.COMMA) and self.chunks[after].head != "by" and self._only_verb(verb):
            return False  # "The director, Jo Bell, reported to ..."
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
            asked = before == 0 or self._is(before - 1, Type.STOP)  # "Note the plan submitted on behalf of the board"
            return asked or self.chunks[before].head not in self.lists.stating
        return self.chunks[before].type is Type.PREP and any(
            c.type is Type.VERB for c in self.chunks[max(0, before - 8) : before]
        )

    def _only_verb(self, verb: int) -> bool:
        """Tell whether a sentence that opens with two noun phrases has no finite verb if this one is none."""
        verbs = [at for at, c in enumerate(self.chunks) if c.type is Type.VERB and (at < verb or c.mood is Mood.FINITE)]
        return self._is(0, Type.NP) and verb > 3 and self._is(verb - 2, Type.NP) and not verbs

    def _finite_after(self, place: int) -> bool:
        """Tell whether a finite verb follows that is not joined to this one, so that this one is a participle."""
        joined = False
        for at in range(place + 1, min(place + _REACH, len(self.chunks))):
            chunk = self.chunks[at]
            if chunk.type in (Type.STOP, Type.SUBORDINATOR, Type.RELATIVE):
                return False
            if chunk.type is Type.VERB and chunk.mood is Mood.FINITE:
                return not joined
            if joined and self._is(at, Type.NP) and self._is(at - 2, Type.COMMA):
                return False  # "both referred to the trust, and the council had"
            joined = chunk.type is Type.CONJ
        return False

    def previous_verb(self, place: int) -> int | None:
        """Return the verb group before a place in the same stretch of text, or None."""
        for at in range(place - 1, -1, -1):
            type_ = self.chunks[at].type
            if type_ is Type.VERB:
                return at
            if type_ is Type.STOP:
                return None
        return None
