"""What nouns of doing are about ("the delivery of the plan"), what phrases are, and which mentions a rule joins."""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph import schema
from councilgraph.extraction.relations.groups import DIRECTING, Groups
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.rules import RelationRule

_COMPLEMENT = frozenset({"around", "of", "for", "against", "within", "in", "on", "to", "towards", "under", "about"})
# Prepositions before whom money comes from.
_SOURCES = frozenset({"from", "of", "through", "via"})
_REACH = 12


class Actions(Groups):
    """One sentence, with what its nouns of doing mean."""

    def through_actions(self, places: Sequence[int]) -> list[int]:
        """Return the phrases meant by an object: "the delivery of the plan" gives "the plan" too."""
        found = list(places)
        for place in places:
            chunk = self.chunks[place]
            at = place + 1 + self._qualifies(place + 1)
            if len(found) < _REACH and self._leads_on(chunk, at):
                found += self.through_actions(self._group_from(at + 1))
            elif chunk.mention >= 0:
                continue
            elif chunk.head in self.lists.actions and self._set_out(at):
                found += self.through_actions(self._group_from(at + 2))
            elif self.is_money(chunk) and self._is(at, Type.PREP) and self._is(at + 1, Type.NP):
                found += self._group_from(at + 1) if self.chunks[at].head in _SOURCES else []
        return found

    def _leads_on(self, chunk: Chunk, at: int) -> bool:
        """Tell whether a noun of doing or of contents, or an agreement "for" it, goes on with what it is about."""
        about = chunk.head in self.lists.actions or chunk.head in self.lists.contents
        if not about or not self._is(at, Type.PREP) or not self._is(at + 1, Type.NP):
            return False
        unnamed, word = chunk.mention < 0, self.chunks[at].head
        if not unnamed and not (word == "for" and self.types[chunk.mention] == "Agreement"):
            return False
        if word in _COMPLEMENT and not (word == "for" and self._is_done(at + 1)):
            return True
        return unnamed and self._says(chunk, at)

    def _set_out(self, at: int) -> bool:
        """Tell whether a participle says in what something stands ("the actions set out in the plan")."""
        stands = self._is(at, Type.VERB) and self.chunks[at].head in self.lists.containing
        within = self._is(at + 1, Type.PREP) and self.chunks[at + 1].head in ("in", "within")
        return stands and self.chunks[at].mood is not Mood.FINITE and within and self._is(at + 2, Type.NP)

    def _qualifies(self, at: int) -> bool:
        """Tell whether a participle stands at a place ("changes required around", "aims set out in")."""
        if not self._is(at, Type.VERB):
            return False
        verb = self.chunks[at]
        return verb.mood is Mood.PARTICIPLE or (verb.head == "set" and verb.particle == "out")

    def _says(self, chunk: Chunk, at: int) -> bool:
        """Tell whether a phrase names what the plan after "from" says ("priorities from the plan fed into")."""
        if chunk.head not in self.lists.contents or self.chunks[at].head != "from":
            return False
        named = self.chunks[at + 1].mention
        return named >= 0 and self.types[named] in DIRECTING

    def _is_done(self, place: int) -> bool:
        """Tell whether an infinitive follows a list, which does or undergoes it ("plans for the clinic to close")."""
        after = self.group(place)[-1] + 1
        return self._is(after, Type.VERB) and self.chunks[after].mood is Mood.INFINITIVE

    def is_money(self, chunk: Chunk) -> bool:
        """Tell whether a phrase names money or a sum of it."""
        return chunk.first == "\u00a3" or chunk.head in self.lists.money

    def fits(self, rule: RelationRule, subject: int, object_: int) -> bool:
        """Tell whether a rule joins two mentions: by their types, and by words where it names some."""
        if self.types[subject] not in rule.subject or self.types[object_] not in rule.object:
            return False
        if rule.subject_without and self._holds(rule.subject_without, subject):
            return False
        if rule.object_without and self._holds(rule.object_without, object_):
            return False
        return self._holds(rule.subject_words, subject) and self._holds(rule.object_words, object_)

    def may_join(self, predicate: str, subject: int, object_: int) -> bool:
        """Tell whether the schema lets a predicate join two mentions."""
        link = schema.load().predicates[predicate]
        return self.types[subject] in link.subject and self.types[object_] in link.object

    def _holds(self, words: frozenset[str], mention: int) -> bool:
        """Tell whether a mention has one of some words in it; always, where there are none."""
        return not words or not words.isdisjoint(self._texts[mention].lower().split())

    def _is_contract(self, place: int) -> bool:
        chunk = self.chunks[place]
        agreed = chunk.mention >= 0 and self.types[chunk.mention] == "Agreement"
        return agreed or chunk.head in self.lists.contracts

    def _doers(self, group: list[int]) -> list[int]:
        """Return a list of doers without the services that follow a body ("a site run by Mind and the line")."""
        services = [at for at in group[1:] if self._type(at) == "Service"] if self.is_body(group[0]) else []
        return [at for at in group if at < services[0]] if services else group
