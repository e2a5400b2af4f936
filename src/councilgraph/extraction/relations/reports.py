"""What a report, paper or update is about: "considered a report of the director on the plan" means the plan."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.clause import Clause
from councilgraph.extraction.relations.model import Mood, Type
from councilgraph.extraction.relations.subjects import DASHES
from councilgraph.extraction.relations.words import Words

_AUTHORS = frozenset({"of", "from", "by", "to", "for"})
_TOPICS = frozenset(
    {"on", "about", "regarding", "concerning", "in relation to", "in respect of", "with regard to", "around"}
)
_INNER = frozenset({"of", "to", "for", "on", "in", "behind", "around", "against", "about", "within"})
_WRITTEN = frozenset({"Strategy", "Agreement", "Service"})
_REACH = 10


class Reports:
    """Finds the plan, agreement or service that a report without a name tells of."""

    def __init__(self, words: Words) -> None:
        self._nouns = words.set("words.reports")
        self._telling = words.set("words.telling-verbs")

    def topics(self, clause: Clause, places: Sequence[int]) -> list[int]:
        """Return the phrases, and after those that are reports what these are about."""
        found = list(places)
        for place in places:
            chunk = clause.chunks[place]
            if chunk.mention < 0 and chunk.head in self._nouns:
                about = [self._named(clause, p) for p in self._about(clause, place)]
                found += clause.through_actions([p for p in about if p not in found])
        return found

    def _about(self, clause: Clause, place: int) -> list[int]:
        """Return what a report is about: after "on", what a clause says that it tells, or what it is "on" doing."""
        chunks, at = clause.chunks, self._past_authors(clause, place)
        at += at + 1 < len(chunks) and chunks[at].type is Type.COMMA and chunks[at + 1].head in _TOPICS
        if at + 1 >= len(chunks):
            return []
        if chunks[at].type is Type.PREP and chunks[at].head in _TOPICS:
            if chunks[at + 1].type is Type.NP:
                return [p for p in clause.group(at + 1) if p > at]
            return clause.objects(at + 1) if clause.mood(at + 1) is Mood.ING else []
        relative = at + (chunks[at].type is Type.COMMA)
        verb = relative + (chunks[relative].type is Type.RELATIVE)
        told = verb < len(chunks) and chunks[verb].type is Type.VERB and chunks[verb].head in self._telling
        if not told or chunks[verb].passive or (verb == relative and chunks[verb].mood is not Mood.ING):
            return []
        return self.topics(clause, clause.objects(verb))

    def _past_authors(self, clause: Clause, place: int) -> int:
        """Step over who writes or gets a report ("a report of Jo Bell, Director of Place, to the panel on")."""
        chunks, at = clause.chunks, place + 1
        while at + 1 < min(len(chunks), place + _REACH) and chunks[at + 1].type is Type.NP:
            led = chunks[at].type is Type.PREP and chunks[at].head in _AUTHORS
            apposed = (chunks[at].type is Type.COMMA and chunks[at + 1].mention >= 0) or chunks[at].head in DASHES
            if not (led or apposed) or self._written(clause, at + 1):
                break
            at = clause.group(at + 1)[-1] + 1
        return at

    def _named(self, clause: Clause, place: int) -> int:
        """Return the phrase that ends a chain of "of" and "to" ("the background to the development of the plan")."""
        chunks, at = clause.chunks, place
        while at + 2 < len(chunks) and not chunks[at].parts and chunks[at + 1].head in _INNER:
            if chunks[at + 2].type is not Type.NP:
                break
            at += 2
        return at if self._written(clause, at) else place

    def _written(self, clause: Clause, place: int) -> bool:
        mention = clause.chunks[place].mention
        return mention >= 0 and clause.types[mention] in _WRITTEN
