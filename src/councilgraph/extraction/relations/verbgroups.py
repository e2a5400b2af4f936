"""Reads verb groups: auxiliaries, adverbs, the main verb and its particle."""

from __future__ import annotations

from councilgraph.extraction.relations.cursor import Cursor
from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.words import Form, Kind, Verb

_SINGULAR = frozenset({"is", "was", "has", "does"})
_PLURAL = frozenset({"are", "were"})
# Words that may stand between a subject and its verb, or inside the verb ("the two teams both sit", "were both seen").
FLOATING = frozenset({"all", "both", "each"})
_ANY = 31
_AFTER_BE = Form.PARTICIPLE | Form.ING


class VerbGroups(Cursor):
    """Reads the verb group at the cursor."""

    def _verb_group(self, at: int) -> int:
        """Read a verb group with its particle; return the token after it."""
        self._flush()
        group = Chunk(Type.VERB, at, at + 1, "")
        group.negative = at > self._first and self._kinds.get(self._lowers[at - 1]) is Kind.NEGATIVE
        expect = _ANY
        if self._lowers[at] == "to":
            group.mood, expect, at = Mood.INFINITIVE, Form.BASE, at + 1
        at = self._auxiliaries(group, at, expect)
        after = at
        while after < self._last and after < at + 3 and after not in self._mentions and self._manner(after):
            after += 1
        if after < self._last and self._lowers[after] == "together":
            at = after
        if at < self._last and self._lowers[at] in self._particles and at not in self._mentions:
            if self._lowers[at] not in ("forward", "back") or group.head in ("take", "bring", "put", "carry"):
                group.particle = self._lowers[at]
                group.end = at + 1
            at += 1
        group.joint = group.joint or group.particle == "together"
        around = {self._lowers[at] if at < self._last else "", self._lowers[group.start - 1] if group.start else ""}
        group.joint = group.joint or not around.isdisjoint(self._joint)
        word = self._lowers[group.start]
        group.singular = word in _SINGULAR or (word in self._verbs and self._verbs[word].forms == Form.THIRD)
        group.plural = word in _PLURAL
        self._out.append(group)
        return at

    def _manner(self, at: int) -> bool:
        return self._lowers[at] == "more" or (self._adverb(at) and self._lowers[at] != "together")

    def _auxiliaries(self, group: Chunk, at: int, expect: int) -> int:
        """Read auxiliaries, adverbs and the main verb into `group`; return the token after them."""
        auxiliary = False
        after_be = False
        while at < self._last and at not in self._mentions:
            word = self._lowers[at]
            kind = self._kinds.get(word, Kind.OTHER)
            if auxiliary and word in self._phrases:
                end, phrase_kind = self._phrase(at)
                if phrase_kind in (Kind.ADVERB, Kind.NEGATIVE):
                    group.negative = group.negative or phrase_kind is Kind.NEGATIVE
                    at = end
                    continue
            if kind >= Kind.BE:
                if after_be and kind is not Kind.BE:
                    break
                if kind is Kind.BE:
                    self._be(group, word, after_be, not auxiliary)
                    expect, after_be = _AFTER_BE, True
                else:
                    expect = self._auxiliary(group, word, kind)
                auxiliary, at = True, at + 1
                group.end = at
                continue
            if auxiliary and word in FLOATING and self._next(at) in self._verbs:
                at += 1  # "were both represented on"
                continue
            if self._adverb(at) and (auxiliary or group.mood is Mood.INFINITIVE):
                group.negative = group.negative or kind is Kind.NEGATIVE
                group.joint = group.joint or word in self._joint
                at += 1
                continue
            return self._main(group, at, expect, after_be, auxiliary)
        return at

    def _be(self, group: Chunk, word: str, after_be: bool, opens: bool) -> None:
        """Read a form of "be" into a verb group that it opens or goes on with."""
        group.head, group.progressive = "be", after_be and word == "being"
        if word == "be" and opens and group.mood is not Mood.INFINITIVE:
            group.modal = "should"  # "that the service be transferred"
        if word == "being" and opens:
            group.mood = Mood.ING

    def _auxiliary(self, group: Chunk, word: str, kind: Kind) -> int:
        """Read a modal, "have" or "do" into a verb group; return the forms that the verb after it can have."""
        if kind is Kind.MODAL:
            group.modal, group.negative = word, group.negative or word == "cannot"
            return Form.BASE
        if kind is Kind.HAVE:
            group.head, group.perfect = "have", True
            return Form.PARTICIPLE
        group.head = "do"
        return Form.BASE

    def _main(self, group: Chunk, at: int, expect: int, after_be: bool, auxiliary: bool) -> int:
        """Read the main verb into a group, if it is one; return the token after it."""
        word = self._lowers[at]
        verb = self._verbs.get(word)
        if verb is None or not verb.forms & expect or (after_be and self._predicate_noun(at, verb)):
            return at
        group.head = verb.lemma
        if after_be:
            group.passive = bool(verb.forms & Form.PARTICIPLE)
            group.progressive = group.progressive or not group.passive
        elif not auxiliary and group.mood is not Mood.INFINITIVE:
            if verb.forms & Form.ING:
                group.mood = Mood.ING
            elif verb.forms & Form.PARTICIPLE and (not verb.forms & Form.BASE or self._undergone(at + 1)):
                group.mood = Mood.PARTICIPLE
        group.end = at + 1
        return at + 1

    def _undergone(self, at: int) -> bool:
        """Tell whether a form like "set" is a participle: before "by", or where it opens a sentence ("Set within")."""
        opens = not self._out and at < self._last and self._kinds.get(self._lowers[at]) is Kind.PREPOSITION
        return opens or self._agent(at)

    def _agent(self, at: int) -> bool:
        """Tell whether "by" follows, as after a participle that looks like a base form ("a clinic run by")."""
        return any(self._lowers[i] == "by" for i in range(at, min(at + 2, self._last)) if i not in self._mentions)

    def _predicate_noun(self, at: int, verb: Verb) -> bool:
        """Tell whether a word after a form of "be" is a noun or adjective all the same ("were commissioning leads")."""
        noun = bool(verb.forms & Form.ING) and self._lowers[at] in self._gerunds and self._nominal(at + 1)
        return noun and not (self._named_subject() and self._next(at) in self._actions)

    def _named_subject(self) -> bool:
        """Tell whether a name stands before the verb group being read ("the trust was leading work on")."""
        return bool(self._out) and self._out[-1].type is Type.NP and self._out[-1].mention >= 0
