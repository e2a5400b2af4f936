"""The state of reading one sentence, and what can be asked of the tokens ahead."""

from __future__ import annotations

from councilgraph.extraction.relations.model import Chunk, Type
from councilgraph.extraction.relations.words import Form, Kind, Words
from councilgraph.extraction.tokens import Tape

# Words that make "time" a thing that is measured, not a time when something is done ("the waiting time for calls").
_MEASURED = frozenset({"waiting", "response", "wait", "travel", "lead", "turnaround", "processing", "answering"})
_DEGREES = frozenset({"more", "most", "less", "such", "both"})


class Cursor:
    """Word tables, the tokens of the sentence at hand, the chunks read so far and the noun phrase being read."""

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
        self._reporting = words.set("cues.reporting-verbs")
        self._predicatives = words.set("words.predicatives")
        self._to_nouns = words.set("words.to-nouns")
        self._frequencies = words.set("words.frequencies")
        self._actions = words.set("words.actions")
        self._shared = words.set("words.working-modifiers")
        self._joint_adjectives = words.set("words.joint-adjectives")
        self._thirds = words.set("verbs.third")
        self._qualities = words.set("words.qualities")
        self._past_verbs = words.set("words.past-verbs")
        self._compounds = words.set("words.compound-participles")
        self._adjectives = adjectives
        self._prepositional = prepositional

    _np: Chunk | None
    _out: list[Chunk]
    _bare: bool
    _owned: bool
    _bracketed: bool

    def _phrase(self, at: int) -> tuple[int, Kind]:
        """Return the token after the longest phrase of a closed class at a token, and its class; 0 without one."""
        for words, kind in self._phrases[self._lowers[at]]:
            end = at + len(words)
            if end <= self._last and tuple(self._lowers[at:end]) == words and not self._due(end - 1):
                return end, kind
        return 0, Kind.OTHER

    def _due(self, at: int) -> bool:
        """Tell whether "due to" says what is still to be done ("was due to go to the board")."""
        verb = self._lowers[at - 1] == "due" and self._lowers[at] == "to" and self._infinitive(at)
        return verb and (self._next(at) not in self._nouns or self._opens_object(at + 2, self._next(at)))

    def _adverb(self, at: int) -> bool:
        """Tell whether a word is an adverb or denies."""
        word = self._lowers[at]
        kind = self._kinds.get(word, Kind.OTHER)
        if kind in (Kind.ADVERB, Kind.NEGATIVE):
            return True
        return kind is Kind.OTHER and word.endswith("ly") and word not in self._not_adverbs

    def _next(self, at: int) -> str:
        """Return the word after a token, or ""."""
        return self._lowers[at + 1] if at + 1 < self._last else ""

    def _nominal(self, at: int) -> bool:
        """Tell whether a token continues a noun phrase: no closed class, no verb form but a noun-like one."""
        if at >= self._last:
            return False
        if at in self._mentions:
            return True
        word = self._lowers[at]
        if not word[0].isalnum() or self._kinds.get(word, Kind.OTHER) is not Kind.OTHER or self._adverb(at):
            return False
        if word in self._particles:
            return False
        return word not in self._verbs or word in self._nouns or word in self._gerunds

    def _determined(self, at: int) -> bool:
        """Tell whether a determiner stands at a token."""
        return at < self._last and self._kinds.get(self._lowers[at], Kind.OTHER) is Kind.DETERMINER

    def _opens_object(self, at: int, lemma: str) -> bool:
        """Tell whether what stands at a token fits after a verb: a determiner, a mention, its preposition."""
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

    def _infinitive(self, at: int) -> bool:
        """Tell whether a verb in its base form follows "to" at a token."""
        after = at + 1
        while after < self._last and self._adverb(after):
            after += 1
        if after >= self._last or after in self._mentions:
            return False
        word = self._lowers[after]
        if word in self._to_nouns:
            return False
        if self._kinds.get(word, Kind.OTHER) in (Kind.BE, Kind.HAVE, Kind.DO):
            return word in ("be", "have", "do")
        verb = self._verbs.get(word)
        if verb is None or not verb.forms & Form.BASE:
            return False
        return not (word in self._nouns and self._next(after) in ("of",))

    def _temporal(self, head: str) -> bool:
        """Tell whether a noun is a year or other time."""
        return (head.isdigit() and len(head) == 4) or head in self._times

    def _plural(self, at: int) -> bool:
        """Tell whether "'" after a plural makes it an owner."""
        after = at + 1 < self._last and self._lowers[at + 1][0].isalnum()
        return self._lowers[at - 1].endswith("s") and after and self._kinds.get(self._lowers[at + 1], 0) == 0

    def _flush(self) -> None:
        """End the noun phrase being read and keep it, unless it is empty or only says when."""
        if self._np is not None and not (self._bare and self._np.head in _DEGREES) and not self._when():
            self._out.append(self._np)
        self._np = None
        self._bare = self._owned = False

    def _when(self) -> bool:
        """Tell whether the phrase right after a verb only says when or how often ("hosted each month by the trust")."""
        phrase = self._np
        if phrase is None or phrase.parts or not self._out:
            return False
        if self._out[-1].type is Type.NP and phrase.first in ("a", "an", "each", "every", "per"):
            return phrase.head in self._times  # "fifty pounds a year from the trust"
        if self._out[-1].type is not Type.VERB:
            return False
        measured = phrase.head == "time" and self._lowers[phrase.end - 2] in _MEASURED
        short = phrase.start < phrase.end - 1 and not measured and phrase.end <= phrase.start + 3 and not phrase.joint
        return short and phrase.head in self._times and self._out[-1].head not in ("be", "have")

    def _emit(self, type_: Type, at: int, end: int, head: str) -> int:
        """End the noun phrase being read and add a chunk; return the token after it."""
        self._flush()
        chunk = Chunk(type_, at, end, head)
        chunk.joint = type_ is Type.PREP and at > 0 and self._lowers[at - 1] in self._joint
        self._out.append(chunk)
        return end

    def _start(self, tape: Tape, first: int, last: int, mentions: dict[int, tuple[int, int]]) -> None:
        """Take up a sentence."""
        self._lowers, self._starts, self._ends, self._texts = tape.lowers, tape.starts, tape.ends, tape.texts
        self._first, self._last, self._mentions = first, last, mentions
        self._out = []
        self._np = None
        self._bare = self._owned = self._bracketed = False
        self._named = first
