"""Tells where a sentence only says that bodies should work together better, or do so badly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from councilgraph.extraction.relations.frames import Frames
from councilgraph.extraction.relations.model import Mood, Type

_ADVISED = frozenset({"should", "must", "could", "ought"})
_STATES = frozenset({"be", "remain", "become", "seem", "appear", "feel", "look", "stay"})
_HOPED = frozenset({"would", "could", "might", "may"})
_BETTER = frozenset({"more", "better", "closer", "greater", "stronger", "improved", "further", "increased"})
_NEAR = 4


class Bonds(Frames):
    """One sentence, with what it says of the ties that it names."""

    def wanting(self, place: int) -> bool:
        """Tell whether a tie is found poor, to be improved, or a thing to look at, so that nothing is said to be done.

        "Relationships between the council and the trust needed to improve" is an opinion on how well they get on.
        """
        tie = self.chunks[place]
        if self._not_always(place) or (tie.head == "share" and self._only_told(place)):
            return True
        sharing = tie.type is Type.VERB and tie.mood is Mood.ING  # "Information sharing between"
        if not sharing and (tie.type is not Type.NP or tie.mention >= 0):
            return False
        return self._poor(self._tokens(place)) or self._found_wanting(place) or self._to_improve(place)

    def _not_always(self, place: int) -> bool:
        """Tell whether a verb is said of some times only ("did not always work well with")."""
        at = place if self._is(place, Type.VERB) else self.verb_before(min(self.clause.group(place)[0], place))
        words = self._tokens(at) if at is not None else ()
        return any(first in ("not", "n't") and second in self.cues.hedges for first, second in pairwise(words))

    def _only_told(self, place: int) -> bool:
        """Tell whether what is shared is a paper or a view, which others are only told ("shared its findings with")."""
        objects = self.clause.objects(place)
        if self.clause.reads_passive(place):
            objects = next(iter(self.clause.subjects(place)), [])
        things = [self.chunks[at] for at in objects]
        papers = any(c.mention >= 0 and self.clause.types[c.mention] in ("Strategy", "Agreement") for c in things)
        return papers or any(chunk.head in self.cues.told for chunk in things)

    def _poor(self, words: Sequence[str]) -> bool:
        return not self.cues.poor.isdisjoint(words)

    def _found_wanting(self, place: int) -> bool:
        """Tell whether the verb whose subject a tie is says that it is poor ("was weak", "required improvement")."""
        at = place + 1
        while self._is(at, Type.PREP) and self._is(at + 1, Type.NP):
            at = max(self.clause.group(at + 1)) + 1
        if not self._is(at, Type.VERB) or self.chunks[at].mood not in (Mood.FINITE, Mood.PARTICIPLE):
            return False
        verb, after = self.chunks[at], self.lowers[self.chunks[at].end : self.chunks[at].end + _NEAR]
        if verb.head in self.cues.needing or (verb.passive and verb.head in self.cues.hindering):
            return True
        if verb.modal in _ADVISED and verb.head in self.cues.revising:
            return True
        start = self.chunks[place].start
        if verb.modal in _HOPED and not _BETTER.isdisjoint(self.lowers[max(self.first, start - 1) : start + 1]):
            return True  # "Better links between the trust and the council would help"
        return verb.head in _STATES and (verb.negative or self._poor(after))

    def _to_improve(self, place: int) -> bool:
        """Tell whether a tie is what somebody has yet to improve or is to look into ("needed to improve its links")."""
        at = self.verb_before(min(self.clause.group(place)[0], place))
        if at is None:
            return False
        if self.chunks[at].head in self.cues.inspecting and not self.chunks[at].passive:
            return True
        if self.chunks[at].head not in self.cues.revising | self.cues.making | self.cues.fostering:
            return False
        if self._is(place + 1, Type.PREP) and self.chunks[place + 1].head == "between" and self._for_others(at):
            return True
        if self.chunks[at].head not in self.cues.revising:
            return False
        for _ in range(_NEAR):
            verb = self.chunks[at]
            asked = verb.modal in _ADVISED or verb.head in self.cues.needing
            if asked or (verb.mood is Mood.INFINITIVE and self._bare_noun(at - 1) in self.cues.openings):
                return True
            step = self._governor(at)
            if step is None:
                return False
            at = step[0]
        return False

    def _for_others(self, at: int) -> bool:
        """Tell whether an infinitive says what a thing is for, or others are to do ("paid Mind to build links")."""
        return self.chunks[at].mood is Mood.INFINITIVE and self._is(at - 1, Type.NP)
