"""Reads one sentence as a sequence of chunks: noun phrases, verb groups, prepositions, conjunctions, boundaries.

There is no tagger: closed classes, a table of verb forms and the word before and after decide. A word that fits no
class belongs to a noun phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from councilgraph.extraction.relations.model import Chunk, Type
from councilgraph.extraction.relations.verbgroups import FLOATING
from councilgraph.extraction.relations.verbs import VerbReader
from councilgraph.extraction.relations.words import Form, Kind
from councilgraph.extraction.tokens import Tape

_STOPS = frozenset(";:.?!\u2013|\u2022\u2026\u25aa") | {"--", "...", " - "}
# The chunks that words of a closed class are by themselves.
_TYPES = {
    Kind.CONJUNCTION: Type.CONJ,
    Kind.INCLUDING: Type.INCLUDING,
    Kind.RELATIVE: Type.RELATIVE,
    Kind.WHERE: Type.SUBORDINATOR,
    Kind.SUBORDINATOR: Type.SUBORDINATOR,
    Kind.PREPOSITION: Type.PREP,
}
_UNVERBAL = frozenset({Kind.PREPOSITION, Kind.INCLUDING})
_IN_HOUSE = frozenset({"in house", "in-house"})
_LISTED = frozenset({Type.NP, Type.PREP, Type.CONJ, Type.COMMA})
_ASIDE = frozenset({"with", "by", "from", "via", "through", "alongside"})
_SKIP = frozenset('"*[]_#<>') | {"''", "``"}


class Chunker(VerbReader):
    """Cuts sentences into chunks."""

    def chunks(self, tape: Tape, first: int, last: int, spans: Sequence[tuple[int, int, int]]) -> list[Chunk]:
        """Return the chunks of tokens `first` to `last`; `spans` are (first token, last token + 1, mention)."""
        self._start(tape, first, last, {start: (end, index) for start, end, index in spans})
        at = first
        while at < last:
            at = self._step(at)
        self._flush()
        return self._out

    def _step(self, at: int) -> int:
        """Read the token or phrase at a place; return the token after what was read."""
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
            month = kind is Kind.MODAL and word == "may" and self._texts[at] == "May"
            return self._noun(at) if month else self._verb_group(at)
        if word in ("last", "next") and self._next(at) in self._times and self._np is not None and self._np.parts:
            return at + 2  # "opened by the trust last autumn with a grant"
        if word == "to" and self._infinitive(at):
            return self._verb_group(at)
        verb = self._verbs.get(word)
        joined = kind is Kind.INCLUDING and self._np is None and self._out and self._out[-1].type is Type.CONJ
        if verb is not None and (joined or kind not in _UNVERBAL) and self._is_verb(at, verb):
            return self._verb_group(at)
        if kind is not Kind.OTHER:
            return self._closed(at, at + 1, word, kind)
        if not word[0].isalnum():
            return self._mark(at, word)
        return self._open_word(at, word)

    def _open_word(self, at: int, word: str) -> int:
        """Read a word that is of no closed class and no verb here; return the token after it."""
        if not self._out and self._np is None and word[-1].isdigit() and self._texts[at].isupper():
            return self._emit(Type.STOP, at, at + 1, word)  # the code of an action ("COA3") in a table or heading
        if (
            word in self._predicatives
            and self._np is not None
            and self._np.mention >= 0
            and self._prepositional_next(at)
        ):
            return self._emit(Type.ADJECTIVE, at, at + 1, word)
        if word in self._frequencies and self._often(at):
            return at + 1
        if word in self._adjectives and not self._bare and self._kinds.get(self._next(at)) is Kind.PREPOSITION:
            return self._emit(Type.ADJECTIVE, at, at + 1, word)
        if word.endswith("ly") and word not in self._not_adverbs:
            return at + 1
        return self._noun(at)

    def _closed(self, at: int, end: int, word: str, kind: Kind) -> int:
        """Read a word or phrase of a closed class; return the token after it."""
        if kind is Kind.DETERMINER:
            return self._determiner(at, end, word)
        if kind in (Kind.ADVERB, Kind.NEGATIVE):
            if word == "together" and self._np is not None:
                self._together()
            elif word in _IN_HOUSE:
                self._in_house()
            elif word in ("out", "off", "up"):
                self._particle_after(word)
            return end
        if kind is Kind.PRONOUN:
            self._flush()
            self._np = Chunk(Type.NP, at, end, word)
            self._np.first = "pronoun"
            return end
        return self._emit(_TYPES[kind], at, end, word)

    def _in_house(self) -> None:
        """Make "in house" the particle of the verb before it ("brought the service back in house")."""
        verb = next((chunk for chunk in reversed(self._out) if chunk.type not in _LISTED), None)
        if verb is not None and verb.type is Type.VERB:
            verb.particle = "in-house"

    def _particle_after(self, word: str) -> None:
        """Give a particle after a pronoun to its verb ("sets this out in")."""
        phrase, verb = self._np, self._out[-1] if self._out else None
        pronoun = phrase is not None and (phrase.first == "pronoun" or phrase.head in ("this", "that", "these"))
        if verb is not None and verb.type is Type.VERB and pronoun and not verb.particle:
            verb.particle = word

    def _together(self) -> None:
        """Give a "together" after objects or agents to their verb ("brings partners together")."""
        verb = next((chunk for chunk in reversed(self._out) if chunk.type not in _LISTED), None)
        if verb is not None and verb.type is Type.VERB:
            verb.joint = True
            after = self._out[self._out.index(verb) + 1 :]
            plain = all(chunk.type is not Type.PREP for chunk in after)
            if plain and verb.head in ("bring", "draw", "pull", "join", "get", "put", "gather", "call"):
                verb.particle = "together"

    def _determiner(self, at: int, end: int, word: str) -> int:
        """Open a noun phrase, or read "that" as what opens a clause; return the token after it."""
        after = self._lowers[end] if end < self._last else ""
        if word == "that" and not self._bare:
            if self._np is not None and (after in self._verbs or self._kinds.get(after, Kind.OTHER) >= Kind.BE):
                return self._emit(Type.RELATIVE, at, end, word)
            if self._np is not None and self._np.mention >= 0 and not self._reported():
                return self._emit(Type.RELATIVE, at, end, word)
            previous = self._out[-1] if self._out and self._np is None else None
            if self._np is not None or (previous is not None and previous.type is Type.VERB):
                return self._emit(Type.SUBORDINATOR, at, end, word)
        if self._np is not None and not self._bare:
            if word in ("other", "more") and self._np.head.isdigit():
                return end  # "7 other boroughs"
            if word in FLOATING and (after in self._verbs or self._kinds.get(after, Kind.OTHER) >= Kind.BE):
                return end  # "the two teams both sit in ..."
            self._flush()
        if self._np is None:
            self._np = Chunk(Type.NP, at, end, word)
        if word in self._owners:
            self._np.owner = word
        self._np.end = end
        self._bare = True
        return end

    def _between_numbers(self, at: int) -> bool:
        """Tell whether a dash joins two numbers ("2017-19")."""
        return at > 0 and self._lowers[at - 1][-1].isdigit() and self._next(at)[:1].isdigit()

    def _often(self, at: int) -> bool:
        """Tell whether a word says how often a thing is done ("reported to the board quarterly", "met daily with")."""
        if self._np is None:
            return bool(self._out) and self._out[-1].type is Type.VERB and not self._nominal(at + 1)
        return self._np.mention >= 0 and not self._nominal(at + 1)

    def _prepositional_next(self, at: int) -> bool:
        """Tell whether a preposition follows."""
        return self._kinds.get(self._next(at)) is Kind.PREPOSITION

    def _reported(self) -> bool:
        """Tell whether the phrase being read is told something ("assured the council that the trust ...")."""
        verb = next((chunk for chunk in reversed(self._out) if chunk.type is Type.VERB), None)
        return verb is not None and verb.head in self._reporting

    def _mark(self, at: int, word: str) -> int:
        """Read a mark; return the token after what belongs to it."""
        if word in ("'s", "'"):
            adjacent = at > 0 and self._ends[at - 1] == self._starts[at]
            if self._np is not None and adjacent and (word == "'s" or self._plural(at)):
                self._owned = self._bare = True
            return at + 1
        if word == "\u00a3":
            self._flush()
            self._noun(at)
            return at + 1
        if word in _SKIP or (word in "-\u2013" and self._between_numbers(at)):
            return at + 1
        if word == ",":
            return self._emit(Type.COMMA, at, at + 1, word)
        if word == "/":
            return self._emit(Type.CONJ, at, at + 1, word)
        if word == "(":
            return self._brackets(at)
        if word == ")":
            closes, self._bracketed = self._bracketed, False
            return self._emit(Type.COMMA, at, at + 1, ",") if closes else at + 1
        if word in _STOPS or word == "-":
            return self._emit(Type.STOP, at, at + 1, word)
        return self._noun(at) if self._np is not None else at + 1

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
            short = self._texts[end].isupper()  # an acronym that names nothing we know
            plain = short or kind in (Kind.DETERMINER, Kind.CONJUNCTION) or not self._lowers[end].isalpha()
            only = only and plain
            end += 1
        if end >= self._last or (inside and (self._np is None if only else self._lowers[at + 1] in _ASIDE)):
            return at + 1
        if self._np is not None and inside and not only and self._states(at + 1):
            self._bracketed = True
            return self._emit(Type.COMMA, at, at + 1, ",")
        if self._np is not None and inside and only:
            self._np.inside.extend(inside)
        if self._np is not None:
            self._np.end = max(self._np.end, at)
        return end + 1

    def _states(self, at: int) -> bool:
        """Tell whether what stands in brackets says something ("(comprising the trust and the police)")."""
        word = self._lowers[at]
        verb = self._verbs.get(word) if at not in self._mentions else None
        kind = self._kinds.get(word, Kind.OTHER)
        named = kind in (Kind.RELATIVE, Kind.INCLUDING) or word == "part"
        return named or (verb is not None and bool(verb.forms & (Form.ING | Form.PARTICIPLE)))

    def _mention(self, at: int, end: int, index: int) -> int:
        """Take a mention into the noun phrase being read; return the token after it."""
        phrase = self._np
        if phrase is not None and phrase.first == "pronoun":
            self._flush()
            phrase = None
        opened = phrase is not None and not self._bare and not phrase.parts
        if phrase is not None and opened and (self._temporal(phrase.head) or phrase.head == "way"):
            self._flush()  # "In 2015 Westhaven Council ...", "Since that time the ...", "the way providers work"
            phrase = None
        if phrase is None:
            phrase = self._np = Chunk(Type.NP, at, end, "")
        between = " ".join(self._lowers[self._named : at]) if phrase.parts and not phrase.inside else ""
        phrase.joint = phrase.joint or self._lowers[at] in self._joint_adjectives
        phrase.links.append("'s" if self._owned else between)
        phrase.parts.append(index)
        phrase.mention = index
        phrase.before = phrase.head
        phrase.head = self._lowers[end - 1]
        phrase.end = self._named = end
        self._bare = self._owned = False
        return end

    def _noun(self, at: int) -> int:
        """Take a word into the noun phrase being read; return the token after it."""
        phrase = self._np
        if phrase is not None and phrase.first == "pronoun":
            self._flush()
            phrase = None
        if phrase is None:
            phrase = self._np = Chunk(Type.NP, at, at + 1, "")
            phrase.first = self._lowers[at]
        phrase.before = phrase.head
        phrase.head = word = self._lowers[at]
        phrase.joint = phrase.joint or word in self._joint_adjectives
        phrase.possessed = self._owned
        phrase.mention = -1
        phrase.end = at + 1
        self._bare = False
        return at + 1
