"""Says of each case what is wrong with it; `errors` counts what is said here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from councilgraph.evaluation import errors
from councilgraph.evaluation.annotation import GoldMention, Unit
from councilgraph.evaluation.matching import Key, pairs
from councilgraph.models import Mention, Relation


def crossed(gold: Sequence[GoldMention], found: Sequence[Mention], paired: Mapping[int, int]) -> dict[int, int]:
    """Return the pairs gold -> found of mentions that overlap and have different types, of those not in `paired`."""
    missed = [i for i in range(len(gold)) if i not in paired]
    wrong = sorted(set(range(len(found))) - set(paired.values()))
    rest = pairs([gold[i] for i in missed], [found[j] for j in wrong], lambda g, p: True)
    return {missed[i]: wrong[j] for i, j in rest.items()}


def of_mention(gold: GoldMention, partner: Mention | None, other: Mention | None) -> str:
    """Return what is wrong with an annotated mention: its span, its type, or nothing that can be told."""
    if partner:
        return "" if (partner.start, partner.end) == (gold.start, gold.end) else errors.SPAN
    return f"{errors.FOUND_AS}{other.type}" if other else ""


def annotated_as(label: str | None) -> str:
    """Return what a wrong find is, where the annotation has something else in its place."""
    return f"{errors.ANNOTATED_AS}{label}" if label else ""


class Links:
    """The links of one sentence as annotated and as found; `types` are those found for the annotated mentions."""

    def __init__(
        self, unit: Unit, golds: Mapping[Key, str], found: Mapping[Key, Relation], types: Mapping[int, str]
    ) -> None:
        self._unit, self._golds, self._found, self._types = unit, golds, found, types

    def of_found(self, key: Key, status: str) -> str:
        """Return what is wrong with a link that was found; "" if it is right."""
        if key in self._golds:
            return "" if (self._golds[key] == "negated") == (status == "negated") else errors.STATUS
        if not all(isinstance(end, int) for end in (key[0], key[2])):
            return errors.UNKNOWN_END
        other = self._instead(key, self._golds.keys() - self._found.keys())
        if other is None:
            return errors.NO_LINK
        return errors.REVERSED if other == key[1] else annotated_as(other)

    def of_missed(self, key: Key) -> str:
        """Return what is wrong with an annotated link that was not found."""
        other = self._instead(key, self._found.keys() - self._golds.keys())
        if other is not None:
            return errors.REVERSED if other == key[1] else f"{errors.FOUND_AS}{other}"
        if any(end not in self._types for end in self._ends(key)):
            return errors.MISSING_END
        right = all(self._types[end] == self._unit.mentions[end].type for end in self._ends(key))
        return errors.BOTH_FOUND if right else errors.WRONG_END

    def text(self, key: Key) -> str:
        """Return an annotated link in words."""
        first, second = (self._unit.mentions[end] for end in self._ends(key))
        words = [" ".join(self._unit.words(m.start, m.end).split()) for m in (first, second)]
        return f"{words[0]} | {key[1]} | {words[1]}"

    @staticmethod
    def _instead(key: Key, others: set[Key]) -> str | None:
        """Return the predicate of another link between the same two, the same predicate first."""
        pair: set[Hashable] = {key[0], key[2]}
        found = [other[1] for other in others if {other[0], other[2]} == pair]
        return key[1] if key[1] in found else min(found, default=None)

    @staticmethod
    def _ends(key: Key) -> list[int]:
        return [end for end in (key[0], key[2]) if isinstance(end, int)]
