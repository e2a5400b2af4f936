"""Tells verbs from nouns by the words around them."""

from __future__ import annotations

from councilgraph.extraction.relations.model import Chunk, Mood, Type
from councilgraph.extraction.relations.verbgroups import VerbGroups
from councilgraph.extraction.relations.words import Form, Kind, Verb

_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "all", "both", "some", "each", "many"})
_RESULTING = frozenset({"also", "thereby", "thus"})
_PAST = Form.PAST | Form.PARTICIPLE
_AFTER_BE = Form.PARTICIPLE | Form.ING


class VerbReader(VerbGroups):
    """Tells whether the word at the cursor is a verb."""

    def _is_verb(self, at: int, verb: Verb) -> bool:
        """Tell whether a word that can be a verb is one here, by what stands before it."""
        if self._bare:
            return self._after_demonstrative(at, verb)
        if self._np is not None:
            return self._after_phrase(at, verb)
        before = self._out[-1] if self._out else None
        if before is None or before.type is Type.STOP:
            return self._opening(at, verb)
        if before.type in (Type.CONJ, Type.COMMA):
            return self._coordinate(at, verb)
        if before.type in (Type.PREP, Type.INCLUDING):
            return bool(verb.forms & Form.ING) and self._gerund(at, verb)
        if before.type is Type.RELATIVE:
            return self._after_relative(at)
        if before.type is Type.VERB:
            return self._after_verb(at, verb, before)
        return bool(verb.forms & _AFTER_BE) and not (before.type is Type.SUBORDINATOR and self._nominal(at + 1))

    def _after_relative(self, at: int) -> bool:
        """Tell whether a word after a relative pronoun is its verb, not a subject ("that staff were")."""
        noun = self._lowers[at] in self._nouns and self._kinds.get(self._next(at), Kind.OTHER) >= Kind.BE
        return not (noun or self._texts[at][0].isupper())

    def _after_verb(self, at: int, verb: Verb, before: Chunk) -> bool:
        """Tell whether a word right after a verb group is another verb ("helped shape", "started working with")."""
        if verb.forms & Form.ING:
            noun = self._lowers[at] in self._gerunds and before.head != "be" and not self._determined(at + 1)
            return self._gerund(at, verb) and not noun
        if before.passive and verb.forms & Form.PARTICIPLE and not verb.forms & Form.BASE:
            return self._kinds.get(self._next(at)) is Kind.PREPOSITION  # "was developed based on"
        return before.head in ("help", "do") and bool(verb.forms & Form.BASE)

    def _after_demonstrative(self, at: int, verb: Verb) -> bool:
        """Tell whether "this", "these", "all" stands alone as the subject of a verb ("examples of this include")."""
        phrase = self._np
        if phrase is None or phrase.parts or phrase.head not in _DEMONSTRATIVE or self._lowers[at] in self._nouns:
            return False
        return bool(verb.forms & (Form.BASE | Form.THIRD)) or (
            bool(verb.forms & Form.PAST) and (self._agent(at + 1) or self._opens_object(at + 1, verb.lemma))
        )

    def _opening(self, at: int, verb: Verb) -> bool:
        """Tell whether a word that opens a sentence is a verb ("Agree the plan", "Working with partners")."""
        if self._next(at) in ("of", "between"):
            return False  # "Redesign of the line", "Work between the trust and the council"
        if verb.forms & Form.BASE and (self._texts[at][0].isupper() or self._lowers[at] not in self._nouns):
            return self._opens_object(at + 1, verb.lemma) or self._lowers[at] not in self._nouns
        if verb.forms & Form.ING:
            return self._gerund(at, verb)
        return bool(verb.forms & _PAST) and not self._nominal(at + 1)

    def _gerund(self, at: int, verb: Verb) -> bool:
        """Tell whether a word in -ing is a verb here, not a noun ("setting out progress")."""
        if self._lowers[at] in self._gerunds:
            after = at + 1
            if self._next(at) == "together":
                return True
            while after < self._last and self._lowers[after] in self._particles:
                after += 1
            if self._next(at) in ("out", "up") or self._paired(at):
                return True  # "a paper setting out progress", "in leading and shaping the work"
            kind = self._kinds.get(self._lowers[after], Kind.OTHER) if after < self._last else Kind.OTHER
            return kind is Kind.DETERMINER or (kind is Kind.PREPOSITION and self._opens_object(after, verb.lemma))
        return self._next(at) != "of"

    def _paired(self, at: int) -> bool:
        """Tell whether an "-ing" that is no noun is joined to a word by "and"."""
        joined = self._kinds.get(self._next(at)) is Kind.CONJUNCTION and at + 2 < self._last
        second = self._verbs.get(self._lowers[at + 2]) if joined else None
        return second is not None and second.forms == Form.ING and self._lowers[at + 2] not in self._gerunds

    def _coordinate(self, at: int, verb: Verb) -> bool:
        """Tell whether a word after a comma or conjunction is a verb, as one before it is."""
        word = self._lowers[at]
        if verb.forms & Form.ING:
            return self._gerund(at, verb)
        if len(self._out) > 1 and self._out[-2].type is Type.VERB and not self._out[-2].passive:
            return True
        if verb.forms & _PAST and not verb.forms & Form.BASE:
            two = self._out[-2] if len(self._out) > 1 else None
            named = at + 1 in self._mentions and self._texts[at + 1][0].isupper() and not self._opening_clause()
            named = named or (at + 1 in self._mentions and self._goes_on(word))
            named = named or ((word in self._past_verbs or self._shared_with(at)) and not self._opening_clause())
            return (two is not None and two.type is Type.VERB) or not self._nominal(at + 1) or named or self._awaited()
        if verb.forms & Form.PARTICIPLE and self._agent(at + 1):
            return True
        previous = next((c for c in reversed(self._out) if c.type is Type.VERB), None)
        if previous is None:
            aside = self._out[-1].type is Type.COMMA and any(c.parts for c in self._out)
            return aside and bool(verb.forms & Form.THIRD) and self._opens_object(at + 1, verb.lemma)
        if word in self._nouns:
            return self._opens_object(at + 1, verb.lemma)
        return True

    def _shared_with(self, at: int) -> bool:
        """Tell whether "shared" before a noun and "with" is a verb ("..., and shared intelligence with B")."""
        if self._lowers[at] != "shared":
            return False
        for place in range(at + 2, min(self._last, at + 6)):
            kind = self._kinds.get(self._lowers[place], Kind.OTHER)
            if self._lowers[place] == "with" or place in self._mentions or kind is Kind.PREPOSITION:
                return self._lowers[place] == "with"
        return False

    def _goes_on(self, word: str) -> bool:
        """Tell whether a past form after "and" goes on with a verb and its object ("shared notes and ran homes")."""
        if len(self._out) < 3 or word in self._qualities or word in self._joint_adjectives:
            return False
        verb, phrase = self._out[-3], self._out[-2]
        acts = verb.type is Type.VERB and verb.mood is Mood.PARTICIPLE and verb.end == verb.start + 1
        return acts and phrase.type is Type.NP and self._out[-1].type is Type.CONJ

    def _opening_clause(self) -> bool:
        """Tell whether no verb has been read yet."""
        return all(chunk.type is not Type.VERB for chunk in self._out)

    def _awaited(self) -> bool:
        """Tell whether a clause is still without its verb after an aside ("The panel, chaired by Jo Bell, ...")."""
        commas, out = 0, self._out
        for place in range(len(out) - 1, -1, -1):
            chunk = out[place]
            if chunk.type is Type.COMMA:
                commas += 1
            elif chunk.type is Type.VERB:
                before = out[place - 1].type if place else Type.STOP
                aside = before is Type.RELATIVE or (before is Type.COMMA and chunk.mood is not Mood.FINITE)
                if not aside or commas != 1:
                    return False
            elif chunk.type in (Type.STOP, Type.SUBORDINATOR):
                return commas > 1 and out[place + 1].type is Type.NP
        return commas > 1 and out[0].type is Type.NP

    def _after_phrase(self, at: int, verb: Verb) -> bool:
        """Tell whether a word after a noun phrase is its verb, not one more noun of it."""
        phrase = self._np
        assert phrase is not None
        if phrase.first == "pronoun":
            return True
        word = self._lowers[at]
        if word in self._compounds and not phrase.parts and self._nominal(at + 1):
            return False
        if verb.forms & _PAST and not verb.forms & Form.BASE:
            return True
        if not phrase.parts and phrase.head in self._qualities and word in self._nouns:
            return False
        if self._is_marked(at, verb, phrase):
            return True
        if verb.forms & Form.ING:
            return self._ing_after(at, verb, phrase)
        if word in self._nouns:
            return self._noun_or_verb(at, verb, phrase)
        many = phrase.mention >= 0 or phrase.head.endswith("s") or phrase.head in ("people", "staff", "police")
        return bool(verb.forms & Form.THIRD) or many or self._of_plural()

    def _is_marked(self, at: int, verb: Verb, phrase: Chunk) -> bool:
        """Tell whether an agent, an open relative clause, an adverb or the form itself shows that a word is a verb."""
        if verb.forms & Form.PARTICIPLE and self._agent(at + 1):
            return True
        if phrase.mention >= 0 and self._completes_relative() and not self._nominal(at + 1):
            return True
        if self._adverb(at - 1) and not verb.forms & Form.ING:
            return True
        return phrase.mention >= 0 and verb.forms == Form.THIRD and verb.lemma in self._thirds

    def _noun_or_verb(self, at: int, verb: Verb, phrase: Chunk) -> bool:
        """Tell whether a word such as "plans" is a verb after a noun phrase, by what follows it."""
        if self._next(at) == "to" and phrase.mention < 0 and phrase.first != "pronoun":
            return False
        if verb.forms == Form.THIRD and phrase.mention >= 0 and (self._takes_noun(at + 1) or self._listed(at + 1)):
            return True
        if phrase.mention < 0 and not phrase.head.endswith("s") and verb.forms != Form.THIRD:
            return False
        return self._opens_object(at + 1, verb.lemma)

    def _ing_after(self, at: int, verb: Verb, phrase: Chunk) -> bool:
        """Tell whether an -ing word after a noun phrase is a verb ("the trust working with", "joint working")."""
        if self._lowers[at - 1] in _RESULTING:
            return True
        if phrase.mention < 0 and (
            phrase.head in self._shared or (not phrase.parts and phrase.head in self._qualities)
        ):
            return False
        if self._lowers[at] in self._gerunds:
            return self._gerund(at, verb)
        return not (phrase.mention < 0 and self._np_adj(at))

    def _of_plural(self) -> bool:
        """Tell whether the phrase being read completes a plural ("examples of joint work include")."""
        led = len(self._out) > 1 and self._out[-1].head == "of"
        return led and self._out[-2].type is Type.NP and self._out[-2].head.endswith("s")

    def _completes_relative(self) -> bool:
        """Tell whether a relative clause with its subject still lacks a verb ("which the council and the ICB fund")."""
        for chunk in reversed(self._out):
            if chunk.type is Type.RELATIVE:
                return True
            if chunk.type not in (Type.NP, Type.CONJ):
                return False
        return False

    def _takes_noun(self, at: int) -> bool:
        """Tell whether a bare noun follows, as the object of a verb ("the trust offers training")."""
        return self._nominal(at) and (self._lowers[at] in self._gerunds or self._lowers[at] not in self._verbs)

    def _listed(self, at: int) -> bool:
        """Tell whether another verb in the third person follows after a comma or conjunction ("funds and runs")."""
        while at < self._last and (self._lowers[at] == "," or self._kinds.get(self._lowers[at]) is Kind.CONJUNCTION):
            at += 1
        verb = self._verbs.get(self._lowers[at]) if at < self._last and at not in self._mentions else None
        joined = self._lowers[at - 1] == "," or self._kinds.get(self._lowers[at - 1]) is Kind.CONJUNCTION
        return verb is not None and joined and verb.forms == Form.THIRD

    def _np_adj(self, at: int) -> bool:
        """Tell whether an -ing word modifies the noun after it ("new emerging strategy")."""
        return self._nominal(at + 1) and self._next(at) not in self._verbs
