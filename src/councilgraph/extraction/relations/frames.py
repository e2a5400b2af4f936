"""Tells whether the clause of a verb is proposed, doubted, or the case only on a condition."""

from __future__ import annotations

from functools import cached_property

from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.things import Things
from councilgraph.models import Status

_CONDITIONS = frozenset({"if", "unless", "whether", "provided that"})
_WHEN = frozenset({"when", "until", "once"})
_REACH = 12


class Frames(Things):
    """One sentence, with what stands around its clauses: "it is proposed that", "if", "subject to approval"."""

    def reported(self, top: int) -> Status | None:
        """Return what a clause after "that" is: proposed, resolved or doubted by what stands before."""
        opener, crossed = self._opener(top)
        if opener is None:
            return None
        before, cues = opener - 1, self.cues
        if self.chunks[opener].type is Type.STOP:
            resolved = self.chunks[before].head in cues.resolving | cues.recommending
            return "planned" if resolved and not self.past(top) else None
        if not self._is(before, Type.VERB):
            planned = cues.nouns | cues.recommending | (cues.urging if self._is(before - 1, Type.VERB) else set())
            return "planned" if self._bare_noun(before) in planned and not self.past(top) else None
        verb = self.chunks[before]
        if verb.negative and verb.head in cues.doubting and not crossed:
            return "negated"
        shares = verb.head in cues.ensuring | cues.resolving and not crossed
        if shares and self.chain(before)[0] == "planned":
            return "planned"
        if self.past(top) or (self.chunks[top].head in cues.deciding and verb.head not in cues.proposing):
            return None  # "it was agreed that Cabinet approves" is done with that
        about = self._bare_noun(before - 1) if before else ""
        if verb.head == "be":
            return "planned" if about in cues.nouns | cues.aims | cues.recommending else None
        impersonal = before == 0 or about == "it" or self._is_board(before - 1)
        return "planned" if verb.head in cues.proposing or (verb.head in cues.resolving and impersonal) else None

    def _opener(self, top: int) -> tuple[int | None, bool]:
        """Return where the clause of a verb opens ("that", or a colon after "Agreed"), and whether it is its second."""
        crossed = joined = False
        for at in range(top - 1, max(-1, top - _REACH), -1):
            chunk = self.chunks[at]
            if chunk.type is Type.STOP:
                return (at, crossed) if chunk.head == ":" and at == 1 else (None, crossed)
            if chunk.type is Type.SUBORDINATOR:
                return (at if chunk.head == "that" and at else None), crossed
            if chunk.type is Type.VERB and not joined:
                bare = chunk.head in self.cues.doubting | self.cues.proposing and self._is(at + 1, Type.NP)
                return (at + 1 if bare else None), crossed  # "did not think the council worked with"
            crossed = crossed or chunk.type is Type.VERB
            joined = joined or chunk.type in (Type.CONJ, Type.RELATIVE)
        return None, crossed

    def _is_board(self, at: int) -> bool:
        mention = self.chunks[at].mention if self._is(at, Type.NP) else -1
        return mention >= 0 and self.clause.types[mention] == "Board"

    def conditional(self, top: int) -> bool:
        """Tell whether a clause says what is the case only if something else is."""
        if (self.pending and not self.past(top)) or self.unclear(top):
            return True
        start = self.chunks[top].start
        if self.chunks[top].mood is Mood.PARTICIPLE and "once" in self.lowers[max(self.first, start - 1) : start + 1]:
            return self._looks_ahead  # "once agreed by the board, will be"
        for at in range(top - 1, max(-1, top - 8), -1):
            chunk = self.chunks[at]
            if chunk.type in (Type.VERB, Type.STOP, Type.COMMA):
                return False
            once = self.lowers[max(self.first, chunk.start - 1)] == "once" and chunk.type is Type.NP
            if chunk.type is Type.SUBORDINATOR or once:
                return chunk.head in _CONDITIONS or ((once or chunk.head in _WHEN) and self._awaited(top))
        return False

    def looked_into(self, top: int) -> bool:
        """Tell whether a clause is what somebody looks into, not what is told ("look at how A and B work")."""
        before = self._before_question(top, ("how", "whether"))
        if before is None:
            return False
        if self._doubted(before) and self._before_question(top, ("whether",)) is not None:
            return True  # "It was not clear whether"
        asks = self.chunks[before].head if self._is(before, Type.VERB) else self._bare_noun(before)
        unshown = self._is(before, Type.VERB) and self.chunks[before].negative
        return unshown or asks in self.cues.inquiring  # "looked at how", "with a focus on how", "could not show how"

    def unclear(self, top: int) -> bool:
        """Tell whether it is unclear "how" a clause is the case ("it was not clear how the group reported to")."""
        before = self._before_question(top, ("how",))
        return before is not None and self._doubted(before)

    def _doubted(self, before: int) -> bool:
        """Tell whether "not clear" or "unclear" stands at a place."""
        negative = self._is(before - 1, Type.VERB) and self.chunks[before - 1].negative
        return self._bare_noun(before) == "unclear" or (self._bare_noun(before) == "clear" and negative)

    def _before_question(self, top: int, words: tuple[str, ...]) -> int | None:
        """Return what stands before the question word, one of these, that opens the clause of a verb."""
        at = top - 1
        while at > 0 and self.chunks[at].type in (Type.NP, Type.PREP, Type.COMMA, Type.CONJ, Type.INCLUDING):
            at -= 1
        if at < 1 or self.chunks[at].type is not Type.SUBORDINATOR or self.chunks[at].head not in words:
            return None
        return at - 1 - self._is(at - 1, Type.PREP)

    def _awaited(self, top: int) -> bool:
        """Tell whether a clause of time looks ahead ("once it has been agreed by the board, it will open")."""
        verb = self.chunks[top]
        ahead = self.lowers[verb.start] not in ("was", "were", "had") and (verb.passive or verb.perfect)
        return ahead and self._looks_ahead

    @cached_property
    def _looks_ahead(self) -> bool:
        """Tell whether a verb of the sentence says what will or would be."""
        return any(chunk.modal for chunk in self.chunks if chunk.type is Type.VERB)

    @cached_property
    def pending(self) -> bool:
        """Tell whether the sentence waits for an approval ("subject to consultation", "once approved, ...")."""
        for at, chunk in enumerate(self.chunks):
            if chunk.head == "subject" and self._is(at + 1, Type.PREP) and self._is(at + 2, Type.NP):
                return self.chunks[at + 1].head == "to" and self.chunks[at + 2].head in self.cues.approvals
        opens = bool(self.chunks) and self._is(0, Type.VERB) and self.chunks[0].mood is Mood.PARTICIPLE
        return opens and self.lowers[self.first] == "once"
