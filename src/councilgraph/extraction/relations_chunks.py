"""Reads one sentence as a sequence of chunks: noun phrases, verb groups, prepositions, conjunctions, boundaries.

There is no tagger: closed classes, a table of verb forms and the word before and after decide. A word that fits no
class belongs to a noun phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from councilgraph.extraction.relations_words import Form, Kind, Verb, Words
from councilgraph.extraction.tokens import Tape


class Type(IntEnum):
    """The kinds of chunk."""

    NP = 1
    VERB = 2
    PREP = 3
    CONJ = 4
    COMMA = 5
    RELATIVE = 6
    SUBORDINATOR = 7
    STOP = 8
    ADJECTIVE = 9
    INCLUDING = 10


class Mood(IntEnum):
    """How a verb group stands in its clause."""

    FINITE = 0
    INFINITIVE = 1
    ING = 2
    PARTICIPLE = 3


class Chunk:
    """One chunk: tokens `start` to `end`.

    `head` is the lower-case head noun, preposition or verb lemma. A noun phrase lists its mentions in `parts`, with
    `links[i]` between part i-1 and i ("'s" or ""); `mention` is the last part if the phrase ends with it, else -1;
    `owner` is a possessive pronoun at its start; `inside` are mentions in brackets after it. A verb group has
    `passive`, `mood`, `negative`, `modal`, `progressive`, `perfect`, `particle`, and `joint` where an adverb
    like "jointly" stands by it.
    """

    __slots__ = (
        "before",
        "end",
        "first",
        "head",
        "inside",
        "joint",
        "links",
        "mention",
        "modal",
        "mood",
        "negative",
        "owner",
        "particle",
        "parts",
        "passive",
        "perfect",
        "progressive",
        "start",
        "type",
    )

    def __init__(self, type_: Type, start: int, end: int, head: str) -> None:
        self.type = type_
        self.start = start
        self.end = end
        self.head = head
        self.first = head
        self.before = ""
        self.mention = -1
        self.parts: list[int] = []
        self.links: list[str] = []
        self.inside: list[int] = []
        self.owner = ""
        self.joint = False
        self.passive = self.negative = self.progressive = self.perfect = False
        self.mood = Mood.FINITE
        self.modal = self.particle = ""

    def __repr__(self) -> str:
        return f"{self.type.name}({self.head!r}, {self.start}-{self.end}, {self.parts})"


_STOPS = frozenset(";:.?!\u2013|\u2022\u2026\u25aa") | {"--", "...", " - "}
_SKIP = frozenset('"*[]_#<>') | {"''", "``"}
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "all", "both", "some", "each", "many"})
_DEGREES = frozenset({"more", "most", "less", "such", "both"})


class Chunker:
    """Cuts sentences into chunks; holds the word tables, and the state of the sentence at hand."""

    def __init__(self, words: Words, adjectives: frozenset[str], prepositional: frozenset[tuple[str, str]]) -> None:
        self._kinds = words.kinds
        self._phrases = words.phrases
        self._verbs = words.verbs
        self._not_adverbs = words.set("words.not-adverbs")
        self._particles = words.set("words.particles")
        self._owners = words.set("words.owners")
        nouns = words.set("verbs.nouns")
        bare = Form.BASE | Form.THIRD
        self._nouns = frozenset(w for w, v in words.verbs.items() if v.lemma in nouns and v.forms & bare)
        self._joint = words.set("words.joint-adverbs")
        self._gerunds = words.set("verbs.gerunds")
        self._times = words.set("words.times")
        self._infinitival = words.set("cues.planned-verbs")
        self._shared = words.set("words.working-modifiers")
        self._adjectives = adjectives
        self._prepositional = prepositional

    def chunks(self, tape: Tape, first: int, last: int, spans: Sequence[tuple[int, int, int]]) -> list[Chunk]:
        """Return the chunks of tokens `first` to `last`; `spans` are (first token, last token + 1, mention)."""
        self._lowers, self._starts, self._ends = tape.lowers, tape.starts, tape.ends
        self._texts = tape.texts
        self._last = last
        self._mentions = {start: (end, index) for start, end, index in spans}
        self._out: list[Chunk] = []
        self._np: Chunk | None = None
        self._bare = False
        self._owned = False
        self._named = first
        at = first
        while at < last:
            at = self._step(at)
        self._flush()
        return self._out

    # -- one token ------------------------------------------------------------------------------------------------

    def _step(self, at: int) -> int:
        found = self._mentions.get(at)
        if found is not None:
            return self._mention(at, *found)
        word = self._lowers[at]
        if word in self._phrases:
            end, kind = self._phrase(at)
            if end:
                return self._closed(at, end, " ".join(self._lowers[at:end]), kind)
        kind = self._kinds.get(word, Kind.OTHER)
        if kind >= Kind.BE:
            if kind is Kind.MODAL and word == "may" and self._texts[at] == "May":
                return self._noun(at)
            return self._verb_group(at)
        if word == "to" and self._infinitive(at):
            return self._verb_group(at)
        verb = self._verbs.get(word)
        if verb is not None and kind not in (Kind.PREPOSITION, Kind.INCLUDING) and self._is_verb(at, verb):
            return self._verb_group(at)
        if kind is not Kind.OTHER:
            return self._closed(at, at + 1, word, kind)
        if not word[0].isalnum():
            return self._mark(at, word)
        if not self._out and self._np is None and word[-1].isdigit() and self._texts[at].isupper():
            return self._emit(Type.STOP, at, at + 1, word)  # the code of an action ("COA3") in a table or heading
        if word in self._adjectives and not self._bare and self._kinds.get(self._next(at)) is Kind.PREPOSITION:
            return self._emit(Type.ADJECTIVE, at, at + 1, word)
        if word.endswith("ly") and word not in self._not_adverbs:
            return at + 1
        return self._noun(at)

    def _phrase(self, at: int) -> tuple[int, Kind]:
        for words, kind in self._phrases[self._lowers[at]]:
            end = at + len(words)
            if end <= self._last and tuple(self._lowers[at:end]) == words:
                return end, kind
        return 0, Kind.OTHER

    def _closed(self, at: int, end: int, word: str, kind: Kind) -> int:
        if kind is Kind.DETERMINER:
            return self._determiner(at, end, word)
        if kind in (Kind.ADVERB, Kind.NEGATIVE):
            return end
        if kind is Kind.PRONOUN:
            self._flush()
            self._np = Chunk(Type.NP, at, end, word)
            self._np.first = "pronoun"
            return end
        types = {
            Kind.CONJUNCTION: Type.CONJ,
            Kind.INCLUDING: Type.INCLUDING,
            Kind.RELATIVE: Type.RELATIVE,
            Kind.WHERE: Type.SUBORDINATOR,
            Kind.SUBORDINATOR: Type.SUBORDINATOR,
            Kind.PREPOSITION: Type.PREP,
        }
        return self._emit(types[kind], at, end, word)

    def _determiner(self, at: int, end: int, word: str) -> int:
        after = self._lowers[end] if end < self._last else ""
        if word == "that" and not self._bare:
            if self._np is not None and (after in self._verbs or self._kinds.get(after, Kind.OTHER) >= Kind.BE):
                return self._emit(Type.RELATIVE, at, end, word)
            previous = self._out[-1] if self._out and self._np is None else None
            if self._np is not None or (previous is not None and previous.type is Type.VERB):
                return self._emit(Type.SUBORDINATOR, at, end, word)
        if self._np is not None and not self._bare:
            self._flush()
        if self._np is None:
            self._np = Chunk(Type.NP, at, end, word)
        if word in self._owners:
            self._np.owner = word
        self._np.end = end
        self._bare = True
        return end

    def _mark(self, at: int, word: str) -> int:
        if word in ("'s", "'"):
            adjacent = at > 0 and self._ends[at - 1] == self._starts[at]
            if self._np is not None and adjacent and (word == "'s" or self._plural(at)):
                self._owned = self._bare = True
            return at + 1
        if word in _SKIP:
            return at + 1
        if word == ",":
            return self._emit(Type.COMMA, at, at + 1, word)
        if word == "/":
            return self._emit(Type.CONJ, at, at + 1, word)
        if word == "(":
            return self._brackets(at)
        if word == ")":
            return at + 1
        if word in _STOPS or word == "-":
            return self._emit(Type.STOP, at, at + 1, word)
        return self._noun(at) if self._np is not None else at + 1

    def _plural(self, at: int) -> bool:
        after = at + 1 < self._last and self._lowers[at + 1][0].isalnum()
        return self._lowers[at - 1].endswith("s") and after and self._kinds.get(self._lowers[at + 1], 0) == 0

    def _brackets(self, at: int) -> int:
        """Take what stands in brackets into the noun phrase before them: mentions only, if they are nothing else."""
        end, inside, only = at + 1, [], True
        while end < self._last and self._lowers[end] != ")":
            found = self._mentions.get(end)
            if found is not None:
                end = found[0]
                inside.append(found[1])
                continue
            kind = self._kinds.get(self._lowers[end], Kind.OTHER)
            plain = kind in (Kind.DETERMINER, Kind.CONJUNCTION) or not self._lowers[end].isalpha()
            only = only and plain
            end += 1
        if end >= self._last:
            return at + 1
        if self._np is not None and inside and only:
            self._np.inside.extend(inside)
        if self._np is not None:
            self._np.end = max(self._np.end, at)
        return end + 1

    # -- noun phrases ---------------------------------------------------------------------------------------------

    def _mention(self, at: int, end: int, index: int) -> int:
        phrase = self._np
        if phrase is not None and phrase.first == "pronoun":
            self._flush()
            phrase = None
        if phrase is not None and not self._bare and not phrase.parts and self._temporal(phrase.head):
            self._flush()  # "In 2015 Westhaven Council ...", "Since that time the ..."
            phrase = None
        if phrase is None:
            phrase = self._np = Chunk(Type.NP, at, end, "")
        between = " ".join(self._lowers[self._named : at]) if phrase.parts and not phrase.inside else ""
        phrase.links.append("'s" if self._owned else between)
        phrase.parts.append(index)
        phrase.mention = index
        phrase.before = phrase.head
        phrase.head = self._lowers[end - 1]
        phrase.end = self._named = end
        self._bare = self._owned = False
        return end

    def _temporal(self, head: str) -> bool:
        return head.isdigit() or head in self._times

    def _noun(self, at: int) -> int:
        phrase = self._np
        if phrase is not None and phrase.first == "pronoun":
            self._flush()
            phrase = None
        if phrase is None:
            phrase = self._np = Chunk(Type.NP, at, at + 1, "")
            phrase.first = self._lowers[at]
        phrase.before = phrase.head
        phrase.head = self._lowers[at]
        phrase.mention = -1
        phrase.end = at + 1
        self._bare = False
        return at + 1

    def _flush(self) -> None:
        if self._np is not None and not (self._bare and self._np.head in _DEGREES):
            self._out.append(self._np)
        self._np = None
        self._bare = self._owned = False

    def _emit(self, type_: Type, at: int, end: int, head: str) -> int:
        self._flush()
        self._out.append(Chunk(type_, at, end, head))
        return end

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _infinitive(self, at: int) -> bool:
        after = at + 1
        while after < self._last and self._adverb(after):
            after += 1
        if after >= self._last or after in self._mentions:
            return False
        word = self._lowers[after]
        if self._kinds.get(word, Kind.OTHER) in (Kind.BE, Kind.HAVE, Kind.DO):
            return word in ("be", "have", "do")
        verb = self._verbs.get(word)
        if verb is None or not verb.forms & Form.BASE:
            return False
        return not (word in self._nouns and self._next(after) in ("of",))

    def _adverb(self, at: int) -> bool:
        word = self._lowers[at]
        kind = self._kinds.get(word, Kind.OTHER)
        if kind in (Kind.ADVERB, Kind.NEGATIVE):
            return True
        return kind is Kind.OTHER and word.endswith("ly") and word not in self._not_adverbs

    def _next(self, at: int) -> str:
        return self._lowers[at + 1] if at + 1 < self._last else ""

    def _opens_object(self, at: int, lemma: str) -> bool:
        """Tell whether what stands at a token fits after a verb: a determiner, a mention, its preposition, an adverb."""
        if at < self._last and self._lowers[at] in self._particles:
            return True
        while at < self._last and self._adverb(at) and at not in self._mentions:
            at += 1
        if at >= self._last:
            return False
        if at in self._mentions:
            return True
        word = self._lowers[at]
        kind = self._kinds.get(word, Kind.OTHER)
        if word == "to" and lemma in self._infinitival and self._infinitive(at):
            return True
        if kind is Kind.PREPOSITION:
            return (lemma, word) in self._prepositional
        return kind in (Kind.DETERMINER, Kind.PRONOUN) or word == "that"

    def _is_verb(self, at: int, verb: Verb) -> bool:  # noqa: PLR0911
        if self._bare:
            return self._after_demonstrative(at, verb)
        if self._np is not None:
            return self._after_phrase(at, verb)
        if not self._out:
            return self._opening(at, verb)
        before = self._out[-1]
        if before.type is Type.STOP:
            return self._opening(at, verb)
        if before.type is Type.PREP or before.type is Type.INCLUDING:
            return bool(verb.forms & Form.ING) and self._gerund(at, verb)
        if before.type in (Type.CONJ, Type.COMMA):
            return self._coordinate(at, verb)
        if before.type is Type.RELATIVE:
            return True
        if before.type is Type.SUBORDINATOR:
            return bool(verb.forms & (Form.ING | Form.PARTICIPLE)) and not self._nominal(at + 1)
        if before.type is Type.VERB:
            if verb.forms & Form.ING:
                noun = self._lowers[at] in self._gerunds and before.head != "be" and not self._determined(at + 1)
                return self._gerund(at, verb) and not noun
            return before.head in ("help", "do") and bool(verb.forms & Form.BASE)
        return bool(verb.forms & (Form.ING | Form.PARTICIPLE))

    def _after_demonstrative(self, at: int, verb: Verb) -> bool:
        """Tell whether "this", "these", "all" stands alone as the subject of a verb ("examples of this include")."""
        phrase = self._np
        if phrase is None or phrase.parts or phrase.head not in _DEMONSTRATIVE or self._lowers[at] in self._nouns:
            return False
        return bool(verb.forms & (Form.BASE | Form.THIRD)) or (
            bool(verb.forms & Form.PAST) and self._opens_object(at + 1, verb.lemma)
        )

    def _determined(self, at: int) -> bool:
        return at < self._last and self._kinds.get(self._lowers[at], Kind.OTHER) is Kind.DETERMINER

    def _opening(self, at: int, verb: Verb) -> bool:
        if verb.forms & Form.BASE and (self._texts[at][0].isupper() or self._lowers[at] not in self._nouns):
            return self._opens_object(at + 1, verb.lemma) or self._lowers[at] not in self._nouns
        if verb.forms & Form.ING:
            return self._gerund(at, verb)
        return bool(verb.forms & (Form.PARTICIPLE | Form.PAST)) and not self._nominal(at + 1)

    def _gerund(self, at: int, verb: Verb) -> bool:
        if self._lowers[at] in self._gerunds:
            after = at + 1
            while after < self._last and self._lowers[after] in self._particles:
                after += 1
            kind = self._kinds.get(self._lowers[after], Kind.OTHER) if after < self._last else Kind.OTHER
            return kind is Kind.DETERMINER or (kind is Kind.PREPOSITION and self._opens_object(after, verb.lemma))
        return self._next(at) != "of"

    def _nominal(self, at: int) -> bool:
        """Tell whether a token continues a noun phrase: no closed class, no verb form but a noun-like one."""
        if at >= self._last:
            return False
        if at in self._mentions:
            return True
        word = self._lowers[at]
        if not word[0].isalnum() or self._kinds.get(word, Kind.OTHER) is not Kind.OTHER or self._adverb(at):
            return False
        return word not in self._verbs or word in self._nouns or word in self._gerunds

    def _coordinate(self, at: int, verb: Verb) -> bool:
        word = self._lowers[at]
        if verb.forms & Form.ING:
            return self._gerund(at, verb)
        if len(self._out) > 1 and self._out[-2].type is Type.VERB and not self._out[-2].passive:
            return True
        if verb.forms & (Form.PAST | Form.PARTICIPLE) and not verb.forms & Form.BASE:
            two = self._out[-2] if len(self._out) > 1 else None
            return (two is not None and two.type is Type.VERB) or not self._nominal(at + 1)
        previous = next((c for c in reversed(self._out) if c.type is Type.VERB), None)
        if previous is None:
            return False
        if word in self._nouns:
            return self._opens_object(at + 1, verb.lemma)
        return True

    def _after_phrase(self, at: int, verb: Verb) -> bool:
        phrase = self._np
        assert phrase is not None
        if phrase.first == "pronoun":
            return True
        if verb.forms & (Form.PAST | Form.PARTICIPLE) and not verb.forms & Form.BASE:
            return True
        word = self._lowers[at]
        if verb.forms & Form.PARTICIPLE and self._next(at) == "by":
            return True
        if self._adverb(at - 1) and not verb.forms & Form.ING:
            return True
        if verb.forms & Form.ING and phrase.mention < 0 and phrase.head in self._shared:
            return False
        if verb.forms & Form.ING:
            return self._gerund(at, verb) if word in self._gerunds else not (phrase.mention < 0 and self._np_adj(at))
        if word in self._nouns:
            if self._next(at) == "to" and phrase.mention < 0 and phrase.first != "pronoun":
                return False
            if phrase.mention < 0 and not phrase.head.endswith("s"):
                return verb.forms is Form.THIRD and self._opens_object(at + 1, verb.lemma)
            return self._opens_object(at + 1, verb.lemma)
        if verb.forms & Form.THIRD:
            return True
        return phrase.mention >= 0 or phrase.head.endswith("s") or phrase.head in ("people", "staff", "police")

    def _np_adj(self, at: int) -> bool:
        """Tell whether an -ing word modifies the noun after it ("new emerging strategy")."""
        return self._nominal(at + 1) and self._next(at) not in self._verbs

    def _verb_group(self, at: int) -> int:
        self._flush()
        group = Chunk(Type.VERB, at, at + 1, "")
        expect = Form(31)
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
        after = self._lowers[at] if at < self._last else ""
        before = self._lowers[group.start - 1] if group.start else ""
        group.joint = group.joint or after in self._joint or before in self._joint
        self._out.append(group)
        return at

    def _manner(self, at: int) -> bool:
        return self._lowers[at] == "more" or (self._adverb(at) and self._lowers[at] != "together")

    def _auxiliaries(self, group: Chunk, at: int, expect: Form) -> int:
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
                if kind is Kind.MODAL:
                    group.modal, expect = word, Form.BASE
                    group.negative = group.negative or word == "cannot"
                elif kind is Kind.BE:
                    group.progressive = after_be and word == "being"
                    if word == "being" and not auxiliary:
                        group.mood = Mood.ING
                    group.head, expect, after_be = "be", Form.PARTICIPLE | Form.ING, True
                elif kind is Kind.HAVE:
                    group.head, expect, group.perfect = "have", Form.PARTICIPLE, True
                else:
                    group.head, expect = "do", Form.BASE
                auxiliary, at = True, at + 1
                group.end = at
                continue
            if self._adverb(at) and (auxiliary or group.mood is Mood.INFINITIVE):
                group.negative = group.negative or kind is Kind.NEGATIVE
                group.joint = group.joint or word in self._joint
                at += 1
                continue
            return self._main(group, at, expect, after_be, auxiliary)
        return at

    def _main(self, group: Chunk, at: int, expect: Form, after_be: bool, auxiliary: bool) -> int:
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
            elif verb.forms & Form.PARTICIPLE and (not verb.forms & Form.BASE or self._agent(at + 1)):
                group.mood = Mood.PARTICIPLE
        group.end = at + 1
        return at + 1

    def _agent(self, at: int) -> bool:
        """Tell whether "by" follows, as after a participle that looks like a base form ("a clinic run by")."""
        return any(self._lowers[i] == "by" for i in range(at, min(at + 2, self._last)) if i not in self._mentions)

    def _predicate_noun(self, at: int, verb: Verb) -> bool:
        """Tell whether a word after a form of "be" is a noun or adjective all the same ("were commissioning leads")."""
        return bool(verb.forms & Form.ING) and self._lowers[at] in self._gerunds and self._nominal(at + 1)
