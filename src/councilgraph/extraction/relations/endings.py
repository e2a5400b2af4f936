"""Tells whether what a sentence links is over ("used to fund", "until 2022", "the contract expired")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.kinds import BODIES
from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.pairing import Link
from councilgraph.extraction.relations.status import Scope
from councilgraph.extraction.relations.words import Words

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/\u2013]\d\d(?:\d\d)?)?")
_DEPENDENT = (Mood.INFINITIVE, Mood.ING)
_NAMED = frozenset({"known", "called", "named", "titled"})
_ACTORS = BODIES | {"Person", "Role"}


class Endings:
    """The words for what is over."""

    def __init__(self, words: Words) -> None:
        self._words = words.set("cues.ended")
        self._verbs = words.set("cues.ended-verbs")
        self._stopping = words.set("cues.stopping-verbs")
        self._leaving = words.set("cues.leaving-verbs")
        self._binding = words.set("cues.binding-verbs")
        self._past_times = words.set("cues.past-times")

    def ended(self, scope: Scope, link: Link) -> bool:
        """Tell whether the sentence says that a link is over."""
        clause, lowers, place = scope.clause, scope.lowers, link.place
        thing = scope.phrase(link.object)
        if link.structural:
            thing = place if thing is None else thing
            words = lowers[clause.chunks[thing].start : clause.chunks[thing].end]
            copula = scope.verb_before(thing)
            held = copula is not None and clause.chunks[copula].head == "be" and self._until(scope, copula)
            held = held or self._stopped(clause, thing) or (copula is not None and self._used_to_be(clause, copula))
            return held or "previous" in words or self._near(scope, place) or self._closed(scope, thing)
        if self._near(scope, place):
            return True
        if clause.chunks[place].type is Type.VERB:
            gone = scope.modified(place) is not None and self._closed(scope, place)
            return gone or self._verb(clause, place) or self._until(scope, place)
        if self._stopped(clause, place):
            return True
        after = scope.verb_after(place)
        if after is not None and self._near(scope, after):
            return True
        verb = clause.previous_verb(place)
        left = verb is not None and clause.chunks[verb].head in self._leaving
        return left or self._closed(scope, place)

    def _stopped(self, clause: Clause, place: int) -> bool:
        """Tell whether what a noun states is the object of a verb of ending ("ended its partnership with")."""
        before = clause.group(place)[0] - 1
        verb = clause.chunks[before] if before >= 0 else None
        if verb is None or verb.type is not Type.VERB or verb.modal or verb.negative or verb.passive:
            return False
        return verb.mood is not Mood.INFINITIVE and verb.head in self._stopping | self._verbs

    def _used_to_be(self, clause: Clause, place: int) -> bool:
        """Tell whether "used to" stands before a verb."""
        verb, above = clause.chunks[place], clause.chunks[place - 1]
        return place > 0 and verb.mood is Mood.INFINITIVE and above.head == "use" and not above.passive

    def _near(self, scope: Scope, place: int) -> bool:
        """Tell whether a word for what is over stands near a chunk in its clause."""
        chunks, (opens, closes) = scope.chunks, self._bounds(scope.clause, place)
        start = max(opens, place - 3)
        begin = chunks[start - 1].end if start else scope.first
        return self._said(scope.lowers[begin : chunks[min(closes, place + 2)].end])

    def _bounds(self, clause: Clause, place: int) -> tuple[int, int]:
        """Return the first and last chunk of the clause around a place."""
        chunks, first, last = clause.chunks, place, place
        while first > 0 and chunks[first - 1].type not in (Type.STOP, Type.SUBORDINATOR):
            first -= 1
        while last + 1 < len(chunks) and chunks[last + 1].type not in (Type.STOP, Type.SUBORDINATOR, Type.RELATIVE):
            last += 1
        return first, last

    def _said(self, words: Sequence[str]) -> bool:
        """Tell whether some words say that a thing is over, but for what it was called before."""
        rows = [(words[at], " ".join(words[at : at + 2]), " ".join(words[at : at + 3])) for at in range(len(words))]
        named = [row[1].rpartition(" ")[2] in _NAMED for row in rows]  # "the trust, previously known as ..."
        return any(not self._words.isdisjoint(row) for row, name in zip(rows, named, strict=True) if not name)

    def _verb(self, clause: Clause, place: int) -> bool:
        """Tell whether a verb ends a link, or one above it says that it stopped ("ceased funding", "used to fund")."""
        chunks, verb = clause.chunks, clause.chunks[place]
        if verb.head in self._verbs | self._leaving:
            return True
        if not place or verb.mood not in _DEPENDENT or chunks[place - 1].type is not Type.VERB:
            return False
        above = chunks[place - 1]
        if above.head == "use" and not above.passive and verb.mood is Mood.INFINITIVE:
            subject = next((m for group in clause.subjects(place - 1)[:1] for m in clause.mentions(group)), -1)
            return subject < 0 or clause.types[subject] in _ACTORS
        return above.head in self._stopping and not above.negative

    def _until(self, scope: Scope, place: int) -> bool:
        """Tell whether a past clause says until when ("funded the line until 2022", "until recently")."""
        clause, lowers = scope.clause, scope.lowers
        verb = clause.chunks[place]
        if not scope.past(place) or verb.head in self._binding:
            return False
        opens, closes = self._bounds(clause, place)
        begin = clause.chunks[opens - 1].start if opens else scope.first
        end = clause.chunks[min(closes + 2, len(clause.chunks) - 1)].end
        words = lowers[begin:end]
        for at, word in enumerate(words[:-1]):
            if word in ("until", "till"):
                following = words[at + 1 : at + 3]
                return any(w in self._past_times or _YEAR.fullmatch(w) for w in following)
        return False

    def _closed(self, scope: Scope, place: int) -> bool:
        """Tell whether a phrase, or what a verb modifies, is the subject of a past verb of ending."""
        chunks, at = scope.chunks, place + 1
        while at < len(chunks) and chunks[at].type in (Type.PREP, Type.NP, Type.CONJ, Type.COMMA):
            at += 1
        if at >= len(chunks) or chunks[at].type is not Type.VERB:
            return False
        spent = chunks[at].head in ("come", "bring") and [c.head for c in chunks[at + 1 : at + 3]] == ["to", "end"]
        if chunks[at].head not in self._verbs and not spent:
            return False
        verb = chunks[at]
        return not (verb.modal or verb.negative) and (scope.past(at) or (verb.passive and not verb.progressive))
