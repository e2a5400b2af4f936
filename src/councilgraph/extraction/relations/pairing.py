"""The links that a trigger may state, and the pairing of its two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Type
from councilgraph.extraction.relations.rules import Trigger

_ASIDE = frozenset({"along with", "together with"})


@dataclass(frozen=True, slots=True)
class Link:
    """A possible relation between two mentions of the sentence; `place` is the chunk that states it."""

    subject: int
    object: int
    trigger: Trigger
    place: int
    distance: int

    @property
    def structural(self) -> bool:
        """Tell whether no verb states the link, but how two names stand to each other ("the council's strategy")."""
        return self.trigger.kind in ("owner", "between", "apposition", "label", "address", "brackets")


class Pairing:
    """Pairs mentions by the types of a rule. A side [-n - 1] means the last mention inside the phrase at n."""

    def _pairs(
        self, clause: Clause, place: int, trigger: Trigger, firsts: Sequence[Sequence[int]], seconds: Sequence[int]
    ) -> Iterator[Link]:
        """Yield the links of the first of several candidate sides that fits the other side."""
        seconds, beside = self._parted(clause, place, trigger, seconds)
        right = self._side(clause, trigger, seconds)
        for group in firsts if right else ():
            acting = [*group, *beside] if group else group
            left = self._acting(clause, trigger, acting, self._side(clause, trigger, acting))
            if left == right or (trigger.rule.several and len(left) < 2):
                continue  # "the partners include A and B": A and B are what the partners are
            found = [link for a in left for b in right for link in self._fit(clause, place, trigger, a, b)]
            yield from found
            if found or self._nearer(clause, place, trigger, left, right):
                return

    def _nearer(self, clause: Clause, place: int, trigger: Trigger, left: Sequence[int], right: Sequence[int]) -> bool:
        """Tell whether a relative clause is about a nearer side, which another rule of the predicate may join.

        In "worked with the trust on a framework, which is overseen by the board" nothing oversees the trust.
        """
        if not place or clause.chunks[place - 1].type is not Type.RELATIVE:
            return False
        joined = (trigger.ends(a, b) for a in left for b in right if a != b)
        return any(clause.may_join(trigger.rule.predicate, *ends) for ends in joined)

    def _parted(
        self, clause: Clause, place: int, trigger: Trigger, places: Sequence[int]
    ) -> tuple[Sequence[int], Sequence[int]]:
        """Part from a side those who join the other one ("is a member of the board, along with the trust")."""
        for at in range(1, len(places)):
            joined = places[at] - 1
            if clause.chunks[joined].head in _ASIDE:
                kinds = trigger.rule.object if trigger.order == "subject" else trigger.rule.subject
                alike = any(clause.types[mention] in kinds for mention in clause.mentions(places[at:]))
                if not alike:
                    return places[:at], places[at:]
                if clause.chunks[joined - 1].type is not Type.COMMA:
                    continue
                belongs = clause.chunks[place].type is Type.NP and "of" in trigger.prepositions
                return (places, ()) if alike and not belongs else (places[:at], places[at:])
        return places, ()

    def _headed(self, clause: Clause, trigger: Trigger, firsts: Sequence[list[int]]) -> list[list[int]]:
        """Keep of candidate sides the phrases with a noun that the rule names, where it names some."""
        heads = trigger.rule.subject_heads
        kept = [[p for p in group if p >= 0 and clause.chunks[p].head in heads] if heads else group for group in firsts]
        return [group for group in kept if group]

    def _side(self, clause: Clause, trigger: Trigger, places: Sequence[int]) -> list[int]:
        if places and places[0] < 0:
            return clause.chunks[-places[0] - 1].parts[-1:]
        return clause.mentions(places, trigger.rule.delegates, trigger.rule.workforce)

    def _acting(self, clause: Clause, trigger: Trigger, places: Sequence[int], found: list[int]) -> list[int]:
        """Leave out the bodies only whose people act with others ("nurses from the trust worked with GPs").

        The people of a team are the team; bodies that are each other's partners may be so through people of both.
        """
        if trigger.rule.predicate != "partnerOf" or not trigger.rule.workforce or (places and places[0] < 0):
            return found
        bodies = clause.mentions(places, True, True, False)
        return [mention for mention in found if mention in bodies or clause.types[mention] == "Team"]

    def _all_pairs(self, clause: Clause, place: int, trigger: Trigger, found: Sequence[int]) -> Iterator[Link]:
        """Yield the links of each mention with each later one; of those in brackets only, where they are among them."""
        bracketed = [m for chunk in clause.chunks if len(chunk.inside) > 1 for m in chunk.inside]
        if len(bracketed) > 1 and set(bracketed) < set(found):
            found = [m for m in found if m in bracketed]
        other = {m: chunk.mention for chunk in clause.chunks for m in chunk.inside}  # "the provider (Westhaven Care)"
        for i, first in enumerate(found):
            for second in found[i + 1 :]:
                if other.get(second, -1) == first:
                    continue
                yield from self._fit(clause, place, trigger, first, second)

    def _fit(self, clause: Clause, place: int, trigger: Trigger, first: int, second: int) -> Iterator[Link]:
        """Yield the link of two mentions if the rule joins their types, in the direction of the trigger."""
        subject, object_ = trigger.ends(first, second)
        if subject != object_ and clause.fits(trigger.rule, subject, object_):
            yield Link(subject, object_, trigger, place, abs(subject - object_))
